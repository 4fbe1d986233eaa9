// Themes × agencies, or either by year: a table of numbers, and the sentences behind any of them.
const MOST = 8; // how many of the largest numbers are listed
const option = (params, name, options) => (options.find(([key]) => key === params.get(name)) ?? options[0])[0];

// All that the table shows: for each row and column the clauses that it counts.
function counted(params) {
  const by = Object.fromEntries(Object.entries(WORDS.switches).map(([name, [, options]]) => [name, option(params, name, options)]));
  if (by.role === "years" && by.rows === "years") by.rows = "themes"; // years are either
  const { reviews } = chosen(filtersOf(params));
  const columnsOf = { asked: (clause) => asked(clause, by.named === "yes"), concerned, years: yearsOf }[by.role];
  const rowsOf = { themes: themesOf, groups: (clause) => once(clause.themes.map(([theme]) => held.themes[theme].group)), years: yearsOf }[by.rows];
  const heads = by.role === "years" ? YEARS : held.agencies;
  const cells = new Map(), rowSums = new Map(), columnSums = new Map(), all = [];
  let left = 0;
  const note = (map, key, clause) => (map.has(key) ? map.get(key).push(clause) : map.set(key, [clause]));
  for (const review of reviews) {
    for (const clause of review.recommendations) {
      if (clause.remark) continue;
      const columns = columnsOf(clause);
      if (!columns.length) { left += 1; continue; }
      const rows = rowsOf(clause);
      all.push(clause);
      for (const column of columns) {
        note(columnSums, column, clause);
        for (const row of rows) note(cells, row * heads.length + column, clause);
      }
      for (const row of rows) note(rowSums, row, clause);
    }
  }
  const clauses = (row, column) => (row === null ? (column === null ? all : columnSums.get(column)) : column === null ? rowSums.get(row) : cells.get(row * heads.length + column)) ?? [];
  const number = (row, column) => {
    const found = clauses(row, column);
    if (by.measure === "reviews") return new Set(found.map((clause) => clause.review)).size;
    return found.length;
  };
  const labels = { themes: held.themes, groups: held.groups, years: YEARS }[by.rows];
  const order = (keys, all, sum) => keys.sort((a, b) => (all === YEARS ? a - b : (by.order === "az" ? 0 : sum(b) - sum(a)) || byLabel(all[a].label, all[b].label)));
  let rows = order([...rowSums.keys()], labels, (row) => number(row, null));
  let columns = order([...columnSums.keys()], heads, (column) => number(null, column));
  if (by.order === "similar") [rows, columns] = alike(rows, columns, (row, column) => clauses(row, column).length, by);
  return { by, reviews, rows, columns, clauses, number, left, labels, heads, rowsAre: WORDS.rows[by.rows], columnsAre: WORDS.columns[by.role] };
}

// Rows and columns in turn move to the middle of what they have in common, until like stands beside like; years stay.
function alike(rows, columns, weight, by) {
  const settle = (moving, fixed, of) => {
    const middle = new Map(moving.map((one) => {
      let sum = 0, all = 0;
      fixed.forEach((other, at) => { const w = of(one, other); sum += w * at; all += w; });
      return [one, all ? sum / all : 0];
    }));
    return [...moving].sort((a, b) => middle.get(a) - middle.get(b));
  };
  for (let turn = 0; turn < 8; turn += 1) {
    if (by.role !== "years") columns = settle(columns, rows, (column, row) => weight(row, column));
    if (by.rows !== "years") rows = settle(rows, columns, weight);
  }
  return [rows, columns];
}

const keyOf = (list, i) => (i === null ? "all" : list[i].id);
const cellKey = (table, row, column) => `${keyOf(table.labels, row)}~${keyOf(table.heads, column)}`;

function chosenCell(table, params) {
  const [one, other] = (params.get("cell") ?? "").split("~");
  if (!one || !other) return null;
  const index = (list, key) => (key === "all" ? null : list.findIndex((each) => each.id === key));
  const [row, column] = [index(table.labels, one), index(table.heads, other)];
  return row === -1 || column === -1 ? null : { row, column };
}

function matrix(root, heading) {
  const controls = el("form", { class: "switches", "aria-label": "What the table counts" });
  const filters = el("div");
  const status = el("p", { class: "state" });
  const holder = el("div", { class: "scroll matrix" });
  const key = el("div");
  const actions = el("div", { class: "actions" });
  const panel = el("section", { class: "panel", "aria-labelledby": "behind" });
  const beside = el("div", { class: "beside" }, el("div", {}, filters, status, key, holder, actions), panel);
  root.append(heading("Themes × agencies"), el("p", {}, TEXTS.matrix), controls, beside);
  controls.addEventListener("submit", (event) => event.preventDefault());
  let was = null;
  return (params, byHand) => {
    const before = was;
    was = new URLSearchParams(params);
    was.delete("cell");
    const same = before !== null && String(before) === String(was);
    if (!same) {
      const table = (holder.table = counted(params));
      const focused = controls.contains(document.activeElement) ? document.activeElement.id : null;
      controls.replaceChildren(...switches(table));
      if (focused) document.getElementById(focused)?.focus();
      filters.replaceChildren(filterChips(params));
      status.replaceChildren(...summary(table));
      key.replaceChildren(...keyTo(table));
      holder.replaceChildren(table.rows.length ? drawn(table) : el("p", { class: "notice" }, TEXTS.noneCounted));
      actions.replaceChildren(table.rows.length ? csvButton("themes-and-agencies", () => tableRows(table), "Save the table as CSV") : "");
    }
    const table = holder.table, cell = chosenCell(table, params);
    const left = same ? holder.querySelector("a[aria-current]") : null;
    for (const each of holder.querySelectorAll("a[aria-current]")) each.removeAttribute("aria-current");
    const at = cell && [...holder.querySelectorAll("td a")].find((each) => each.dataset.cell === cellKey(table, cell.row, cell.column));
    at?.setAttribute("aria-current", "true");
    panel.replaceChildren(...behind(table, cell, at));
    panel.scrollTop = 0;
    beside.classList.toggle("alone", !cell); // then the table has the whole width
    at?.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
    if (byHand && cell && same) panel.querySelector("h2").focus();
    else if (byHand && same) left?.focus(); // closed, or the way back
    return [...(cell ? [`${whoOf(table, cell)}, ${whatOf(table, cell)}`] : []), ...wordsOf(params)];
  };
}

function switches({ by }) {
  return Object.entries(WORDS.switches).filter(([name]) => name !== "named" || by.role === "asked").map(([name, [label, options]]) =>
    select(label, name, options, by[name], (value) => go(changed({ [name]: value === options[0][0] ? null : value, cell: null }))));
}

// What reviews are chosen by: the facet, the value, and both in words.
function choices(params) {
  const filters = filtersOf(params);
  const found = FACETS.flatMap((facet) => once(filters.getAll(facet.id)).map((key) => [facet.id, key, `${facet.label}: ${facet.values[facet.at.get(key)]?.label ?? key}`]));
  for (const [end, label] of RANGE) if (yearOf(filters, end) !== null) found.push([end, filters.get(end), `${label}: ${yearOf(filters, end)}`]);
  return filters.get("words") ? [...found, ["words", filters.get("words"), `Words: ${filters.get("words")}`]] : found;
}

const wordsOf = (params) => choices(params).map(([, , text]) => text);

function filterChips(params) {
  const chips = choices(params);
  const without = (name, key) => changed({ [name]: params.getAll(name).filter((each) => each !== key), cell: null });
  return el("ul", { class: "chips", "aria-label": "Only these reviews" },
    chips.map(([name, key, text]) => el("li", {}, el("a", { href: without(name, key), "aria-label": `Take away: ${text}` }, text, " ×"))),
    el("li", {}, link(address("reviews", "", filtersOf(params)), chips.length ? "Choose other reviews" : "Choose reviews by year, place, theme\u00a0…")),
    chips.length > 1 && el("li", {}, link(changed(Object.fromEntries([...FILTERS, "cell"].map((name) => [name, null]))), "Take all away")));
}

function summary({ by, reviews, clauses, rows, columns, left, rowsAre, columnsAre }) {
  const all = clauses(null, null);
  const what = `${said(all.length, "recommendation")} in ${numbers.format(new Set(all.map((clause) => clause.review)).size)} of ${said(reviews.length, "review")}`;
  const without = left && said(left, ...WORDS.counted[by.role === "asked" ? "unnamed" : "apart"]);
  return [`${what}: ${said(rows.length, rowsAre[0], rowsAre[1])}, ${said(columns.length, ...columnsAre)}. ${without || ""} `,
    without && by.role === "asked" ? link(changed({ named: "no", cell: null }), TEXTS.include) : ""];
}

// Steps of the ramp: the same share of the way from one to the largest number of a cell.
function steps(table) {
  let most = 1;
  for (const row of table.rows) for (const column of table.columns) most = Math.max(most, valueOf(table, row, column));
  const share = table.by.measure === "share";
  const limits = share ? [10, 25, 50, 75] : [1, 3, 8, 20].map((step) => Math.min(step, most));
  return { step: (value) => 1 + limits.filter((limit) => value > limit).length, limits, most, share };
}

const valueOf = (table, row, column) => (table.by.measure === "share" ? Math.round((100 * table.number(row, column)) / Math.max(1, table.number(null, column))) : table.number(row, column));

function keyTo(table) {
  const { limits, most, share } = steps(table);
  const ends = once([...limits, share ? 100 : most]);
  const texts = ends.map((end, i) => { const start = i ? ends[i - 1] + 1 : 1; return (start === end ? `${end}` : `${start}–${end}`) + (share ? "%" : ""); });
  return table.rows.length ? [
    el("p", { class: "ramp" }, "In a cell:", texts.map((text, i) => el("i", { class: `s${i + 1}` }, text)),
      el("span", { class: "small quiet hint" }, "Arrow keys move through the table, Enter opens the sentences.")),
    share ? el("p", { class: "small quiet" }, TEXTS.shares) : "",
  ] : [];
}

function drawn(table) {
  const { by, rows, columns, labels, heads, rowsAre, columnsAre } = table;
  const { step } = steps(table);
  const shown = (value) => (by.measure === "share" ? `${value}%` : numbers.format(value));
  const here = changed({ cell: null }), to = (name) => `${here}${here.includes("?") ? "&" : "?"}cell=${encodeURIComponent(name)}`;
  const cell = (row, column, sum) => {
    const value = sum ? table.number(row, column) : valueOf(table, row, column);
    if (!table.number(row, column)) return el("td", { tabindex: -1 });
    const name = cellKey(table, row, column);
    return el("td", { class: sum ? "sum" : `s${step(value)}` }, el("a", { href: to(name), "data-cell": name, tabindex: -1 }, sum ? numbers.format(value) : shown(value)));
  };
  const ofYear = (column) => { const only = filtersOf(new URLSearchParams(here.split("?")[1])); for (const [end] of RANGE) only.delete(end); only.set("year", heads[column].id); return address("reviews", "", only); };
  const head = (column) => el("a", { href: by.role === "years" ? ofYear(column) : addressOf("agency", column), tabindex: -1, title: heads[column].label }, heads[column].short);
  const rowLink = (row) => (by.rows === "themes" ? el("a", { href: addressOf("theme", row), tabindex: -1 }, labels[row].label) : el("span", { tabindex: -1 }, labels[row].label));
  const table_ = el("table", { onkeydown: moveInTable, onfocusin: keepTabStop },
    el("caption", { class: "vh" }, `${WORDS.switches.measure[1].find(([key]) => key === by.measure)[1]} by ${by.rows === "groups" ? "theme" : rowsAre[0]} (rows) and ${columnsAre[0]} (columns)`),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, rowsAre[2]),
      el("th", { scope: "col", class: "sum" }, el("span", { tabindex: -1 }, `All ${columnsAre[1]}`)), columns.map((column) => el("th", { scope: "col" }, head(column))))),
    el("tbody", {},
      el("tr", { class: "sums" }, el("th", { scope: "row" }, el("span", { tabindex: -1 }, `All ${rowsAre[1]}`)), cell(null, null, "row"), columns.map((column) => cell(null, column, "column"))),
      rows.map((row) => el("tr", {}, el("th", { scope: "row" }, rowLink(row)), cell(row, null, "row"), columns.map((column) => cell(row, column))))));
  table_.querySelector("td a")?.setAttribute("tabindex", "0");
  return table_;
}

const target = (cell) => cell?.querySelector("a, span[tabindex]") ?? cell;

function moveInTable(event) {
  const cell = event.target.closest("td, th");
  if (!cell || event.altKey || event.metaKey) return;
  const rows = [...event.currentTarget.rows], row = rows.indexOf(cell.parentElement), column = cell.cellIndex;
  const last = rows[0].cells.length - 1;
  const to = {
    ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
    Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? rows.length - 1 : row, last],
    PageUp: [Math.max(0, row - 10), column], PageDown: [Math.min(rows.length - 1, row + 10), column],
  }[event.key];
  const next = to && target(rows[to[0]]?.cells[to[1]]);
  if (!to) return;
  event.preventDefault();
  if (next && !(to[0] === 0 && to[1] === 0)) {
    next.focus({ preventScroll: true });
    next.closest("td, th").scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function keepTabStop(event) {
  for (const each of event.currentTarget.querySelectorAll("[tabindex='0']")) each.tabIndex = -1;
  event.target.tabIndex = 0;
}

const whoOf = (table, { column }) => (column === null ? `All ${table.columnsAre[1]}` : table.heads[column].label);
const whatOf = (table, { row }) => (row === null ? (table.by.rows === "years" ? "all years" : "all themes") : table.labels[row].label);

function behind(table, cell, at) {
  const h2 = (text) => el("h2", { id: "behind", tabindex: -1 }, text);
  if (!cell) {
    const cells = table.rows.flatMap((row) => table.columns.map((column) => [row, column, table.number(row, column)])).sort((a, b) => b[2] - a[2]).slice(0, MOST);
    return [h2(TEXTS.largestNumbers),
      bars(cells.map(([row, column, number]) => [number, `${table.labels[row].label} – ${table.heads[column].label}`, changed({ cell: cellKey(table, row, column) })])),
      el("details", {}, el("summary", {}, TEXTS.read), copyOf("how"))];
  }
  const { row, column } = cell;
  const clauses = table.clauses(row, column);
  const agencies = column === null || table.by.role === "years" ? null : new Set([column]);
  const themes = row === null || table.by.rows === "years" ? null : table.by.rows === "themes" ? new Set([row]) : new Set(held.themes.flatMap((theme, i) => (theme.group === row ? [i] : [])));
  const back = () => { at?.focus(); at?.scrollIntoView({ block: "nearest", inline: "nearest" }); };
  const from = new Set(clauses.map((clause) => clause.review)).size;
  const box = el("div", { onkeydown: (event) => event.key === "Escape" && back() },
    h2(`${whoOf(table, cell)} – ${whatOf(table, cell)}`),
    el("p", { class: "quiet" }, `${said(clauses.length, "recommendation")} in ${said(from, "review")}`),
    sentences(clauses, `recommendations-${cellKey(table, row, column).replaceAll(/[^\w~-]/g, "").slice(0, 80)}`, { agencies, themes },
      [at && el("button", { type: "button", onclick: back }, "Back to the table"), link(changed({ cell: null }), "Close")]));
  return [box];
}

function tableRows(table) {
  const { rows, columns, labels, heads, rowsAre, columnsAre } = table;
  const { by } = table, counts = WORDS.switches.measure[1].find(([key]) => key === by.measure)[1].toLowerCase();
  const head = `${rowsAre[2]} (${counts})`;
  return [[head, `All ${columnsAre[1]}${by.measure === "share" ? " (recommendations)" : ""}`, ...columns.map((column) => heads[column].label)],
    [`All ${rowsAre[1]}`, table.number(null, null), ...columns.map((column) => table.number(null, column))],
    ...rows.map((row) => [labels[row].label, table.number(row, null), ...columns.map((column) => `${valueOf(table, row, column)}${by.measure === "share" ? "%" : ""}`)])];
}
