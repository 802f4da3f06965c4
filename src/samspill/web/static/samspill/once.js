/* A button that is pressed twice sends its form once: with a shaking hand or on a slow network, the second press would meet
   what the first has done already. After a while it counts anew, for the answer may have been lost. A form that a script
   sends is that script's to look after. */
(() => {
  "use strict";
  const WHILE_MS = 4000;
  const pressed = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
    if (pressed.has(form) && pressed.get(form) === event.submitter) return event.preventDefault();
    pressed.set(form, event.submitter);
    setTimeout(() => pressed.delete(form), WHILE_MS);
  });
})();
