// Overview: what there is, where to begin.
const TOP = 10;

function tally(things, valuesOf) {
  const counts = new Map();
  for (const thing of things) for (const value of once(valuesOf(thing))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const topBars = (kind, counted) => [bars(counted.slice(0, TOP).map(([i, number]) => [number, labelOf(kind, i), addressOf(kind, i)])),
  counted.length > 0 && el("p", { class: "actions" }, namesCsv(`${kind}-counts`, [[kind, counted]]), counted.length > TOP && link("#/find", `All ${numbers.format(counted.length)}`))];

function overview(root, heading) {
  const agencies = tally(recommendations, (clause) => asked(clause, true));
  const themes = tally(recommendations, themesOf);
  const keywords = tally(held.reviews, (review) => review.keywords);
  const years = tally(held.reviews, (review) => [review.year ?? "Not stated"]).sort((a, b) => byLabel(String(a[0]), String(b[0])));
  const meant = held.agencies.findIndex((agency) => agency.id === "safeguarding-partnership");
  const nobody = recommendations.filter((clause) => !asked(clause, true).length).length;
  const count = (number, what, to) => el("li", {}, link(to, el("b", {}, numbers.format(number)), el("span", {}, WORDS.counted[what][number === 1 ? 0 : 1])));
  const begin = WORDS.begin.map((id) => [agencies.find(([i]) => held.agencies[i].id === id), id])
    .filter(([found]) => found).slice(0, 4);
  root.append(
    heading(TITLE),
    el("p", {}, TEXTS.lead),
    copyOf("notice"),
    el("ul", { class: "counts" },
      count(held.reviews.length, "reviews", "#/reviews"),
      count(recommendations.length, "recommendations", "#/matrix?named=no"),
      count(learning.length, "learning", "#/reviews"),
      count(agencies.length, "agencies", "#/matrix"),
      count(held.themes.length, "themes", "#/matrix"),
      count(held.partnerships.length, "partnerships", "#/find")),
    el("div", { class: "columns" },
      el("section", { "aria-labelledby": "begin" }, el("h2", { id: "begin" }, TEXTS.begin),
        el("ul", { class: "asks" },
          begin.map(([[i, number]]) => el("li", {}, link(addressOf("agency", i), `${labelOf("agency", i)}: what is it asked to do?`, el("b", {}, numbers.format(number))))),
          el("li", {}, link("#/matrix", TEXTS.whichAgencies)),
          el("li", {}, link("#/reviews", TEXTS.whichReviews)))),
      el("section", { "aria-labelledby": "read" }, el("h2", { id: "read" }, TEXTS.read), copyOf("how"))),
    el("div", { class: "columns" },
      el("section", { "aria-labelledby": "top-agencies" }, el("h2", { id: "top-agencies" }, TEXTS.topAgencies),
        el("p", { class: "small quiet" }, `Recommendations that name an agency. ${said(nobody, "recommendation names", "recommendations name")} nobody and ${nobody === 1 ? "is" : "are"} left out here. `, meant >= 0 && nobody > 0 && link(addressOf("agency", meant, { part: "meant" }), TEXTS.whoNobody)), topBars("agency", agencies)),
      el("section", { "aria-labelledby": "top-themes" }, el("h2", { id: "top-themes" }, TEXTS.topThemes),
        el("p", { class: "small quiet" }, TEXTS.topThemesHint), topBars("theme", themes)),
      el("section", { "aria-labelledby": "top-keywords" }, el("h2", { id: "top-keywords" }, TEXTS.topKeywords),
        el("p", { class: "small quiet" }, TEXTS.topKeywordsHint), topBars("keyword", keywords)),
      years.length > 1 ? el("section", { "aria-labelledby": "by-year" }, el("h2", { id: "by-year" }, TEXTS.byYear),
        bars(years.map(([year, number]) => [number, String(year), address("reviews", "", { year })]))) : null));
}
