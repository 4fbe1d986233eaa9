// The table by keyboard: one stop of the Tab key, arrows from cell to cell, and in a head from sign to sign.
const targets = (cell) => (cell ? [...cell.querySelectorAll("a, span[tabindex]")] : []);
const target = (cell) => targets(cell)[0] ?? cell;

function moveInTable(event) {
  const cell = event.target.closest("td, th");
  if (!cell || event.altKey || event.metaKey) return;
  drawAll();
  const rows = [...cell.closest("table").rows], row = rows.indexOf(cell.parentElement), column = cell.cellIndex;
  const last = rows[0].cells.length - 1, step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const within = step ? targets(cell)[targets(cell).indexOf(event.target) + step] : null;
  const to = {
    ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
    Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? rows.length - 1 : row, last],
    PageUp: [Math.max(0, row - 10), column], PageDown: [Math.min(rows.length - 1, row + 10), column],
  }[event.key];
  if (!to) return;
  const beyond = rows[to[0]]?.cells[to[1]];
  const next = within ?? (step === -1 ? targets(beyond).at(-1) ?? beyond : target(beyond));
  event.preventDefault();
  if (!next) return;
  next.focus({ preventScroll: true });
  next.closest("td, th").scrollIntoView({ block: "nearest", inline: "nearest" });
}

function keepTabStop(event) {
  const table = event.target.closest(".matrix table");
  if (!table) return;
  for (const each of table.querySelectorAll("[tabindex='0']")) each.tabIndex = -1;
  event.target.tabIndex = 0;
}

// After a sign was pressed the same sign has the focus, or if its column is gone the one that stands there now.
function keepFocus(part, draw) {
  const from = part.contains(document.activeElement) ? document.activeElement : null;
  const { key } = from?.dataset ?? {}, at = from?.closest("th")?.cellIndex;
  draw();
  if (!key) return;
  if (!part.querySelector(`[data-key="${CSS.escape(key)}"]`)) drawAll();
  const cells = part.querySelector("thead tr")?.cells ?? [];
  const next = part.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? target(cells[Math.min(at, cells.length - 1)]);
  next?.focus({ preventScroll: true });
}
