// Search or act: a combobox in a native dialog. The server answers JSON, [{label, detail, href}];
// without an answer the links of the page itself are offered.
const dialog = document.getElementById("palette");

if (dialog) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector('[role="listbox"]');
  let active = -1;
  let asked = 0;

  const ownLinks = () =>
    [...document.querySelectorAll("a[data-command]")].map((link) => ({
      label: link.firstElementChild?.textContent ?? link.textContent.trim(),
      detail: "",
      href: link.getAttribute("href"),
    }));

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
    const own = matching(ownLinks(), query);
    show(own);
    if (!dialog.dataset.source) return;
    const address = new URL(dialog.dataset.source, location.href);
    address.searchParams.set("q", query);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const found = answer.ok ? await answer.json() : [];
      const known = new Set(found.map(({ href }) => href));
      if (turn === asked) show([...found, ...own.filter(({ href }) => !known.has(href))]);
    } catch {
      // Without a connection the page's own links stay.
    }
  };

  const open = () => {
    input.value = "";
    dialog.showModal();
    search();
  };

  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(active + 1);
    else if (event.key === "ArrowUp") choose(active - 1);
    else if (event.key === "Enter") list.querySelector('[aria-selected="true"]')?.click();
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
