// Single-letter keys. They rest while one types, where the person has switched them off, and on
// devices without a keyboard. A control names its own key: <a data-key="e">.
const off = document.body.dataset.keys === "off" || matchMedia("(hover: none) and (pointer: coarse)").matches;
const places = { h: "/", i: "/inbox/", g: "/goals/", m: "/measures/" };
let waiting = -Infinity;

const typing = (target) =>
  target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]") !== null;

const move = (step) => {
  const rows = [...document.querySelectorAll("[data-rows] a[data-row]")];
  if (!rows.length) return;
  const line = document.activeElement.closest("tr, li");
  const here = rows.findIndex((row) => row.closest("tr, li") === line);
  rows[Math.min(rows.length - 1, Math.max(0, here + step))].focus();
};

// In the inbox: a gives the first answer to the line one is on, w opens the one that needs words.
const answer = (key) => {
  const line = document.activeElement.closest("[data-question]");
  if (key === "a") line?.querySelector("[data-answer]")?.click();
  else {
    const words = line?.querySelector("details");
    words?.setAttribute("open", "");
    words?.querySelector("textarea")?.focus();
  }
};

const press = (key) => {
  if (key === "?") document.getElementById("keys")?.showModal();
  else if (key === "j") move(1);
  else if (key === "k") move(-1);
  else if (key === "x") document.activeElement.closest("tr")?.querySelector("input[type=checkbox]")?.click();
  else if (key === "a" || key === "w") answer(key);
  else {
    const control = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    control?.click();
    if (control?.matches("input, textarea, select")) control.focus();
  }
};

if (!off) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]") || event.key.length !== 1) return;
    if (performance.now() - waiting < 1200) {
      waiting = -Infinity;
      if (places[event.key]) location.assign(places[event.key]);
    } else if (event.key === "g") {
      waiting = performance.now();
    } else {
      press(event.key);
      // The key that leads into a field is not typed into it.
      if (typing(document.activeElement)) event.preventDefault();
    }
  });
}
