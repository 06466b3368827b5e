// Forms: nothing typed is lost by leaving, Ctrl+Enter sends, a theme is seen before it is saved.
const dirty = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) dirty.add(form);
  if (event.target.matches?.('input[name="theme"]')) {
    const theme = event.target.value;
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  }
});

document.addEventListener("submit", (event) => dirty.delete(event.target));
document.addEventListener("reset", (event) => dirty.delete(event.target));

window.addEventListener("beforeunload", (event) => {
  for (const form of dirty) if (!form.isConnected) dirty.delete(form);
  if (dirty.size) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.target.closest?.("form")?.requestSubmit();
});

// A choice that acts at once, such as a filter, sends its form when it changes.
document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-submit]")) event.target.form.requestSubmit();
});

// What drops down to be filled in is where one types next: a letter is no shortcut then.
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.open && event.target.matches?.(".drop")) event.target.querySelector("input:not([type=hidden])")?.focus();
  },
  true,
);

document.querySelector(".errors[tabindex]")?.focus();
