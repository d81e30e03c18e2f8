// The console works without this file; with it, it is quicker to use. Every handler of the console is bound here,
// so that its pages need no inline script.
"use strict";

const menu = document.querySelector("[data-menu]");
if (menu) {
  menu.addEventListener("click", () => {
    const open = document.body.classList.toggle("menu-open");
    menu.setAttribute("aria-expanded", String(open));
  });
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = form.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  // Once is enough: the second click of a double click finds the button asleep.
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = true;
});

// A page that comes back from the browser's own cache has its buttons awake again.
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[type=submit]")) button.disabled = false;
});

for (const picture of document.querySelectorAll("img[data-picture]")) {
  const missing = () => picture.closest(".picture").classList.add("missing");
  if (picture.complete && !picture.naturalWidth) missing();
  picture.addEventListener("error", missing);
}
