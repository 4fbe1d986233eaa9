// What fragments are filled with: objects with the keys of casegraph/views/fragments/elements.py, pages.py and pictures.py. And files made on the spot.
const linkTo = (kind, i, params) => ({ text: labelOf(kind, i), href: addressOf(kind, i, params) });
const linksTo = (kind, list) => list.map((i) => linkTo(kind, i));
const markOf = (kind, text = KINDS[kind].one) => ({ kind, outline: WORDS.outlines[kind], text });
const button = (does, text) => ({ text, href: "", is_button: true, does });
const leading = (href, text) => ({ text, href, is_button: false, does: "" });
const SAVE = button("save", "Save as CSV");

const select = (name, label, options, chosen) => ({ name, label, options: options.map(([value, text]) => ({ value, text, is_chosen: value === chosen })) });
const barsOf = (rows) => ({ most: Math.max(1, ...rows.map(({ number }) => number)), rows });

// Has the buttons of a part do what they are there for: each by its name.
function wired(part, does) {
  for (const each of part.querySelectorAll("[data-do]")) {
    const act = does[each.dataset.do];
    if (!act) continue;
    each.addEventListener("click", act);
    each.addEventListener("all", act); // before it is printed
  }
  return part;
}

// Puts new content into the named parts of a page that stays.
function renewed(root, parts) {
  for (const [name, content] of Object.entries(parts)) root.querySelector(`[data-part="${name}"]`).replaceChildren(content);
}

// A form whose fields act at once, each by its name.
function acting(form, act) {
  form.addEventListener("change", (event) => act(event.target));
  form.addEventListener("submit", (event) => event.preventDefault());
}

// New content for a form, in which the same field has the focus.
function refilled(form, content) {
  const focused = form.contains(document.activeElement) ? document.activeElement.id : null;
  form.replaceChildren(content);
  if (focused) document.getElementById(focused)?.focus();
}

function save(file, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(document.createElement("a"), { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const saving = (file, rows) => () => save(`${file}.csv`, "text/csv;charset=utf-8", csvTable(rows()));
const namesRows = (kinds) => [["kind", "name", "number", "iri"], ...kinds.flatMap(([kind, counted]) => counted.map(([i, number]) => [KINDS[kind].one, labelOf(kind, i), number, iriOf(kind, i)]))];
const iriOf = (kind, i) => `${held.made.base}${kind}/${KINDS[kind].all[i].id}`;
