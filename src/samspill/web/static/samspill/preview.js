/* A preview leads nowhere but to other parts of itself. */
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const address = link?.getAttribute("href") ?? "";
    if (link && !address.startsWith("?") && !address.startsWith("#")) event.preventDefault();
  });
  document.addEventListener("submit", (event) => event.preventDefault());
})();
