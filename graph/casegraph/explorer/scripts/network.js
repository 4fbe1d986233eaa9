// Network: agencies and themes where Python placed them; beside it the same links as a list, and what is behind each number.
const COLUMNS = { left: 290, right: 425, width: 780, row: 26 }; // as in casegraph/views/network_map.py
const ROWS_OF_FOCUS = 16;
const NODES = held.network.nodes, LINKS = held.network.edges;
const nodeName = (i) => labelOf(NODES[i].kind, NODES[i].i);
const nodeId = (i) => `${NODES[i].kind}/${KINDS[NODES[i].kind].all[NODES[i].i].id}`;
const nodeAt = (id) => NODES.findIndex((_, i) => nodeId(i) === id);
const linksOf = (i) => LINKS.filter(([from, to]) => from === i || to === i);
const byWeight = (a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]; // nodes are in the order of their IRIs
const drawnMark = (kind, x, y, radius) => ({ kind, outline: WORDS.outlines[kind], place: `translate(${x} ${y}) scale(${Math.round((1e4 * radius) / MARK) / 1e4})` });
const MARK = 7.5; // the radius that outlines have
const short = (text, room) => { const points = Array.from(text); return points.length > room ? `${points.slice(0, room - 1).join("").trimEnd()}…` : text; };

// The nodes of the picture for these switches; with a node in focus, that one and its strongest neighbours.
function pictured(choice) {
  const [, , left, right, seen, about] = held.network.pictures.find(([partnership, means]) => partnership === choice.partnership && means === choice.means);
  if (choice.at < 0) return { left, right, seen, about };
  const near = linksOf(choice.at).filter((link) => link.slice(0, 2).every((i) => i === choice.at || !isHidden(i, choice)));
  near.sort(byWeight);
  return { left: [choice.at], right: near.slice(0, ROWS_OF_FOCUS).map(([from, to]) => (from === choice.at ? to : from)), seen, about };
}
const isHidden = (i, { partnership, means }) => (partnership === "no" && i === held.network.agency) || (means === "no" && NODES[i].kind === "theme" && held.themes[NODES[i].i].is_means);

function networkPicture(choice, { left, right }) {
  const height = COLUMNS.row * Math.max(2, left.length, right.length), at = new Map();
  for (const [side, x] of [[left, COLUMNS.left], [right, COLUMNS.right]]) {
    side.forEach((i, place) => at.set(i, { x, y: Math.floor(((2 * place + 1) * height) / (2 * side.length)) }));
  }
  const own = LINKS.filter(([from, to]) => at.has(from) && at.has(to) && (choice.at < 0 || from === choice.at || to === choice.at))
    .sort(byWeight).slice(0, 90).reverse();
  const heaviest = Math.max(1, ...own.map(([, , weight]) => weight));
  const lines = own.map(([from, to, weight]) => {
    const [a, b] = [at.get(from), at.get(to)], bend = (a.x + b.x) / 2;
    return { d: `M${a.x} ${a.y}C${bend} ${a.y} ${bend} ${b.y} ${b.x} ${b.y}`, width: `${Math.round(10 * (0.5 + (7 * weight) / heaviest)) / 10}` };
  });
  const size = held.network.sizes.indexOf(choice.size);
  const nodes = [...at].map(([i, { x, y }]) => {
    const { kind, lines: label, radii } = NODES[i], isLeft = x === COLUMNS.left;
    const [, , weight] = choice.at < 0 || i === choice.at ? [] : LINKS.find(([from, to]) => [from, to].includes(i) && [from, to].includes(choice.at));
    const text = isLeft ? x - 14 : x + 14 + (weight ? 30 : 0), top = Math.round(10 * (y + 4.5 - 6.5 * (label.length - 1))) / 10;
    return {
      number: i, href: changed({ at: nodeId(i), with: null }), title: `${KINDS[kind].one}: ${nodeName(i)}`, tab: "-1", mark: drawnMark(kind, x, y, radii[size]),
      box_x: `${isLeft ? 0 : weight ? text - 2 : x - 12}`, box_y: `${y - COLUMNS.row / 2}`, box_width: `${isLeft ? x + 12 : weight ? COLUMNS.width - text : COLUMNS.width - x + 12}`,
      text_x: `${text}`, anchor: isLeft ? "end" : "start", lines: label.map((line, k) => ({ text: line, y: `${top + 13 * k}` })),
      count: weight ? numbers.format(weight) : "", count_href: weight ? changed({ at: nodeId(choice.at), with: nodeId(i) }) : "", count_x: `${x + 14}`, count_y: `${y + 4.5}`,
    };
  });
  return nodes.length ? { label: `${held.network.title}, a picture. Arrow keys move from node to node, Enter chooses one.`, width: COLUMNS.width, height, row: COLUMNS.row, lines, nodes } : null;
}

// One tab stop: arrow keys lead from node to node, along the columns and across.
function walked(picture, { left, right }) {
  const dots = new Map([...picture.querySelectorAll("a[data-node]")].map((dot) => [Number(dot.dataset.node), dot]));
  picture.addEventListener("keydown", (event) => {
    const i = Number(event.target.closest("a[data-node]")?.dataset.node ?? -1);
    const own = [left, right].find((column) => column.includes(i));
    if (!own) return;
    const other = own === left ? right : left, place = own.indexOf(i);
    const across = () => other[Math.min(other.length - 1, Math.floor(((place + 0.5) * other.length) / own.length))];
    const next = { ArrowDown: () => own[place + 1], ArrowUp: () => own[place - 1], Home: () => own[0], End: () => own.at(-1), ArrowLeft: across, ArrowRight: across }[event.key]?.();
    if (next === undefined) return;
    event.preventDefault();
    for (const dot of dots.values()) dot.setAttribute("tabindex", -1);
    dots.get(next).setAttribute("tabindex", 0);
    dots.get(next).focus();
  });
  dots.values().next().value?.setAttribute("tabindex", 0);
}

// The recommendations that a link counts: those that name the very agency and have the very theme.
const linkClauses = (agency, theme) => recommendations.filter((clause) => clause.asked.some(([i, basis]) => i === agency && basis !== DEFAULT) && clause.themes.some(([i]) => i === theme));
function behindLinks(at, other) {
  const own = linksOf(at).filter(([from, to]) => other === null || from === other || to === other);
  const pairs = own.map(([from, to]) => (NODES[from].kind === "agency" ? [NODES[from].i, NODES[to].i] : [NODES[to].i, NODES[from].i]));
  const clauses = new Set(pairs.flatMap(([agency, theme]) => linkClauses(agency, theme)));
  return recommendations.filter((clause) => clauses.has(clause));
}

// The list beside the picture, with what its buttons do.
function networkPanel(choice, other) {
  const { at } = choice, empty = { links: [], actions: [], heads: [], shown: [], more: null, sentences: null, reviews: null, shared: [] };
  if (at >= 0 && other !== undefined) {
    const clauses = behindLinks(at, other);
    const only = (kind) => { const own = [at, other].filter((i) => i !== null && NODES[i].kind === kind).map((i) => NODES[i].i); return own.length ? new Set(own) : undefined; };
    const list = sentences(clauses, "network-recommendations", { about: { agencies: only("agency"), themes: only("theme") } });
    return { does: list.does, value: {
      ...empty, heading: other === null ? nodeName(at) : `${nodeName(at)} – ${nodeName(other)}`,
      counts: `${counted(clauses.length, "recommendation")} in ${counted(new Set(clauses.map((clause) => clause.review)).size, "review")}`,
      links: [{ href: changed({ with: null }), text: `links of ${nodeName(at)}` }, { href: changed({ at: null, with: null }), text: "whole network" }], sentences: list.value,
    } };
  }
  const all = (at < 0 ? LINKS : linksOf(at)).filter(([from, to]) => [from, to].every((i) => i === at || !isHidden(i, choice))).sort(byWeight);
  const row = ([from, to, weight]) => {
    const ends = at < 0 ? [from, to] : [from === at ? to : from];
    const [head, ...rest] = ends.map((i) => ({ text: nodeName(i), href: changed({ at: nodeId(i), with: null }) }));
    return { head, rest, number: numbers.format(weight), href: changed({ at: nodeId(at < 0 ? from : at), with: nodeId(at < 0 ? to : ends[0]) }) };
  };
  const { shown, more, grow } = inPieces(all, row, "link_row", ["link", "links"], { piece: 25 });
  const links = at < 0 ? [] : [{ href: addressOf(NODES[at].kind, NODES[at].i), text: "its page" }, { href: changed({ with: "all" }), text: "all it is linked by" }, { href: changed({ at: null, with: null }), text: "whole network" }];
  const saved = () => [["Agency", "Theme", "Recommendations"], ...all.map(([from, to, weight]) => [nodeName(from), nodeName(to), weight])];
  return { does: { more: grow, save: saving("links", saved) }, value: { ...empty, heading: at < 0 ? "Strongest links" : nodeName(at), counts: counted(all.length, "link"), links, actions: [SAVE], heads: at < 0 ? ["From", "To"] : ["Linked to"], shown, more } };
}

function networkChoice(params) {
  const value = (name, all, first) => (all.includes(params.get(name)) ? params.get(name) : first);
  const first = { partnership: held.network.agency >= 0 && held.network.swamps ? "no" : "yes", means: "no", size: held.network.sizes[0] };
  const choice = { partnership: value("partnership", ["no", "yes"], first.partnership), means: value("means", ["no", "yes"], "no"), size: value("size", held.network.sizes, first.size), at: nodeAt(params.get("at") ?? "") };
  return { choice, first };
}

function networkSwitches(choice) {
  const named = NODES.map((_, i) => [nodeId(i), nodeName(i)]).sort((a, b) => byLabel(a[1], b[1]));
  const { partnership, means, sizes } = WORDS.network;
  return [
    ...(held.network.agency >= 0 ? [select("partnership", usualAgency(), Object.entries(partnership), choice.partnership)] : []),
    select("means", "Ways of acting", Object.entries(means), choice.means),
    select("size", "Size by", Object.entries(sizes), choice.size),
    select("at", "Focus on", [["", "All"], ...named], choice.at < 0 ? "" : nodeId(choice.at)),
  ];
}

const usualAgency = () => held.agencies[NODES[held.network.agency].i].short;

function networkState(choice, { left, right }, drawn) {
  const parts = Object.entries({ agency: "agencies", theme: "themes" }).map(([kind, many]) => {
    const every = NODES.filter((node) => node.kind === kind).length;
    return `${numbers.format([...left, ...right].filter((i) => NODES[i].kind === kind).length)} of ${counted(every, kind, many)}`;
  });
  let text = `${parts.join(", ")}; ${numbers.format(drawn)} of ${counted(LINKS.length, "link")}.`;
  if (choice.partnership === "no" && held.network.agency >= 0) text += ` ${usualAgency()} is hidden: ${held.network.share}% of the weight of all links is its own${held.network.swamps ? ", which would hide the rest." : "."}`;
  if (choice.means === "no") text += " Ways of acting, such as policy and training, are left out.";
  return `${text} ${TEXTS.ofAll} ${namingOf(recommendations)}; those with no agency named are left out.`;
}

// Who is counted most, of each kind, with how far that is certain.
function centralTables(root) {
  for (const [kind, many] of [["agency", "Agencies"], ["theme", "Themes"]]) {
    const own = NODES.map((_, i) => i).filter((i) => NODES[i].kind === kind).sort((a, b) => NODES[a].tally[1] - NODES[b].tally[1] || byLabel(nodeName(a), nodeName(b)));
    const row = (i) => {
      const [reviews, place, low, high] = NODES[i].tally;
      return { node: linkTo(kind, NODES[i].i), reviews: { text: numbers.format(reviews), href: address("network", "", { at: nodeId(i), with: "all" }) }, place: `${place}`, range: `${low}–${high}`, links: numbers.format(linksOf(i).length) };
    };
    const { shown, more, grow } = inPieces(own, row, "central_row", [kind, many.toLowerCase()], { piece: 10 });
    const table = made("central_table", { heading: `${many} (${numbers.format(own.length)})`, sentence: own.length ? held.network.first[kind] ?? "" : "", counted: WORDS.labels.reviews, shown, more });
    root.append(wired(table, { more: grow }));
  }
}

function networkView(root, heading) {
  const parts = ({ choice, other }) => {
    const columns = pictured(choice), picture = networkPicture(choice, columns), panel = networkPanel(choice, other);
    const [one, two] = columns.about.map((i) => NODES[i]);
    const compare = one && two ? { text: "Compare them side by side", href: address("compare", "", { one: held.agencies[one.i].id, other: held.agencies[two.i].id }) } : null;
    const legend = picture ? ["agency", "theme"].map((kind) => markOf(kind)) : [];
    return { columns, panel, value: { seen: columns.seen, compare, central: NODES.length ? changed({ see: "central" }) : "", address: "", switches: networkSwitches(choice), state: networkState(choice, columns, picture?.lines.length ?? 0), legend, picture, panel: panel.value } };
  };
  const read = (params) => {
    const { choice } = networkChoice(params), to = params.get("with") ?? "", other = to === "all" ? null : nodeAt(to);
    return { choice, other: other === -1 ? undefined : other };
  };
  let now = read(state().params), shown = parts(now);
  root.append(heading(held.network.title), made("network_page", shown.value), made("central_part"));
  const [seen, form, picture, status, panel, central] = ["seen", "switches", "picture", "state", "panel", "central"].map((part) => root.querySelector(`[data-part="${part}"]`));
  const alive = () => {
    const svg = picture.querySelector("svg.network");
    if (svg) walked(svg, shown.columns);
    wired(panel, shown.panel.does);
  };
  alive();
  centralTables(central);
  const seeCentral = () => { const title = central.parentElement.querySelector("h2"); title.focus({ preventScroll: true }); title.scrollIntoView(); };
  seen.addEventListener("click", (event) => { // the page itself stays as it is
    if (!event.target.closest("a.to-central")) return;
    event.preventDefault();
    seeCentral();
  });
  if (state().params.get("see") === "central" && !history.state?.y) requestAnimationFrame(seeCentral); // after a new page is put at its top
  acting(form, ({ name, value }) => {
    const first = networkChoice(state().params).first;
    go(changed({ [name]: value === (first[name] ?? "") ? null : value, with: null }));
  });
  return (params, byHand) => {
    if (!shown) {
      now = read(params);
      shown = parts(now);
      const { value } = shown, chosen = form.contains(document.activeElement);
      refilled(form, made("network_switches", value));
      for (const [part, content] of [[seen, "network_seen"], [picture, "network_picture"]]) part.replaceChildren(made(content, value));
      panel.replaceChildren(made("network_panel", value.panel));
      status.textContent = value.state;
      panel.scrollTop = 0;
      alive();
      if (byHand && !chosen) panel.querySelector("h2").focus();
    }
    shown = null;
    const { choice, other } = now;
    return choice.at < 0 ? [] : [other === undefined || other === null ? nodeName(choice.at) : `${nodeName(choice.at)} – ${nodeName(other)}`];
  };
}
