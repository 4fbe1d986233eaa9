// Suggestions: what words can mean, each reading with how much it leads to, none chosen for anybody. As views/search_parts.py
// and suggestions.py, which a test compares.
const { suggestionsFor, remarksOn } = (() => {
const { quotedWords, SEARCH, small, general, tokensIn, keyOf, meaningfulIn, allNames, namesWith, nearestNames } = searchNames;
const wordMasks = new Map();
function withWord(word) {
  if (!wordMasks.has(word)) {
    if (wordMasks.size > 200) wordMasks.clear();
    wordMasks.set(word, held.reviews.map((review) => hasWords(review, [word])));
  }
  return wordMasks.get(word);
}
const withWords = (words) => {
  const masks = words.split(" ").filter(Boolean).map(withWord);
  return held.reviews.map((_, i) => masks.every((mask) => mask[i]));
};
const sumOf = (mask) => mask.reduce((sum, each) => sum + (each ? 1 : 0), 0);
// What is counted for every letter that is typed is counted once.
function keeping(make) {
  const kept = new Map();
  return (...key) => {
    const name = key.join("\n");
    if (!kept.has(name)) kept.set(name, make(...key));
    return kept.get(name);
  };
}
const askedOf = keeping((agency) => recommendations.filter((clause) => isAskedIn(clause, agency)));
const having = keeping((kind, keys) => {
  const facet = FACETS.find(({ id }) => id === kind), wanted = new Set(keys.map((key) => facet.at.get(key)));
  return held.reviews.map((_, i) => facet.of[i].some((value) => wanted.has(value)));
});

// Whether words are only such as many partnerships have in their names: they mean none of these, and no other name but by its label.
const shared = new Set(SEARCH.shared), isShared = (name, words) => words.every((word) => shared.has(keyOf([word]))) && (name.kind === "partnership" || !words.every((word) => name.spaced[0].includes(` ${word}`)));

// Where the longest name ends that begins with a word, 0 if none does.
function longestName(words, at) {
  const { keys } = allNames();
  if (small.has(words[at])) return 0;
  for (let end = words.length; end > at; end -= 1) if (!small.has(words[end - 1]) && keys.has(keyOf(words.slice(at, end)))) return end;
  return 0;
}

function meaningsOf(words) {
  const all = allNames().keys.get(keyOf(words)), own = meaningfulIn(words), exact = all.slice(0, SEARCH.exact);
  if (SEARCH.among.includes(exact[0].kind)) return exact.map((name) => ({ name }));
  const close = namesWith(own).filter((name) => !exact.includes(name) && name.reviews && !isShared(name, own) && own.every((word) => name.spaced[0].includes(` ${word}`)));
  const extra = new Map(close.map((name) => [name, meaningfulIn(name.named[0][0]).length]));
  close.sort((a, b) => extra.get(a) - extra.get(b) || b.reviews - a.reviews);
  return [...[...exact, ...close.slice(0, SEARCH.close)].map((name) => ({ name })), { words: own.join(" ") }];
}

function knownParts(words) {
  const parts = [];
  let left = [];
  const endLeft = () => { if (left.length) parts.push([{ words: left.join(" ") }]); left = []; };
  for (let at = 0; at < words.length; ) {
    const end = longestName(words, at);
    if (end) {
      endLeft();
      parts.push(meaningsOf(words.slice(at, end)));
    } else if (!small.has(words[at]) && !general.has(words[at])) left.push(words[at]);
    at = end || at + 1;
  }
  endLeft();
  return parts;
}

function firstUnknown(words) {
  for (let at = 0; at < words.length; ) {
    const end = longestName(words, at), word = words[at];
    if (!end && !small.has(word) && !general.has(word) && !withWord(word).includes(true)) return at;
    at = end || at + 1;
  }
  return -1;
}

// The parts of what is typed, and the words that occur nowhere, in whose place stand the names that are nearly the same.
function partsOf(words, tries = SEARCH.mistyped) {
  const at = tries ? firstUnknown(words) : -1;
  if (at < 0) return { parts: knownParts(words), unused: [], replaced: [] };
  let best = { score: 0, length: 0, start: at, end: at + 1, names: [] };
  for (let start = Math.max(0, at - SEARCH.beside); start <= at; start += 1) {
    for (let end = at + 1; end <= Math.min(words.length, at + 1 + SEARCH.beside); end += 1) {
      const near = nearestNames(words.slice(start, end).join(" "));
      if (near.length && (end - start === 1 || near[0][0] >= SEARCH.sure) && (near[0][0] > best.score || (near[0][0] === best.score && end - start > best.length))) best = { score: near[0][0], length: end - start, start, end, names: near.map(([, name]) => name) };
    }
  }
  const before = partsOf(words.slice(0, best.start), tries - 1), after = partsOf(words.slice(best.end), tries - 1);
  const own = best.names.length ? [best.names.map((name) => ({ name }))] : [];
  const text = words.slice(best.start, best.end).join(" ");
  return {
    parts: [...before.parts, ...own, ...after.parts],
    unused: [...before.unused, ...(own.length ? [] : [text]), ...after.unused],
    replaced: [...before.replaced, ...(own.length ? [text] : []), ...after.replaced],
  };
}

const kindOf = ({ name }) => SEARCH.labels[name ? name.kind : "words"];
const textFor = ({ name, words }) => (name ? name.label : quotedWords(words.split(" ")));
const inReviews = (clauses, noun, reviews) => `${counted(clauses, noun)} in ${counted(reviews, "review")}`;

// A name as such, or the reviews with some words.
function alone(option) {
  const { name, words } = option, kind = kindOf(option), text = textFor(option);
  if (!name) {
    const number = sumOf(withWords(words));
    return { kind, text, weight: counted(number, "review"), reviews: number, href: address("reviews", "", { words }) };
  }
  if (!name.reviews) return { kind, text, weight: TEXTS[name.kind === "agency" ? "noneForIt" : "noneOnIt"], reviews: 0, isUnused: true, href: address("find", "", { words: name.label }) };
  const weight = name.noun ? inReviews(name.clauses, name.noun, name.reviews) : counted(name.reviews, "review");
  const hasPage = name.noun || name.kind === "keyword" || name.kind === "partnership";
  return { kind, text, weight, reviews: name.reviews, href: hasPage ? addressOf(name.kind, name.values[0]) : address("reviews", "", name.keys.map((key) => [name.kind, key])) };
}

const kindsAsOne = (kinds) => {
  const listed = [kinds[0], ...kinds.slice(1).map((each) => each[0].toLowerCase() + each.slice(1))];
  return listed.length === 1 ? listed[0] : `${listed.slice(0, -1).join(", ")} and ${listed.at(-1)}`;
};

// What some meanings give together: recommendations if an agency is one of them, else reviews; null if that cannot be asked for.
function countedTogether(options) {
  const filters = new Map();
  for (const { name } of options) {
    if (!name) continue;
    if (!name.reviews) return null;
    if (filters.has(name.kind) && !SEARCH.among.includes(name.kind)) return null;
    filters.set(name.kind, [...(filters.get(name.kind) ?? []), ...name.keys]);
  }
  if (!filters.size) return null;
  const words = options.filter(({ name }) => !name).map((option) => option.words).join(" ");
  const indexOf = (kind) => options.find(({ name }) => name?.kind === kind)?.name.values[0];
  const agency = indexOf("agency"), theme = indexOf("theme");
  const kind = kindsAsOne(options.map(kindOf)), text = options.map(textFor).join("; ");
  if (agency !== undefined) { filters.delete("agency"); filters.delete("theme"); }
  const masks = [...(words ? [withWords(words)] : []), ...[...filters].map(([each, keys]) => having(each, keys))];
  const mask = held.reviews.map((_, i) => masks.every((each) => each[i]));
  const every = [...[...filters].flatMap(([each, keys]) => keys.map((key) => [each, key])), ...(words ? [["words", words]] : [])];
  if (agency === undefined) {
    const number = sumOf(mask);
    return { kind, text, weight: counted(number, "review"), reviews: number, href: address("reviews", "", every) };
  }
  const clauses = askedOf(agency).filter((clause) => mask[clause.review.index] && (theme === undefined || themesOf(clause).includes(theme)));
  const reviews = once(clauses.map((clause) => clause.review)).length, weight = inReviews(clauses.length, "recommendation", reviews);
  if (theme !== undefined && !every.length) return { kind, text, weight, reviews, href: addressOf("agency", agency, { with: held.themes[theme].id }) };
  const cell = `${theme === undefined ? "all" : held.themes[theme].id}~${held.agencies[agency].id}`;
  return { kind, text, weight, reviews, href: address("matrix", "", [...every, ["role", "any"], ["cell", cell]]) };
}

// The ways to read all parts together that lead to something, the likeliest first.
function together(parts) {
  let ways = [[0, []]];
  for (const part of parts) ways = ways.flatMap(([rank, way]) => part.map((option, i) => [rank + i, [...way, option]])).slice(0, SEARCH.shape.tried * SEARCH.shape.tried);
  const some = [];
  for (const [, way] of ways.slice(0, SEARCH.shape.tried).sort(([a], [b]) => a - b)) {
    const reading = countedTogether(way);
    if (reading?.reviews) some.push(reading);
    if (some.length === SEARCH.shape.together) break;
  }
  return some;
}

// The names that have all words, which are then no combination of several names.
const wholeNames = (words) => namesWith(meaningfulIn(words)).filter(({ reviews }) => reviews).slice(0, SEARCH.shape.names).map((name) => alone({ name }));

// The names that what is typed may be the beginning of: all of it, or what comes after other names.
function begun(words, parts) {
  if (parts.length < 2) return namesWith(meaningfulIn(words)).map((name) => alone({ name })).filter(({ reviews }) => reviews).slice(0, SEARCH.shape.names);
  const [last] = parts.at(-1), heads = parts.slice(0, -1).map(([first]) => first);
  if (last.name || last.words.length < SEARCH.shape.least) return [];
  const ends = last.words.split(" ");
  return namesWith(ends).filter((name) => !isShared(name, ends)).slice(0, 2 * SEARCH.shape.names).map((name) => countedTogether([...heads, { name }])).filter((each) => each?.reviews).slice(0, SEARCH.shape.names);
}

let titlesHeld = null;
function titlesWith(words) {
  titlesHeld ??= held.reviews.map((review) => [review, plain(review.title)]).sort(([a], [b]) => byLabel(a.title, b.title));
  const wanted = meaningfulIn(words);
  return titlesHeld.filter(([, title]) => wanted.every((word) => title.includes(word))).slice(0, SEARCH.shape.reviews)
    .map(([review]) => ({ kind: SEARCH.labels.review, text: review.title, weight: "", reviews: 1, href: addressOf("review", review.index) }));
}

function suggestionsFor(text) {
  const words = tokensIn(roleWish(text)?.name ?? text);
  if (words.join("").length < SEARCH.shape.least) return { readings: [], unused: [], replaced: [], isApart: false };
  const { parts, unused, replaced } = partsOf(words), isKnown = !unused.length && !replaced.length;
  let further = isKnown ? begun(words, parts) : [];
  let readings = [], isApart = false;
  if (parts.length > 1) {
    const whole = isKnown ? wholeNames(words) : [], all = whole.length ? [] : together(parts);
    if (whole.length) further = whole;
    isApart = !all.length && !further.length;
    const some = isApart && parts.length > 2 ? parts.map((_, i) => i).reverse().flatMap((out) => together(parts.filter((_, i) => i !== out)).slice(0, 1)) : [];
    readings = [...further, ...all, ...some];
    if (readings.length < SEARCH.shape.few) readings.push(...parts.map(([first]) => alone(first)));
  } else readings = [...parts.flat().filter(({ name }) => name).map(alone), ...further];
  if (isKnown) readings.push(...titlesWith(words));
  const own = meaningfulIn(words).join(" ");
  if (own) readings.push(alone({ words: own }));
  const each = new Map();
  for (const reading of readings) if ((reading.reviews || reading.isUnused) && !each.has(`${reading.kind}\n${reading.text}`)) each.set(`${reading.kind}\n${reading.text}`, reading);
  return { readings: [...each.values()], unused, replaced, isApart };
}

// What is said about words that occur nowhere, and names that nothing has all of.
const remarksOn = ({ unused, replaced, isApart }) => [...replaced.map((words) => TEXTS.replacedWords.replace("{words}", words)), ...unused.map((words) => TEXTS.unusedWords.replace("{words}", words)), ...(isApart ? [TEXTS.noneHasAll] : [])];

return { suggestionsFor, remarksOn };
})();
