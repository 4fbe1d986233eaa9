// The words of a query, each with its kind and its place, as casegraph/store/tokens.py has them.
const TOKEN = new RegExp([
  String.raw`(?<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'''(?:'{0,2}(?:[^'\\]|\\.))*'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')`,
  String.raw`(?<iri><[^<>"{}|^\u0060\\\x00-\x20]*>)`,
  String.raw`(?<variable>[?$][\p{L}\p{N}_]+)`,
  String.raw`(?<blank>_:[\p{L}\p{N}_.-]+)`,
  String.raw`(?<name>(?:\p{L}[\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:-]|\.(?=[\p{L}\p{N}_:.-])|%[0-9A-Fa-f]{2}|\\[^\s])*)`,
  String.raw`(?<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)`,
  String.raw`(?<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)`,
  String.raw`(?<word>[\p{L}_][\p{L}\p{N}_-]*)`,
  String.raw`(?<sign>&&|\|\||\^\^|!=|<=|>=|.)`,
].join("|"), "suy");
const BETWEEN = /(?:[ \t\r\n]|#[^\r\n]*)*/y;

function tokensOf(text) {
  const tokens = [];
  for (let at = 0; ;) {
    BETWEEN.lastIndex = at;
    BETWEEN.test(text);
    TOKEN.lastIndex = BETWEEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) return tokens;
    const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    at = TOKEN.lastIndex;
    tokens.push({ kind, text: match[0], start: match.index, end: at, upper: kind === "word" ? match[0].toUpperCase() : "" });
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
