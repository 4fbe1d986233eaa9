// The answer on the page: a table in parts, yes or no, or a mistake; and the same rows as a file.
const PORTION = 100;

// An answer in one shape: its columns, its rows by column, or yes or no. The engine gives all variables of SELECT * by
// their names; here they come as the query has them.
function answerOf({ json, statements }, tokens) {
  if (statements) {
    const columns = ["subject", "predicate", "object"];
    return { columns, rows: statements.map((terms) => Object.fromEntries(columns.map((name, at) => [name, terms[at]]))), what: "statement" };
  }
  const { head, boolean, results } = JSON.parse(json);
  if (boolean !== undefined) return { yes: boolean };
  const first = tokens.slice(tokens.indexOf(formOf(tokens)) + 1).find((token) => !["DISTINCT", "REDUCED"].includes(token.upper));
  const place = (name) => tokens.findIndex((token) => token.kind === "variable" && token.text.slice(1) === name);
  const columns = first?.text === "*" ? head.vars.toSorted((one, other) => place(one) - place(other)) : head.vars;
  return { columns, rows: results.bindings, what: "row" };
}

const csvRows = ({ columns, rows }) => [columns, ...rows.map((row) => columns.map((name) => row[name]?.value ?? ""))];

async function showAnswer(answer) {
  const into = byId("rows");
  byId("save").hidden = !answer.rows?.length;
  if (answer.yes !== undefined || !answer.rows.length) {
    into.replaceChildren(element("p", { className: "notice" }, answer.yes === undefined ? "No results." : answer.yes ? "Yes" : "No"));
    return;
  }
  const { columns, rows } = answer;
  const widths = [];
  const isNumber = columns.map((name) => NUMBERS.has(rows.find((row) => row[name])?.[name].datatype));
  const head = element("tr", {}, ...columns.map((name, at) => element("th", { scope: "col", className: isNumber[at] ? "number" : "" }, name.replaceAll("_", " "))));
  const body = element("tbody");
  const more = element("button", { type: "button", className: "more" });
  async function grow() {
    const shown = body.rows.length, part = rows.slice(shown, shown + PORTION), labels = await labelsOf(part, columns);
    const cells = part.map((row) => columns.map((name) => cellOf(row[name], name, labels)));
    columns.forEach((_, at) => { widths[at] ??= widthOf(cells.map((each) => each[at])); });
    body.append(...cells.map((row) => element("tr", {}, ...row.map((cell, at) => cellElement(cell, widths[at])))));
    const left = rows.length - body.rows.length;
    more.hidden = !left;
    more.textContent = `Show ${numbers.format(Math.min(left, PORTION))} more of ${numbers.format(left)}`;
    if (shown) body.rows[shown].querySelector("a")?.focus();
  }
  more.addEventListener("click", () => grow().catch(showProblem));
  await grow();
  const table = element("table", {}, element("caption", { className: "vh" }, "Answer"), element("thead", {}, head), body);
  const scroll = element("div", { className: "scroll", tabIndex: 0 }, table);
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "Table");
  into.replaceChildren(scroll, more);
}

function showMistake(text, { reason, start, end }) {
  const { line, column } = lineOf(text, start);
  const source = text.split(/\r\n|\r|\n/)[line - 1], word = source.slice(column - 1, column - 1 + end - start);
  const code = element("pre", { tabIndex: 0 }, `${line}  ${source.slice(0, column - 1)}`, element("mark", {}, word || " "), source.slice(column - 1 + word.length));
  byId("mistake").replaceChildren(element("p", {}, `Line ${line}, column ${column}: ${reason}.`), code);
  byId("mistake").hidden = false;
  Object.assign(area.dataset, { line, before: source.slice(0, column - 1), word });
  area.defaultValue = text;
  area.value = text;
  area.dispatchEvent(new Event("filled"));
}

function showProblem(error) {
  byId("mistake").replaceChildren(element("p", {}, error.message));
  byId("mistake").hidden = false;
}

function clearAnswer() {
  byId("mistake").hidden = true;
  byId("rows").replaceChildren();
  byId("save").hidden = true;
  delete area.dataset.line;
}
