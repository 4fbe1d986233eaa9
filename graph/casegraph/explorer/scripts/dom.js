// Elements, marks for kinds, and files that are made on the spot. Text only ever becomes text.
const SVG = "http://www.w3.org/2000/svg";

function put(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const el = (name, attributes, ...children) => put(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => put(document.createElementNS(SVG, name), attributes, children);
const link = (to, ...children) => el("a", { href: to }, ...children);
const copyOf = (id) => document.getElementById(id).content.cloneNode(true);

// As large to the eye as a circle of this radius; the same shapes as in casegraph.views.kinds.
function shape(kind, x, y, r) {
  const corners = {
    square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
    diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
    hexagon: [[-1, 0], [-0.5, -0.9], [0.5, -0.9], [1, 0], [0.5, 0.9], [-0.5, 0.9]],
    triangle: [[0, -1.1], [1.1, 0.85], [-1.1, 0.85]],
  }[KINDS[kind].shape];
  if (!corners) return svg("circle", { class: `is-${kind}`, cx: x, cy: y, r });
  return svg("path", { class: `is-${kind}`, d: `M${corners.map(([a, b]) => `${x + a * r} ${y + b * r}`).join("L")}Z` });
}

const badge = (kind) => svg("svg", { viewBox: "-10 -10 20 20", "aria-hidden": "true" }, shape(kind, 0, 0, 7.5));
const kindName = (kind) => el("span", { class: "kind" }, badge(kind), KINDS[kind].one);
const linkTo = (kind, i, params) => link(addressOf(kind, i, params), labelOf(kind, i));
const tags = (kind, list) => el("ul", { class: "tags" }, list.map((i) => el("li", {}, linkTo(kind, i))));

function select(label, name, options, value, change) {
  const id = `choose-${name}`;
  const field = el("select", { id, onchange: () => change(field.value) }, options.map(([key, text]) => el("option", { value: key }, text)));
  field.value = value;
  return el("div", {}, el("label", { for: id }, label), field);
}

// Bars for a list of [number, label, address]; the longest has the whole width.
function bars(rows) {
  const most = Math.max(1, ...rows.map(([number]) => number));
  return el("ol", { class: "bars" }, rows.map(([number, label, to]) => el("li", {},
    link(to, label), el("b", {}, numbers.format(number)),
    svg("svg", { viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { width: (100 * number) / most, height: 4 })))));
}

// A long list in pieces: what a click on the button adds gets the focus.
const PIECE = 50;
function listed(list, things, item, one, many) {
  let shown = 0;
  const more = el("button", { type: "button", class: "more", onclick: () => { add(true); remember({ shown }); }, onall: () => add(false, things.length) });
  function add(byHand, piece = PIECE) {
    const added = things.slice(shown, shown + piece).map(item);
    shown += added.length;
    list.append(...added);
    more.textContent = `Show ${said(Math.min(PIECE, things.length - shown), `more ${one}`, `more ${many}`)} of ${numbers.format(things.length)}`;
    more.hidden = shown >= things.length;
    if (byHand && added.length) {
      added[0].tabIndex = -1;
      added[0].focus();
    }
  }
  add(false, history.state?.shown);
  return [list, more];
}

function save(file, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  el("a", { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const namesCsv = (file, kinds) => csvButton(file, () => [["kind", "name", "number", "iri"], ...kinds.flatMap(([kind, counted]) => counted.map(([i, number]) => [KINDS[kind].one, labelOf(kind, i), number, `${held.made.base}${kind}/${KINDS[kind].all[i].id}`]))]);

const csvButton = (file, rows, label = "Save as CSV") =>
  el("button", { type: "button", onclick: () => save(`${file}.csv`, "text/csv;charset=utf-8", csvTable(rows())) }, label);
