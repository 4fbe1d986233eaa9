// Terms of an answer as people read them: labels instead of IRIs, numbers as numbers, links to where things have pages.
const numbers = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 4 });
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long"].map((name) => XSD + name));
const LINKED = Object.fromEntries(Object.entries(held.linked).map(([kind, ids]) => [kind, new Set(ids)]));
const PREFIXES = Object.entries(held.prefixes).sort((one, other) => other[1].length - one[1].length);
const LONG = 60, MIDDLE = 20; // letters from which a column is wide, or not narrow

const counted = (number, one, many = `${one}s`) => `${numbers.format(number)} ${number === 1 ? one : many}`;

// The explorer's address of what an IRI names; a part of a review leads to the review. Empty for what has no page there.
function explorerAddress(iri) {
  if (!iri.startsWith(held.base)) return "";
  const [kind, ...rest] = iri.slice(held.base.length).split("/");
  const whole = rest.join("/");
  if (LINKED[kind]?.has(whole)) return `explorer.html#/${kind}/${encodeURIComponent(whole)}`;
  return LINKED.review.has(rest[0]) ? `explorer.html#/review/${encodeURIComponent(rest[0])}` : "";
}

function shortName(iri) {
  const [prefix, start] = PREFIXES.find(([, each]) => iri.startsWith(each) && iri !== each) ?? [];
  return prefix === undefined ? iri : `${prefix}:${iri.slice(start.length)}`;
}

const describing = (iri) => `#query=${encodeURIComponent(`DESCRIBE <${iri}>`)}`;

// A term as text, with where it leads, if anywhere, and whether it is a number.
function cellOf(term, column, labels) {
  if (!term) return { text: "" };
  if (term.type === "uri") {
    const text = labels.get(term.value) ?? shortName(term.value), explorer = explorerAddress(term.value);
    if (explorer) return { text, address: explorer, hint: term.value };
    if (term.value.startsWith(held.base)) return { text, address: describing(term.value), hint: `${term.value}: describe it here` };
    return { text, address: /^https?:\/\//i.test(term.value) ? term.value : "", hint: term.value };
  }
  if (term.type === "literal" && NUMBERS.has(term.datatype)) {
    const value = Number(term.value), isYear = /year$/i.test(column);
    return { text: Number.isFinite(value) && !isYear ? numbers.format(value) : term.value, isNumber: true };
  }
  return { text: term.type === "bnode" ? `_:${term.value}` : term.value };
}

// The labels of the graph's own things in some rows, by IRI.
async function labelsOf(rows, columns) {
  const own = new Set(rows.flatMap((row) => columns.map((name) => row[name])).filter((term) => term?.type === "uri" && term.value.startsWith(held.base)).map((term) => term.value));
  if (!own.size) return new Map();
  const values = [...own].map((iri) => `<${iri}>`).join(" ");
  const query = `SELECT ?s (MIN(?l) AS ?label) { VALUES ?s { ${values} } ?s rdfs:label|skos:prefLabel ?l } GROUP BY ?s`;
  const { result } = await engine.do("query", { text: PROLOGUE + query, isGraph: false });
  return new Map(JSON.parse(result.json).results.bindings.map((row) => [row.s.value, row.label.value]));
}

// An element with its properties and what is in it.
function element(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

function widthOf(cells) {
  const longest = Math.max(...cells.map(({ text }) => text.length));
  return longest > LONG ? "long" : longest > MIDDLE ? "middle" : "";
}

function cellElement(cell, width) {
  const made = element("td", { className: cell.isNumber ? "number" : width });
  if (!cell.address) made.append(cell.text);
  else made.append(element("a", { href: cell.address, title: cell.hint, ...(cell.address.startsWith("http") ? { rel: "noreferrer" } : {}) }, cell.text));
  return made;
}
