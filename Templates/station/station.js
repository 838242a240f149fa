// Keys for what stands on the page as buttons. Without this every button works all the same.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const field = event.target.closest("input, select, textarea, summary");
  if (field) {
    // Out of a field with Escape: keys mean answers again.
    if (event.key === "Escape") field.blur();
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const button = [...document.querySelectorAll("button[data-key]")].find((one) => one.dataset.key === key);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// A second press while the first is on its way would decide the next item unseen.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});

// A page that comes back out of the browser's memory is sent anew.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
