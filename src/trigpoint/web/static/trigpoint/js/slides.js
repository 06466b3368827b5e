// Slides: arrows, space and page keys turn the page; a button fills the screen.
const slides = [...document.querySelectorAll(".slide")];
const full = document.querySelector("[data-full]");

const here = () => slides.findIndex((slide) => slide.getBoundingClientRect().bottom > innerHeight / 2);
const turn = (step) => slides[Math.min(slides.length - 1, Math.max(0, here() + step))]?.scrollIntoView();

document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }[event.key];
  if (!step || event.target.closest("button, a")) return;
  event.preventDefault();
  turn(step);
});

if (full && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
  );
}
