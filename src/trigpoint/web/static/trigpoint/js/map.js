// The strategy map by keyboard, mouse and touch. Without this module the forms do the same.
const page = document.querySelector("[data-map]");
const picture = page?.querySelector("svg.map");
const form = document.getElementById("map-place");

if (picture) {
  const cards = () => [...picture.querySelectorAll("a.map-card")];
  const spot = (card) => ({ lane: Number(card.dataset.lane), column: Number(card.dataset.column) });
  const at = (lane, column) => cards().find((card) => spot(card).lane === lane && spot(card).column === column);
  const lanes = [...document.querySelectorAll("[data-lane-id]")];
  const tops = picture.dataset.tops.split(" ").map(Number);
  const left = Number(picture.dataset.left);
  const pitch = Number(picture.dataset.pitch);
  const tall = Number(picture.dataset.tall);
  const first = Math.min(...cards().map((card) => spot(card).column));
  let cause = null;

  const go = (address) => location.assign(`${address}#edit`);
  const place = (card, lane, column) => {
    if (!form || lane < 0 || lane >= lanes.length || column < 0) return;
    sessionStorage.setItem("map-card", card.dataset.card);
    form.elements.objective.value = card.dataset.card;
    form.elements.version.value = card.dataset.version;
    form.elements.perspective.value = lanes[lane].dataset.laneId;
    form.elements.column.value = String(column);
    form.requestSubmit();
  };
  const link = (from, to) => {
    const address = new URL(page.dataset.link, location.href);
    address.searchParams.set("edit", `link-${from}.${to}`);
    go(address.pathname + address.search);
  };

  // From a card the arrows lead to the nearest one that way.
  const nearest = (card, across, down) => {
    const from = spot(card);
    const ahead = cards().filter((other) => {
      const to = spot(other);
      return down ? Math.sign(to.lane - from.lane) === down : to.lane === from.lane && Math.sign(to.column - from.column) === across;
    });
    const far = (other) => 100 * Math.abs(spot(other).lane - from.lane) + Math.abs(spot(other).column - from.column);
    return ahead.sort((one, other) => far(one) - far(other))[0];
  };

  const linking = (card) => {
    if (!page.dataset.link) return;
    if (cause && cause !== card) return link(cause.dataset.card, card.dataset.card);
    cause?.classList.remove("map-goal");
    cause = cause === card ? null : card;
    cause?.classList.add("map-goal");
  };

  const acts = {
    f: (card) => card.dataset.chain && location.assign(card.dataset.chain),
    e: (card) => card.dataset.edit && go(card.dataset.edit),
    l: linking,
    a: (card) => lanes[spot(card).lane]?.dataset.add && go(lanes[spot(card).lane].dataset.add),
  };

  picture.addEventListener("keydown", (event) => {
    const card = event.target.closest("a.map-card");
    if (!card || event.ctrlKey || event.metaKey) return;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (way) {
      event.preventDefault();
      event.stopPropagation();
      if (event.altKey) place(card, spot(card).lane + way[1], spot(card).column + way[0]);
      else nearest(card, ...way)?.focus();
    } else if (!event.altKey && acts[event.key.toLowerCase()]) {
      event.preventDefault();
      event.stopPropagation();
      acts[event.key.toLowerCase()](card);
    } else if (event.key === "Escape" && cause) {
      event.stopPropagation();
      linking(cause);
    }
  });

  document.addEventListener("keydown", (event) => {
    const sheet = document.getElementById("sheet");
    const all = page.querySelector("[data-show-all]");
    if (event.key === "Escape" && all && !event.target.closest("form") && (!sheet || sheet.hidden)) all.click();
  });

  // Dragging: a card to another place, or from a card's upper edge to the objective it should help.
  // A finger holds the card first: one that moves at once is swiping the picture.
  const inPicture = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  };
  const spotAt = ({ x, y }) => ({
    lane: tops.findIndex((top) => y >= top && y < top + tall),
    column: Math.max(0, first + Math.floor((x - left) / pitch)),
  });
  let drag = null;

  const begin = (event) => {
    const card = event.target.closest("a.map-card");
    if (!card?.dataset.edit || event.button || !form) return;
    const start = inPicture(event);
    const box = card.querySelector("rect").getBBox();
    const finger = event.pointerType === "touch";
    drag = { card, start, moved: false, held: !finger, finger, linking: start.y < box.y + (finger ? 28 : 14), box };
    if (finger) drag.holding = setTimeout(hold, 350, drag);
  };
  const hold = (held) => {
    held.held = true;
    held.card.classList.add(held.linking ? "map-goal" : "map-moved");
  };
  const follow = (event) => {
    if (!drag) return;
    const here = inPicture(event);
    const far = Math.hypot(here.x - drag.start.x, here.y - drag.start.y);
    if (!drag.moved && far < 8) return;
    if (!drag.held) return end(event);
    if (!drag.moved) {
      drag.moved = true;
      picture.classList.add("dragging");
      picture.setPointerCapture(event.pointerId);
      if (drag.linking) {
        drag.line = document.createElementNS("http://www.w3.org/2000/svg", "path");
        drag.line.setAttribute("class", "map-draft");
        picture.append(drag.line);
      } else drag.card.classList.add("map-moved");
    }
    if (drag.linking) drag.line.setAttribute("d", `M${drag.box.x + drag.box.width / 2} ${drag.box.y}L${here.x} ${here.y}`);
    else drag.card.setAttribute("transform", `translate(${here.x - drag.start.x} ${here.y - drag.start.y})`);
  };
  const end = (event) => {
    if (!drag) return;
    const done = drag;
    drag = null;
    clearTimeout(done.holding);
    picture.classList.remove("dragging");
    done.line?.remove();
    done.card.classList.remove("map-moved", "map-goal");
    done.card.removeAttribute("transform");
    if (!done.moved || event.type === "pointercancel") return;
    picture.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
    const to = spotAt(inPicture(event));
    const target = at(to.lane, to.column);
    if (done.linking) target && target !== done.card && link(done.card.dataset.card, target.dataset.card);
    else if (to.lane !== spot(done.card).lane || to.column !== spot(done.card).column) place(done.card, to.lane, to.column);
  };
  picture.addEventListener("pointerdown", begin);
  picture.addEventListener("pointermove", follow);
  picture.addEventListener("pointerup", end);
  picture.addEventListener("pointercancel", end);
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  picture.addEventListener("contextmenu", (event) => drag?.finger && event.preventDefault());
  picture.addEventListener("touchmove", (event) => drag?.held && event.preventDefault(), { passive: false });

  // After a move the page comes anew; the card that was moved has the focus again.
  const moved = sessionStorage.getItem("map-card");
  sessionStorage.removeItem("map-card");
  if (moved) cards().find((card) => card.dataset.card === moved)?.focus();
}

if (location.hash === "#edit") document.querySelector("#edit :is(select, textarea, input:not([type=hidden]))")?.focus();
