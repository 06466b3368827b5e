// The tree table: opened and closed in place, walked by the arrow keys (ARIA treegrid). What is open
// stands in the address; without scripts the same links load the page with it.
const grid = document.querySelector('[role="treegrid"]');

if (grid) {
  const body = grid.tBodies[0];
  const lines = () => [...body.rows].filter((row) => !row.hidden);
  const level = (row) => Number(row.getAttribute("aria-level") || 0);
  const isOpen = (row) => row.getAttribute("aria-expanded") === "true";
  const toggleOf = (row) => row.querySelector(".toggle");

  const under = (row) => {
    const found = [];
    for (let at = row.nextElementSibling; at && level(at) > level(row); at = at.nextElementSibling) found.push(at);
    return found;
  };

  // What differs from the fold is kept in the address, so that it can be sent on.
  const remember = (row, open) => {
    const address = new URL(location.href);
    const goal = row.dataset.goal;
    const named = (name) => (address.searchParams.get(name) || "").split(".").filter((id) => id && id !== goal);
    const lists = { open: named("open"), shut: named("shut") };
    lists[open ? "open" : "shut"].push(goal);
    for (const [name, ids] of Object.entries(lists)) {
      if (ids.length) address.searchParams.set(name, ids.join("."));
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
  };

  const showUnder = (row) => {
    let closed = Infinity;
    for (const line of under(row)) {
      line.hidden = level(line) > closed;
      if (!line.hidden) closed = line.getAttribute("aria-expanded") === "false" ? level(line) : Infinity;
    }
  };

  const fetchUnder = async (row) => {
    const toggle = toggleOf(row);
    toggle.classList.add("busy");
    try {
      await window.htmx.ajax("GET", toggle.dataset.rows, { target: row, swap: "afterend" });
    } catch {
      // The rows did not come: fetched.js says so.
    } finally {
      toggle.classList.remove("busy");
    }
  };

  const open = async (row) => {
    row.setAttribute("aria-expanded", "true");
    if (under(row).length) showUnder(row);
    else await fetchUnder(row);
    remember(row, true);
  };

  const close = (row) => {
    row.setAttribute("aria-expanded", "false");
    under(row).forEach((line) => (line.hidden = true));
    remember(row, false);
  };

  const go = (row) => {
    if (!row) return;
    body.querySelectorAll('tr[tabindex="0"]').forEach((line) => (line.tabIndex = -1));
    row.tabIndex = 0;
    row.focus();
  };

  const parentOf = (row) => {
    let at = row.previousElementSibling;
    while (at && level(at) >= level(row)) at = at.previousElementSibling;
    return at;
  };

  const forward = (row) => {
    if (row.getAttribute("aria-expanded") === "false") open(row);
    else if (isOpen(row)) go(row.nextElementSibling);
  };

  const back = (row) => {
    if (isOpen(row)) close(row);
    else if (level(row) > 1) go(parentOf(row));
  };

  const step = (row, by) => {
    const all = lines();
    go(all[Math.min(all.length - 1, Math.max(0, all.indexOf(row) + by))]);
  };

  const ltr = document.documentElement.dir !== "rtl";
  const keys = {
    ArrowDown: (row) => step(row, 1),
    ArrowUp: (row) => step(row, -1),
    ArrowRight: ltr ? forward : back,
    ArrowLeft: ltr ? back : forward,
    Home: () => go(lines()[0]),
    End: () => go(lines().at(-1)),
    Enter: (row) => row.querySelector("a.plain, a.button")?.click(),
    " ": (row) => row.hasAttribute("aria-expanded") && (isOpen(row) ? close(row) : open(row)),
  };

  grid.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.target.tagName !== "TR" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(event.target);
  });

  grid.addEventListener("click", (event) => {
    const toggle = event.target.closest?.(".toggle");
    if (!toggle || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const row = toggle.closest("tr");
    if (isOpen(row)) close(row);
    else open(row);
  });

  if (body.rows.length) body.rows[0].tabIndex = 0;
}
