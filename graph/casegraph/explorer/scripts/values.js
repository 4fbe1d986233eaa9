// What fragments are filled with: objects with the keys of casegraph/fragments/elements.py, lists.py, pages.py and pictures.py.
const linkTo = (kind, i, params) => ({ text: labelOf(kind, i), href: addressOf(kind, i, params) });
const linksTo = (kind, list) => list.map((i) => linkTo(kind, i));
const markOf = (kind, text = KINDS[kind].one) => ({ kind, outline: WORDS.outlines[kind], text });
const button = (does, text) => ({ text, href: "", is_button: true, does });
const leading = (href, text) => ({ text, href, is_button: false, does: "" });
const SAVE = button("save", "Save as CSV");

const select = (name, label, options, chosen) => ({ name, label, options: options.map(([value, text]) => ({ value, text, is_chosen: value === chosen })) });
// A long list in pieces; on the way back as much of it is shown as before.
const PIECE = 50;
const listOf = (things, valueOf, fragment, one, many) => inPieces(things, valueOf, fragment, [one, many], { piece: PIECE, shown: history.state?.shown, noted: (shown) => remember({ shown }) });
const barsOf = (rows) => ({ most: Math.max(1, ...rows.map(({ number }) => number)), rows });

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

const namesRows = (kinds) => [["kind", "name", "number", "iri"], ...kinds.flatMap(([kind, tallied]) => tallied.map(([i, number]) => [KINDS[kind].one, labelOf(kind, i), number, iriOf(kind, i)]))];
const iriOf = (kind, i) => `${held.made.base}${kind}/${KINDS[kind].all[i].id}`;
