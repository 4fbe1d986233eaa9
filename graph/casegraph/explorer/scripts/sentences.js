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

// The places of the words that were read, of all or only of these themes and agencies; and of words that somebody looks for.
function placesOf(clause, { themes, agencies, sought = [] }) {
  const read = (list, kind, wanted, where) => list
    .filter(([concept]) => !wanted || wanted.has(concept))
    .flatMap((reading) => reading[where].map(([from, to]) => [from, to, kind]));
  return [
    ...read(clause.themes.filter((theme) => !isLikely(theme)), "theme", themes, 1),
    ...read(clause.themes.filter(isLikely), "whole", themes, 1),
    ...read(clause.asked, "agency", agencies, 2),
    ...read([...clause.via, ...clause.concerns], "agency", agencies, 1),
    ...read(clause.owner ? [clause.owner] : [], "owner", agencies, 1),
    ...placesOfWords(clause.text, sought),
  ];
}

// Where plain words stand in a text, whatever capitals, accents and apostrophes it has. As views/highlights.py.
function placesOfWords(text, sought) {
  if (!sought.length) return [];
  const at = [], letters = Array.from(text).flatMap((letter, place) => Array.from(plain(letter)).map((each) => { at.push(place); return each; }));
  const places = [];
  for (const word of sought.map((each) => Array.from(each))) {
    for (let start = 0; start + word.length <= letters.length;) {
      if (word.every((letter, i) => letters[start + i] === letter)) {
        places.push([at[start], at[start + word.length - 1] + 1, "sought"]);
        start += word.length;
      } else start += 1;
    }
  }
  return places;
}

// What is highlighted unless all is chosen: nothing, or what the page is about.
const NOTHING = { themes: new Set(), agencies: new Set() };
const isAllMarked = (params) => params.get("marks") === "all";
const marksOf = (params, about = NOTHING) => (isAllMarked(params) ? {} : { ...NOTHING, ...about });
const marksLink = (params) => ({ text: WORDS.marks[isAllMarked(params) ? "all" : ""], href: changed({ marks: isAllMarked(params) ? null : "all" }) });

// A clause in one line: its kind if it is no recommendation, who it is for and how, themes, and what is to be done.
const firstOf = (names, shown = WORDS.first) => names.slice(0, shown).join(", ") + (names.length > shown ? ` and ${numbers.format(names.length - shown)} more` : "");
const namesOf = (kind, list) => list.map((i) => labelOf(kind, i));
const upperFirst = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const strengthOf = (clause) => (clause.strength ?? []).map((each) => WORDS.strengths[each]).join(", ");
const namedIn = (clause, basis) => clause.asked.filter((each) => held.bases[each[1]].id === basis).map(([agency]) => agency);

function brief(clause, withKind) {
  const agencies = [];
  if (clause.kind === "recommendation") {
    const known = { named: namedIn(clause, "explicit"), introduced: namedIn(clause, "lead-in"), via: once(clause.via.map(([agency]) => agency)), owner: clause.owner ? [clause.owner[0]] : [] };
    if (!known.named.length && !known.introduced.length) agencies.push(upperFirst(WORDS.addressing.unnamed));
    for (const [way, list] of Object.entries(known)) if (list.length) agencies.push(`${firstOf(namesOf("agency", list))} (${WORDS.addressing[way]})`);
  }
  const kind = clause.kind === "remark" || (withKind && clause.kind === "learning point") ? upperFirst(clause.kind) : "", actions = clause.actions.map((id) => WORDS.actions[id] ?? id);
  return [kind, ...agencies, firstOf(namesOf("theme", ownThemes(clause))), firstOf(actions, 1), strengthOf(clause), clause.corrected?.length ? "corrected by a person" : ""].filter(Boolean).join(" · ");
}

const iriOfClause = (clause) => `${held.made.base}${WORDS.clauseFolders[clause.kind]}/${clause.review.id}/${clause.number}`;
const reportLink = (review) => (/^https?:\/\//i.test(review.link ?? "") ? { text: upperFirst((review.report ?? "report").toLowerCase()), href: review.link } : null);
const pageLink = (review) => { const { address } = held.made.pages[review.page]; return address ? { text: `Page with the ${held.profile.words.text}`, href: address } : null; };

// The ways in which a clause is addressed, in words. As views/addressing_ways.py.
function addressingWays(clause) {
  if (clause.kind !== "recommendation") return [];
  const ids = [...clause.asked.filter(([, basis]) => basis !== DEFAULT), ...clause.via].map(([agency]) => held.agencies[agency].id);
  const has = {
    named: namedIn(clause, "explicit").length, introduced: namedIn(clause, "lead-in").length, statutory: ids.includes("statutory-partners"),
    via: clause.via.length, unnamed: !clause.asked.some(([, basis]) => basis !== DEFAULT), owner: clause.owner,
  };
  return Object.entries(WORDS.addressing).filter(([way]) => has[way]).map(([, words]) => words);
}

// The order that a list is in. As views/list_orders.py: those that it does not tell apart stay as they are.
const AFTER_ALL = "\uffff", STRENGTHS_IN_ORDER = ["deadline", "measure", "", "soft"];
const firmness = (clause) => Math.min(...(clause.strength?.length ? clause.strength : [""]).map((each) => STRENGTHS_IN_ORDER.indexOf(each)));
function firstAgency(clause) {
  const named = [...namedIn(clause, "explicit"), ...namedIn(clause, "lead-in")], first = [...named, ...clause.via.map(([agency]) => agency), ...(clause.owner ? [clause.owner[0]] : [])][0];
  return [named.length ? 0 : 1, first === undefined ? null : labelOf("agency", first)];
}
const byLabelLast = (one, other) => (one === null || other === null ? (one === null) - (other === null) : byLabel(one, other));
const COMPARED = {
  newest: [(clause) => clause.review.year ?? 0, (one, other) => other - one],
  agency: [firstAgency, (one, other) => one[0] - other[0] || byLabelLast(one[1], other[1])],
  theme: [(clause) => (clause.themes.length ? labelOf("theme", clause.themes[0][0]) : null), byLabelLast],
  strength: [firmness, (one, other) => one - other],
};
function inOrder(clauses, order) {
  const [keyOfClause, compare] = COMPARED[order] ?? [];
  if (!compare) return clauses;
  return clauses.map((clause) => [keyOfClause(clause), clause]).sort((one, other) => compare(one[0], other[0])).map(([, clause]) => clause);
}
const ordersOf = (clauses, params) => (clauses.length < 2 ? [] : WORDS.orders.filter(([name]) => !WORDS.ofRecommendations.includes(name) || clauses.some((clause) => clause.kind !== "learning point")).map(([name, text]) => ({ name: name || "review", text, href: changed({ sort: name || null }), is_chosen: name === (COMPARED[params.get("sort")] ? params.get("sort") : "") })));

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

function sentence(clause, marks = NOTHING, whole = true, withKind = false) {
  const review = clause.review;
  return {
    pieces: marked(clause.text, placesOf(clause, marks)),
    brief: brief(clause, withKind),
    review: whole ? linkTo("review", review.index) : null,
    year: review.year !== null && !review.title.startsWith(review.year) ? review.year : "",
    by: review.partnerships.map((i) => held.partnerships[i].label).join(", "),
    addressees: addressees(clause),
    via: linksTo("agency", once(clause.via.map(([agency]) => agency))),
    owner: clause.owner ? { link: linkTo("agency", clause.owner[0]), quote: wordsAt(clause.text, clause.owner[1]), percent: percent(clause.owner[2]) } : null,
    concerned: linksTo("agency", ownAgencies(clause)),
    actions: clause.actions.map((id) => WORDS.actions[id] ?? id),
    strength: strengthOf(clause),
    themes: linksTo("theme", clause.themes.filter((theme) => !isLikely(theme) && !introduction(theme)).map(([theme]) => theme)),
    likely: clause.themes.filter(isLikely).map(([theme, , , probability]) => ({ link: linkTo("theme", theme), percent: percent(probability) })),
    introduced: introduced(clause),
    corrected: clause.corrected ?? [],
    given: clause.given ?? "",
    place: placeOf(review, clause),
    report: reportLink(review),
    page: pageLink(review),
    iri: iriOfClause(clause),
    citation: citation(review, clause),
  };
}

function sentenceRow(clause) {
  const review = clause.review;
  const labels = (kind, list) => list.map((i) => labelOf(kind, i)).join("; ");
  const of = (name) => once(review.areas.map((i) => held.areas[i][name]).filter(Boolean)).join("; ");
  return [review.id, review.title, review.year, labels("partnership", review.partnerships), of("nation"), of("region"), clause.kind, clause.text,
    labels("agency", clause.asked.map(([i]) => i)), clause.asked.map(([, basis]) => held.bases[basis].id).join("; "), labels("agency", ownAgencies(clause)),
    labels("theme", ownThemes(clause)), clause.themes.map(([, , basis]) => WORDS.themeBases[basis ?? 0]).join("; "), clause.themes.map(([, , , probability]) => probability ?? "").join("; "), held.made.pages[review.page].file, clause.start, clause.end, review.link, `${held.made.base}review/${review.id}`,
    labels("agency", clause.via.map(([i]) => i)), labels("agency", clause.owner ? [clause.owner[0]] : []), clause.owner?.[2] ?? "", clause.actions.join("; "), (clause.corrected ?? []).join(" "), clause.given ?? "",
    review.ages, review.ageGroups.map((i) => held.ageGroups[i]).join("; "), held.outcomes[review.outcome].label, review.certainty, review.what, labels("keyword", review.keywords),
    addressingWays(clause).join("; "), (clause.strength ?? []).join("; "), iriOfClause(clause)];
}

// A list of sentences for its fragment, in the order of the address, and what its buttons do. *about* is what is highlighted,
// *file* the name of the table. A list that has an order of its own is not put into another.
function sentences(listed, file, { params = state().params, about = NOTHING, actions = [], isOrdered = false, withKinds = false } = {}) {
  const clauses = isOrdered ? listed : inOrder(listed, params.get("sort")), marks = marksOf(params, about);
  const { shown, more, grow } = listOf(clauses, (clause) => sentence(clause, marks, true, withKinds), "sentence", "sentence", "sentences");
  return {
    value: { shown, empty: TEXTS.noSentence, actions: clauses.length ? [SAVE, ...actions] : [], has_likely: hasLikely(clauses), has_owner: hasOwner(clauses),
      orders: isOrdered ? [] : ordersOf(clauses, params), marks: marksLink(params), is_all_marked: isAllMarked(params), more, pager: null },
    does: { save: saving(file, () => [WORDS.sentenceColumns, ...clauses.map(sentenceRow)]), more: grow },
  };
}
