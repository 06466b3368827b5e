// Ranks: a part is dragged onto another one, or moved with Alt and an arrow. Without this module
// the buttons beside each part do the same.
const send = (list, part, place) => {
  const form = list.querySelector(`[data-part="${CSS.escape(part)}"] .rank-form`);
  if (!form) return;
  const button = form.querySelector('button[name="place"]');
  button.disabled = false;
  button.value = String(Math.max(1, place));
  form.requestSubmit(button);
};

const placeOf = (list, item) => [...list.querySelectorAll(":scope > [data-part]")].indexOf(item) + 1;

const enliven = (list) => {
  const parts = [...list.querySelectorAll(":scope > [data-part]")];
  if (!list.querySelector(".rank-form")) return;
  let dragged = null;
  parts.forEach((item) => {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => {
      if (event.target !== item) return;
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.dataset.title);
    });
    item.addEventListener("dragover", (event) => {
      if (!dragged || dragged === item) return;
      event.preventDefault();
      item.classList.add("over");
    });
    item.addEventListener("dragleave", () => item.classList.remove("over"));
    item.addEventListener("drop", (event) => {
      event.preventDefault();
      item.classList.remove("over");
      if (dragged) send(list, dragged.dataset.part, placeOf(list, item));
      dragged = null;
    });
    item.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step || !event.altKey) return;
      event.preventDefault();
      send(list, item.dataset.part, placeOf(list, item) + step);
    });
  });
};

document.querySelectorAll("[data-rank-section]").forEach(enliven);
