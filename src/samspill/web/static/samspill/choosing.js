/* <form data-choosing data-save-url="…" data-text-…>: the choice of questions, kept while the menu is searched.
   The list of chosen questions ([data-ordering], see ordering.js) is what counts: each tick, removal and move changes it
   at once, and the whole of it is posted (revision, order=…) to data-save-url: 200 {revision, saved_at}, or 422 {error}
   with nothing stored. 409 means that another window has chosen meanwhile: the form is sent as without a script, and the
   server answers with both choices.
   Boxes that a search brings are set by the list. A new item is made from <template data-chosen-item>. */
(() => {
  "use strict";
  const PAUSE_MS = 150;
  const form = document.querySelector("form[data-choosing]");
  const list = form?.querySelector("[data-ordering]");
  if (!list) return;
  const find = (name) => form.querySelector(`[data-${name}]`);
  const [count, state, fault, hits] = ["count", "saved-state", "fault", "hits-said"].map(find);
  const keys = () => [...list.querySelectorAll(":scope > [data-key]")].map((item) => item.dataset.key);
  const boxes = () => [...form.querySelectorAll("input[type=checkbox][name=questions]")];
  const revision = form.querySelector("[name=revision]");
  let stored = keys().join(" ");
  let timer, sending, isLeaving;

  const isUnsaved = () => sending || keys().join(" ") !== stored;

  const show = () => {
    const chosen = new Set(keys());
    for (const box of boxes()) box.checked = chosen.has(box.value);
    count.textContent = form.dataset.textCount.replace("{count}", chosen.size);
    for (const part of form.querySelectorAll("[data-when-chosen]")) part.hidden = !chosen.size;
    for (const part of form.querySelectorAll("[data-when-empty]")) part.hidden = chosen.size > 0;
  };

  const say = (now, text, error = "") => {
    state.dataset.state = now;
    if (state.textContent !== text) state.textContent = text;
    if (fault.textContent !== error) fault.textContent = error;
    fault.hidden = !error;
  };

  const send = async () => {
    const sent = keys();
    const body = new URLSearchParams(sent.map((key) => ["order", key]).concat([["revision", revision.value]]));
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, "X-Person": document.body.dataset.person, Accept: "application/json" };
    const request = { method: "POST", headers, body, keepalive: true, redirect: "manual" };
    const answer = await fetch(form.dataset.saveUrl, request).catch(() => null);
    if (answer?.status === 409) return form.requestSubmit();
    const reply = answer && [200, 422].includes(answer.status) ? await answer.json().catch(() => null) : null;
    if (reply?.saved_at) [stored, revision.value] = [sent.join(" "), reply.revision];
    if (keys().join(" ") !== sent.join(" ")) return isLeaving || send();
    if (reply?.saved_at) say("saved", form.dataset.textSaved.replace("{time}", reply.saved_at));
    else say("unsaved", form.dataset.textUnsaved, reply?.error ?? "");
  };

  const save = () => {
    if (sending || isLeaving || !isUnsaved()) return;
    sending = send().finally(() => (sending = null));
  };

  // A submit of the whole form first waits for what is on its way, else it would meet its own newer revision.
  const submit = async (event) => {
    clearTimeout(timer);
    isLeaving = true;
    if (!sending) return;
    event.preventDefault();
    await sending;
    form.requestSubmit(event.submitter);
  };

  const change = () => {
    show();
    isLeaving = false;
    state.dataset.state = "writing";
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE_MS);
  };

  const add = (box) => {
    const title = form.querySelector(`[data-title-of="${CSS.escape(box.value)}"]`).textContent.trim();
    const item = find("chosen-item").content.firstElementChild.cloneNode(true);
    Object.assign(item.dataset, { key: box.value, name: title });
    for (const part of item.querySelectorAll("[data-title]")) part.append(title);
    for (const part of item.querySelectorAll("[name=order]")) part.value = box.value;
    for (const part of item.querySelectorAll("button")) part.value += ` ${box.value}`;
    list.append(item);
  };

  const remove = (key) => {
    const item = list.querySelector(`:scope > [data-key="${CSS.escape(key)}"]`);
    const next = item?.nextElementSibling ?? item?.previousElementSibling;
    const isFocused = item?.contains(document.activeElement);
    item?.remove();
    if (isFocused) (next?.querySelector("[data-leave-out]") ?? form.querySelector("#chosen")).focus();
  };

  const tick = (box) => {
    box.checked ? add(box) : remove(box.value);
    change();
  };

  form.addEventListener("change", (event) => event.target.name === "questions" && tick(event.target));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-leave-out]");
    if (!button) return;
    event.preventDefault();
    remove(button.closest("[data-key]").dataset.key);
    change();
  });
  form.addEventListener("samspill:ordered", change);
  // What is found comes by itself; Enter is for those without a script.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.name === "sok") event.preventDefault();
  });
  form.addEventListener("submit", submit);
  document.addEventListener("htmx:after:swap", () => {
    show();
    hits.textContent = find("hits").textContent.trim();
  });
  document.addEventListener("visibilitychange", () => document.hidden && save());
  addEventListener("online", save);
  addEventListener("beforeunload", (event) => !isLeaving && isUnsaved() && event.preventDefault());
  // Whoever is quick may have ticked before this script came.
  for (const box of boxes().filter((one) => one.checked !== one.defaultChecked)) tick(box);
  show();
})();
