// What the table of themes × agencies counts: for each row and column the clauses behind their number, as casegraph/views/matrix.py does.
const option = (params, name, options) => (options.find(([key]) => key === params.get(name)) ?? options[0])[0];
const ACTIONS = Object.entries(WORDS.actions).map(([id, label]) => ({ id, label }));
const actionAt = new Map(ACTIONS.map(({ id }, i) => [id, i]));

// Where each switch is, and the columns that are open or hidden.
function switchesOf(params) {
  const by = Object.fromEntries(Object.entries(WORDS.switches).map(([name, [, options]]) => [name, option(params, name, options)]));
  if (by.role === "years" && by.rows === "years") by.rows = "themes"; // years are either
  return { ...by, sort: params.get("down") ?? "", across: params.get("across") ?? "", open: once(params.getAll("open")), hide: once(params.getAll("hide")) };
}

// What has a row, and in which rows a clause counts; then the same of columns.
const ROWS_OF = {
  themes: () => [held.themes, themesOf],
  actions: () => [ACTIONS, (clause) => once(clause.actions.map((id) => actionAt.get(id)))],
  groups: () => [held.groups, (clause) => once(clause.themes.map(([theme]) => held.themes[theme].group))],
  years: () => [YEARS, yearsOf],
};
function columnsFor({ role, named }) {
  if (role === "years") return [YEARS, yearsOf];
  const none = { id: WORDS.noAgency, label: WORDS.parts.unnamed, short: WORDS.parts.unnamed };
  const orNone = (clause) => { const agencies = addressedTo(clause, true); return agencies.length ? agencies : [held.agencies.length]; };
  if (role === "asked") return named === "no" ? [[...held.agencies, none], orNone] : [held.agencies, (clause) => addressedTo(clause, true)];
  if (role === "any") return [held.agencies, (clause) => once(clause.ways.flatMap(([agency, way]) => (held.ways[way] === "mentioned" ? [] : [agency])))];
  return [held.agencies, role === "concerned" ? concerned : (clause) => agenciesIn(clause, held.ways.indexOf(role))];
}

// The columns that are hidden, each with what is beneath it.
function hiddenColumns({ role, hide }, heads) {
  const listed = heads.flatMap(({ id }, i) => (hide.includes(id) ? [i] : []));
  return new Set(role === "years" ? listed : listed.flatMap((i) => [i, ...(i < held.agencies.length ? beneath("agency", i) : [])]));
}

const NONE = [];
const reviewsIn = (clauses) => clauses.reduce((number, { review }, i) => number + (i === 0 || clauses[i - 1].review !== review), 0); // in order of reviews

function matrixOf(params) {
  const by = switchesOf(params), { reviews } = chosen(filtersOf(params));
  const [labels, rowsOf] = ROWS_OF[by.rows](), [heads, allOf] = columnsFor(by), hidden = hiddenColumns(by, heads);
  const columnsOf = hidden.size ? (clause) => allOf(clause).filter((column) => !hidden.has(column)) : allOf;
  const cells = [], rowSums = [], columnSums = [], all = [], wide = heads.length; // the clauses of each, by number
  let left = 0;
  const note = (lists, at, clause) => (lists[at] ??= []).push(clause);
  for (const review of reviews) {
    for (const clause of review.recommendations) {
      if (clause.remark) continue;
      const columns = columnsOf(clause);
      if (!columns.length) { left += 1; continue; }
      const rows = rowsOf(clause);
      all.push(clause);
      for (const column of columns) {
        note(columnSums, column, clause);
        for (const row of rows) note(cells, row * wide + column, clause);
      }
      for (const row of rows) note(rowSums, row, clause);
    }
  }
  const clauses = (row, column) => (row === null ? (column === null ? all : columnSums[column]) : column === null ? rowSums[row] : cells[row * wide + column]) ?? NONE;
  const number = (row, column) => (by.measure === "reviews" ? reviewsIn(clauses(row, column)) : clauses(row, column).length);
  // What a cell shows: sums are always numbers.
  const value = (row, column) => (by.measure === "share" && row !== null && column !== null ? Math.round((100 * number(row, column)) / Math.max(1, number(null, column))) : number(row, column));
  const isSubjectsAlone = by.rows === "themes" && by.means === "no"; // "any theme" counts ways of acting too
  const rows = Object.keys(rowSums).map(Number).filter((row) => !(isSubjectsAlone && labels[row].is_means));
  const every = Object.keys(columnSums).map(Number);
  const rowsAre = WORDS.rows[by.rows], columnsAre = WORDS.columns[by.role];
  const isNone = (column) => heads[column]?.id === WORDS.noAgency, hides = [...hidden].some((column) => !isNone(column));
  const orNone = heads.some((_, column) => isNone(column) && !hidden.has(column));
  const anyColumn = `Any ${columnsAre[0]}${hides ? ` ${TEXTS.notHidden}` : ""}${orNone ? ` ${TEXTS.orNone}` : ""}`, anyRow = `Any ${rowsAre[0]}`;
  const table = { by, reviews, clauses, number, value, left, isSubjectsAlone, labels, heads, hidden, every, rowsAre, columnsAre, anyColumn, anyRow };
  return { ...table, ...arrangedAs(table, rows) };
}
