/* Saves what is written in <form data-autosave data-autosave-url="…" autocomplete="off"> while one writes.
   Each control with data-field (text, textarea, select, checkbox) is posted by itself (field, revision, value): 800 ms
   after the last key, or data-autosave-within ms after the first one where somebody follows along; when it loses focus and
   when the page is hidden. One request per field at a time; the newest text wins. "Saved" is said only after 200 {revision, saved_at}. 409 {revision, value, author} means that somebody else wrote
   meanwhile: both texts are shown and the writer chooses, in [data-conflict-for] of the field or in what is made from the
   form's <template data-conflict>; the text that is then chosen is sent with settles=1. 409 {kept} too: the text is stored
   beside what stands there, and kept says so. 422 {error} says what is wrong with the text; 403 may be a token that a new sign-in elsewhere has made old. Every other text shown comes from
   data-text-… on the form. A form with data-autosave-bare sends, when it is submitted, only what is not stored yet. "samspill:saved" is sent upwards from a control when its text is stored. */
(() => {
  "use strict";
  const MS = { pause: 800, slow: 600, firstRetry: 2000, longestRetry: 30000 };

  const showButtons = (form, isShown) =>
    form.querySelectorAll("[data-autosave-button]").forEach((button) => (button.hidden = !isShown));

  // Whoever signs in again in another window has a new token there; this page asks for it, and takes it only if it is
  // the same person: on a shared machine somebody else's session must never save what this one wrote.
  const renewToken = async () => {
    const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return false;
    const anew = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = anew.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!token || anew.body.dataset.person !== document.body.dataset.person) return false;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((input) => (input.value = token));
    return true;
  };

  class Field {
    constructor(form, control) {
      const find = (attribute) => form.querySelector(`[${attribute}="${CSS.escape(control.dataset.field)}"]`);
      Object.assign(this, { form, control, retryAfter: MS.firstRetry, isSending: false, isStopped: false });
      this.status = find("data-status-for");
      this.conflict = find("data-conflict-for");
      this.revision = find("data-revision-for");
      this.stored = this.original;
      control.addEventListener("input", () => this.wait());
      for (const name of ["change", "blur"]) control.addEventListener(name, () => this.save());
      control.addEventListener("samspill:stored", () => (this.stored = this.value));
      this.offer();
    }

    offer() {
      this.conflict?.querySelector("[data-conflict-keep]").addEventListener("click", () => this.resolve(this.value));
      this.conflict?.querySelector("[data-conflict-take]").addEventListener("click", () => this.resolve(this.theirs));
    }

    makeConflict() {
      const made = this.form.querySelector("template[data-conflict]")?.content.firstElementChild.cloneNode(true);
      if (!made) return;
      this.control.before(made);
      this.conflict = made;
      this.offer();
    }

    // As the page came, also when a script has written in the control before this one met it.
    get original() {
      const { type, defaultChecked, defaultValue } = this.control;
      return type === "checkbox" ? String(defaultChecked) : defaultValue ?? this.value;
    }

    get value() {
      return this.control.type === "checkbox" ? String(this.control.checked) : this.control.value;
    }

    set value(value) {
      const isBox = this.control.type === "checkbox";
      this.control[isBox ? "checked" : "value"] = isBox ? value === "true" : value;
    }

    get isUnsaved() {
      return this.isSending || this.value !== this.stored;
    }

    say(state, time = "") {
      this.control.dataset.saveState = state;
      showButtons(this.form, ["unsaved", "refused", "signedOut"].includes(state));
      this.status?.setAttribute("data-state", state);
      if (!this.status || state === "writing" || (state === "saved" && !time)) return;
      const text = (this.form.dataset[`text${state[0].toUpperCase()}${state.slice(1)}`] ?? "").replace("{time}", time);
      // The same words again would be read aloud again.
      if (this.status.textContent !== text) this.status.textContent = text;
    }

    wait(milliseconds = MS.pause) {
      if (milliseconds === MS.pause && !this.isStopped) this.say("writing");
      clearTimeout(this.timer);
      this.begunAt ??= Date.now();
      const within = Number(this.form.dataset.autosaveWithin ?? Infinity) - (Date.now() - this.begunAt);
      const isTyping = milliseconds === MS.pause;
      this.timer = setTimeout(() => this.save(), isTyping ? Math.max(0, Math.min(milliseconds, within)) : milliseconds);
    }

    save() {
      clearTimeout(this.timer);
      if (!this.control.isConnected || this.isStopped || this.isSending) return this.sending;
      if (this.value === this.stored) return this.control.dataset.saveState === "writing" && this.say("saved", this.time);
      return (this.sending = this.send(this.value));
    }

    async send(value) {
      this.isSending = true;
      this.begunAt = undefined;
      const slow = setTimeout(() => this.say("saving"), MS.slow);
      const answer = await this.post(value).catch(() => null);
      clearTimeout(slow);
      const reply = answer && [200, 409, 422].includes(answer.status) ? await answer.json().catch(() => null) : null;
      this.isSending = false; // not before the reply is read: who saves meanwhile would meet the text just stored
      this.control.toggleAttribute("aria-invalid", false);
      if (reply?.error) this.refuse(reply.error);
      else if (reply && answer.status !== 422) this.receive(answer.status, reply, value);
      else if (answer?.status === 403 && (await renewToken())) this.again();
      else if (answer && (answer.type === "opaqueredirect" || [401, 403].includes(answer.status))) this.say("signedOut");
      else if (answer && answer.status >= 400 && answer.status < 500) this.say("refused");
      else this.again();
    }

    post(value) {
      const revision = this.control.dataset.revision ?? this.revision?.value ?? "0";
      const body = new URLSearchParams({ field: this.control.dataset.field, revision, value });
      if (this.isSettling) body.set("settles", "1");
      const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
      const headers = { "X-CSRFToken": token, "X-Autosave": "1", Accept: "application/json", "X-Person": document.body.dataset.person ?? "" };
      const keepalive = body.toString().length < 60000; // a browser lets at most 64 KiB outlive the page
      return fetch(this.form.dataset.autosaveUrl, { method: "POST", headers, body, keepalive, redirect: "manual" });
    }

    receive(status, reply, sent) {
      this.control.dataset.revision = reply.revision;
      if (this.revision) this.revision.value = reply.revision;
      this.retryAfter = MS.firstRetry;
      if (reply.kept) return this.leave(sent, reply.kept);
      if (status === 409) return this.meet(reply);
      Object.assign(this, { stored: sent, time: reply.saved_at, isSettling: false });
      this.control.dispatchEvent(new CustomEvent("samspill:saved", { bubbles: true }));
      if (this.value === sent) this.say("saved", this.time);
      else this.wait();
    }

    // Somebody else has the pen: the text is stored elsewhere, and this field has no more to say.
    leave(sent, words) {
      Object.assign(this, { stored: sent });
      this.say("kept");
      if (this.status) this.status.textContent = words;
    }

    refuse(error) {
      this.say("unsaved");
      this.control.setAttribute("aria-invalid", "true");
      if (this.status) this.status.textContent = error;
    }

    again() {
      this.say("unsaved");
      this.wait(this.retryAfter);
      this.retryAfter = Math.min(this.retryAfter * 2, MS.longestRetry);
    }

    meet(reply) {
      this.say("conflict");
      if (!this.conflict) this.makeConflict();
      if (!this.conflict) return;
      Object.assign(this, { isStopped: true, theirs: reply.value });
      this.conflict.querySelector("[data-conflict-text]").textContent = reply.value;
      this.conflict.hidden = false;
    }

    resolve(value) {
      Object.assign(this, { value, isStopped: false, isSettling: true, stored: null });
      this.conflict.hidden = true;
      this.save();
      this.control.focus();
    }
  }

  const fields = [];
  let isLeaving = false;
  const unsaved = () => fields.filter((field) => field.control.isConnected && field.isUnsaved);

  // A submit of the whole form first waits for what is on its way, else it would meet its own newer revision.
  const submit = async (event) => {
    const waiting = unsaved().filter((field) => field.form === event.target);
    if (isLeaving || !waiting.length) return (isLeaving = true);
    event.preventDefault();
    event.stopImmediatePropagation();
    await Promise.all(waiting.map((field) => field.save()));
    await Promise.all(waiting.filter((field) => field.isUnsaved).map((field) => field.save()));
    const conflict = waiting.find((field) => field.isStopped);
    isLeaving = !conflict;
    conflict ? conflict.control.focus() : event.target.requestSubmit(event.submitter);
  };

  // What is stored already is not sent once more: the other may have changed it since.
  const leaveOut = ({ target, formData }) =>
    "autosaveBare" in target.dataset &&
    fields.filter((field) => field.form === target && !field.isUnsaved).forEach((field) => formData.delete(field.control.name));

  const enhance = () => {
    for (const form of document.querySelectorAll("form[data-autosave]:not([data-autosave-on])")) {
      form.dataset.autosaveOn = "";
      form.addEventListener("submit", submit, true);
      form.addEventListener("formdata", leaveOut);
      const found = [...form.querySelectorAll("[data-field]")].map((control) => new Field(form, control));
      fields.push(...found);
      showButtons(form, false);
      found.filter((field) => field.isUnsaved).forEach((field) => field.wait());
    }
  };

  const saveAll = () => unsaved().forEach((field) => field.save());
  enhance();
  document.addEventListener("input", () => (isLeaving = false));
  document.addEventListener("htmx:after:swap", enhance);
  document.addEventListener("visibilitychange", saveAll);
  for (const name of ["online", "focus"]) addEventListener(name, saveAll);
  addEventListener("beforeunload", (event) => !isLeaving && unsaved().length && event.preventDefault());
})();
