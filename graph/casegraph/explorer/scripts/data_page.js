// Data and method: what the words mean, how well it reads, and everything to take away.
function dataView(root, heading) {
  const described = (kind, title, keep = () => true) => {
    const listed = KINDS[kind].all.map((each, i) => ({ ...linkTo(kind, i), definition: each.definition, each })).filter(({ each }) => keep(each)).sort((a, b) => byLabel(a.text, b.text));
    return { title: `${title} (${numbers.format(listed.length)})`, rows: listed };
  };
  const clauses = (file, listed) => saving(file, () => [WORDS.sentenceColumns, ...listed.map(sentenceRow)]);
  const page = {
    profile: held.profile,
    actions: [button("recommendations", `${WORDS.labels.recommendations} (CSV)`), ...(held.profile.has_learning ? [button("learning", "Learning points (CSV)")] : []), button("reviews", `${WORDS.labels.reviews} (CSV)`), button("all", "Everything (JSON)")],
    bases: held.bases.map((basis) => ({ text: basis.label, number: held.made.counts.addressings?.[basis.id] ?? 0, href: "" })).filter((bar) => bar.number || !held.nouns),
    theme_bases: held.made.counts.theme_readings?.learned ? Object.values(held.made.counts.theme_readings).map((number, basis) => ({ text: WORDS.themeBases[basis], number, href: "" })).filter((bar) => bar.number) : [],
    definitions: [described("agency", "Agencies"), ...held.groups.map((group, g) => described("theme", `Themes: ${group.label}`, (theme) => theme.group === g))],
  };
  root.append(heading("Data and method"), wired(made("data_page", page), {
    recommendations: clauses("casegraph-recommendations", recommendations),
    learning: clauses("casegraph-learning-points", learning),
    reviews: saving("casegraph-reviews", () => [WORDS.reviewColumns, ...held.reviews.map(reviewRow)]),
    all: () => save("casegraph.json", "application/json", document.getElementById("data").textContent),
  }), document.getElementById("method-text").content.cloneNode(true));
}
