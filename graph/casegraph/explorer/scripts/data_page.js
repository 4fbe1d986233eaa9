// Data and method: what the words mean, how well it reads, and everything to take away.
function dataView(root, heading) {
  const definitions = (things) => el("dl", { class: "defs" }, things.map(([label, text]) => [el("dt", {}, label), el("dd", {}, text || "–")]));
  const folded = (title, content) => el("details", {}, el("summary", {}, title), content);
  const byName = (kind, keep = () => true) => KINDS[kind].all.map((each, i) => [each, i]).filter(([each]) => keep(each)).sort((a, b) => byLabel(a[0].label, b[0].label)).map(([each, i]) => [linkTo(kind, i), each.definition]);
  root.append(heading("Data and method"),
    el("h2", {}, "Take it with you"),
    el("p", {}, "Made from this file when you click. CSV opens in Excel; JSON holds all that this file knows. ", TEXTS.sendIt),
    el("div", { class: "actions" },
      csvButton("casegraph-recommendations", () => [WORDS.sentenceColumns, ...recommendations.map(sentenceRow)], "Recommendations (CSV)"),
      csvButton("casegraph-learning-points", () => [WORDS.sentenceColumns, ...learning.map(sentenceRow)], "Learning points (CSV)"),
      csvButton("casegraph-reviews", () => [WORDS.reviewColumns, ...held.reviews.map(reviewRow)], "Reviews (CSV)"),
      el("button", { type: "button", onclick: () => save("casegraph.json", "application/json", document.getElementById("data").textContent) }, "Everything (JSON)")),
    el("p", { class: "small quiet" }, "For Gephi, Protégé or a triple store take casegraph.graphml, casegraph.gexf and casegraph.ttl, which a build writes beside this file."),
    el("h2", {}, "What the words mean"),
    el("p", {}, el("strong", {}, "How it is known who is asked: "), held.bases.map((basis, i) => `${i ? "; " : ""}${basis.label} (${numbers.format(held.made.counts.addressings?.[basis.id] ?? 0)} times)`), "."),
    copyOf("how"),
    folded(`Agencies (${numbers.format(held.agencies.length)})`, definitions(byName("agency"))),
    ...held.groups.map((group, g) => folded(`Themes: ${group.label} (${numbers.format(held.themes.filter((theme) => theme.group === g).length)})`, definitions(byName("theme", (theme) => theme.group === g)))),
    el("h2", {}, "Accessibility"),
    el("p", {}, TEXTS.accessibility),
    copyOf("method-text"));
}
