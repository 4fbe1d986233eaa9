// The data of the page, with what is worked out from it once: clauses, indexes, the values that reviews are chosen by.
const held = JSON.parse(document.getElementById("data").textContent);

const WORDS = held.words;
const TEXTS = WORDS.texts;
const KINDS = {
  agency: { one: "Agency", many: "Agencies", all: held.agencies, shape: "square" },
  theme: { one: "Theme", many: "Themes", all: held.themes, shape: "dot" },
  review: { one: WORDS.labels.review, many: WORDS.labels.reviews, all: held.reviews, shape: "diamond" },
  partnership: { one: "Safeguarding partnership", many: "Safeguarding partnerships", all: held.partnerships, shape: "hexagon" },
  keyword: { one: "Keyword", many: "Keywords", all: held.keywords, shape: "triangle" },
};
const DEFAULT = held.bases.findIndex((basis) => basis.id === "default");
const numbers = new Intl.NumberFormat("en-GB");
const byLabel = new Intl.Collator("en-GB", { numeric: true }).compare;

// A collection can call its recommendations and its documents by another name.
const NOUNS = held.nouns ?? {};
function counted(number, one, many = one + "s") {
  const [single, several] = Object.hasOwn(NOUNS, one) ? NOUNS[one] : [one, many];
  return `${numbers.format(number)} ${number === 1 ? single : several}`;
}
const labelOf = (kind, i) => (kind === "review" ? held.reviews[i].title : KINDS[kind].all[i].label);
const once = (values) => [...new Set(values)];
const shortTitle = (review) => review.title.replace(/^\d{4}\s*[–-]\s*(?!\d{3,5}[A-Z]?(?:\s|$))/, "");

// Each agency and theme with those above it: a clause counts for all of them, so that a number for health is one for all its services.
const lineOf = (all, i) => (i === null ? [] : [i, ...lineOf(all, all[i].broader)]);
const LINES = Object.fromEntries(["agency", "theme"].map((kind) => [kind, KINDS[kind].all.map((_, i) => lineOf(KINDS[kind].all, i))]));
const withBroader = (kind, readings) => once(readings.flatMap(([i]) => LINES[kind][i]));
// The agencies or themes whose words show that a clause is about one: of a statutory partner those of the group as well.
const GROUP = held.agencies.findIndex((agency) => agency.id === "statutory-partners");
const actingFor = (kind, i) => {
  const all = beneath(kind, i);
  return kind === "agency" && GROUP >= 0 && [...all].some((each) => held.agencies[each].partner_in.length) ? all.add(GROUP) : all;
};
const beneath = (kind, i) => new Set(LINES[kind].flatMap((line, j) => (line.includes(i) ? [j] : [])));

// The agencies that a clause is addressed to; *named* leaves out the agencies that are only taken to be meant.
const addressedTo = (clause, named) => (clause[named ? "allNamed" : "allAsked"] ??= withBroader("agency", clause.asked.filter(([, basis]) => !named || basis !== DEFAULT)));
// Those of some recommendations that name no agency; then how many do, how many do not, and how many of these ask others to act.
const unnamedIn = (clauses) => clauses.filter((clause) => !addressedTo(clause, true).length);
function namingOf(clauses) {
  const unnamed = unnamedIn(clauses), via = unnamed.filter((clause) => clause.via.length).length;
  const both = WORDS.naming.replace("{named}", numbers.format(clauses.length - unnamed.length)).replace("{unnamed}", numbers.format(unnamed.length));
  return both + (via ? WORDS.namingVia[via === 1 ? 0 : 1].replace("{via}", numbers.format(via)) : "");
}
// A number of recommendations with how many name an agency, unless all of them do. As Naming.beside.
const withNaming = (number, clauses) => (unnamedIn(clauses).length ? `${number}: ${namingOf(clauses)}` : number);
const concerned = (clause) => withBroader("agency", [...clause.via, ...clause.concerns]);
// The numbers of the agencies whose business a clause is in a way; all of it is counted where the file was made.
const agenciesIn = (clause, way) => clause.ways.flatMap(([agency, each]) => (each === way ? [agency] : []));
const isAskedIn = (clause, i) => clause.ways.some(([agency, way]) => agency === i && held.ways[way] !== "mentioned");
const themesOf = (clause) => (clause.allThemes ??= withBroader("theme", clause.themes)); // worked out once: every filter counts thousands
// What a clause itself was read as.
const ownAgencies = (clause) => once(clause.concerns.map(([agency]) => agency));
const ownThemes = (clause) => clause.themes.map(([theme]) => theme);

// What a clause has none of is left out of the data, and where it ends: places are in code points, as Python counts.
const endOf = (clause) => clause.start + [...clause.text].length;
const NOTHING_READ = { asked: [], via: [], owner: null, concerns: [], actions: [], ways: [], remark: false };
const learning = [], recommendations = [], remarks = [];
held.reviews.forEach((review, index) => {
  review.index = index;
  review.learning.forEach((clause, at) => {
    Object.assign(clause, NOTHING_READ, { review, number: at + 1, kind: "learning point", end: endOf(clause) });
    learning.push(clause);
  });
  review.recommendations.forEach((clause, at) => {
    Object.assign(clause, { ...NOTHING_READ, ...clause, review, number: at + 1, kind: clause.remark ? "remark" : "recommendation", end: endOf(clause) });
    (clause.remark ? remarks : recommendations).push(clause);
  });
});
const clausesOf = (review) => [...review.learning, ...review.recommendations];

// Facets: what reviews are chosen by. Each has values with a key for addresses, and every review a list of their numbers.
// One whose values are all things of a kind comes without them.
const FACETS = held.facets.map(({ id, label, values: own, of }) => {
  const values = own?.map(([key, text]) => ({ key, label: text })) ?? KINDS[id].all.map((thing) => ({ key: thing.id, label: thing.label }));
  return { id, label, of, values, at: new Map(values.map(({ key }, i) => [key, i])) };
});

// Words are looked for without regard to capitals, accents and kinds of apostrophe.
function plain(text) {
  const low = text.toLowerCase().replace(/[‘’]/g, "'");
  return /[\u00c0-\u024f]/.test(low) ? low.normalize("NFKD").replace(/\p{M}/gu, "") : low;
}
const wordsIn = (query) => plain(query).split(/\s+/).filter(Boolean);
const texts = new Map();
function hasWords(thing, words) {
  if (!words.length) return true;
  let text = texts.get(thing);
  if (text === undefined) {
    const parts = thing.text !== undefined ? [thing.text] : [thing.title, ...thing.partnerships.map((i) => labelOf("partnership", i)), ...thing.keywords.map((i) => labelOf("keyword", i)), ...thing.narrative, ...clausesOf(thing).map((clause) => clause.text)];
    texts.set(thing, (text = plain(parts.join("\n"))));
  }
  return words.every((word) => text.includes(word));
}

// The ends of a range of years, and the years themselves in their order.
const RANGE = Object.entries(WORDS.range);
const YEARS = FACETS[0].values.map(({ key, label }) => ({ id: key, label, short: key })).sort((a, b) => byLabel(a.id, b.id));
const yearIndex = new Map(YEARS.map(({ id }, i) => [id, i]));
const yearsOf = (clause) => [yearIndex.get(clause.review.year === null ? "Not stated" : String(clause.review.year))];
function yearOf(filters, end) {
  const text = filters.get(end) ?? "";
  return /^[0-9]{4}$/.test(text) ? Number(text) : null;
}
const isBetween = (year, first, last) => (first === null && last === null) || (year !== null && (first === null || first <= year) && (last === null || year <= last));

// The reviews that fit all facets (any value of one is enough), and how many each further value would give.
function chosen(filters) {
  const wanted = FACETS.map((facet) => new Set(filters.getAll(facet.id).map((key) => facet.at.get(key) ?? -1))); // no review has what does not exist
  const words = wordsIn(filters.get("words") ?? "");
  const [first, last] = RANGE.map(([end]) => yearOf(filters, end));
  const counts = FACETS.map((facet) => new Int32Array(facet.values.length));
  const reviews = [];
  for (const review of held.reviews) {
    let failing = -1, fails = 0;
    for (let f = 0; f < FACETS.length && fails < 2; f += 1) {
      if (wanted[f].size && !FACETS[f].of[review.index].some((value) => wanted[f].has(value))) { failing = f; fails += 1; }
    }
    if (fails > 1 || !isBetween(review.year, first, last) || !hasWords(review, words)) continue;
    if (!fails) reviews.push(review);
    for (let f = 0; f < FACETS.length; f += 1) {
      if (!fails || f === failing) for (const value of FACETS[f].of[review.index]) counts[f][value] += 1;
    }
  }
  return { reviews, counts, wanted };
}
