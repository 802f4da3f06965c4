/* The preview beside the editor: <… data-preview-frame data-pattern="…{side}…{step}…{theme}">. Shows another side, step or
   device, follows the theme that is written in ([data-preview-theme]), and shows the draft anew when something has been
   saved, from where one had scrolled to. */
(() => {
  "use strict";

  const PAUSE_MS = 500;
  const stand = document.querySelector("[data-preview-frame]");
  if (!stand) return;
  const frame = stand.querySelector("iframe");
  const screen = stand.querySelector("[data-screen]");
  const current = (name) => stand.querySelector(`[data-${name}][aria-current]`)?.dataset[name];
  const theme = () => document.querySelector("[data-preview-theme]")?.dataset.previewTheme ?? "";
  const shown = { side: current("side"), step: current("step"), theme: theme() };
  let timer;

  const isSeen = () => stand.offsetParent !== null;

  const go = () => {
    const address = stand.dataset.pattern.replace(/\{(\w+)\}/g, (_, name) => shown[name]);
    frame.contentWindow.location.replace(address);
  };

  const renew = () => {
    if (!isSeen()) return;
    const { scrollY } = frame.contentWindow;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, scrollY), { once: true });
    frame.contentWindow.location.reload();
  };

  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(renew, PAUSE_MS);
  };

  stand.addEventListener("click", (event) => {
    const link = event.target.closest("[data-side], [data-step]");
    const device = event.target.closest("[data-device]");
    if (link) {
      event.preventDefault();
      const name = link.dataset.side ? "side" : "step";
      shown[name] = link.dataset[name];
      for (const one of stand.querySelectorAll(`[data-${name}]`)) one.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      go();
    } else if (device) {
      screen.dataset.screen = device.dataset.device;
      for (const one of stand.querySelectorAll("[data-device]")) one.setAttribute("aria-pressed", String(one === device));
    }
  });

  stand.querySelector("[data-devices]").hidden = false;
  document.addEventListener("samspill:saved", wait);
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx.target?.id === "outline") return;
    if (theme() === shown.theme || !isSeen()) return wait();
    shown.theme = theme();
    go();
  });
})();
