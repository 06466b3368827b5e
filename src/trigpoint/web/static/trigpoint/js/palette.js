// Search or act: a combobox in a native dialog. The server answers JSON, [{label, detail, href}];
// without an answer the links of the page itself are offered.
const dialog = document.getElementById("palette");

if (dialog) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector('[role="listbox"]');
  let active = -1;
  let asked = 0;
  let answered = 0;
  let opening = false;

  const said = (link) => (link.querySelector("bdi") ?? link).textContent.trim().replace(/\s+/g, " ");
  const links = (selector, detail) =>
    [...document.querySelectorAll(selector)].map((link) => ({ label: said(link), detail, href: link.getAttribute("href") }));
  const acts = () => links("main :is(.page-head .actions, .ways) a[href]", dialog.dataset.here);
  const ownLinks = () => [...acts(), ...links("a[data-command]", "")];
  const once = (commands) => commands.filter(({ href }, at) => commands.findIndex((other) => other.href === href) === at);

  const matching = (commands, query) => {
    const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return commands.filter(({ label }) => words.every((word) => label.toLocaleLowerCase().includes(word)));
  };

  const option = ({ label, detail, href }, index) => {
    const row = document.createElement("a");
    row.href = href;
    row.id = `palette-${index}`;
    row.setAttribute("role", "option");
    row.tabIndex = -1;
    row.className = "plain";
    const name = document.createElement("bdi");
    name.textContent = label;
    const more = document.createElement("small");
    more.textContent = detail ?? "";
    row.append(name, more);
    return row;
  };

  const choose = (index) => {
    const rows = [...list.children].filter((row) => row.getAttribute("role") === "option");
    active = rows.length ? (index + rows.length) % rows.length : -1;
    rows.forEach((row, i) => row.setAttribute("aria-selected", String(i === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", rows[active].id);
    return rows[active].scrollIntoView({ block: "nearest" });
  };

  const show = (commands) => {
    list.replaceChildren(...commands.slice(0, 20).map(option));
    if (!commands.length) {
      const none = document.createElement("p");
      none.className = "tiny";
      none.textContent = list.dataset.none;
      list.append(none);
    }
    choose(0);
  };

  const search = async () => {
    const turn = ++asked;
    const query = input.value.trim();
    const own = once(matching(ownLinks(), query));
    opening = false;
    show(own);
    if (!dialog.dataset.source) return;
    const address = new URL(dialog.dataset.source, location.href);
    address.searchParams.set("q", query);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const found = answer.ok ? await answer.json() : [];
      if (turn === asked) show(once([...matching(acts(), query), ...found, ...own]));
    } catch {
      // Without a connection the page's own links stay.
    }
    if (turn !== asked) return;
    answered = turn;
    if (opening) go();
  };

  const go = () => list.querySelector('[aria-selected="true"]')?.click();

  // Who types a name and Enter at once means what will be found, not what stands there until then.
  const enter = () => {
    if (answered === asked || active > 0) go();
    else opening = true;
  };

  const open = () => {
    input.value = "";
    dialog.showModal();
    search();
  };

  input.addEventListener("input", search);
  dialog.addEventListener("close", () => (opening = false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(active + 1);
    else if (event.key === "ArrowUp") choose(active - 1);
    else if (event.key === "Enter" && !event.isComposing) enter();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.querySelectorAll('[data-open="palette"]').forEach((button) => button.addEventListener("click", open));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    dialog.open ? dialog.close() : open();
  });
}
