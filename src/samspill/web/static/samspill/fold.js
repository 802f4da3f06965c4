/* <details open data-open-wide> starts folded where there is room for one column only. Without this it starts open. */
(() => {
  "use strict";

  if (!matchMedia("(max-width: 47.99rem)").matches) return;
  for (const fold of document.querySelectorAll("details[data-open-wide]")) fold.open = false;
})();
