/* Writing a guide with the hands on the keyboard, in <form id="draft-form">.

   data-enter on a text says what Enter does there: "to <path>" goes to another text of the same language, "add <part>
   <after>" makes an item after this one (or goes to the next one, when nothing is written in it yet). Enter where nothing
   is written ends the list. Ctrl+Enter presses [data-add-theme]. While the server makes the new item one writes on in a
   field from <template data-spare>; what is written there, with its Enters, moves to the new field. A list that has been
   put in order (ordering.js) is stored as it stands; then, as after autosave, "samspill:saved" tells the rest of the page. */
(() => {
  "use strict";

  const PAUSE_MS = 300;
  const NEXT_THEME = "\f";
  const TEXTS = "textarea[data-field]";
  const formNow = () => document.getElementById("draft-form");
  const languageOf = (control) => control.dataset.field.split("@")[1];
  const textsOf = (item) => [...item.querySelectorAll(TEXTS)];
  const isBlank = (item) => textsOf(item).every((control) => !control.value.trim());
  let spare = null;

  const focusOn = (control) => {
    control?.focus();
    if (control?.matches("textarea")) control.setSelectionRange(control.value.length, control.value.length);
  };

  const press = (button, after) => {
    const form = formNow();
    const made = form.querySelector("template[data-spare]").content.firstElementChild.cloneNode(true);
    after.after(made);
    spare = made.querySelector("textarea");
    spare.focus();
    form.requestSubmit(button);
  };

  const add = (words, control) => {
    const button = formNow().querySelector("[data-enter-act]");
    button.value = `add ${words} ${languageOf(control)}`;
    press(button, control.closest("[data-key]") ?? formNow().querySelector("[data-ordering]"));
  };

  const addTheme = () => {
    const button = formNow().querySelector("[data-add-theme]");
    if (button) press(button, formNow().querySelector("[data-ordering]"));
  };

  const goOn = (control) => {
    const [act, ...words] = control.dataset.enter?.split(" ") ?? [];
    const item = control.closest("[data-key]");
    const next = item?.nextElementSibling;
    if (act === "to" && !(item && isBlank(item))) focusOn(document.getElementById(`${words[0]}@${languageOf(control)}`));
    else if (item && isBlank(item)) formNow().querySelector("[data-add-theme]")?.focus();
    else if (next && isBlank(next)) focusOn(textsOf(next).find((one) => languageOf(one) === languageOf(control)));
    else if (act) add(words.join(" "), control);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || event.altKey) return;
    const isTheme = event.ctrlKey || event.metaKey;
    if (event.target === spare) {
      if (!isTheme) return;
      event.preventDefault();
      spare.setRangeText(NEXT_THEME, spare.selectionStart, spare.selectionEnd, "end");
    } else if (isTheme && formNow()?.contains(event.target)) {
      event.preventDefault();
      addTheme();
    } else if (event.target.dataset.enter) {
      event.preventDefault();
      goOn(event.target);
    }
  });

  // The spare field is carried over into the new part, so that no key is lost until the rest of the page has met it.
  const arrive = () => {
    const control = formNow()?.querySelector("[autofocus]");
    if (!spare) return focusOn(control);
    (control ?? formNow().lastElementChild).after(spare);
    focusOn(spare);
  };

  const handOver = () => {
    const [written, field] = [spare.value, spare];
    const control = formNow().querySelector("[autofocus]");
    spare = null;
    focusOn(control);
    field.remove();
    if (!control?.matches(TEXTS)) return;
    const [first, ...rest] = written.split(/(?=[\n\f])/);
    let at = control;
    write(at, first);
    for (const [index, piece] of rest.entries()) {
      piece[0] === NEXT_THEME ? addTheme() : goOn(at);
      if (spare) {
        spare.value = piece.slice(1) + rest.slice(index + 1).join("");
        return focusOn(spare);
      }
      at = document.activeElement;
      write(at, piece.slice(1));
    }
  };

  const write = (control, text) => {
    if (!text || !control.matches(TEXTS)) return;
    control.value += text;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    focusOn(control);
  };

  const place = document.getElementById("draft")?.parentElement;
  if (place) new MutationObserver(arrive).observe(place, { childList: true });
  document.addEventListener("htmx:after:swap", (event) => {
    if (spare && event.detail.ctx.target?.id === "draft") handOver();
  });
  document.addEventListener("htmx:error", () => {
    spare?.closest(".draft-spare")?.remove();
    spare = null;
  });

  // Of two questions in one the second becomes the next question.
  document.addEventListener("samspill:more", (event) => {
    const last = textsOf(event.target.closest("[data-key]") ?? document.createElement("div"))
      .filter((one) => languageOf(one) === languageOf(event.target))
      .at(-1);
    const [act, ...words] = last?.dataset.enter?.split(" ") ?? [];
    if (act !== "add") return;
    event.preventDefault();
    queueMicrotask(() => {
      add(words.join(" "), event.target);
      spare.value = event.detail.text;
    });
  });

  // To another part, other languages or on to publishing: by way of the form, so that everything is stored first.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go], [data-leave]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const button = formNow().querySelector("[data-enter-act]");
    button.value = link.dataset.leave ?? `go ${link.dataset.go}`;
    formNow().requestSubmit(button);
  });

  // What is a title is one at once.
  document.addEventListener("input", ({ target }) => {
    const [path, language] = target.dataset?.field?.split("@") ?? [];
    const first = formNow()?.querySelector(TEXTS);
    if (!target.value || !path?.endsWith("title") || !first || languageOf(first) !== language) return;
    const shown = path === "title" ? "h1" : path.split(".").length === 3 && path.startsWith("themes.") && "#part, .draft-outline > summary > span";
    if (shown) for (const part of document.querySelectorAll(shown)) part.textContent = target.value;
  });

  // Buttons and announcements name an item by what is written first in it.
  document.addEventListener("input", (event) => {
    const item = event.target.closest?.("[data-key]");
    if (!item || !event.target.matches(TEXTS) || textsOf(item)[0] !== event.target) return;
    item.dataset.name = event.target.value;
    for (const part of item.querySelectorAll("[data-named]")) part.textContent = event.target.value;
  });

  // Whoever comes from a list of what must be mended goes on writing at once.
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && formNow()?.contains(target)) {
    const fold = target.closest("details");
    if (fold) fold.open = true;
    focusOn(target.matches(TEXTS) ? target : target.querySelector(TEXTS));
  }

  const waiting = new Map();
  const order = async (list) => {
    clearTimeout(waiting.get(list));
    waiting.delete(list);
    const body = new URLSearchParams({ act: `order ${list.dataset.orderingPart}` });
    for (const item of list.querySelectorAll(":scope > [data-key]")) body.append("order", item.dataset.key);
    const token = formNow().querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    const request = { method: "POST", headers, body, keepalive: true, redirect: "manual" };
    const answer = await fetch(formNow().action, request).catch(() => null);
    if (answer?.ok) document.body.dispatchEvent(new CustomEvent("samspill:saved"));
    else location.reload();
  };

  document.addEventListener("samspill:ordered", (event) => {
    const list = event.target;
    clearTimeout(waiting.get(list));
    waiting.set(list, setTimeout(() => order(list), PAUSE_MS));
  });

  // What a button does comes after what was put in order before it was pressed, so that undo takes back the right thing.
  const orderFirst = async (event) => {
    if (event.target !== formNow() || !waiting.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await Promise.all([...waiting.keys()].map(order));
    event.target.requestSubmit(event.submitter);
  };
  document.addEventListener("submit", orderFirst, true);
})();
