// What is shown and what is chosen. What is chosen stands in the address, so that it can be sent and the way back works.
const form = byId("controls");
const fits = { ties: new Set() };
const heaviest = Math.max(0, ...ties.map((tie) => tie.weight));
const lightest = ties.length ? Math.min(...ties.map((tie) => tie.weight)) : 0;
const isCount = ties.every((tie) => Number.isInteger(tie.weight));
const weight = byId("weight");
weight.min = isCount ? 1 : 0;
weight.max = isCount ? heaviest : Math.ceil(heaviest * 100) / 100;
weight.step = isCount ? 1 : heaviest > 5 ? 0.5 : 0.05;
weight.defaultValue = weight.value = isCount ? lightest : 0;
if (lightest === heaviest) weight.parentElement.hidden = true;
if (LINK) {
  byId("link-types").hidden = false;
  byId("link-types").append(madeAll("link_box", held.links));
}
if (form.querySelectorAll("[name=kind]").length < 2) form.querySelector("fieldset").hidden = true;

const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const names = things.map((thing) => plain(thing.label));

function apply() {
  const words = plain(byId("find").value).split(/\s+/).filter(Boolean);
  const ticked = (name) => new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));
  const kinds = ticked("kind"), links = ticked("link"), least = Number(weight.value) || 0;
  const isAll = !words.length && least <= lightest && (!LINK || links.size === held.links.length);
  const hit = things.map((thing) => words.every((word) => names[thing.id].includes(word)));
  fits.ties = new Set(ties.filter((tie) => kinds.has(things[tie.from].kind) && kinds.has(things[tie.to].kind) &&
    (!LINK || links.has(tie.link)) && tie.weight >= least && (hit[tie.from] || hit[tie.to])).map((tie) => tie.id));
  const ends = new Set(ties.filter(isShown).flatMap((tie) => [tie.from, tie.to]));
  looked.shown = new Set(things.filter((thing) => kinds.has(thing.kind) &&
    (isAll || ends.has(thing.id) || (words.length > 0 && hit[thing.id]))).map((thing) => thing.id));
  nodes.update(things.filter((thing) => !!thing.hidden === looked.shown.has(thing.id)).map((thing) => ({ id: thing.id, hidden: (thing.hidden = !looked.shown.has(thing.id)) })));
  edges.update(ties.filter((tie) => !!tie.hidden === isShown(tie)).map((tie) => ({ id: tie.id, hidden: (tie.hidden = !isShown(tie)) })));
  byId("state").textContent = looked.shown.size ? counted(looked.shown.size, "node", "nodes") + " and " + counted(fits.ties.size, "link", "links") + " are shown."
    : "Nothing fits; “Show all” brings everything back.";
  showTables();
  chosen(false);
}

function address(kind, id) {
  if (kind === "node") return "#" + encodeURI(held.ids[id]);
  if (kind !== "tie") return "#";
  const tie = ties[id];
  return "#" + [held.ids[tie.from], held.ids[tie.to], tie.link].map(encodeURIComponent).join("&");
}

const byAddress = new Map();
for (const thing of things) byAddress.set(address("node", thing.id), ["node", thing.id]);
for (const tie of ties) byAddress.set(address("tie", tie.id), ["tie", tie.id]);

let way = null, seen = null;
function choose(kind, id, focus) {
  way = focus;
  const there = address(kind, id);
  if (location.hash === there || (there === "#" && !location.hash)) chosen(focus);
  else location.hash = there;
}

function chosen(focus) {
  seen = location.hash;
  const [kind, id] = byAddress.get(location.hash) ?? ["nothing", 0];
  point(kind, id);
  showBehind(kind, id, focus);
}

window.addEventListener("hashchange", () => {
  if (location.hash === seen) return;
  chosen(way);
  way = null;
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // what is chosen stands in the address, and stays
  byId("links-head").focus();
});
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply));
byId("save").addEventListener("click", saving(held.name, csvRows));
apply();
