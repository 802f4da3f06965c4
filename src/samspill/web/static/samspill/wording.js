/* Help with the wording of questions, in any field inside a form with data-wording-url.

   data-wording="nb" stands on the text or on what is around it. A pause after one has typed, the text is posted to
   data-wording-url (text, language; nothing is stored there), and the advice that comes back is shown politely under the
   field, in [data-wording-for=<id of the text>], which is made where the page has none. data-wording-helping on the text
   says that it is a helping question, which may have two parts. "Use: …" puts the suggestion in;
   data-text-undo on the form is the word on the button that takes it out again. Of a suggestion of two questions the
   second is offered to the page as "samspill:more" {detail: {text}}; where nobody takes it, both are put in.
   Help never stops anybody. */
(() => {
  "use strict";

  const PAUSE_MS = 700;
  const SHORTEST = 8;
  const asked = new WeakMap();
  const timers = new WeakMap();
  const undos = new WeakMap();

  const languageOf = (control) => control.closest("[data-wording]")?.dataset.wording;
  const isHelped = (control) => control.matches?.("textarea, input[type=text]") && languageOf(control);

  const placeOf = (control) => {
    const there = document.querySelector(`[data-wording-for="${CSS.escape(control.id)}"]`);
    if (there) return there;
    const place = document.createElement("div");
    place.dataset.wordingFor = control.id;
    place.setAttribute("aria-live", "polite");
    control.after(place);
    return place;
  };

  const ask = async (control) => {
    const text = control.value;
    const form = control.form;
    if (!form?.dataset.wordingUrl || asked.get(control) === text) return;
    const place = placeOf(control);
    asked.set(control, text);
    const show = (html) => {
      if (place.innerHTML.trim() !== html.trim()) place.innerHTML = html;
      if (undos.has(control)) place.append(undos.get(control));
    };
    if (text.trim().length < SHORTEST) return show("");
    const body = new URLSearchParams({ text, language: languageOf(control) });
    if ("wordingHelping" in control.dataset) body.set("helping", "1");
    const headers = { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value };
    const request = { method: "POST", headers, body, redirect: "manual" };
    const answer = await fetch(form.dataset.wordingUrl, request).catch(() => null);
    if (!answer?.ok || control.value !== text) return;
    const html = await answer.text();
    if (control.value === text) show(html);
  };

  // Autosave and the like hear of it as of any typing; what is put in is looked at again at once.
  const put = (control, text, undo) => {
    control.value = text;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timers.get(control));
    undo ? undos.set(control, undo) : undos.delete(control);
    placeOf(control).replaceChildren(...(undo ? [undo] : []));
    control.focus();
    ask(control);
  };

  const undoOf = (control) => {
    const former = control.value;
    const undo = document.createElement("button");
    Object.assign(undo, { type: "button", className: "ds-button", textContent: control.form.dataset.textUndo ?? "" });
    Object.assign(undo.dataset, { variant: "tertiary", size: "sm" });
    undo.addEventListener("click", () => put(control, former));
    return undo;
  };

  const use = (control, button) => {
    const lines = control.value.split("\n");
    const [first, ...others] = button.dataset.wordingUse.split("\n");
    const detail = { text: others.join("\n") };
    const isTaken = others.length && !control.dispatchEvent(
      new CustomEvent("samspill:more", { bubbles: true, cancelable: true, detail }),
    );
    const joint = control.matches("textarea") ? "\n" : " ";
    lines[button.dataset.wordingLine] = isTaken ? first : [first, ...others].join(joint);
    put(control, lines.join("\n"), undoOf(control));
  };

  document.addEventListener("input", ({ target }) => {
    if (!isHelped(target)) return;
    undos.delete(target);
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(() => ask(target), PAUSE_MS));
  });
  document.addEventListener("focusout", ({ target }) => {
    if (isHelped(target) && target.value !== target.defaultValue) ask(target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-wording-use]");
    const id = button?.closest("[data-wording-for]").dataset.wordingFor;
    if (id) use(document.getElementById(id), button);
  });
})();
