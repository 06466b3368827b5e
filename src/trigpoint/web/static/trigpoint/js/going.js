// On the way to another page: one that takes long says so, and without a connection a form stays
// where it is, with what was typed, instead of giving way to the browser's own page.
const QUIET = 400;
const MOST = 20000;
const FILE = /\.(csv|ics|json|pdf|png|svg|yaml)$/;
let timers = [];

const stop = () => {
  timers.forEach(clearTimeout);
  document.body.classList.remove("going");
};

const start = () => {
  stop();
  timers = [setTimeout(() => document.body.classList.add("going"), QUIET), setTimeout(stop, MOST)];
};

const leads = (link) =>
  link.origin === location.origin && !link.target && !link.hasAttribute("download") && !FILE.test(link.pathname) &&
  link.pathname + link.search !== location.pathname + location.search;

window.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (leads(link)) start();
});
window.addEventListener("submit", ({ defaultPrevented, target }) => defaultPrevented || target.method === "dialog" || start());
window.addEventListener("pageshow", stop);

// What is fetched beside the page says so itself.
const isFetched = (element) => element?.matches("[hx-get], [hx-post]");

const tell = (form, submitter) => {
  const note = document.getElementById("fetched-offline").content.firstElementChild.cloneNode(true);
  note.querySelector("[data-again]").addEventListener("click", () => form.requestSubmit(submitter));
  form.querySelector(":scope > .fetched")?.remove();
  form.prepend(note);
};

window.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (navigator.onLine || form.method === "dialog" || isFetched(form) || isFetched(submitter)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tell(form, submitter);
}, true);
