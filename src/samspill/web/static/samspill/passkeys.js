/* Says in words that no passkey was given: the person said no, waited too long, or has none here. */

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-failed]")) {
    words.hidden = false;
  }
});
