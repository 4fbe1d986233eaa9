// What stands behind a node or a link, in words, and the tables that hold what the picture shows.
const PORTION = 25;
const counted = (number, one, many) => number.toLocaleString("en-GB") + " " + (number === 1 ? one : many);
const shownNumber = (number) => number.toLocaleString("en-GB", { maximumFractionDigits: 2 });
const isWhole = ties.every((tie) => tie.weight === tie.behind.length);

// Text from pages goes in as text, never as markup.
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element && key !== "list") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

// A list or table that begins with its first rows and has a button for more.
function portions(rows, build, into, after, what) {
  let next = 0;
  const more = make("button", { type: "button", className: "more" });
  const add = (focus) => {
    const start = next;
    for (; next < Math.min(start + PORTION, rows.length); next++) into.append(build(rows[next], next));
    const rest = rows.length - next;
    more.hidden = rest === 0;
    more.textContent = "Show " + Math.min(PORTION, rest) + " more of " + rest.toLocaleString("en-GB") + " " + what;
    if (focus) into.children[start].querySelector("button, [tabindex]")?.focus();
  };
  more.addEventListener("click", () => add(true));
  add(false);
  after.append(more);
}

function itemsOf(own) {
  const found = new Map();
  for (const tie of own) for (const item of tie.behind) {
    if (!found.has(item)) found.set(item, []);
    found.get(item).push(tie);
  }
  return [...found];
}

function place(item) {
  const [, file, start, end] = held.reviews[item];
  return spot(file, start, end);
}

function spot(file, start, end) {
  return held.files[file] + ", characters " + start.toLocaleString("en-GB") + " to " + end.toLocaleString("en-GB");
}

function told([number, own], node) {
  const item = held.items[number];
  const line = make("li", { tabIndex: -1 });
  const meta = make("p", { className: "meta" });
  if (item.length === 1 && typeof item[0] === "string") {
    line.append(make("p", {}, item[0]));
  } else if (item.length === 1) {
    line.append(make("p", {}, held.reviews[item[0]][0]));
    meta.append(place(item[0]));
  } else {
    const [text, review, start, end, learning, ...leadIn] = item;
    line.append(make("blockquote", {}, "“" + text + "”"));
    const asked = own.some((tie) => tie.link.startsWith("asked") && (leadIn.includes(tie.from) || leadIn.includes(tie.to)));
    const parts = [held.reviews[review][0], learning ? "learning point" : "recommendation"];
    if (asked) parts.push("asked in the words before the list");
    parts.push(spot(held.reviews[review][1], start, end));
    meta.append(parts.join(" · "));
  }
  if (meta.textContent) line.append(meta);
  if (node !== null) {
    const others = [...new Set(own.map((tie) => things[tie.from === node ? tie.to : tie.from].label))];
    const some = others.slice(0, 6).join("; ") + (others.length > 6 ? "; and " + (others.length - 6) + " more" : "");
    line.append(make("p", { className: "meta" }, "Links to: " + some));
  }
  return line;
}

function nouns(own, count) {
  const kinds = new Set();
  for (const [number] of itemsOf(own)) {
    const item = held.items[number];
    kinds.add(item.length > 1 ? (item[4] ? "learning point" : "recommendation") : typeof item[0] === "number" ? "review" : "thing");
  }
  if (kinds.size !== 1) return kinds.has("thing") || kinds.has("review") ? counted(count, "entry", "entries") : counted(count, "sentence", "sentences");
  const [one] = kinds;
  return one === "thing" ? counted(count, "thing in common", "things in common") : counted(count, one, one + "s");
}

function showBehind(kind, id, focus) {
  const head = byId("behind-head"), body = byId("behind-body");
  body.replaceChildren();
  if (kind === "nothing") {
    head.textContent = "What stands behind";
    body.append(make("p", {}, "Choose a node or a link in the picture, or a number in the tables below. The sentences that it was made from are shown here."));
    return;
  }
  const own = kind === "node" ? tiesOf[id].filter(isShown) : [ties[id]];
  const items = itemsOf(own);
  if (kind === "node") {
    const others = new Set(own.map((tie) => (tie.from === id ? tie.to : tie.from)));
    head.textContent = things[id].label;
    const one = (held.kinds[things[id].kind] ?? [things[id].kind])[0];
    const said = one.charAt(0).toUpperCase() + one.slice(1) + ". ";
    body.append(make("p", {}, said + (own.length ? nouns(own, items.length) + " behind its links to " + counted(others.size, "node", "nodes") + "." : "Nothing that is shown here is linked to it.")));
  } else {
    const [tie] = own;
    head.textContent = things[tie.from].label + " – " + things[tie.to].label;
    body.append(make("p", {}, isWhole || tie.weight === items.length
      ? "Linked (" + tie.link + ") by " + nouns(own, items.length) + " in " + counted(tie.reviews, "review", "reviews") + "."
      : "Linked (" + tie.link + ") with a weight of " + shownNumber(tie.weight) + "; behind it: " + nouns(own, items.length) + "."));
  }
  const list = make("ol", { role: "list" });
  body.append(list);
  portions(items, (row) => told(row, kind === "node" ? id : null), list, body, "here");
  if (focus) {
    const back = make("button", { type: "button", className: "more" }, focus === holder ? "Back to the picture" : "Back to the table");
    back.addEventListener("click", () => { if (focus.isConnected) focus.focus(); else byId("links-head").focus(); });
    body.prepend(back);
    head.focus();
    byId("behind").scrollIntoView({ block: isNarrow() ? "start" : "nearest" });
  }
}

function table(into, caption, heads, rows, build) {
  const scroll = make("div", { className: "scroll" });
  if (!rows.length) {
    into.replaceChildren(make("p", {}, "Nothing fits what is asked for above."));
    return;
  }
  const body = make("tbody");
  const row = make("tr", {}, ...heads.map(([text, name]) => make("th", { scope: "col", className: name }, text)));
  scroll.append(make("table", {}, make("caption", {}, caption), make("thead", {}, row), body));
  into.replaceChildren(scroll);
  portions(rows, build, body, into, "rows");
}

function opener(kind, id, text, label) {
  const button = make("button", { type: "button" }, text);
  button.setAttribute("aria-label", label);
  button.addEventListener("click", () => choose(kind, id, button));
  return make("td", { className: "number" }, button);
}

const byWeight = [...ties].sort((a, b) => b.weight - a.weight || a.id - b.id);
const LINK = held.links.length > 1;

function showTables() {
  const own = byWeight.filter(isShown);
  table(byId("links"), counted(own.length, "link", "links") + ", the strongest first; a number opens what stands behind it.",
    [["From", ""], ["To", ""], ...(LINK ? [["Link", "kind optional"]] : []), ["Weight", "number"], ["Reviews", "number optional"]], own, (tie) => {
      const from = things[tie.from].label, to = things[tie.to].label;
      return make("tr", {}, make("th", { scope: "row" }, from), make("td", {}, to),
        ...(LINK ? [make("td", { className: "kind optional" }, tie.link)] : []),
        opener("tie", tie.id, shownNumber(tie.weight), shownNumber(tie.weight) + ": what links " + from + " and " + to + (LINK ? ", " + tie.link : "")),
        make("td", { className: "number optional" }, tie.reviews.toLocaleString("en-GB")));
    });
  const some = byStrength.filter((id) => looked.shown.has(id));
  table(byId("nodes"), counted(some.length, "node", "nodes") + ", those with the strongest links first; a number opens what stands behind it.",
    [["Node", ""], ["Kind", "kind optional"], ["Behind it", "number"], ["Links", "number optional"]], some, (id) => {
      const mine = tiesOf[id].filter(isShown);
      const count = itemsOf(mine).length.toLocaleString("en-GB");
      return make("tr", {}, make("th", { scope: "row" }, things[id].label),
        make("td", { className: "kind optional" }, (held.kinds[things[id].kind] ?? [things[id].kind])[0]),
        opener("node", id, count, count + ": what stands behind " + things[id].label),
        make("td", { className: "number optional" }, mine.length.toLocaleString("en-GB")));
    });
}

function csv() {
  const rows = byWeight.filter(isShown).map((tie) => [things[tie.from].label, things[tie.to].label, tie.link, tie.weight, tie.reviews,
    held.base + held.ids[tie.from], held.base + held.ids[tie.to]]);
  return csvTable([["from", "to", "link", "weight", "reviews", "from_iri", "to_iri"], ...rows]);
}
