// Charts come finished from the server. Here: a tip on pointing or focus, arrows between points,
// and one stop for the Tab key instead of one for each point.
const enliven = (chart) => {
  const tip = chart.querySelector(".chart-tip");
  const points = [...chart.querySelectorAll("a.point, g.point")];
  if (!tip || !points.length) return;

  const show = (point) => {
    tip.textContent = point.getAttribute("aria-label").replace(": ", "\n");
    const place = parseFloat(point.dataset.x);
    tip.style.left = place < 50 ? `calc(${place}% + 14px)` : "auto";
    tip.style.right = place < 50 ? "auto" : `calc(${100 - place}% + 14px)`;
    tip.hidden = false;
  };
  const hide = () => {
    tip.hidden = true;
  };

  const stops = points.filter((point) => point.matches("a"));
  const settle = (stop) => stops.forEach((point) => point.setAttribute("tabindex", point === stop ? "0" : "-1"));
  if (stops.length) settle(stops.find((point) => point.hasAttribute("aria-current")) ?? stops.at(-1));

  points.forEach((point) => {
    point.addEventListener("pointerenter", () => show(point));
    point.addEventListener("pointerleave", hide);
    point.addEventListener("focus", () => show(point));
    point.addEventListener("blur", hide);
    point.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -stops.length, End: stops.length }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = stops[Math.min(stops.length - 1, Math.max(0, stops.indexOf(point) + step))];
      settle(next);
      next.focus();
    });
  });
};

const enlivenAll = (root) => root.querySelectorAll("[data-chart]").forEach(enliven);
enlivenAll(document);
document.addEventListener("htmx:afterSwap", (event) => enlivenAll(event.detail.target));
