// The table of themes × agencies for its fragment: heads with the signs that sort, open and hide, and the numbers.
const SIGNS = { down: ["↕", "↓", "↑"], across: ["↔", "→", "←"] }; // not sorted, the largest first, the smallest first
const NO_CELL = { text: "", href: "", look: "", key: "", is_chosen: false };

const keyOf = (list, i) => (i === null ? "all" : list[i].id);
const cellKey = (table, row, column) => `${keyOf(table.labels, row)}~${keyOf(table.heads, column)}`;
const worded = (text, what) => text.replace("{what}", () => what);

const arranging = (changes) => changed({ ...changes, cell: null }); // keepCell adds the one that is open

// Whether rows or columns that are sorted by *sort* are sorted by this key, and how.
function sortedBy(key, sort) {
  if (sort.replace(/^-/, "") !== key) return "";
  return sort.startsWith("-") !== (key === BY_LABEL) ? "ascending" : "descending";
}

// What sorts the rows or the columns: a second click turns them round.
function sorting(name, key, label, sort) {
  const [plainly, down, up] = SIGNS[name], isSame = sort === key;
  const text = worded(name === "down" ? TEXTS.sortRows : TEXTS.sortColumns, label) + (isSame ? (key === BY_LABEL ? TEXTS.backwards : TEXTS.smallestFirst) : "");
  return { sign: { descending: down, ascending: up }[sortedBy(key, sort)] ?? plainly, label: text, href: arranging({ [name]: isSame ? `-${key}` : key }), key: `${name} ${key}` };
}

// What opens or closes a group of agencies.
function opening({ by, heads, groups }, i) {
  const { id, short } = heads[i], { isOpen } = groups.get(i);
  const opened = by.open.includes(EVERY) ? [...groups.values()].filter((each) => each.isOpen).map((each) => heads[each.i].id) : by.open;
  return { sign: isOpen ? "−" : "+", label: worded(isOpen ? TEXTS.closeGroup : TEXTS.openGroup, short), href: arranging({ open: isOpen ? opened.filter((each) => each !== id) : [...opened, id] }), key: `open ${id}` };
}

function columnHead(table, i) {
  const { by, heads, groups, sort } = table, { id, short, label } = heads[i], { depth, isGroup, isOpen } = groups.get(i);
  const ofYear = () => { const only = filtersOf(state().params); for (const [end] of RANGE) only.delete(end); only.set("year", id); return address("reviews", "", only); };
  return {
    text: Object.entries(WORDS.narrow).reduce((text, [whole, parts]) => text.replaceAll(whole, parts), short), title: label, look: depth ? "member" : isOpen ? "group" : "", sorted: sortedBy(id, sort),
    href: by.role === "years" ? ofYear() : i < held.agencies.length ? addressOf("agency", i) : unnamedAddress(),
    controls: [sorting("down", id, short, sort), ...(isGroup ? [opening(table, i)] : []),
      { sign: "×", label: worded(TEXTS.hideColumn, short), href: arranging({ hide: [...by.hide, id] }), key: `hide ${id}` }],
  };
}

// What hides the agency that most recommendations are for, if it has a column.
function withoutMost({ by, heads, every }) {
  const i = by.role === "years" ? -1 : heads.findIndex(({ id }) => id === held.profile.default_addressee);
  if (i < 0 || !(every.includes(i) || by.hide.includes(heads[i].id))) return null;
  const { id, short } = heads[i];
  return { value: id, text: TEXTS.without.replace("{agency}", () => (/^.\p{Ll}/u.test(short) ? short[0].toLowerCase() + short.slice(1) : short)), is_chosen: by.hide.includes(id) };
}

// What shows each hidden column again, and what opens or closes all groups.
function columnLinks({ by, heads, groups }) {
  const chosen = by.hide.flatMap((id) => heads.filter((head) => head.id === id).map(({ label }) => ({ text: label, href: changed({ hide: by.hide.filter((each) => each !== id) }) })));
  if (by.role === "asked" && by.named === "yes") chosen.push({ text: WORDS.parts.unnamed, href: changed({ named: null }) });
  const all = [...groups.values()].filter(({ isGroup }) => isGroup);
  const onward = chosen.length > 1 ? [{ text: TEXTS.showAll, href: changed({ hide: null, named: null }) }] : [];
  if (all.some(({ isOpen }) => !isOpen)) onward.push({ text: TEXTS.openAll, href: changed({ open: EVERY }) });
  if (all.some(({ isOpen }) => isOpen)) onward.push({ text: TEXTS.closeAll, href: changed({ open: null }) });
  return { chosen, onward };
}

// Steps of the ramp: the same share of the way from one to the largest number of a cell.
function steps(table) {
  let most = 1;
  for (const row of table.rows) for (const column of table.columns) most = Math.max(most, table.value(row, column));
  const share = table.by.measure === "share";
  const limits = share ? [10, 25, 50, 75] : [1, 3, 8, 20].map((step) => Math.min(step, most));
  return { step: (value) => 1 + limits.filter((limit) => value > limit).length, limits, most, share };
}

function rampOf({ limits, most, share }) {
  const ends = once([...limits, share ? 100 : most]);
  return ends.map((end, i) => { const start = i ? ends[i - 1] + 1 : 1; return { look: `s${i + 1}`, text: (start === end ? `${end}` : `${start}–${end}`) + (share ? "%" : "") }; });
}

// The sums of all columns are the first row, those of a row its first cell. *rest* has those after the *first* rows, to be drawn later.
function tableOf(table, { step, share }, first) {
  const { by, rows, columns, labels, rowsAre, columnsAre, anyColumn, anyRow, sort, across } = table;
  const here = changed({ cell: null }), cellHref = `${here}${here.includes("?") ? "&" : "?"}cell=`;
  const cell = (row, column) => {
    const value = table.value(row, column), isSum = row === null || column === null;
    if (!table.clauses(row, column).length) return isSum ? { ...NO_CELL, look: "sum" } : NO_CELL;
    const key = cellKey(table, row, column);
    return { text: numbers.format(value) + (share && !isSum ? "%" : ""), href: cellHref + encodeURIComponent(key), look: isSum ? "sum" : `s${step(value)}`, key, is_chosen: false };
  };
  const line = (row) => {
    const label = row === null ? anyRow : labels[row].label, key = keyOf(labels, row);
    return { head: { text: label, title: "", href: row !== null && by.rows === "themes" ? addressOf("theme", row) : "", look: row === null ? "sum" : "", sorted: sortedBy(key, across), controls: [sorting("across", key, label, across)] }, cells: [null, ...columns].map((column) => cell(row, column)) };
  };
  const all = rows.length ? [null, ...rows] : [];
  const corner = (text, look, key, name) => ({ text, title: "", href: "", look, sorted: sortedBy(key, sort), controls: [sorting("down", key, name, sort)] });
  return {
    caption: `${WORDS.switches.measure[1].find(([key]) => key === by.measure)[1]} by ${by.rows === "groups" ? "theme" : rowsAre[0]} (${table.isSubjectsAlone ? "rows, subjects only" : "rows"}) and ${columnsAre[0]} (columns)`,
    heads: [corner(rowsAre[2], "", BY_LABEL, "name"), corner(anyColumn, "sum", EVERY, anyColumn), ...columns.map((column) => columnHead(table, column))],
    rows: all.slice(0, first).map(line),
    rest: () => all.slice(first).map((row) => () => line(row)),
    has_arrows: true,
  };
}

// The table as it is shown, for a file.
function tableRows(table) {
  const { by, rows, columns, labels, heads, rowsAre } = table, isShare = by.measure === "share";
  const counts = WORDS.switches.measure[1].find(([key]) => key === by.measure)[1].toLowerCase();
  return [[`${rowsAre[2]} (${counts})`, `${table.anyColumn}${isShare ? " (recommendations)" : ""}`, ...columns.map((column) => heads[column].label)],
    [table.anyRow, table.number(null, null), ...columns.map((column) => table.number(null, column))],
    ...rows.map((row) => [labels[row].label, table.number(row, null), ...columns.map((column) => `${table.value(row, column)}${isShare ? "%" : ""}`)])];
}
