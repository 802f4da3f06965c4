/* Quiet advice under a field: [data-advice-url] around one text and one [data-advice], a polite live region.

   A pause after one has typed, the text is posted to data-advice-url (text, and the form's token; nothing is stored
   there), and what comes back is shown. Where the two are, the page as the server made it already says the same. */
(() => {
  "use strict";

  const PAUSE_MS = 1000;
  const asked = new WeakMap();
  const timers = new WeakMap();

  const ask = async (control, around) => {
    const text = control.value;
    if (asked.get(control) === text) return;
    asked.set(control, text);
    const headers = { "X-CSRFToken": control.form.querySelector("[name=csrfmiddlewaretoken]").value };
    const request = { method: "POST", headers, body: new URLSearchParams({ text }), redirect: "manual" };
    const answer = await fetch(around.dataset.adviceUrl, request).catch(() => null);
    if (!answer?.ok) return asked.delete(control);
    const html = (await answer.text()).trim();
    const place = around.querySelector("[data-advice]");
    // The same words again would be read aloud again.
    if (control.value === text && place.innerHTML.trim() !== html) place.innerHTML = html;
  };

  document.addEventListener("input", ({ target }) => {
    const around = target.matches("textarea, input[type=text]") && target.closest("[data-advice-url]");
    if (!around) return;
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(() => ask(target, around), PAUSE_MS));
  });
})();
