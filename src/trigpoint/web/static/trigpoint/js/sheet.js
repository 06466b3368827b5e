// A goal opens in a sheet beside the view it was found in. The address says which one is open, so
// it can be sent on, and Back closes it; without scripts the same links load the page with it.
const sheet = document.getElementById("sheet");

// On a narrow screen the bar of views is wider than its place.
document.querySelector(".lens-bar [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

if (sheet) {
  const phone = matchMedia("(max-width: 800px)");
  const goalIn = (address) => new URL(address, location.href).searchParams.get("goal") ?? "";
  const linksTo = (goal) => [...document.querySelectorAll(`#content a[href*="goal=${CSS.escape(goal)}"]`)];
  // A plan's page lies below that of its view: what leads to the view stays on the plan.
  const home = new URL(sheet.dataset.home, location.href).pathname;
  // With a goal open from the start, all links carry it on: those lead where they say.
  const first = goalIn(location.href);
  const leadsOn = (link, goal) => link.matches("[data-keeps-goal]") || (goal && goal === first && !sheet.contains(link));
  const bare = document.getElementById("sheet-bare");
  let opener = null;

  // On a phone the sheet covers everything: what lies beneath cannot be reached meanwhile.
  const cover = (open) =>
    document.querySelectorAll(".rail, .main, .tabs").forEach((part) => (part.inert = open && phone.matches));

  const keep = (goal) =>
    document.querySelectorAll("[data-keeps-goal]").forEach((part) => {
      if (part.matches("input")) return void (part.value = goal);
      const address = new URL(part.href);
      if (goal) address.searchParams.set("goal", goal);
      else address.searchParams.delete("goal");
      part.href = address.pathname + address.search;
    });

  const mark = (goal) => {
    document.querySelectorAll("#content [data-open]").forEach((link) => link.removeAttribute("data-open"));
    if (goal) linksTo(goal).forEach((link) => (link.dataset.open = ""));
  };

  const close = () => {
    const goal = sheet.dataset.goal;
    sheet.hidden = true;
    sheet.replaceChildren();
    sheet.dataset.goal = "";
    cover(false);
    (opener?.isConnected ? opener : goal && linksTo(goal)[0])?.focus();
    opener = null;
  };

  const open = async (address, goal) => {
    const source = new URL(sheet.dataset.source.replace("GOAL", encodeURIComponent(goal)), location.href);
    source.search = new URL(address, location.href).search;
    source.searchParams.set("view", sheet.dataset.view);
    sheet.replaceChildren(bare.content.cloneNode(true));
    sheet.hidden = false;
    sheet.dataset.goal = goal;
    sheet.scrollTop = 0;
    cover(true);
    // What does not come is said in its place, by fetched.js.
    await window.htmx.ajax("GET", source.pathname + source.search, { target: sheet }).catch(() => {});
    sheet.querySelector("h2")?.focus();
  };

  const show = async (address) => {
    const goal = goalIn(address);
    keep(goal);
    mark(goal);
    if (goal) await open(address, goal);
    else if (!sheet.hidden) close();
  };

  const go = (address) => {
    history.pushState({ sheet: true }, "", address);
    show(address);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = link.getAttribute("href") ?? link.href.baseVal;
    const wanted = new URL(address, location.href);
    if (![location.pathname, home].includes(wanted.pathname)) return;
    if (!goalIn(address) && !link.matches("[data-close-sheet]")) return;
    if (leadsOn(link, goalIn(address))) return;
    event.preventDefault();
    if (!sheet.contains(link)) opener = link;
    go(location.pathname + wanted.search);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || sheet.hidden || document.querySelector("dialog[open]")) return;
    const way = sheet.querySelector("[data-close-sheet]");
    if (way) go(location.pathname + new URL(way.href).search);
  });

  window.addEventListener("popstate", () => show(location.href));

  sheet.dataset.goal = goalIn(location.href);
  mark(sheet.dataset.goal);
  cover(!sheet.hidden);
  if (!sheet.hidden) sheet.querySelector("h2")?.focus();
}
