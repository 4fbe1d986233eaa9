// The picture: where nodes stand, which labels there is room for, how near one looks.
const held = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const frame = byId("mynetwork");
const things = nodes.get();
const ties = edges.get().map((tie) => {
  const [weight, reviews, link, behind] = held.edges[tie.id];
  return { id: tie.id, from: tie.from, to: tie.to, weight, reviews, link: held.links[link], behind };
});
const tiesOf = things.map(() => []);
for (const tie of ties) {
  tiesOf[tie.from].push(tie);
  if (tie.to !== tie.from) tiesOf[tie.to].push(tie);
}
const strength = tiesOf.map((own) => own.reduce((sum, tie) => sum + tie.weight, 0));
const isUnranked = (id) => held.unranked.includes(things[id].kind); // by whom nobody is to be held against others
const byStrength = things.map((thing) => thing.id).sort((a, b) => strength[b] - strength[a] || a - b);

// Of several links between the same two nodes the later ones are bent, or they would lie under the first.
const pairs = new Map();
const bent = [];
for (const tie of ties) {
  const pair = Math.min(tie.from, tie.to) + " " + Math.max(tie.from, tie.to);
  const before = pairs.get(pair) ?? 0;
  pairs.set(pair, before + 1);
  if (before) bent.push({ id: tie.id, smooth: { enabled: true, type: "curvedCW", roundness: 0.12 * before } });
}
if (bent.length) edges.update(bent);

const looked = { shown: new Set(byStrength), chosen: null, near: new Set(), over: null };
const at = things.map((thing) => ({ x: thing.x, y: thing.y }));
const FONT = "Arial, Helvetica, sans-serif";
const SMALL = 13;
// How many other nodes a label may lie over if there is no better place for it; of the strongest nodes more.
const mayCover = (before) => (before < 8 ? Infinity : before < 24 ? 1 : 0);
const widths = new Map();

// How wide a label is; one that has no room is left out, and never cut: the tables have it.
function widthOf(ctx, text, weight) {
  const key = weight + text;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

// Nodes, labels and links have the colours of light or of dark pages; paper is light.
const dark = matchMedia("(prefers-color-scheme: dark)");
let printing = false;
const isDark = () => dark.matches && !printing;
const ground = () => (isDark() ? { ink: "#e9ecef", halo: "rgba(20,25,30,0.9)" } : { ink: "#1d1d1d", halo: "rgba(255,255,255,0.9)" });
function coloured() {
  nodes.update(things.filter((thing) => held.tones[thing.kind]).map((thing) => ({ id: thing.id, color: held.tones[thing.kind][isDark() ? 1 : 0] })));
}

// What all of a kind have in common is left away where there is little room.
const common = { review: /^\d{4}\s*[–-]\s*(?!\d{3,5}[A-Z]?(?:\s|$))/, partnership: /(?<=\S) (?:Regional |Local )?Safeguarding (?:Children )?(?:Partnership Board|Partnership|Board)$/ };
const inPicture = things.map((thing) => (Object.hasOwn(common, thing.kind) ? thing.label.replace(common[thing.kind], "") : thing.label));
const crosses = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

// Where the label of a node may stand, the best place first: [left, middle].
function spots(point, radius, length, side) {
  if (side) return [[side < 0 ? point.x - radius - 5 - length : point.x + radius + 5, point.y]];
  const left = Math.max(4, Math.min(frame.clientWidth - length - 4, point.x - length / 2));
  const across = point.x < frame.clientWidth / 2 ? [point.x - radius - 5 - length, point.x + radius + 5] : [point.x + radius + 5, point.x - radius - 5 - length];
  return [[left, point.y + radius + 9], ...across.map((x) => [x, point.y]), [left, point.y - radius - 9]];
}

// Labels keep their size whatever the zoom, the strongest come first, and none lies over another.
function drawLabels(ctx) {
  const scale = network.getScale();
  const wide = frame.clientWidth, high = frame.clientHeight;
  const strong = new Set([looked.over, looked.chosen].filter((id) => id !== null));
  const order = [...new Set([...strong, ...byStrength.filter((id) => looked.near.has(id)), ...byStrength])].filter((id) => looked.shown.has(id));
  const seen = order.map((id) => {
    const { x, y } = network.canvasToDOM(at[id]);
    const radius = things[id].size * scale;
    return { id, x, y, radius, box: [x - radius, y - radius, x + radius, y + radius] };
  }).filter(({ box }) => box[2] > 0 && box[0] < wide && box[3] > 0 && box[1] < high);
  const dots = held.columns ? [] : seen.filter((each) => !looked.near.size || looked.near.has(each.id)).map((each) => each.box);
  const taken = [];
  ctx.save();
  ctx.lineJoin = "round";
  ctx.textBaseline = "middle";
  for (const point of seen) {
    const { id, radius } = point;
    if (looked.near.size && !looked.near.has(id) && !strong.has(id)) continue;
    const side = !held.columns ? 0 : at[id].x < 0 ? -1 : 1;
    const room = side < 0 ? point.x - radius - 9 : side > 0 ? wide - point.x - radius - 9 : strong.has(id) ? wide - 20 : 170;
    if (room < 24) continue;
    const weight = strong.has(id) ? "bold " : "";
    ctx.font = weight + SMALL + "px " + FONT;
    const text = strong.has(id) ? things[id].label : inPicture[id];
    const length = widthOf(ctx, text, weight);
    if (length > room && !strong.has(id)) continue;
    const boxed = spots(point, radius, length, side).map(([x, y]) => [x - 2, y - 8, x + length + 2, y + 7]);
    const inside = boxed.filter((box) => box[0] >= 0 && box[2] <= wide);
    const free = (strong.has(id) && !inside.length ? boxed : inside).filter((one) => !taken.some((other) => crosses(one, other)));
    const over = free.map((one) => dots.filter((other) => crosses(one, other)).length);
    const least = Math.min(...over);
    const box = free.length && least <= mayCover(taken.length) ? free[over.indexOf(least)] : strong.has(id) ? boxed[0] : null;
    if (!box) continue;
    taken.push(box);
    const corner = network.DOMtoCanvas({ x: box[0] + 2, y: box[1] + 8 });
    ctx.font = weight + SMALL / scale + "px " + FONT;
    ctx.lineWidth = 4 / scale;
    ctx.strokeStyle = ground().halo;
    ctx.strokeText(text, corner.x, corner.y);
    ctx.fillStyle = ground().ink;
    ctx.fillText(text, corner.x, corner.y);
  }
  ctx.restore();
}

// Two columns leave room for their labels on both sides; anything else fits as it is.
function whole() {
  const wide = frame.clientWidth, high = frame.clientHeight;
  if (!things.length || !wide) return;
  const ys = at.map((point) => point.y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  let scale;
  if (held.columns) {
    scale = (high - 40) / Math.max(bottom - top, 200);
    const ctx = frame.querySelector("canvas").getContext("2d");
    ctx.save();
    ctx.font = SMALL + "px " + FONT;
    const longest = Math.max(...things.map((thing) => widthOf(ctx, inPicture[thing.id], "")));
    ctx.restore();
    const half = Math.max(wide * 0.08, Math.min(wide / 2 - longest - 30, wide * 0.3)) / scale; // labels are whole where there is room
    const moved = [];
    for (const thing of things) {
      at[thing.id].x = thing.x < 0 ? -half : half;
      moved.push({ id: thing.id, x: at[thing.id].x });
    }
    nodes.update(moved);
  } else {
    const xs = at.map((point) => point.x);
    const across = Math.max(...xs) - Math.min(...xs);
    scale = Math.min((wide - Math.min(120, wide / 6)) / Math.max(across, 100), (high - 70) / Math.max(bottom - top, 100), 2.5);
  }
  const middle = held.columns ? 0 : (Math.max(...at.map((p) => p.x)) + Math.min(...at.map((p) => p.x))) / 2;
  network.moveTo({ position: { x: middle, y: (top + bottom) / 2 }, scale });
}

// What stands behind is then below the picture, and has to be brought into view.
function isNarrow() {
  return matchMedia("(max-width: 60rem)").matches;
}

function zoomed(factor) {
  network.moveTo({ scale: network.getScale() * factor });
}

// The chosen node or link stands out: its labels stay, the others go.
function point(kind, id) {
  looked.chosen = kind === "node" ? id : null;
  const own = kind === "node" ? tiesOf[id].filter(isShown) : kind === "tie" ? [ties[id]] : [];
  looked.near = new Set(own.flatMap((tie) => [tie.from, tie.to]));
  if (kind === "node") looked.near.add(id);
  network.setSelection({ nodes: kind === "node" ? [id] : [], edges: own.map((tie) => tie.id) }, { highlightEdges: false });
  network.redraw();
}

function isShown(tie) {
  return fits.ties.has(tie.id);
}

coloured();
dark.addEventListener("change", () => { coloured(); network.redraw(); });
for (const [event, state] of [["beforeprint", true], ["afterprint", false]]) addEventListener(event, () => { printing = state; coloured(); network.redraw(); });
const canvas = frame.querySelector("canvas");
const holder = canvas.parentElement;
holder.setAttribute("role", "img");
holder.setAttribute("aria-label", document.querySelector("h1").textContent + ", a picture. The tables below have the same content.");
holder.setAttribute("aria-describedby", "hint");
network.on("afterDrawing", drawLabels);
network.once("afterDrawing", () => performance.mark("shown"));
network.on("hoverNode", (event) => { looked.over = event.node; network.redraw(); frame.style.cursor = "pointer"; });
network.on("blurNode", () => { looked.over = null; network.redraw(); frame.style.cursor = ""; });
network.on("hoverEdge", () => { frame.style.cursor = "pointer"; });
network.on("blurEdge", () => { frame.style.cursor = ""; });
network.on("click", (event) => {
  const way = isNarrow() && holder;
  if (event.nodes.length) choose("node", event.nodes[0], way);
  else if (event.edges.length) choose("tie", event.edges[0], way);
  else choose("nothing", 0, false);
});
frame.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, true);
byId("closer").addEventListener("click", () => zoomed(1.4));
byId("farther").addEventListener("click", () => zoomed(1 / 1.4));
byId("whole").addEventListener("click", whole);
let width = 0;
new ResizeObserver(() => {
  if (frame.clientWidth === width) return;
  width = frame.clientWidth;
  network.setSize("100%", "100%");
  whole();
}).observe(frame);
