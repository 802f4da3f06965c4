/* Saves what is written in <form data-autosave data-autosave-url="…"> while one writes.

   Each control with data-field (text, textarea, select, checkbox) is posted by itself (field, revision, value): 800 ms
   after the last key, when it loses focus and when the page is hidden. One request per field at a time; the newest text
   wins. "Saved" is said only after 200 {revision, saved_at}. 409 {revision, value, author} means that somebody else wrote
   meanwhile: both texts are shown and the writer chooses. Every text shown comes from data-text-… on the form. Nothing is
   kept in the browser's storage. */
(() => {
  "use strict";

  const PAUSE_MS = 800;
  const SLOW_MS = 600;
  const RETRY_MS = { first: 2000, longest: 30000 };

  class Field {
    constructor(form, control) {
      const find = (attribute) => form.querySelector(`[${attribute}="${CSS.escape(control.dataset.field)}"]`);
      Object.assign(this, { form, control, retryAfter: RETRY_MS.first, isSending: false, isStopped: false });
      this.status = find("data-status-for");
      this.conflict = find("data-conflict-for");
      this.revision = find("data-revision-for");
      this.stored = this.value;
      control.addEventListener("input", () => this.wait());
      for (const name of ["change", "blur"]) control.addEventListener(name, () => this.save());
      control.addEventListener("samspill:stored", () => (this.stored = this.value));
      this.conflict?.querySelector("[data-conflict-keep]").addEventListener("click", () => this.resolve(this.value));
      this.conflict?.querySelector("[data-conflict-take]").addEventListener("click", () => this.resolve(this.theirs));
    }

    get value() {
      return this.control.type === "checkbox" ? String(this.control.checked) : this.control.value;
    }

    set value(value) {
      if (this.control.type === "checkbox") this.control.checked = value === "true";
      else this.control.value = value;
    }

    get isUnsaved() {
      return this.isSending || this.value !== this.stored;
    }

    say(state, time = "") {
      this.control.dataset.saveState = state;
      const works = !["unsaved", "signedOut"].includes(state);
      for (const button of this.form.querySelectorAll("[data-autosave-button]")) button.hidden = works;
      if (!this.status) return;
      this.status.dataset.state = state;
      if (state === "writing") return;
      const words = this.form.dataset[`text${state[0].toUpperCase()}${state.slice(1)}`] ?? "";
      const text = words.replace("{time}", time);
      // The same words again would be read aloud again.
      if (this.status.textContent !== text) this.status.textContent = text;
    }

    wait(milliseconds = PAUSE_MS) {
      if (milliseconds === PAUSE_MS && !this.isStopped) this.say("writing");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), milliseconds);
    }

    save() {
      clearTimeout(this.timer);
      if (this.isStopped || this.isSending) return this.sending;
      if (this.value === this.stored) return this.control.dataset.saveState === "writing" && this.say("saved", this.time);
      this.sending = this.send(this.value);
      return this.sending;
    }

    async send(value) {
      this.isSending = true;
      const slow = setTimeout(() => this.say("saving"), SLOW_MS);
      const answer = await this.post(value).catch(() => null);
      clearTimeout(slow);
      this.isSending = false;
      const reply = answer && [200, 409].includes(answer.status) ? await answer.json().catch(() => null) : null;
      if (reply) this.receive(answer.status, reply, value);
      else if (answer && (answer.type === "opaqueredirect" || [401, 403].includes(answer.status))) this.say("signedOut");
      else if (answer && answer.status >= 400 && answer.status < 500) this.say("unsaved");
      else this.again();
    }

    post(value) {
      const revision = this.control.dataset.revision ?? this.revision?.value ?? "0";
      const body = new URLSearchParams({ field: this.control.dataset.field, revision, value });
      const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
      const headers = { "X-CSRFToken": token, "X-Autosave": "1", Accept: "application/json" };
      // A browser lets at most 64 KiB outlive the page.
      const keepalive = body.toString().length < 60000;
      return fetch(this.form.dataset.autosaveUrl, { method: "POST", headers, body, keepalive, redirect: "manual" });
    }

    receive(status, reply, sent) {
      this.control.dataset.revision = reply.revision;
      if (this.revision) this.revision.value = reply.revision;
      this.retryAfter = RETRY_MS.first;
      if (status === 409) return this.meet(reply);
      this.stored = sent;
      this.time = reply.saved_at;
      if (this.value === sent) this.say("saved", this.time);
      else this.wait();
    }

    again() {
      this.say("unsaved");
      this.wait(this.retryAfter);
      this.retryAfter = Math.min(this.retryAfter * 2, RETRY_MS.longest);
    }

    meet(reply) {
      this.say("conflict");
      if (!this.conflict) return;
      this.isStopped = true;
      this.theirs = reply.value;
      this.conflict.querySelector("[data-conflict-text]").textContent = reply.value;
      this.conflict.hidden = false;
    }

    resolve(value) {
      this.value = value;
      Object.assign(this, { isStopped: false, stored: null });
      this.conflict.hidden = true;
      this.control.focus();
      this.save();
    }
  }

  const fields = [];
  const unsaved = () => fields.filter((field) => field.control.isConnected && field.isUnsaved);
  let isLeaving = false;

  // A submit of the whole form first waits for what is on its way, so that it does not meet its own newer revision.
  const submit = async (event) => {
    const waiting = unsaved().filter((field) => field.form === event.target);
    if (isLeaving || !waiting.length) return (isLeaving = !event.defaultPrevented);
    event.preventDefault();
    await Promise.all(waiting.map((field) => field.save()));
    if (waiting.some((field) => field.isStopped)) return;
    isLeaving = true;
    event.target.requestSubmit(event.submitter);
  };

  const enhance = () => {
    for (const form of document.querySelectorAll("form[data-autosave]:not([data-autosave-on])")) {
      form.dataset.autosaveOn = "";
      form.addEventListener("submit", submit);
      for (const control of form.querySelectorAll("[data-field]")) fields.push(new Field(form, control));
      for (const button of form.querySelectorAll("[data-autosave-button]")) button.hidden = true;
    }
  };

  const saveAll = () => unsaved().forEach((field) => field.save());
  enhance();
  document.addEventListener("htmx:after:swap", enhance);
  document.addEventListener("visibilitychange", () => document.hidden && saveAll());
  addEventListener("online", saveAll);
  addEventListener("beforeunload", (event) => !isLeaving && unsaved().length && event.preventDefault());
})();
