// A proposed step: while its value is moved, its chance is asked anew. Without this module the
// value is taken as it was left, and the chance stands on the step afterwards.
const WAIT = 60;

const enliven = (slider) => {
  const place = document.getElementById(slider.dataset.shows);
  const form = slider.form;
  let timer = 0;
  let asked = null;
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({
      measure: form.elements.measure.value,
      due: form.elements.due.value,
      unit: form.elements.unit.value,
      value: slider.value,
    });
    try {
      const answer = await fetch(`${slider.dataset.chance}?${query}`, { signal: asked.signal });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };
  slider.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
};

document.querySelectorAll("input[data-chance]").forEach(enliven);
