// A proposed step: while its value is moved, its chance is asked anew. Without this module the
// value is taken as it was left, and the chance stands on the step afterwards.
const WAIT = 60;

const enliven = (slider) => {
  const target = document.getElementById(slider.dataset.shows);
  const { elements } = slider.form;
  let timer = 0;
  const ask = () => {
    const query = new URLSearchParams({
      measure: elements.measure.value,
      due: elements.due.value,
      unit: elements.unit.value,
      value: slider.value,
    });
    return window.htmx.ajax("GET", `${slider.dataset.chance}?${query}`, { source: slider, target });
  };
  slider.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
};

document.querySelectorAll("input[data-chance]").forEach(enliven);
