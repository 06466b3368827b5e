// What somebody typed outlives a session that has ended: it is kept in this tab while they log in
// again, and put back where it stood. Whatever else comes after a form was sent lets go of it.
const KEY = "typed";
const TYPED = 'textarea[name], select[name], input[name]:not([type="hidden"], [type="password"], [type="file"])';
const here = location.pathname + location.search;
const { me } = document.body.dataset;

const named = (form) => (form.getAttribute("action") ?? "") + (form.getAttribute("hx-post") ?? "");

const fieldsOf = () => {
  const seen = new Map();
  return [...document.forms].flatMap((form) =>
    [...form.querySelectorAll(TYPED)].map((field) => {
      const name = `${named(form)} ${field.name}`;
      seen.set(name, (seen.get(name) ?? 0) + 1);
      return { field, name: `${name} ${seen.get(name)}` };
    }),
  );
};

const keep = () => {
  const fields = fieldsOf().map(({ field, name }) => [name, field.value, Boolean(field.checked)]);
  if (me) sessionStorage.setItem(KEY, JSON.stringify({ here, me, fields }));
};

const putBack = (fields) => {
  const kept = new Map(fields.map(([name, value, checked]) => [name, { value, checked }]));
  let changed = false;
  fieldsOf().forEach(({ field, name }) => {
    const was = kept.get(name);
    if (!was || (field.value === was.value && Boolean(field.checked) === was.checked)) return;
    field.value = was.value;
    field.checked = was.checked;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    changed = true;
  });
  return changed;
};

const say = (what) =>
  document.getElementById("content").prepend(document.getElementById(what).content.firstElementChild.cloneNode(true));

const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
const isLogIn = location.pathname.startsWith("/accounts/login/");
if (kept && (isLogIn || document.querySelector("[data-typed]"))) {
  sessionStorage.setItem(KEY, JSON.stringify({ ...kept, out: true }));
  if (isLogIn && new URLSearchParams(location.search).get("next") === kept.here) say("typed-waits");
} else if (kept && !(kept.out && !me)) {
  sessionStorage.removeItem(KEY);
  if (kept.out && kept.me === me && kept.here === here && putBack(kept.fields)) say("typed-back");
}

document.addEventListener("submit", ({ target }) => target.method === "post" && keep());
document.addEventListener("typed:keep", keep);
