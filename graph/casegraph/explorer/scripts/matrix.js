// Themes × agencies, or either by year: a table of numbers, and the sentences behind any of them.
const MOST = 8; // how many of the largest numbers are listed
const option = (params, name, options) => (options.find(([key]) => key === params.get(name)) ?? options[0])[0];

// All that the table shows: for each row and column the clauses that it counts.
function matrixOf(params) {
  const by = Object.fromEntries(Object.entries(WORDS.switches).map(([name, [, options]]) => [name, option(params, name, options)]));
  if (by.role === "years" && by.rows === "years") by.rows = "themes"; // years are either
  const { reviews } = chosen(filtersOf(params));
  const hasUnnamed = by.role === "asked" && by.named === "no", noAgency = { id: WORDS.noAgency, label: WORDS.parts.unnamed, short: WORDS.parts.unnamed };
  const named = (clause) => { const agencies = addressedTo(clause, true); return hasUnnamed && !agencies.length ? [held.agencies.length] : agencies; };
  const inAnyWay = (clause) => once(clause.ways.flatMap(([agency, way]) => (held.ways[way] === "mentioned" ? [] : [agency])));
  const inTheWay = (clause) => agenciesIn(clause, held.ways.indexOf(by.role));
  const columnsOf = { asked: named, any: inAnyWay, concerned, years: yearsOf }[by.role] ?? inTheWay;
  const rowsOf = { themes: themesOf, groups: (clause) => once(clause.themes.map(([theme]) => held.themes[theme].group)), years: yearsOf }[by.rows];
  const heads = by.role === "years" ? YEARS : hasUnnamed ? [...held.agencies, noAgency] : held.agencies;
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
    const clausesThere = clauses(row, column);
    if (by.measure === "reviews") return new Set(clausesThere.map((clause) => clause.review)).size;
    return clausesThere.length;
  };
  const labels = { themes: held.themes, groups: held.groups, years: YEARS }[by.rows];
  const order = (keys, all, sum) => keys.sort((a, b) => (all === YEARS ? a - b : (by.order === "az" ? 0 : sum(b) - sum(a)) || byLabel(all[a].label, all[b].label)));
  const isSubjectsAlone = by.rows === "themes" && by.means === "no"; // "any theme" counts ways of acting too
  let rows = order([...rowSums.keys()].filter((row) => !(isSubjectsAlone && labels[row].is_means)), labels, (row) => number(row, null));
  let columns = order([...columnSums.keys()], heads, (column) => number(null, column));
  if (by.order === "similar") [rows, columns] = alike(rows, columns, (row, column) => clauses(row, column).length, by);
  if (hasUnnamed) columns = [...columns.filter((column) => heads[column] === noAgency), ...columns.filter((column) => heads[column] !== noAgency)]; // first, wherever others stand
  const rowsAre = WORDS.rows[by.rows], columnsAre = WORDS.columns[by.role];
  const anyColumn = `Any ${columnsAre[0]}${hasUnnamed ? ` ${TEXTS.orNone}` : ""}`, anyRow = `Any ${rowsAre[0]}`;
  return { by, reviews, rows, columns, clauses, number, left, isSubjectsAlone, labels, heads, rowsAre, columnsAre, anyColumn, anyRow };
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

const withoutCell = (params) => { const rest = new URLSearchParams(params); for (const name of ["cell", "sort", "marks"]) rest.delete(name); return String(rest); };

function matrix(root, heading) {
  const { params: begin } = state();
  let table = matrixOf(begin), was = withoutCell(begin);
  root.append(heading("Themes × agencies"), made("matrix_page", matrixPage(table, begin), { profile: held.profile, heading: "", counts: "", sentences: null, largest: barsOf([]) }));
  const [form, numbersPart, panel] = ["switches", "numbers", "panel"].map((name) => root.querySelector(`[data-part="${name}"]`));
  acting(form, ({ name, value }) => go(changed({ [name]: value === WORDS.switches[name][1][0][0] ? null : value, cell: null })));
  numbersPart.addEventListener("keydown", moveInTable);
  numbersPart.addEventListener("focusin", keepTabStop);
  const ready = () => {
    wired(numbersPart, { save: saving("themes-and-agencies", () => tableRows(table)) });
    numbersPart.querySelector("td a")?.setAttribute("tabindex", "0");
  };
  ready();
  return (params, byHand) => {
    const same = withoutCell(params) === was;
    if (!same) {
      const { scrollLeft, scrollTop } = numbersPart.querySelector(".matrix") ?? {};
      was = withoutCell(params);
      table = matrixOf(params);
      const page = matrixPage(table, params);
      refilled(form, made("matrix_switches", page));
      numbersPart.replaceChildren(made("matrix_numbers", page));
      numbersPart.querySelector(".matrix")?.scrollTo(scrollLeft ?? 0, scrollTop ?? 0);
      ready();
    }
    const cell = chosenCell(table, params), left = same ? numbersPart.querySelector("a[aria-current]") : null;
    left?.removeAttribute("aria-current");
    const at = cell && [...numbersPart.querySelectorAll("td a")].find((each) => each.dataset.cell === cellKey(table, cell.row, cell.column));
    at?.setAttribute("aria-current", "true");
    panel.replaceChildren(cell ? behind(table, cell, at, params) : made("matrix_panel", { profile: held.profile, heading: "", counts: "", sentences: null, largest: largest(table) }));
    panel.scrollTop = 0;
    panel.parentElement.classList.toggle("alone", !cell); // then the table has the whole width
    at?.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
    if (byHand && same) (cell ? panel.querySelector("h2") : left)?.focus(); // opened; or closed, as by the way back
    return [...(cell ? [`${whoOf(table, cell)}, ${whatOf(table, cell)}`] : []), ...wordsOf(params)];
  };
}

const matrixPage = (table, params) => ({
  address: "",
  switches: Object.entries(WORDS.switches).filter(([name]) => (name !== "named" || table.by.role === "asked") && (name !== "means" || table.by.rows === "themes")).map(([name, [label, options]]) => select(name, label, options, table.by[name])),
  hidden: [],
  filters: chipsOf(params),
  ...summary(table),
  ramp: rampOf(table),
  is_share: table.by.measure === "share",
  is_subjects_alone: table.isSubjectsAlone,
  table: tableOf(table),
  actions: [button("save", "Save the table as CSV")],
});

// What reviews are chosen by: the facet, the value, and both in words.
function choices(params) {
  const filters = filtersOf(params);
  const texts = FACETS.flatMap((facet) => once(filters.getAll(facet.id)).map((key) => [facet.id, key, `${facet.label}: ${facet.values[facet.at.get(key)]?.label ?? key}`]));
  for (const [end, label] of RANGE) if (yearOf(filters, end) !== null) texts.push([end, filters.get(end), `${label}: ${yearOf(filters, end)}`]);
  return filters.get("words") ? [...texts, ["words", filters.get("words"), `Words: ${filters.get("words")}`]] : texts;
}

const wordsOf = (params) => choices(params).map(([, , text]) => text);

function chipsOf(params, canChoose = true) {
  const chosen = choices(params);
  const without = (name, key) => changed({ [name]: params.getAll(name).filter((each) => each !== key), cell: null });
  const choose = { href: address("reviews", "", filtersOf(params)), text: chosen.length ? "Change the filters" : "Filter by year, place, theme\u00a0…" };
  const clear = { href: changed(Object.fromEntries([...FILTERS, "cell"].map((name) => [name, null]))), text: "Clear all" };
  return { chosen: chosen.map(([name, key, text]) => ({ text, href: without(name, key) })), onward: [...(canChoose ? [choose] : []), ...(chosen.length > 1 ? [clear] : [])] };
}

// How many rows and columns there are, of all that there could be; the column of no agency is none.
function extentOf({ by, rows, columns, labels, heads, isSubjectsAlone, rowsAre, columnsAre }) {
  const of = (what, number, all, words) => (WORDS.extent[what] ? WORDS.extent[what].replace("{number}", numbers.format(number)).replace("{all}", numbers.format(all)) : counted(number, ...words));
  const could = isSubjectsAlone ? labels.filter((theme) => !theme.is_means) : labels;
  const agencies = columns.filter((column) => heads[column].id !== WORDS.noAgency);
  return `${of(isSubjectsAlone ? "subjects" : by.rows, rows.length, could.length, rowsAre.slice(0, 2))}, ${of(by.role === "years" ? "years" : "agencies", agencies.length, held.agencies.length, columnsAre)}`;
}

function summary(table) {
  const { by, reviews, clauses, left } = table;
  const all = clauses(null, null);
  const what = `${counted(all.length, "recommendation")} in ${numbers.format(new Set(all.map((clause) => clause.review)).size)} of ${counted(reviews.length, "review")}`;
  const asks = reviews.flatMap((review) => review.recommendations.filter((clause) => !clause.remark));
  const without = by.role === "asked" ? `${namingOf(asks)}.` : left ? counted(left, ...WORDS.counted.apart) : "";
  return {
    state: `${what}: ${extentOf(table)}. ${without}`,
    include: left && by.role === "asked" ? changed({ named: "no", cell: null }) : "",
  };
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

function rampOf(table) {
  const { limits, most, share } = steps(table);
  const ends = once([...limits, share ? 100 : most]);
  return ends.map((end, i) => { const start = i ? ends[i - 1] + 1 : 1; return { look: `s${i + 1}`, text: (start === end ? `${end}` : `${start}–${end}`) + (share ? "%" : "") }; });
}

const NO_CELL = { text: "", href: "", look: "", key: "", is_chosen: false };

// The table for its fragment: the sums of all columns are its first row, those of a row its first cell.
function tableOf(table) {
  const { by, rows, columns, labels, heads, rowsAre, columnsAre, anyColumn, anyRow } = table;
  const { step, share } = steps(table);
  const here = changed({ cell: null }), cellHref = `${here}${here.includes("?") ? "&" : "?"}cell=`;
  const cell = (row, column) => {
    const number = table.number(row, column), isSum = row === null || column === null;
    if (!number) return isSum ? { ...NO_CELL, look: "sum" } : NO_CELL;
    const key = cellKey(table, row, column), value = isSum ? number : valueOf(table, row, column);
    return { text: numbers.format(value) + (share && !isSum ? "%" : ""), href: cellHref + encodeURIComponent(key), look: isSum ? "sum" : `s${step(value)}`, key, is_chosen: false };
  };
  const cells = (row) => [null, ...columns].map((column) => cell(row, column));
  const ofYear = (column) => { const only = filtersOf(new URLSearchParams(here.split("?")[1])); for (const [end] of RANGE) only.delete(end); only.set("year", heads[column].id); return address("reviews", "", only); };
  return {
    caption: `${WORDS.switches.measure[1].find(([key]) => key === by.measure)[1]} by ${by.rows === "groups" ? "theme" : rowsAre[0]} (${table.isSubjectsAlone ? "rows, subjects only" : "rows"}) and ${columnsAre[0]} (columns)`,
    corner: rowsAre[2],
    all_columns: anyColumn,
    heads: columns.map((column) => ({ text: heads[column].short, title: heads[column].label, href: by.role === "years" ? ofYear(column) : column < held.agencies.length ? addressOf("agency", column) : unnamedAddress() })),
    rows: rows.length ? [
      { text: anyRow, href: "", cells: cells(null) },
      ...rows.map((row) => ({ text: labels[row].label, href: by.rows === "themes" ? addressOf("theme", row) : "", cells: cells(row) })),
    ] : [],
    has_arrows: true,
  };
}

const target = (cell) => cell?.querySelector("a, span[tabindex]") ?? cell;

function moveInTable(event) {
  const cell = event.target.closest("td, th");
  if (!cell || event.altKey || event.metaKey) return;
  const rows = [...cell.closest("table").rows], row = rows.indexOf(cell.parentElement), column = cell.cellIndex;
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
  const table = event.target.closest(".matrix table");
  if (!table) return;
  for (const each of table.querySelectorAll("[tabindex='0']")) each.tabIndex = -1;
  event.target.tabIndex = 0;
}

const whoOf = (table, { column }) => (column === null ? table.anyColumn : table.heads[column].label);
const whatOf = (table, { row }) => (row === null ? table.anyRow.toLowerCase() : table.labels[row].label);

function largest(table) {
  const cells = table.rows.flatMap((row) => table.columns.map((column) => [row, column, table.number(row, column)])).filter(([, , number]) => number).sort((a, b) => b[2] - a[2]).slice(0, MOST);
  return barsOf(cells.map(([row, column, number]) => ({ number, text: `${table.labels[row].label} – ${table.heads[column].label}`, href: changed({ cell: cellKey(table, row, column) }) })));
}

// The sentences behind a number; Escape leads back to it.
function behind(table, cell, at, params) {
  const { row, column } = cell;
  const clauses = table.clauses(row, column);
  const agencies = column === null || table.by.role === "years" || column >= held.agencies.length ? new Set() : actingFor("agency", column);
  const themes = row === null || table.by.rows === "years" ? new Set() : table.by.rows === "themes" ? beneath("theme", row) : new Set(held.themes.flatMap((theme, i) => (theme.group === row ? [i] : [])));
  const back = () => { at?.focus(); at?.scrollIntoView({ block: "nearest", inline: "nearest" }); };
  const { value, does } = sentences(clauses, fileName("recommendations", ...[keyOf(table.heads, column), keyOf(table.labels, row)].filter((key) => key !== "all"), ...filterNames(params)), { params, about: { agencies, themes }, actions: [...(at ? [button("back", "Back to the table")] : []), leading(changed({ cell: null }), "Close")] });
  const box = document.createElement("div");
  box.append(wired(made("matrix_panel", { profile: held.profile, heading: `${whoOf(table, cell)} – ${whatOf(table, cell)}`, counts: `${sentencesInReviews(clauses)}: ${namingOf(clauses)}`, sentences: value, largest: null }), { ...does, back }));
  box.addEventListener("keydown", (event) => event.key === "Escape" && back());
  return box;
}

function tableRows(table) {
  const { rows, columns, labels, heads, rowsAre } = table;
  const { by } = table, counts = WORDS.switches.measure[1].find(([key]) => key === by.measure)[1].toLowerCase();
  const head = `${rowsAre[2]} (${counts})`;
  return [[head, `${table.anyColumn}${by.measure === "share" ? " (recommendations)" : ""}`, ...columns.map((column) => heads[column].label)],
    [table.anyRow, table.number(null, null), ...columns.map((column) => table.number(null, column))],
    ...rows.map((row) => [labels[row].label, table.number(row, null), ...columns.map((column) => `${valueOf(table, row, column)}${by.measure === "share" ? "%" : ""}`)])];
}
