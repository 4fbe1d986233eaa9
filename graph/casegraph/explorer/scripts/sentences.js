// Sentences: what a clause says, which of its words were read as what, and where it stands.

// The text in pieces; places are code points, and a letter beyond the first plane is two units of a string.
function marked(text, places) {
  const points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
  const part = (from, to) => (points ? points.slice(from, to).join("") : text.slice(from, to));
  const edges = once([0, ...places.flatMap(([from, to]) => [from, to]), points ? points.length : text.length]).sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const kinds = once(places.filter(([from, to]) => from <= edges[i] && edges[i + 1] <= to).map(([, , kind]) => kind)).sort();
    pieces.push({ text: part(edges[i], edges[i + 1]), kinds: kinds.join(" ") });
  }
  return pieces;
}

// The words at these places in a text.
function wordsAt(text, places) {
  const points = Array.from(text);
  return places.map(([from, to]) => points.slice(from, to).join("")).join(" … ");
}

// The places of the words that were read, of all or only of these themes and agencies.
function placesOf(clause, themes, agencies) {
  const read = (list, kind, wanted, where) => list
    .filter(([concept]) => !wanted || wanted.has(concept))
    .flatMap((reading) => reading[where].map(([from, to]) => [from, to, kind]));
  return [
    ...read(clause.themes.filter((theme) => !isLikely(theme)), "theme", themes, 1),
    ...read(clause.themes.filter(isLikely), "whole", themes, 1),
    ...read(clause.asked, "agency", agencies, 2),
    ...read([...clause.via, ...clause.concerns], "agency", agencies, 1),
    ...read(clause.owner ? [clause.owner] : [], "owner", agencies, 1),
  ];
}

const placeOf = (review, { start, end }) => `${held.made.pages[review.page].file}, characters ${numbers.format(start)} to ${numbers.format(end)}`;

// The agencies that a clause is addressed to, grouped by how this is known, the surest first.
function addressees(clause) {
  const alike = new Map();
  for (const [agency, basis, , outside] of clause.asked) {
    const key = `${basis} ${outside ?? ""}`;
    if (!alike.has(key)) alike.set(key, { agencies: [], is_assumed: basis === DEFAULT, basis: outside ? TEXTS[held.bases[basis].id] : held.bases[basis].label, quote: outside ?? "" });
    alike.get(key).agencies.push(linkTo("agency", agency));
  }
  return [...alike].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

// Themes that were read from the whole sentence; a theme without a basis was read from a listed wording.
const isLikely = ([, , basis]) => basis === 1;
const percent = (probability) => (probability === null ? "" : `${Math.round(100 * probability)}%`);
const hasOwner = (clauses) => clauses.some((clause) => clause.owner);
const hasLikely = (clauses) => clauses.some((clause) => clause.themes.some(isLikely));

// The words before a clause that a theme was read from, and such themes, those together that have the same words.
const introduction = ([, , , , words]) => words ?? "";
const introduced = (clause) => once(clause.themes.map(introduction).filter(Boolean)).sort()
  .map((quote) => ({ themes: linksTo("theme", clause.themes.filter((theme) => introduction(theme) === quote).map(([theme]) => theme)), quote }));

function sentence(clause, { themes, agencies, whole = true } = {}) {
  const review = clause.review;
  return {
    pieces: marked(clause.text, placesOf(clause, themes, agencies)),
    review: whole ? linkTo("review", review.index) : null,
    year: review.year !== null && !review.title.startsWith(review.year) ? review.year : "",
    by: review.partnerships.map((i) => held.partnerships[i].label).join(", "),
    kind: clause.kind === "recommendation" ? "" : clause.kind,
    addressees: addressees(clause),
    via: linksTo("agency", once(clause.via.map(([agency]) => agency))),
    owner: clause.owner ? { link: linkTo("agency", clause.owner[0]), quote: wordsAt(clause.text, clause.owner[1]), percent: percent(clause.owner[2]) } : null,
    concerned: linksTo("agency", ownAgencies(clause)),
    actions: clause.actions.map((id) => WORDS.actions[id] ?? id),
    themes: linksTo("theme", clause.themes.filter((theme) => !isLikely(theme) && !introduction(theme)).map(([theme]) => theme)),
    likely: clause.themes.filter(isLikely).map(([theme, , , probability]) => ({ link: linkTo("theme", theme), percent: percent(probability) })),
    introduced: introduced(clause),
    corrected: clause.corrected ?? [],
    given: clause.given ?? "",
    place: placeOf(review, clause),
    citation: citation(review, clause),
  };
}

function sentenceRow(clause) {
  const review = clause.review;
  const labels = (kind, list) => list.map((i) => labelOf(kind, i)).join("; ");
  const of = (name) => once(review.areas.map((i) => held.areas[i][name]).filter(Boolean)).join("; ");
  return [review.id, review.title, review.year, labels("partnership", review.partnerships), of("nation"), of("region"), clause.kind, clause.text,
    labels("agency", clause.asked.map(([i]) => i)), clause.asked.map(([, basis]) => held.bases[basis].id).join("; "), labels("agency", ownAgencies(clause)),
    labels("theme", ownThemes(clause)), clause.themes.map(([, , basis]) => WORDS.themeBases[basis ?? 0]).join("; "), clause.themes.map(([, , , probability]) => probability ?? "").join("; "), held.made.pages[review.page].file, clause.start, clause.start + [...clause.text].length, review.link, `${held.made.base}review/${review.id}`,
    labels("agency", clause.via.map(([i]) => i)), labels("agency", clause.owner ? [clause.owner[0]] : []), clause.owner?.[2] ?? "", clause.actions.join("; "), (clause.corrected ?? []).join(" "), clause.given ?? ""];
}

// A list of sentences for its fragment, and what its buttons do.
function sentences(clauses, file, marks, actions = []) {
  const { shown, more, grow } = listOf(clauses, (clause) => sentence(clause, marks), "sentence", "sentence", "sentences");
  return {
    value: { shown, empty: TEXTS.noSentence, actions: clauses.length ? [SAVE, ...actions] : [], has_likely: hasLikely(clauses), has_owner: hasOwner(clauses), more, pager: null },
    does: { save: saving(file, () => [WORDS.sentenceColumns, ...clauses.map(sentenceRow)]), more: grow },
  };
}
