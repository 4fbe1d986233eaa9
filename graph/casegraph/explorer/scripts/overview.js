// Overview: what was found, what there is, where to begin.
const TOP = 10;

function tally(things, valuesOf) {
  const counts = new Map();
  for (const thing of things) for (const value of once(valuesOf(thing))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const countedBars = (kind, tallied) => barsOf(tallied.map(([i, number]) => ({ number, ...linkTo(kind, i) })));
const topOf = (kind, tallied, all = tallied.length) => ({
  chart: countedBars(kind, tallied.slice(0, TOP)),
  actions: tallied.length ? [button(`save-${kind}`, SAVE.text), ...(all > TOP ? [leading("#/find", `All ${numbers.format(all)}`)] : [])] : [],
});

function overview(root, heading) {
  const agencies = tally(recommendations, (clause) => addressedTo(clause, true));
  const keywords = tally(held.reviews, (review) => review.keywords);
  const count = (number, what, href) => ({ number, text: WORDS.counted[what][number === 1 ? 0 : 1].replace("{all}", numbers.format(held.agencies.length)).replace("{subjects}", numbers.format(held.themes.filter((theme) => !theme.is_means).length)), href });
  const first = held.profile.first_agencies.flatMap((id) => agencies.filter(([i]) => held.agencies[i].id === id)).slice(0, 4);
  const saves = Object.entries({ agency: agencies, keyword: keywords }).map(([kind, tallied]) => [`save-${kind}`, saving(`${kind}-counts`, () => namesRows([[kind, tallied]]))]);
  root.append(heading(TITLE), wired(made("overview", {
    profile: held.profile,
    counts: [
      count(held.reviews.length, "reviews", "#/reviews"),
      count(recommendations.length, "recommendations", "#/recommendations"),
      count(learning.length, "learning", "#/reviews"),
      count(agencies.length, "agencies", "#/matrix"),
      count(held.themes.length, held.profile.has_learning ? "themes" : "themes alone", "#/matrix"),
      count(held.partnerships.length, "partnerships", "#/find"),
    ].filter(({ number }) => number || !held.nouns),
    begin: countedBars("agency", first).rows,
    matrix: "#/matrix",
    reviews: "#/reviews",
    central: "#/network?see=central",
    similar: "#/similar",
    naming: namingOf(recommendations),
    unnamed: unnamedIn(recommendations).length ? unnamedAddress() : "",
    agencies: topOf("agency", agencies),
    keywords: topOf("keyword", keywords),
    findings: held.findings.map(findingCard),
    replies: "",
  }), { ...Object.fromEntries(saves), ...findingActions() }));
}
