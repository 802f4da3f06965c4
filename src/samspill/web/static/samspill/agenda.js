/* Stores the agenda's order as it is changed: <form data-agenda> around a list of ordering.js.

   After each move the topic and its new place are posted, and the other's page is shown anew by itself (live.js). Where
   it could not be stored, the form is sent as without a script, so that nobody looks at an order that does not hold. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-agenda]");
  if (!form) return;

  form.addEventListener("samspill:ordered", async ({ detail: { keys, item } }) => {
    const topic = item.dataset.key;
    const body = new URLSearchParams({ topic, place: keys.indexOf(topic) + 1 });
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, "X-Autosave": "1", "X-Person": document.body.dataset.person };
    const answer = await fetch(form.action, { method: "POST", headers, body, redirect: "manual" }).catch(() => null);
    if (!answer?.ok) location.reload();
  });
})();
