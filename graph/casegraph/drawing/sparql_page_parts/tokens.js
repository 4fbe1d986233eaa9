// The words of a query, each with its kind and its place, as casegraph/store/tokens.py has them.
const KINDS = Object.entries({
  iri: /<[^<>"{}|^`\\\x00-\x20]*>/uy,
  variable: /[?$][\p{L}\p{N}_]+/uy,
  blank: /_:[\p{L}\p{N}_.-]+/uy,
  language: /@[A-Za-z]+(?:-[A-Za-z0-9]+)*/uy,
  number: /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/uy,
  word: /[\p{L}_][\p{L}\p{N}_-]*/uy,
  sign: /&&|\|\||\^\^|!=|<=|>=|./suy,
});
const PREFIX = /\p{L}[\p{L}\p{N}_.-]*/uy;
const LOCAL = /:(?:[\p{L}\p{N}_:-]|\.(?=[\p{L}\p{N}_:.-])|%[0-9A-Fa-f]{2}|\\\S)*/uy; // behind a prefix
const BETWEEN = /(?:[ \t\r\n]|#[^\r\n]*(?:[\r\n]|$))*/uy; // white space and comments

// Where a string that begins here ends, 0 if it is not closed.
function endOfString(text, start) {
  const isLong = text.startsWith(text[start].repeat(3), start), quote = text[start].repeat(isLong ? 3 : 1);
  for (let at = start + quote.length; at < text.length; at += text[at] === "\\" ? 2 : 1) {
    if (text.startsWith(quote, at)) return at + quote.length;
    if (!isLong && (text[at] === "\n" || text[at] === "\r")) return 0;
  }
  return 0;
}

// Where an expression ends that fits here, *start* if it does not.
function endOf(expression, text, start) {
  expression.lastIndex = start;
  return expression.test(text) ? expression.lastIndex : start;
}

function tokenAt(text, start) {
  const token = (kind, end) => ({ kind, text: text.slice(start, end), start, end, upper: kind === "word" ? text.slice(start, end).toUpperCase() : "" });
  const string = text[start] === "'" || text[start] === '"' ? endOfString(text, start) : 0;
  if (string) return token("string", string);
  const prefix = endOf(PREFIX, text, start), name = endOf(LOCAL, text, prefix);
  if (name > prefix) return token("name", name);
  for (const [kind, expression] of KINDS) {
    const end = endOf(expression, text, start);
    if (end > start) return token(kind, end);
  }
  return null;
}

function tokensOf(text) {
  const tokens = [];
  for (let at = 0; ;) {
    const token = tokenAt(text, endOf(BETWEEN, text, at));
    if (!token) return tokens;
    tokens.push(token);
    at = token.end;
  }
}

// The keyword that says what a query asks for, after its prologue.
function formOf(tokens) {
  let at = 0;
  while (at < tokens.length && ["BASE", "PREFIX", "VERSION"].includes(tokens[at].upper)) at += tokens[at].upper === "PREFIX" ? 3 : 2;
  return tokens[at] ?? null;
}

const lineOf = (text, position) => {
  const lines = text.slice(0, position).split(/\r\n|\r|\n/);
  return { line: lines.length, column: lines.at(-1).length + 1 };
};
