// Oxigraph for JavaScript reads 3 - 2 - 1 as 3 - (2 - 1), up to 0.5.11 at least, and so gives wrong numbers without a word.
// So queries reach it with brackets: (3 - 2) - 1. docs/decisions/0061 has more.
const PRODUCTS = ["*", "/"], SUMS = ["+", "-"], ARITHMETIC = [...PRODUCTS, ...SUMS];
const CLOSING = { "(": ")", "{": "}", "[": "]" };
const NO_CALL = ["VALUES", "A", "TRUE", "FALSE", "UNDEF"]; // words before a bracket that has no expression in it

// The same query with brackets around what has to be computed first.
function bracketed(text, tokens) {
  const before = new Map(), after = new Map();
  const put = (places, at, sign) => places.set(at, (places.get(at) ?? "") + sign);
  const enclose = ([first], [, last]) => { put(before, first.start, "("); put(after, last.end, ")"); };

  // Operands and operators of one level, from left to right: brackets around each two that are computed before a third.
  function chain(operands, operators, signs) {
    const joined = [operands[0]];
    let count = 0;
    operators.forEach((operator, at) => {
      const next = operands[at + 1];
      if (!signs.includes(operator)) {
        joined.push(next);
        count = 0;
        return;
      }
      if (count) enclose(joined.at(-1), joined.at(-1));
      joined[joined.length - 1] = [joined.at(-1)[0], next[1]];
      count += 1;
    });
    return joined;
  }

  // A part of an expression without commas and comparisons: what stands between signs of arithmetic is an operand.
  function compute(part) {
    const operands = [], operators = [];
    for (const token of part) {
      const isOperator = ARITHMETIC.includes(token.text) && token.kind === "sign" && operands.length > operators.length;
      if (isOperator) operators.push(token.text);
      else if (operands.length > operators.length) operands[operands.length - 1][1] = token.last;
      else operands.push([token, token.last]);
    }
    if (operators.length < 2 || operands.length !== operators.length + 1) return;
    const terms = chain(operands, operators, PRODUCTS);
    chain(terms, operators.filter((operator) => SUMS.includes(operator)), SUMS);
  }

  // Goes over what a bracket has in it; a bracket inside is one token there, with its *last*. Returns where it ends.
  function go(at, closing, isExpression) {
    let part = [], isHead = false; // the head of a query: SELECT …, GROUP BY …, ORDER BY …
    const finish = () => { if (isExpression) compute(part); part = []; };
    for (; at < tokens.length && tokens[at].text !== closing; at += 1) {
      const token = tokens[at], [former, earlier] = [tokens[at - 1], tokens[at - 2]];
      let last = token;
      if (["SELECT", "BY", "HAVING"].includes(token.upper)) isHead = true;
      else if (["WHERE", "FROM", "LIMIT", "OFFSET", "VALUES"].includes(token.upper) || token.text === "{") isHead = false;
      if (CLOSING[token.text]) {
        const isCall = former?.kind === "word" ? !NO_CALL.includes(former.upper) : ["name", "iri"].includes(former?.kind) && earlier?.upper === "FILTER";
        at = go(at + 1, CLOSING[token.text], token.text === "(" && (isExpression || isHead || isCall));
        last = tokens[at] ?? tokens.at(-1);
      }
      const separates = token.kind === "sign" && !CLOSING[token.text] && ![...ARITHMETIC, "!", "^^"].includes(token.text);
      if (separates || ["AS", "IN", "NOT", "DISTINCT"].includes(token.upper)) finish();
      else part.push(Object.assign(token, { last }));
    }
    finish();
    return at;
  }

  go(0, "", false);
  if (!before.size) return text;
  let written = "", end = 0;
  for (const place of [...new Set([...before.keys(), ...after.keys()])].sort((one, other) => one - other)) {
    written += text.slice(end, place) + (after.get(place) ?? "") + (before.get(place) ?? "");
    end = place;
  }
  return written + text.slice(end);
}
