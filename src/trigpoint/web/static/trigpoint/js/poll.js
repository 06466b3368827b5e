// What may change by itself is asked for anew while somebody looks at it: every 15 seconds, or as
// often as data-poll says. A hidden page asks nothing, and asks at once when it is seen again.
// What somebody has begun to type is not swapped away.
const SECONDS = 15;
const asked = new WeakMap();

const begun = (field) =>
  field.type === "radio" || field.type === "checkbox"
    ? field.checked !== field.defaultChecked
    : field.value !== field.defaultValue;

const busy = (element) =>
  element.contains(document.activeElement) ||
  [...element.querySelectorAll("input, textarea")].some(begun);

const refresh = () => {
  if (document.visibilityState !== "visible") return;
  const now = performance.now();
  document.querySelectorAll("[data-poll]").forEach((element) => {
    const every = (Number(element.dataset.poll) || SECONDS) * 1000;
    const last = asked.get(element);
    if (last === undefined) asked.set(element, now);
    else if (now - last >= every && !busy(element)) {
      asked.set(element, now);
      window.htmx?.trigger(element, "refresh");
    }
  });
};

refresh();
setInterval(refresh, 1000);
document.addEventListener("visibilitychange", refresh);
