/* Keeps the meeting's clock going: [data-clock-begun] (ISO) with data-clock-minutes, data-text-left and data-text-over, in
   which {spent}, {left} and {over} are whole minutes. It is read when one looks at it, and never announced. */
(() => {
  "use strict";

  const clock = document.querySelector("[data-clock-begun]");
  if (!clock) return;

  const tell = () => {
    const spent = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.clockBegun)) / 60000));
    const left = Number(clock.dataset.clockMinutes) - spent;
    const words = { spent, left, over: -left };
    const text = left >= 0 ? clock.dataset.textLeft : clock.dataset.textOver;
    clock.textContent = text.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  };

  setInterval(tell, 15000);
})();
