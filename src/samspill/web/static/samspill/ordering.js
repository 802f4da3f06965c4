/* Lets a list be put in order by buttons, keyboard and drag. Needs vendor/sortable/Sortable.min.js before it.

   <ol data-ordering data-ordering-status="said" data-text-moved="{name}: number {place} of {count}">
     <li data-key="…" data-name="…">
       <span data-grip hidden>⠿</span>                           what is dragged, by mouse and by finger; shown by script
       <input type="hidden" name="order" value="…">              moves with its item, so that the form sends the order
       <button type="submit" data-move="up" …>Up</button>        works without a script too: the server moves the item
       <button type="submit" data-move="down" …>Down</button>
     </li>
   </ol>
   <p id="said" role="status"></p>

   Alt+↑ and Alt+↓ anywhere in an item move it. After each move by a person the list sends "samspill:ordered" upwards
   ({detail: {keys, item}}): whoever owns the list stores the order. The first item's Up and the last one's Down are
   disabled, also when items come and go by other hands. Lists inside items are lists of their own. Lists that htmx
   brings, and such as are made by a script, are found by themselves. */
(() => {
  "use strict";
  const STEPS = { up: -1, down: 1, ArrowUp: -1, ArrowDown: 1 };
  const isStill = matchMedia("(prefers-reduced-motion: reduce)");

  const itemsOf = (list) => [...list.querySelectorAll(":scope > [data-key]")];
  const buttonOf = (item, way) =>
    [...item.querySelectorAll(`[data-move="${way}"]`)].find((button) => button.closest("[data-key]") === item);

  const refresh = (list) =>
    itemsOf(list).forEach((item, place, all) => {
      const [up, down] = [buttonOf(item, "up"), buttonOf(item, "down")];
      if (up) up.disabled = place === 0;
      if (down) down.disabled = place === all.length - 1;
      item.querySelectorAll("[data-grip]").forEach((grip) => (grip.hidden = false));
    });

  const tell = (list, item) => {
    const all = itemsOf(list);
    const words = { name: item.dataset.name ?? "", place: all.indexOf(item) + 1, count: all.length };
    const status = document.getElementById(list.dataset.orderingStatus ?? "");
    if (status) status.textContent = (list.dataset.textMoved ?? "").replace(/\{(\w+)\}/g, (_, name) => words[name]);
    const detail = { keys: all.map((one) => one.dataset.key), item };
    list.dispatchEvent(new CustomEvent("samspill:ordered", { bubbles: true, detail }));
  };

  const move = (item, steps, focused) => {
    const list = item.parentElement;
    const all = itemsOf(list);
    const to = all.indexOf(item) + steps;
    if (to < 0 || to >= all.length) return;
    all[to][steps < 0 ? "before" : "after"](item);
    refresh(list);
    // What is moved keeps the focus; a button that can do no more hands it to its twin.
    const twin = focused?.disabled && buttonOf(item, focused.dataset.move === "up" ? "down" : "up");
    (twin || focused)?.focus();
    item.scrollIntoView({ block: "nearest" });
    tell(list, item);
  };

  const itemAt = (target) => {
    const item = target.closest?.("[data-key]");
    return item?.parentElement.matches("[data-ordering]") ? item : null;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    const item = button && itemAt(button);
    if (!item) return;
    event.preventDefault();
    move(item, STEPS[button.dataset.move], button);
  });

  document.addEventListener("keydown", (event) => {
    const item = event.altKey && STEPS[event.key] && itemAt(event.target);
    if (!item) return;
    event.preventDefault();
    move(item, STEPS[event.key], event.target);
  });

  const enhance = () => {
    for (const list of document.querySelectorAll("[data-ordering]:not([data-ordering-on])")) {
      list.dataset.orderingOn = "";
      refresh(list);
      new MutationObserver(() => refresh(list)).observe(list, { childList: true });
      new Sortable(list, {
        handle: "[data-grip]",
        draggable: "[data-key]",
        animation: isStill.matches ? 0 : 150,
        forceFallback: true, // the same behaviour with mouse and finger
        fallbackTolerance: 3,
        ghostClass: "is-place",
        dragClass: "is-dragged",
        onUpdate: (event) => (refresh(list), tell(list, event.item)),
      });
    }
  };

  enhance();
  document.addEventListener("htmx:after:swap", enhance);
})();
