// Nearest in meaning: the recommendations that come nearest to some words, by these words and by themes. As views/meaning.py.
const MEANING = WORDS.meaning;
const unsaying = new Set(MEANING.unsaying);
const termsIn = (text) => once((plain(text).match(/[\p{L}\p{N}_]+(?:'[\p{L}\p{N}_]+)*/gu) ?? []).filter((word) => word.length > 1 && !unsaying.has(word))
  .map((word) => Array.from(word).slice(0, MEANING.letters).join("")));
const rootOfSquares = (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;

let senses = null;
function sensesOf() {
  const having = new Map(), size = recommendations.length, often = new Array(held.themes.length).fill(0);
  recommendations.forEach((clause, i) => {
    for (const term of termsIn(clause.text)) having.set(term, [...(having.get(term) ?? []), i]);
    for (const theme of once(ownThemes(clause))) often[theme] += 1;
  });
  const weight = (term) => Math.log((size + 1) / ((having.get(term)?.length ?? 0) + 1));
  const weights = often.map((number) => Math.log((size + 1) / (number + 1)));
  return {
    having, weight, weights,
    usual: often.map((number) => number / Math.max(size, 1)),
    length: recommendations.map((clause) => rootOfSquares(termsIn(clause.text).map(weight))),
    span: recommendations.map((clause) => rootOfSquares(once(ownThemes(clause)).map((theme) => weights[theme]))),
  };
}

function nearestInMeaning(query) {
  const { having, weight, weights, usual, length, span } = (senses ??= sensesOf());
  const terms = termsIn(query.slice(0, MEANING.longest)), shared = new Array(recommendations.length).fill(0);
  let sense = usual.map(() => 0);
  for (const term of terms) {
    const own = having.get(term) ?? [], counts = usual.map((share) => MEANING.prior * share);
    for (const i of own) {
      shared[i] += weight(term) ** 2;
      for (const theme of once(ownThemes(recommendations[i]))) counts[theme] += 1;
    }
    if (own.length) sense = sense.map((sum, theme) => sum + weight(term) * Math.max(counts[theme] / (own.length + MEANING.prior) - usual[theme], 0));
  }
  sense = sense.map((sum, theme) => sum * weights[theme]);
  const whole = Math.sqrt(sense.reduce((sum, value) => sum + value * value, 0)), squares = rootOfSquares(terms.map(weight));
  const near = recommendations.map((clause, i) => {
    const byThemes = whole ? once(ownThemes(clause)).reduce((sum, theme) => sum + sense[theme] * weights[theme], 0) / (whole * span[i]) : 0;
    return [Math.round(((shared[i] / (squares * length[i]) + byThemes / 2) / 1.5) * 1e6), clause];
  });
  return near.filter(([score]) => score >= MEANING.least * 1e6).sort((a, b) => b[0] - a[0]).slice(0, MEANING.most).map(([, clause]) => clause);
}
