/* <form data-choosing data-text="{count} of 10 chosen">: says in [data-count] how many boxes are ticked. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-choosing]");
  const status = form?.querySelector("[data-count]");
  if (!status) return;

  const tell = () => {
    const count = form.querySelectorAll("input[type=checkbox]:checked").length;
    status.textContent = form.dataset.text.replace("{count}", count);
  };
  form.addEventListener("change", tell);
  tell();
})();
