// In which order rows and columns stand, and which columns are shown, as casegraph/views/matrix_order.py and arrangement.py say.
const BY_LABEL = "label", EVERY = "all";

// What rows or columns are sorted by: what is wanted if it is there, else what the chosen order means.
function sortKey(wanted, order, known, isYears) {
  const by = wanted.replace(/^-/, "");
  if (by === EVERY || by === BY_LABEL || known.some(({ id }) => id === by)) return wanted;
  return isYears ? "" : { largest: EVERY, az: BY_LABEL }[order] ?? "";
}

// What has the same number is in the order of the alphabet, whichever end is first.
function ordered(all, key, labels, others, value) {
  const by = key.replace(/^-/, ""), sign = key === by ? -1 : 1;
  const listed = [...all].sort((a, b) => byLabel(labels[a].label, labels[b].label));
  if (by === BY_LABEL) return key === by ? listed : listed.reverse();
  const of = by === EVERY ? null : others.findIndex(({ id }) => id === by), values = new Map(listed.map((each) => [each, value(each, of)]));
  return listed.sort((a, b) => sign * (values.get(a) - values.get(b)));
}

// Rows and columns in turn move to the middle of what they have in common, until like stands beside like; the fixed stay.
function alike(rows, columns, weight, fixedRows, fixedColumns) {
  const settle = (moving, fixed, of) => {
    const middle = new Map(moving.map((one) => {
      let sum = 0, all = 0;
      fixed.forEach((other, at) => { const w = of(one, other); sum += w * at; all += w; });
      return [one, all ? sum / all : 0];
    }));
    return [...moving].sort((a, b) => middle.get(a) - middle.get(b));
  };
  for (let turn = 0; turn < 8; turn += 1) {
    if (!fixedColumns) columns = settle(columns, rows, (column, row) => weight(row, column));
    if (!fixedRows) rows = settle(rows, columns, weight);
  }
  return [rows, columns];
}

// The columns that are shown: each group before its members, which are shown if it is open. A group whose own column has no
// number is none: its members stand where it would.
function grouped(every, order, heads, open) {
  const there = new Set(every), members = new Map(), groups = new Set();
  const groupOf = (column) => { let above = heads[column].broader ?? null; while (above !== null && !there.has(above)) above = heads[above].broader; return above; };
  for (const column of every) groups.add(groupOf(column));
  for (const column of order) { const group = groupOf(column); members.set(group, [...(members.get(group) ?? []), column]); }
  const within = (group, depth) => (members.get(group) ?? []).flatMap((i) => {
    const isGroup = groups.has(i), isOpen = isGroup && (open.includes(heads[i].id) || open.includes(EVERY));
    return [{ i, depth, isGroup, isOpen }, ...(isOpen ? within(i, depth + 1) : [])];
  });
  return within(null, 0);
}

// The rows, and the columns that are shown, in their order, with what they are sorted by.
function arrangedAs({ by, labels, heads, every, value, clauses }, rows) {
  const areYears = [by.rows === "years", by.role === "years"];
  const sort = sortKey(by.sort, by.order, every.map((column) => heads[column]), areYears[0]);
  const across = sortKey(by.across, by.order, labels, areYears[1]);
  const none = (column) => heads[column].id === WORDS.noAgency;
  const shown = (order) => grouped(every, [...order.filter(none), ...order.filter((column) => !none(column))], heads, by.open); // no agency first, wherever others stand
  if (sort || !areYears[0]) rows = ordered(rows, sort || EVERY, labels, heads, (row, column) => value(row, column));
  let columns = shown(across || !areYears[1] ? ordered(every, across || EVERY, heads, labels, (column, row) => value(row, column)) : every);
  if (by.order === "similar") {
    const [sortedRows, order] = alike(rows, columns.map(({ i }) => i), (row, column) => clauses(row, column).length, sort !== "" || areYears[0], across !== "" || areYears[1]);
    [rows, columns] = [sortedRows, shown(order)];
  }
  return { rows, columns: columns.map(({ i }) => i), groups: new Map(columns.map((column) => [column.i, column])), sort, across };
}
