/* <details open data-open-wide> starts folded where there is room for one column only. Without this it starts open. */
(() => {
  "use strict";

  if (!matchMedia("(max-width: 47.99rem)").matches) return;
  const enhance = () => {
    for (const fold of document.querySelectorAll("details[data-open-wide]:not([data-fold-on])")) {
      Object.assign(fold, { open: false }).dataset.foldOn = "";
    }
  };
  enhance();
  document.addEventListener("htmx:after:swap", enhance);
})();
