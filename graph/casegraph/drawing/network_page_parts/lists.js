// What stands behind a node or a link, in words, and the tables that hold what the picture shows.
const PORTION = 25;
const NOUNS = held.nouns ?? {};
const nounOf = (one, many = one + "s") => NOUNS[one] ?? [one, many];
const counted = (number, ...nouns) => number.toLocaleString("en-GB") + " " + nounOf(...nouns)[number === 1 ? 0 : 1];
const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const shownNumber = (number) => number.toLocaleString("en-GB", { maximumFractionDigits: 2 });
const isWhole = ties.every((tie) => tie.weight === tie.behind.length);

function itemsOf(own) {
  const tiesOfItem = new Map();
  for (const tie of own) for (const item of tie.behind) {
    if (!tiesOfItem.has(item)) tiesOfItem.set(item, []);
    tiesOfItem.get(item).push(tie);
  }
  return [...tiesOfItem];
}

function place(item) {
  const [, file, start, end] = held.reviews[item];
  return spot(file, start, end);
}

function spot(file, start, end) {
  return held.files[file] + ", characters " + start.toLocaleString("en-GB") + " to " + end.toLocaleString("en-GB");
}

// What is behind a node or a link, as a value of its fragment.
function itemOf([number, own], node) {
  const item = held.items[number], others = node === null ? [] : [...new Set(own.map((tie) => things[tie.from === node ? tie.to : tie.from].label))];
  const links = others.slice(0, 6).join("; ") + (others.length > 6 ? "; and " + (others.length - 6) + " more" : "");
  if (item.length === 1) return typeof item[0] === "string" ? { is_quote: false, text: item[0], meta: "", others: links } : { is_quote: false, text: held.reviews[item[0]][0], meta: place(item[0]), others: links };
  const [text, review, start, end, learning, ...leadIn] = item;
  const isInLeadIn = own.some((tie) => tie.link.startsWith("asked") && (leadIn.includes(tie.from) || leadIn.includes(tie.to)));
  const meta = [held.reviews[review][0], learning ? "learning point" : nounOf("recommendation")[0], ...(isInLeadIn ? ["named in the introduction"] : []), spot(held.reviews[review][1], start, end)];
  return { is_quote: true, text, meta: meta.join(" · "), others: links };
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

const nothingChosen = document.createDocumentFragment();
nothingChosen.append(...byId("behind-body").cloneNode(true).childNodes);

function showBehind(kind, id, focus) {
  const head = byId("behind-head"), body = byId("behind-body");
  if (kind === "nothing") {
    head.textContent = "Sources";
    body.replaceChildren(nothingChosen.cloneNode(true));
    return;
  }
  const own = kind === "node" ? tiesOf[id].filter(isShown) : [ties[id]];
  const items = itemsOf(own);
  let text;
  if (kind === "node") {
    const others = new Set(own.map((tie) => (tie.from === id ? tie.to : tie.from)));
    head.textContent = things[id].label;
    const one = kindOf(id);
    const opening = capitalised(one) + ". ";
    text = opening + (own.length ? nouns(own, items.length) + " behind its links to " + counted(others.size, "node", "nodes") + "." : "It has no links with these filters.");
  } else {
    const [tie] = own;
    head.textContent = things[tie.from].label + " – " + things[tie.to].label;
    text = isWhole || tie.weight === items.length
      ? "Linked (" + tie.link + ") by " + nouns(own, items.length) + " in " + counted(tie.reviews, "review", "reviews") + "."
      : "Linked (" + tie.link + ") with a weight of " + shownNumber(tie.weight) + ": " + nouns(own, items.length) + ".";
  }
  const { shown, more, grow } = inPieces(items, (row) => itemOf(row, kind === "node" ? id : null), "behind_item", ["entry", "entries"], { piece: PORTION });
  const back = focus ? (focus === holder ? "Back to the diagram" : "Back to the table") : "";
  body.replaceChildren(wired(made("behind", { back, text, shown, more }), {
    more: grow,
    back: () => { if (focus.isConnected) focus.focus(); else byId("links-head").focus(); },
  }));
  if (focus) {
    head.focus();
    byId("behind").scrollIntoView({ block: isNarrow() ? "start" : "nearest" });
  }
}

// A table whose first rows are shown; a number in it opens what is behind.
function showTable(kind, caption, heads, rows, rowOf) {
  const into = byId(kind === "tie" ? "links" : "nodes");
  const { shown, more, grow } = inPieces(rows, rowOf, "network_row", ["row", "rows"], { piece: PORTION });
  into.replaceChildren(wired(made("network_table", { caption, heads: heads.map(([text, look]) => ({ text, look })), shown, more }), { more: grow }));
}

for (const [kind, name] of [["tie", "links"], ["node", "nodes"]]) {
  byId(name).addEventListener("click", (event) => {
    const button = event.target.closest("[data-open]");
    if (button) choose(kind, Number(button.dataset.open), button);
  });
}

const kindOf = (id) => (held.kinds[things[id].kind] ?? [things[id].kind])[0];
const cell = (text, look = "", label = "") => ({ text, look, label });
const unrankedOf = (tie) => [tie.from, tie.to].find(isUnranked);
const byName = (a, b) => things[a].label.localeCompare(things[b].label, "en-GB");
// Links of partnerships stand last, in the order of the alphabet.
const byWeight = [...ties].sort((a, b) => {
  const one = unrankedOf(a), other = unrankedOf(b);
  return (one !== undefined) - (other !== undefined) || (one !== undefined && byName(one, other)) || b.weight - a.weight || a.id - b.id;
});
const LAST = things.some((thing) => isUnranked(thing.id)) ? ", partnerships in alphabetical order" : "";
const LINK = held.links.length > 1;

function showTables() {
  const own = byWeight.filter(isShown);
  showTable("tie", counted(own.length, "link", "links") + ", strongest first" + LAST + "; choose a number to see its sources.",
    [["From", ""], ["To", ""], ...(LINK ? [["Link", "kind optional"]] : []), ["Weight", "number"], [capitalised(nounOf("review")[1]), "number optional"]], own, (tie) => {
      const from = things[tie.from].label, to = things[tie.to].label, number = shownNumber(tie.weight);
      return { id: tie.id, head: from, cells: [cell(to), ...(LINK ? [cell(tie.link, "kind optional")] : []),
        cell(number, "number", number + ": what links " + from + " and " + to + (LINK ? ", " + tie.link : "")), cell(commas.format(tie.reviews), "number optional")] };
    });
  const strong = byStrength.filter((id) => looked.shown.has(id));
  const some = [...strong.filter((id) => !isUnranked(id)), ...strong.filter(isUnranked).sort(byName)];
  showTable("node", counted(some.length, "node", "nodes") + ", strongest links first" + LAST + "; choose a number to see its sources.",
    [["Node", ""], ["Kind", "kind optional"], ["Behind it", "number"], ["Links", "number optional"]], some, (id) => {
      const mine = tiesOf[id].filter(isShown), count = commas.format(itemsOf(mine).length);
      return { id, head: things[id].label, cells: [cell(kindOf(id), "kind optional"),
        cell(count, "number", count + ": sources for " + things[id].label), cell(commas.format(mine.length), "number optional")] };
    });
}

function csvRows() {
  const rows = byWeight.filter(isShown).map((tie) => [things[tie.from].label, things[tie.to].label, tie.link, tie.weight, tie.reviews,
    held.base + held.ids[tie.from], held.base + held.ids[tie.to]]);
  return [["from", "to", "link", "weight", "reviews", "from_iri", "to_iri"], ...rows];
}
