// The words of what somebody types, the names that it may mean, and what is nearly such a name. As views/search_words.py and
// search_names.py; the names themselves come with the data.
const searchNames = (() => {
const SEARCH = WORDS.search;
const small = new Set(SEARCH.small), general = new Set(SEARCH.general);
const ONE_LETTERS = /(?<![\p{L}\p{N}_])([\p{L}\p{N}_]) ?(?:&|and) ?([\p{L}\p{N}_])(?![\p{L}\p{N}_])/gu;
const tokensIn = (text) => (plain(Array.from(text.slice(0, 2 * SEARCH.longest)).slice(0, SEARCH.longest).join("")).replace(ONE_LETTERS, "$1&$2").match(/[\p{L}\p{N}_]+(?:['&][\p{L}\p{N}_]+)*/gu) ?? []).slice(0, SEARCH.most);

function stemOf(word) {
  const own = word.replace(/'s$/, "");
  if (own.endsWith("ies") && own.length > 4) return `${own.slice(0, -3)}y`;
  return own.endsWith("s") && !/(?:ss|us|is)$/.test(own) && (own.length > 2 || /^\d+$/.test(own.slice(0, -1))) ? own.slice(0, -1) : own;
}

const keyOf = (words) => words.filter((word) => !small.has(word)).map(stemOf).join(" ");
function meaningfulIn(words) {
  const own = words.filter((word) => !small.has(word)), telling = own.filter((word) => !general.has(word));
  return telling.length ? telling : own;
}

// Every name once, with its words, and which names have which key; made when somebody first types.
let namesHeld = null;
function allNames() {
  if (namesHeld) return namesHeld;
  const all = held.names.map(([kindAt, values, reviews, clauses, isLearning, label, also, parts], at) => {
    const kind = SEARCH.kinds[kindAt], facet = FACETS.find(({ id }) => id === kind);
    const name = { at, kind, kindAt, values, reviews, clauses, noun: kindAt === SEARCH.counted[0] || kindAt === SEARCH.counted[1] ? (isLearning ? "learning point" : "recommendation") : "", label: label || facet.values[values[0]].label, keys: values.map((value) => facet.values[value].key) };
    const own = [[name.label, 0], ...(KINDS[kind]?.all[values[0]]?.also ?? []).map((each) => [each, 1]), ...(also ?? []).map((each) => [each, 1]), ...(parts ?? []).map((each) => [each, 2])];
    name.named = own.map(([each, weakness]) => [tokensIn(each), weakness]);
    name.spaced = name.named.map(([words]) => words.map((word) => ` ${word}`).join(""));
    return name;
  });
  const keys = new Map();
  for (const name of all) {
    for (const [words, weakness] of name.named) {
      const key = keyOf(words);
      if (!key) continue;
      if (!keys.has(key)) keys.set(key, new Map());
      keys.get(key).set(name, Math.min(weakness, keys.get(key).get(name) ?? weakness));
    }
  }
  const sorted = new Map([...keys].map(([key, own]) => [key, [...own].sort(([a, x], [b, y]) => !a.reviews - !b.reviews || a.kindAt - b.kindAt || x - y || b.reviews - a.reviews).map(([name]) => name)]));
  return (namesHeld = { all, keys: sorted });
}

// Names with words that begin with all of these: first what begins with them, then what leads to more.
function namesWith(words) {
  const whole = ` ${words.join(" ")}`;
  const ranked = allNames().all.flatMap((name) => {
    const fitting = name.spaced.filter((own) => words.every((word) => own.includes(` ${word}`)));
    return fitting.length ? [[fitting.some((own) => own.startsWith(whole)) ? 0 : 1, name]] : [];
  });
  return ranked.sort(([a, one], [b, other]) => a - b || other.reviews - one.reviews || one.at - other.at).map(([, name]) => name);
}

// How alike two names are, from 0 to 1: the share of their letters that they have in common, in the same order. As nearest.py.
function likeness(text, known) {
  const one = Array.from(text).slice(0, 100), other = Array.from(known).slice(0, 100);
  let row = new Array(other.length + 1).fill(0);
  for (const letter of one) {
    const next = [0];
    for (let at = 0; at < other.length; at += 1) next.push(letter === other[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]));
    row = next;
  }
  return row.at(-1) ? (2 * row.at(-1)) / (one.length + other.length) : 0;
}

function nearestNames(text) {
  const canBeLike = (own) => 2 * Math.min(text.length, own.length - 1) >= WORDS.alike * (text.length + own.length - 1);
  const ranked = allNames().all.map((name) => [Math.max(0, ...name.spaced.filter(canBeLike).map((own) => likeness(text, own.slice(1)))), name]);
  return ranked.filter(([near, name]) => near >= WORDS.alike && name.reviews).sort(([a, one], [b, other]) => b - a || one.at - other.at).slice(0, SEARCH.nearest);
}

// Words each in quotation marks: together in one pair they would claim to be a phrase.
function quotedWords(words) {
  const each = words.map((word) => `“${word}”`);
  return [...(each.length > 1 ? [each.slice(0, -1).join(", ")] : []), ...each.slice(-1)].join(" and ");
}

return { quotedWords, SEARCH, small, general, tokensIn, keyOf, meaningfulIn, allNames, namesWith, nearestNames };
})();
