// Sentences: what a clause says, which of its words were read as what, and where it stands.

// The text with marks; places are code points, and a letter beyond the first plane is two units of a string.
function marked(text, places) {
  const points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
  const part = (from, to) => (points ? points.slice(from, to).join("") : text.slice(from, to));
  const edges = once([0, ...places.flatMap(([from, to]) => [from, to]), points ? points.length : text.length]).sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const kinds = once(places.filter(([from, to]) => from <= edges[i] && edges[i + 1] <= to).map(([, , kind]) => kind)).sort();
    const words = part(edges[i], edges[i + 1]);
    pieces.push(kinds.length ? el("mark", { class: kinds.join(" ") }, words) : words);
  }
  return pieces;
}

// The places of the words that were read, of all or only of these themes and agencies.
function placesOf(clause, themes, agencies) {
  const read = (list, kind, wanted, where) => list
    .filter(([concept]) => !wanted || wanted.has(concept))
    .flatMap((reading) => reading[where].map(([from, to]) => [from, to, kind]));
  return [
    ...read(clause.themes, "theme", themes, 1),
    ...read(clause.asked, "agency", agencies, 2),
    ...read(clause.concerns, "agency", agencies, 1),
  ];
}

const listOf = (parts) => parts.flatMap((part, i) => (i ? [", ", part] : [part]));
const placeOf = (review, { start, end }) => `${held.made.pages[review.page].file}, characters ${numbers.format(start)} to ${numbers.format(end)}`;

// Who is asked, those together for whom it is known in the same way.
function askedLines(clause) {
  const alike = new Map();
  for (const [agency, basis, , outside] of clause.asked) {
    const how = basis === DEFAULT ? "nobody is named" : outside ? [`${TEXTS[held.bases[basis].id]} `, el("q", {}, outside)] : held.bases[basis].label;
    const key = `${basis} ${outside ?? ""}`;
    if (!alike.has(key)) alike.set(key, { basis, how, agencies: [] });
    alike.get(key).agencies.push(linkTo("agency", agency));
  }
  return [...alike.values()].map(({ basis, how, agencies }) => reading(basis === DEFAULT ? "Taken to be meant: " : "Asked: ", agencies, [" (", how, ")"]));
}

const reading = (name, links, after) => el("li", {}, el("span", { class: "what" }, name), listOf(links), after && el("span", { class: "what" }, after));

function readings(clause) {
  return el("ul", { class: "readings" }, askedLines(clause),
    clause.concerns.length > 0 && reading("Concerns: ", concerned(clause).map((i) => linkTo("agency", i))),
    clause.themes.length > 0 && reading("On: ", themesOf(clause).map((i) => linkTo("theme", i))));
}

function sentence(clause, { themes, agencies, whole = true } = {}) {
  const review = clause.review;
  const by = review.partnerships.map((i) => held.partnerships[i].label).join(", ");
  return el("li", {},
    el("blockquote", {}, "“", marked(clause.text, placesOf(clause, themes, agencies)), "”"),
    whole && el("p", { class: "meta" }, link(addressOf("review", review.index), review.title), review.year !== null && !review.title.startsWith(review.year) && ` · ${review.year}`, by && ` · ${by}`,
      clause.kind === "recommendation" ? "" : ` · ${clause.kind}`),
    readings(clause),
    el("p", { class: "meta" }, placeOf(review, clause)));
}

function sentenceRow(clause) {
  const review = clause.review;
  const labels = (kind, list) => list.map((i) => labelOf(kind, i)).join("; ");
  const of = (name) => once(review.areas.map((i) => held.areas[i][name]).filter(Boolean)).join("; ");
  return [review.id, review.title, review.year, labels("partnership", review.partnerships), of("nation"), of("region"), clause.kind, clause.text,
    labels("agency", clause.asked.map(([i]) => i)), clause.asked.map(([, basis]) => held.bases[basis].id).join("; "), labels("agency", concerned(clause)),
    labels("theme", themesOf(clause)), held.made.pages[review.page].file, clause.start, clause.end, review.link, `${held.made.base}review/${review.id}`];
}

function sentences(clauses, file, marks, others = []) {
  if (!clauses.length) return el("p", { class: "quiet" }, TEXTS.noSentence);
  return el("div", {},
    el("div", { class: "actions" }, csvButton(file, () => [WORDS.sentenceColumns, ...clauses.map(sentenceRow)]), others),
    legend(),
    listed(el("ol", { class: "sentences" }), clauses, (clause) => sentence(clause, marks), "sentence", "sentences"));
}

const legend = () => el("p", { class: "small quiet" }, "Marked: ", el("mark", { class: "agency" }, "words read as an agency"), " ",
  el("mark", { class: "theme" }, "words read as a theme"), ".");
