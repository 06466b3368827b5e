// Lines of a table that are chosen to be changed together: how many there are, all of the page at
// once, and with Shift all from the last one to this one.
const boxes = (form) => [...form.querySelectorAll("tbody input[type=checkbox]")];
let last = null;

const tell = (form) => {
  const all = boxes(form);
  const chosen = all.filter((box) => box.checked).length;
  const count = form.querySelector("[data-picked]");
  if (count && count.textContent !== String(chosen)) count.textContent = chosen;
  const whole = form.querySelector("[data-pick-all]");
  if (!whole) return;
  whole.checked = chosen > 0 && chosen === all.length;
  whole.indeterminate = chosen > 0 && chosen < all.length;
};

const set = (form, all, checked) => {
  all.forEach((box) => (box.checked = checked));
  tell(form);
};

document.addEventListener("click", (event) => {
  const form = event.target.closest?.("form.pick");
  if (!form) return;
  if (event.target.matches("[data-pick-all]")) set(form, boxes(form), event.target.checked);
  else if (event.target.matches("[data-pick-none]")) set(form, boxes(form), false);
  else if (event.target.matches("tbody input[type=checkbox]")) {
    const all = boxes(form);
    const [from, to] = [all.indexOf(last), all.indexOf(event.target)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) set(form, all.slice(from, to + 1), event.target.checked);
    last = event.target;
    tell(form);
  }
});

const begin = () => {
  document.querySelectorAll("form.pick [data-with-scripts]").forEach((control) => (control.hidden = false));
  document.querySelectorAll("form.pick").forEach(tell);
};
window.addEventListener("pageshow", begin);
document.addEventListener("htmx:afterSettle", begin);
