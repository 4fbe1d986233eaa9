// Themes × agencies, kinds of action or years: the table of numbers, and the sentences behind any of them.
const UNSORTED = { order: { down: null, across: null }, rows: { across: null }, role: { down: null, hide: null } }; // what a switch makes meaningless
const MOST = 8; // how many of the largest numbers are listed

function chosenCell(table, params) {
  const [one, other] = (params.get("cell") ?? "").split("~");
  if (!one || !other) return null;
  const index = (list, key) => (key === "all" ? null : list.findIndex((each) => each.id === key));
  const [row, column] = [index(table.labels, one), index(table.heads, other)];
  return row === -1 || column === -1 || table.hidden.has(column) ? null : { row, column };
}

const withoutCell = (params) => { const rest = new URLSearchParams(params); for (const name of ["cell", "sort", "marks"]) rest.delete(name); return String(rest); };

function matrix(root, heading) {
  const { params: begin } = state();
  let table = matrixOf(begin), was = withoutCell(begin);
  root.append(heading("Themes × agencies"), made("matrix_page", matrixPage(table, begin), { profile: held.profile, heading: "", counts: "", sentences: null, largest: barsOf([]) }));
  const [form, numbersPart, panel] = ["switches", "numbers", "panel"].map((name) => root.querySelector(`[data-part="${name}"]`));
  acting(form, ({ name, value, checked }) => {
    if (name === "hide") go(changed({ hide: [...table.by.hide.filter((each) => each !== value), ...(checked ? [value] : [])], cell: null }));
    else go(changed({ [name]: value === WORDS.switches[name][1][0][0] ? null : value, cell: null, ...(UNSORTED[name] ?? {}) }));
  });
  numbersPart.addEventListener("keydown", moveInTable);
  numbersPart.addEventListener("focusin", keepTabStop);
  numbersPart.addEventListener("click", keepCell);
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
      const first = Math.max(inSight(numbersPart.querySelector(".matrix") ?? numbersPart, 32), table.rows.indexOf(chosenCell(table, params)?.row) + 2);
      const page = matrixPage(table, params, first);
      refilled(form, made("matrix_switches", page));
      keepFocus(numbersPart, () => {
        numbersPart.replaceChildren(made("matrix_numbers", page));
        if (scrollLeft || scrollTop) numbersPart.querySelector(".matrix")?.scrollTo(scrollLeft, scrollTop); // which lays all of it out at once
        ready();
        const rest = page.table.rest();
        if (rest.length) drawLater(numbersPart.querySelector("tbody"), rest.length, (number) => nodesOf(rest.splice(0, number).map((row) => filled("table_row", row(), true, false)).join("")));
      });
    }
    const cell = chosenCell(table, params), left = same ? numbersPart.querySelector("a[aria-current]") : null;
    left?.removeAttribute("aria-current");
    const at = cell && [...numbersPart.querySelectorAll("td a")].find((each) => each.dataset.cell === cellKey(table, cell.row, cell.column));
    at?.setAttribute("aria-current", "true");
    panel.replaceChildren(cell ? behind(table, cell, at, params) : made("matrix_panel", { profile: held.profile, heading: "", counts: "", sentences: null, largest: largest(table) }));
    if (cell) panel.scrollTop = 0;
    panel.parentElement.classList.toggle("docked", Boolean(cell)); // the sentences cover the lower part of the window, and nothing else moves
    const see = () => at?.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
    if (byHand) see();
    else if (!history.state?.y) requestAnimationFrame(see); // after a new page is put at its top
    if (byHand && same) (cell ? panel.querySelector("h2") : left)?.focus({ preventScroll: isDocked(panel) }); // opened; or closed, as by the way back
    return [...(cell ? [`${whoOf(table, cell)}, ${whatOf(table, cell)}`] : []), ...wordsOf(params)];
  };
}

// The signs of the table leave the sentences open that are.
function keepCell(event) {
  const sign = event.target.closest("a.does"), cell = state().params.get("cell");
  if (!sign || !cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const to = new URLSearchParams(sign.hash.split("?")[1]);
  to.set("cell", cell);
  go(address("matrix", "", to));
}

// Whether the sentences are in sight wherever the page is scrolled to; in a low window they are not.
const isDocked = (panel) => getComputedStyle(panel).position === "sticky";

function matrixPage(table, params, first = Infinity) {
  const ramp = steps(table), { by } = table;
  return {
    address: "",
    switches: Object.entries(WORDS.switches).filter(([name]) => name !== "named" && (name !== "means" || by.rows === "themes")).map(([name, [label, options]]) => select(name, label, options, by[name])),
    without: withoutMost(table),
    hidden: [],
    filters: chipsOf(params),
    columns: columnLinks(table),
    ...summary(table),
    ramp: rampOf(ramp),
    is_share: by.measure === "share",
    is_subjects_alone: table.isSubjectsAlone,
    leaves_out: table.hidden.size > 0,
    table: tableOf(table, ramp, first),
    actions: [button("save", "Save the table as CSV")],
  };
}

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
function extentOf({ by, rows, every, labels, heads, isSubjectsAlone, rowsAre, columnsAre }) {
  const of = (what, number, all, words) => (WORDS.extent[what] ? WORDS.extent[what].replace("{number}", numbers.format(number)).replace("{all}", numbers.format(all)) : counted(number, ...words));
  const could = isSubjectsAlone ? labels.filter((theme) => !theme.is_means) : labels;
  const agencies = every.filter((column) => heads[column].id !== WORDS.noAgency);
  return `${of(isSubjectsAlone ? "subjects" : by.rows, rows.length, could.length, rowsAre.slice(0, 2))}, ${of(by.role === "years" ? "years" : "agencies", agencies.length, held.agencies.length, columnsAre)}`;
}

function summary(table) {
  const { by, reviews, clauses, left } = table;
  const all = clauses(null, null);
  const what = `${counted(all.length, "recommendation")} in ${numbers.format(reviewsIn(all))} of ${counted(reviews.length, "review")}`;
  const asks = reviews.flatMap((review) => review.recommendations.filter((clause) => !clause.remark));
  const without = by.role === "asked" ? `${namingOf(asks)}.` : left ? counted(left, ...WORDS.counted.apart) : "";
  return {
    state: `${what}: ${extentOf(table)}. ${without}`,
    include: by.role === "asked" && by.named === "yes" ? changed({ named: "no", cell: null }) : "",
  };
}

const whoOf = (table, { column }) => (column === null ? table.anyColumn : table.heads[column].label);
const whatOf = (table, { row }) => (row === null ? table.anyRow.toLowerCase() : table.labels[row].label);

// Members count within their group.
function largest(table) {
  const columns = table.columns.filter((column) => !table.groups.get(column).depth && table.heads[column].id !== WORDS.noAgency);
  const cells = table.rows.flatMap((row) => columns.map((column) => [row, column, table.number(row, column)])).filter(([, , number]) => number).sort((a, b) => b[2] - a[2]).slice(0, MOST);
  return barsOf(cells.map(([row, column, number]) => ({ number, text: `${table.labels[row].label} – ${table.heads[column].label}`, href: changed({ cell: cellKey(table, row, column) }) })));
}

// The sentences behind a number; Escape leads back to it.
function behind(table, cell, at, params) {
  const { row, column } = cell;
  const clauses = table.clauses(row, column);
  const agencies = column === null || table.by.role === "years" || column >= held.agencies.length ? new Set() : actingFor("agency", column);
  const themes = row === null || table.by.rows === "years" ? new Set() : table.by.rows === "actions" ? new Set() : table.by.rows === "themes" ? beneath("theme", row) : new Set(held.themes.flatMap((theme, i) => (theme.group === row ? [i] : [])));
  const back = () => { at?.focus(); at?.scrollIntoView({ block: "nearest", inline: "nearest" }); };
  const { value, does } = sentences(clauses, fileName("recommendations", ...[keyOf(table.heads, column), keyOf(table.labels, row)].filter((key) => key !== "all"), ...filterNames(params)), { params, about: { agencies, themes }, actions: [...(at ? [button("back", "Back to the table")] : []), leading(changed({ cell: null }), "Close")] });
  const box = document.createElement("div");
  box.append(wired(made("matrix_panel", { profile: held.profile, heading: `${whoOf(table, cell)} – ${whatOf(table, cell)}`, counts: withNaming(sentencesInReviews(clauses), clauses), sentences: value, largest: null }), { ...does, back }));
  box.addEventListener("keydown", (event) => event.key === "Escape" && back());
  return box;
}
