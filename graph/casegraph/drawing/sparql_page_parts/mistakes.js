// Where a query stops being SPARQL, and what could be there instead, as casegraph/store/syntax_errors.py finds it: with much
// space between words no rule of the engine looks past the next one, and a word fits if reading gets beyond it.
const SPACE = " ".repeat(40);
const BRACKETS = ["{", "}", "(", ")", "[", "]", ";", ","];
const CANDIDATES = new Map([
  ["a variable", "?x"], ["an IRI", "<http://example.org/x>"], ["a text", "'x'"], ["a number", "1"],
  ...["{", "}", "(", ")", "[", "]", ".", ";", ",", "*"].map((sign) => [`“${sign}”`, sign]),
  ["an operator (= < + && …)", "&& ?x"],
  ...["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "AS", "OPTIONAL", "FILTER", "UNION", "MINUS", "BIND", "VALUES", "BY", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "OFFSET"].map((word) => [word, word]),
]);
const FORMS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
const UPDATES = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"];
const AGGREGATES = ["COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT"];
const LONGEST = 10_000; // letters of a query that is read again and again

// Queries may use the usual prefixes without declaring them; they get a line of their own, so that no column changes.
const PROLOGUE = `${Object.entries(held.prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join(" ")}\n`;

// A mistake: what is wrong, and from where to where.
const mistake = (reason, start, end = start) => ({ reason, start, end });

// What no query may do here, before the engine sees it; null if there is nothing.
function refusal(text, tokens) {
  const first = formOf(tokens);
  if (!first) return mistake("The query ends before it asks anything; begin with SELECT", text.length);
  if (UPDATES.includes(first.upper)) return mistake(`This page only reads: ${first.upper} would change the graph`, first.start, first.end);
  if (!FORMS.includes(first.upper)) return mistake(`${first.text} cannot stand here; a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE`, first.start, first.end);
  const service = tokens.find((each) => each.upper === "SERVICE");
  if (service) return mistake("SERVICE asks another server, and nothing leaves this page. Leave SERVICE out", service.start, service.end);
  const from = tokens.find((each) => each.upper === "FROM");
  return from ? mistake("FROM names a graph to load, and this page has only its own. Leave FROM and FROM NAMED out", from.start, from.end) : null;
}

function spacedOut(text, tokens) {
  let spaced = "", end = 0, afterBracket = false;
  const starts = tokens.map((token) => {
    const isBracket = BRACKETS.includes(token.text);
    if (token.start > end || afterBracket || isBracket) spaced += SPACE;
    const start = spaced.length;
    spaced += token.text;
    [end, afterBracket] = [token.end, isBracket];
    return start;
  });
  return { spaced: spaced + SPACE + SPACE, starts: [...starts, spaced.length + SPACE.length] };
}

// The place that a message names, in a text that stands after the prologue's line; columns count code points.
function placeIn(message, text) {
  const match = /^error at (\d+):(\d+)/.exec(message);
  if (!match) return 0;
  const lines = text.split("\n"), line = Number(match[1]) - 2;
  if (line < 0) return 0;
  const before = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  return before + [...(lines[line] ?? "")].slice(0, Number(match[2]) - 1).join("").length;
}

function undeclared(tokens) {
  const known = new Set(Object.keys(held.prefixes));
  tokens.forEach((token, at) => { if (token.upper === "PREFIX" && tokens[at + 1]) known.add(tokens[at + 1].text.slice(0, -1)); });
  const strange = tokens.find((token) => token.kind === "name" && !known.has(token.text.split(":")[0]));
  if (!strange) return null;
  const name = strange.text.split(":")[0];
  return mistake(`The prefix ${name}: is not known. Declare it with PREFIX, or use one of ${[...known].sort().join(", ")}`, strange.start, strange.end);
}

// The first variable of a SELECT with aggregates that is in none of them and in no GROUP BY.
function ungrouped(tokens) {
  const by = tokens.findIndex((token, at) => token.upper === "GROUP" && tokens[at + 1]?.upper === "BY");
  const grouped = new Set(by < 0 ? [] : tokens.slice(by).filter((token) => token.kind === "variable").map((token) => token.text));
  const start = tokens.findIndex((token) => token.upper === "SELECT");
  const inside = [false];
  for (let at = start + 1; at < tokens.length && !["WHERE", "{"].includes(tokens[at].upper || tokens[at].text); at += 1) {
    const [before, token] = [tokens[at - 1], tokens[at]];
    if (token.text === "(") inside.push(inside.at(-1) || AGGREGATES.includes(before.upper));
    else if (token.text === ")") inside.pop();
    else if (token.kind === "variable" && !inside.at(-1) && before.upper !== "AS" && !grouped.has(token.text)) return token;
  }
  return null;
}

// The mistake in a query that the engine does not read, for what it says of it; *parse* gives its messages on other texts.
async function mistakeIn(text, message, parse) {
  const tokens = tokensOf(text);
  const open = tokens.find((each) => each.text === "'" || each.text === '"');
  if (open) return mistake(`The text that opens with ${open.text} is not closed`, open.start, open.end);
  const strange = undeclared(tokens);
  if (strange) return strange;
  if (text.length > LONGEST) return mistake("This cannot be read", placeIn(message, text));
  const { spaced, starts } = spacedOut(text, tokens);
  const [spacedMessage] = await parse([spaced]);
  const failed = placeIn(spacedMessage, spaced);
  if (/not authorized with GROUP BY/.test(message)) return mistake("SELECT * cannot stand with GROUP BY: name the variables", formOf(tokens).start, formOf(tokens).end);
  if (/contains a variable that is unbound/.test(message)) {
    const variable = ungrouped(tokens);
    if (variable) return mistake(`${variable.text} is neither in GROUP BY nor inside COUNT, SUM or another aggregate`, variable.start, variable.end);
  }
  const index = Math.max(0, starts.findLastIndex((start) => start <= failed));
  const token = tokens[index], before = tokens[index - 1];
  if (/IRI parsing failed/.test(spacedMessage)) {
    const opened = tokens.slice(0, index + 1).findLast((each) => each.text.startsWith("<"));
    const iri = opened && `${text.slice(opened.start).split(">")[0]}>`;
    if (iri) return mistake(`${iri} is no full IRI: it needs a scheme (https://…), and no spaces or quotes`, opened.start, opened.start + iri.length);
  }
  if (token && before?.upper === "PREFIX") return mistake(`A prefix ends with a colon: ${token.text}:`, token.start, token.end);
  const fitting = await fittingAfter(spaced.slice(0, starts[index]), parse);
  const expected = fitting.length && fitting.length <= 14 ? `; it could go on with ${fitting.join(", ")}` : "";
  if (!token) return mistake(`The query ends too early${expected}`, tokens.at(-1).end);
  const shown = token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text;
  return mistake(`${shown} cannot stand here${expected}`, token.start, token.end);
}

async function fittingAfter(before, parse) {
  const trials = [...CANDIDATES.values()].map((word) => `${before}${SPACE}${word}${SPACE}`);
  const messages = await parse(trials);
  return [...CANDIDATES.keys()].filter((_, at) => placeIn(messages[at], `${trials[at]}\x01`) >= trials[at].length);
}
