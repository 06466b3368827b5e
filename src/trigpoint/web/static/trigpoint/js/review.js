// A review: a clock that runs down, and a button that fills the screen.
const clock = document.querySelector("[data-clock]");
const go = document.querySelector("[data-clock-go]");
const full = document.querySelector("[data-full]");
let left = Number(clock.dataset.clock);
let ends = 0;

const show = () => {
  const seconds = ends ? Math.max(0, Math.round((ends - Date.now()) / 1000)) : left;
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return seconds;
};

clock.hidden = go.hidden = false;
setInterval(() => ends && show(), 500);
go.addEventListener("click", () => {
  if (ends) {
    left = show();
    ends = 0;
  } else {
    ends = Date.now() + left * 1000;
  }
  go.textContent = ends ? go.dataset.stop : go.dataset.go;
});

if (document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
  );
}
