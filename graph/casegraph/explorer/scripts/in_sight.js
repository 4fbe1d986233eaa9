// A long list or table that changes: what is in sight is drawn in the first frame, the rest a moment later, slice by slice.
const SLICE = 20;
const undrawn = new Map(); // the lists of which some is still to be drawn, and what draws it

// How many rows of at least this height can be in sight of a part that scrolls or that is as long as it is.
const inSight = (part, height) => Math.ceil(Math.max(0, innerHeight - part.getBoundingClientRect().top + part.scrollTop) / height) + 4;

// Draws the rest of a list: *take* gives the next so many of the *left* rows as nodes. A list that is replaced is given up.
function drawLater(list, left, take) {
  const draw = (most) => {
    const number = Math.min(most, left);
    list.append(take(number));
    left -= number;
    if (left) return;
    undrawn.delete(list);
    list.removeAttribute("aria-busy");
  };
  const inTurn = () => requestAnimationFrame(() => setTimeout(() => {
    if (!list.isConnected) undrawn.delete(list);
    if (!undrawn.has(list)) return;
    draw(SLICE);
    inTurn();
  }));
  list.setAttribute("aria-busy", "true");
  undrawn.set(list, draw);
  inTurn();
}

// Draws at once whatever is still to be drawn.
function drawAll() {
  for (const draw of undrawn.values()) draw(Infinity);
}

// Puts new content in the place of old; of a list in it first the things that will be in sight, if the part is on the page.
function renew(part, content, height = 60) {
  const list = part.isConnected ? content.querySelector("ol.sentences") : null, old = part.querySelector("ol.sentences") ?? part;
  const rest = list ? [...list.children].slice(inSight(old, height)) : [];
  for (const each of rest) each.remove();
  part.replaceChildren(content);
  if (rest.length) drawLater(list, rest.length, (number) => { const next = document.createDocumentFragment(); next.append(...rest.splice(0, number)); return next; });
}
