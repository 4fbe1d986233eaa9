// Recommendations by what they are chosen by, as casegraph/views/recommendation_filters.py chooses them.
const BY = WORDS.recommendationFilters;

const namesIn = (clause, basis) => clause.asked.some(([, each]) => held.bases[each].id === basis);
const isNamed = (clause) => clause.asked.some(([, basis]) => basis !== DEFAULT);
const NAMING_WAYS = {
  named: isNamed,
  text: (clause) => namesIn(clause, "explicit"),
  introduction: (clause) => isNamed(clause) && !namesIn(clause, "explicit"),
  through: (clause) => !isNamed(clause) && clause.via.length > 0,
  nobody: (clause) => !isNamed(clause) && !clause.via.length,
  unnamed: (clause) => !isNamed(clause),
};
const FITS = {
  naming: (clause, value) => Object.hasOwn(NAMING_WAYS, value) && NAMING_WAYS[value](clause),
  on: (clause, value) => themesOf(clause).some((theme) => (value === BY.anySubject ? !held.themes[theme].is_means : held.themes[theme].id === value)),
  action: (clause, value) => clause.actions.includes(value),
  strength: (clause, value) => (clause.strength ?? []).includes(value),
};

function recommendationsOf(params) {
  const tests = Object.keys(BY.filters).flatMap((name) => params.getAll(name).map((value) => (clause) => FITS[name](clause, value)));
  return chosen(filtersOf(params)).reviews.flatMap((review) => review.recommendations.filter((clause) => !clause.remark && tests.every((fits) => fits(clause))));
}

// What recommendations are chosen by: the filter, its value, and both in words.
function recommendationChoices(params) {
  const labels = { ...BY.values, on: { [BY.anySubject]: BY.values.on[BY.anySubject], ...Object.fromEntries(held.themes.map((theme) => [theme.id, theme.label])) }, action: WORDS.actions };
  const own = Object.entries(BY.filters).flatMap(([name, label]) => once(params.getAll(name)).map((value) => [name, value, `${label}: ${labels[name][value] ?? value}`]));
  return [...own, ...choices(params)];
}

function recommendationsView(root, heading) {
  const results = document.createElement("div");
  root.append(heading(WORDS.labels.recommendations), results);
  return (params) => {
    const clauses = recommendationsOf(params), by = recommendationChoices(params);
    const themes = params.getAll("on").map((id) => held.themes.findIndex((theme) => theme.id === id)).filter((i) => i >= 0).flatMap((i) => [...beneath("theme", i)]);
    const list = sentences(clauses, ["recommendations", ...by.map(([, value]) => value)].join("-").replaceAll(/[^\w-]+/g, "-").slice(0, 80), { params, about: { themes: new Set(themes), sought: wordsIn(params.get("words") ?? "") } });
    const clear = { text: "Clear all", href: changed(Object.fromEntries(by.map(([name]) => [name, null]))) };
    renew(results, wired(made("recommendations_page", {
      filters: { chosen: by.map(([name, value, text]) => ({ text, href: changed({ [name]: params.getAll(name).filter((each) => each !== value) }) })), onward: by.length > 1 ? [clear] : [] },
      state: `${counted(clauses.length, "recommendation")} in ${counted(new Set(clauses.map((clause) => clause.review)).size, "review")}`,
      sentences: list.value,
    }), list.does));
    return by.map(([, , text]) => text);
  };
}
