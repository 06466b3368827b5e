// Parts that are fetched beside a page: one that takes long says so, one that does not come says why
// and how to go on. What stands on the page and what somebody typed stays as it is.
const QUIET = 400;
const REPEATS = 2;
const slow = new WeakMap();
const missed = new WeakMap();
const notes = new Map();

const isPoll = (elt) => elt.matches("[data-poll]");
const isBeside = (elt) => elt.closest(".rail, .tabs");
const kindOf = (status) => ({ 401: "out", 403: "refused", 404: "gone" })[status] ?? (status ? "broken" : "offline");

// A table takes no note between its rows, and what is hidden shows none.
const placeOf = (target) => target.closest("table") ?? (target.matches("[hidden]") ? null : target);
const putNote = (note, { elt, target }) => {
  const place = isPoll(elt) ? null : placeOf(target);
  const skeleton = target.querySelector(".wait");
  if (skeleton) skeleton.replaceWith(note);
  else if (place?.isConnected && place !== document.body && place.id !== "content") place.before(note);
  else document.getElementById("content")?.prepend(note);
};

const quiet = (target) => {
  clearTimeout(slow.get(target));
  target.classList.remove("waiting");
  target.removeAttribute("aria-busy");
};

const clear = (key) => {
  notes.get(key)?.remove();
  notes.delete(key);
};

// A page that is left open is told once, however many of its parts ask.
const keyOf = (elt, kind) => (isPoll(elt) || kind === "out" ? "page" : elt);

const again = ({ requestConfig, target, etc, select }) => {
  const { elt, verb, path } = requestConfig;
  const source = elt.isConnected && elt !== document.body ? { source: elt } : {};
  const swap = etc.swapOverride ? { swap: etc.swapOverride } : {};
  window.htmx.ajax(verb, path, { ...source, ...swap, target, select }).catch(() => {});
};

const tell = (detail, status) => {
  const { elt } = detail.requestConfig;
  const kind = kindOf(status);
  if (isBeside(elt) && kind !== "out") return;
  const times = (missed.get(elt) ?? 0) + 1;
  missed.set(elt, times);
  if (isPoll(elt) && kind !== "out" && times < REPEATS) return;
  const key = keyOf(elt, kind);
  clear(key);
  const note = document.getElementById(`fetched-${kind}`).content.firstElementChild.cloneNode(true);
  note.querySelector("[data-again]")?.addEventListener("click", () => again(detail));
  note.dataset.kind = `${kind} ${detail.requestConfig.verb}`;
  notes.set(key, note);
  putNote(note, { elt, target: detail.target });
  if (kind === "out") leave(note);
};

// Nothing is asked for any more once the session has ended; the way back leads to this address.
const leave = (note) => {
  document.querySelectorAll("[data-poll]").forEach((part) => part.removeAttribute("data-poll"));
  const way = note.querySelector("a");
  way.search = new URLSearchParams({ next: location.pathname + location.search });
  way.addEventListener("click", () => document.dispatchEvent(new Event("typed:keep")));
};

document.addEventListener("htmx:beforeRequest", ({ detail: { elt, target } }) => {
  if (isPoll(elt) || isBeside(elt) || target.querySelector(".wait")) return;
  slow.set(target, setTimeout(() => {
    target.classList.add("waiting");
    target.setAttribute("aria-busy", "true");
  }, QUIET));
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  quiet(detail.target);
  if (!detail.successful) return;
  const { elt } = detail.requestConfig;
  missed.delete(elt);
  clear(keyOf(elt));
});
document.addEventListener("htmx:responseError", ({ detail }) => tell(detail, detail.xhr.status));
document.addEventListener("htmx:sendError", ({ detail }) => tell(detail, 0));

// A connection that is back asks again by itself; what writes waits for a hand.
window.addEventListener("online", () =>
  notes.forEach((note) => note.dataset.kind === "offline get" && note.querySelector("[data-again]").click()),
);
