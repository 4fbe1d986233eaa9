// Network: agencies and themes where Python placed them; a table of the same links beside it.
const WEIGHTS = [["1", "1 recommendation"], ["2", "2 recommendations"], ["3", "3 recommendations"], ["5", "5 recommendations"]], LEAST = "2";
const COLUMN = { agency: 205, theme: 395 }, WIDTH = 740, LINE = 26;

// The nodes that have links of this weight, each kind in a column in the order that Python gave it.
function placed(nodes, edges) {
  const used = new Set(edges.flatMap(([from, to]) => [from, to]));
  const columns = ["agency", "theme"].map((kind) => nodes.map((_, i) => i).filter((i) => used.has(i) && nodes[i].kind === kind).sort((a, b) => nodes[a].y - nodes[b].y));
  const height = LINE * Math.max(2, ...columns.map((column) => column.length));
  const at = new Map(columns.flatMap((column) => column.map((i, place) => [i, { x: COLUMN[nodes[i].kind], y: (height * (place + 0.5)) / column.length }])));
  return { at, columns, height };
}

const short = (text, room) => { const points = Array.from(text); return points.length > room ? `${points.slice(0, room - 1).join("").trimEnd()}…` : text; };

// A mark of a kind in a picture: as large to the eye as a circle of this radius.
const MARK = 7.5; // the radius that outlines have
const drawnMark = (kind, x, y, radius) => ({ kind, outline: WORDS.outlines[kind], place: `translate(${x} ${y}) scale(${radius / MARK})` });

function networkPicture(nodes, edges, title, idOf) {
  const { at, columns, height } = placed(nodes, edges);
  const heaviest = Math.max(1, ...edges.map(([, , weight]) => weight));
  const lines = edges.map(([from, to, weight]) => {
    const a = at.get(from), b = at.get(to), bend = (a.x + b.x) / 2;
    return { d: `M${a.x} ${a.y}C${bend} ${a.y} ${bend} ${b.y} ${b.x} ${b.y}`, width: `${1 + 7 * Math.sqrt((weight - 1) / heaviest)}` };
  });
  const drawn = [...at].map(([i, { x, y }]) => {
    const node = nodes[i], left = node.kind === "agency", label = labelOf(node.kind, node.i);
    return {
      number: i, href: changed({ at: idOf(node) }), title: `${KINDS[node.kind].one}: ${label}`, mark: drawnMark(node.kind, x, y, 7),
      box_x: left ? 0 : x - 12, box_y: `${y - LINE / 2}`, box_width: left ? x + 12 : WIDTH - x + 12,
      text_x: left ? x - 14 : x + 14, text_y: `${y + 5}`, anchor: left ? "end" : "start", text: short(left ? held.agencies[node.i].short : label, left ? 40 : 46),
    };
  });
  const label = `${title}, a picture. Arrow keys move from node to node, Enter chooses one.`;
  const picture = made("network", { width: WIDTH, height, row: LINE, label, lines, nodes: drawn }).firstElementChild;
  const dots = new Map([...picture.querySelectorAll("a")].map((dot) => [Number(dot.dataset.node), dot]));
  picture.addEventListener("keydown", (event) => {
    const i = Number(event.target.closest("a")?.dataset.node ?? -1);
    if (!at.has(i)) return;
    const own = columns.find((column) => column.includes(i)), other = columns.find((column) => column !== own), place = own.indexOf(i);
    const across = () => [...other].sort((a, b) => Math.abs(at.get(a).y - at.get(i).y) - Math.abs(at.get(b).y - at.get(i).y))[0];
    const next = { ArrowDown: () => own[place + 1], ArrowUp: () => own[place - 1], Home: () => own[0], End: () => own.at(-1), ArrowLeft: across, ArrowRight: across }[event.key]?.();
    if (next === undefined) return;
    event.preventDefault();
    for (const dot of dots.values()) dot.setAttribute("tabindex", -1);
    dots.get(next).setAttribute("tabindex", 0);
    dots.get(next).focus();
  });
  [...dots.values()][0]?.setAttribute("tabindex", 0);
  return { picture, lines: picture.querySelectorAll("path.link"), dots };
}

function networkView(root, heading) {
  const { nodes, edges: all, title } = held.network;
  const name = (node) => labelOf(node.kind, node.i);
  const idOf = (node) => `${node.kind}/${KINDS[node.kind].all[node.i].id}`;
  root.append(heading("Network"), made("network_page", { title, marks: [markOf("agency"), markOf("theme")] }));
  const [form, status, frame, panel] = ["switches", "state", "picture", "panel"].map((part) => root.querySelector(`[data-part="${part}"]`));
  acting(form, ({ value }) => go(changed({ least: value === LEAST ? null : value, at: null })));
  let drawn = null;
  return (params, byHand) => {
    const least = WEIGHTS.some(([key]) => key === params.get("least")) ? params.get("least") : LEAST;
    if (drawn?.least !== least) {
      const edges = all.filter(([, , weight]) => weight >= Number(least));
      drawn = { least, edges, ...networkPicture(nodes, edges, title, idOf) };
      refilled(form, made("select", select("least", "Show links with at least", WEIGHTS, least)));
      frame.replaceChildren(edges.length ? drawn.picture : made("no_links"));
      const left = all.length - edges.length;
      status.textContent = `${counted(drawn.dots.size, "node")}, ${counted(edges.length, "link")}. ${left ? `${counted(left, "weaker link")} ${left === 1 ? "is" : "are"} not drawn; the table holds all.` : ""}`;
    }
    const { dots, lines, edges } = drawn;
    const index = nodes.findIndex((node) => idOf(node) === params.get("at"));
    const touches = ([from, to]) => from === index || to === index;
    const near = new Set(edges.filter(touches).flatMap(([from, to]) => [from, to]).concat(index));
    for (const [i, dot] of dots) {
      dot.setAttribute("href", changed({ at: idOf(nodes[i]) }));
      dot.classList.toggle("off", dots.has(index) && !near.has(i));
      if (i === index) dot.setAttribute("aria-current", "true");
      else dot.removeAttribute("aria-current");
    }
    edges.forEach((edge, e) => {
      lines[e].classList.toggle("on", touches(edge));
      lines[e].classList.toggle("off", dots.has(index) && !touches(edge));
    });
    panel.replaceChildren(linkTable(nodes, index < 0 ? all : all.filter(touches), index, name, edges));
    if (!byHand && index >= 0) requestAnimationFrame(() => dots.get(index)?.scrollIntoView({ block: "center", inline: "nearest" }));
    if (byHand && (index >= 0 || document.activeElement === document.body)) panel.querySelector("h2").focus();
    return index < 0 ? [] : [name(nodes[index])];
  };
}

// The table beside the picture: each number opens its sentences.
function linkTable(nodes, edges, index, name, drawn) {
  const pairs = edges.map(([from, to, weight]) => (nodes[from].kind === "agency" ? [nodes[from], nodes[to], weight] : [nodes[to], nodes[from], weight]))
    .sort((a, b) => b[2] - a[2] || byLabel(name(a[0]), name(b[0])) || byLabel(name(a[1]), name(b[1])));
  const node = nodes[index];
  const ends = ["agency", "theme"].filter((kind) => kind !== node?.kind); // of a node's links it is enough to name the other end
  const row = ([agency, theme, weight]) => {
    const [head, ...rest] = ends.map((kind) => linkTo(kind, (kind === "agency" ? agency : theme).i));
    return { head, rest, number: weight, href: address("matrix", "", { cell: `${held.themes[theme.i].id}~${held.agencies[agency.i].id}` }) };
  };
  const { shown, more, grow } = listOf(pairs, row, "link_row", "link", "links");
  const near = drawn.filter(([from, to]) => from === index || to === index).length;
  return wired(made("link_table", {
    heading: node ? name(node) : "All links",
    counts: counted(pairs.length, "link") + (node && near < pairs.length ? `, ${numbers.format(near)} of them drawn` : ""),
    links: node ? [{ href: addressOf(node.kind, node.i), text: "its page" }, { href: changed({ at: null }), text: "all links" }] : [],
    actions: [SAVE], heads: ends.map((kind) => KINDS[kind].one), shown, more,
  }), { more: grow, save: saving("links", () => [["Agency", "Theme", "Recommendations"], ...pairs.map(([agency, theme, weight]) => [name(agency), name(theme), weight])]) });
}
