// Reviews: chosen by facets that count what they would give, and by words.
function card(review) {
  const asks = review.recommendations.filter((clause) => !clause.remark).length;
  return {
    link: linkTo("review", review.index),
    partnerships: linksTo("partnership", review.partnerships),
    happened: review.happened,
    counts: [held.profile.no_requests && !asks ? `${counted(0, "recommendation").slice(2)} not known` : counted(asks, "recommendation"), ...(review.learning.length || !held.nouns ? [counted(review.learning.length, "learning point")] : [])].join(", "),
    keywords: linksTo("keyword", review.keywords),
    narrative: review.narrative,
  };
}

function reviewRow(review) {
  const labels = (kind, list) => list.map((i) => labelOf(kind, i)).join("; ");
  return [review.id, review.title, review.year, labels("partnership", review.partnerships), review.areas.map((i) => held.areas[i].label).join("; "),
    held.outcomes[review.outcome].label, review.suicide ? "yes" : "no", review.date, review.ages, labels("keyword", review.keywords),
    review.learning.length, review.recommendations.filter((clause) => !clause.remark).length, review.link, `${held.made.base}review/${review.id}`, review.certainty, review.what, review.corrected.join(" ")];
}

// A list of reviews for its fragment, and what its buttons do.
function reviewList(reviews, file) {
  const { shown, more, grow } = listOf(reviews, card, "card", "review", "reviews");
  return { value: { shown, actions: reviews.length ? [SAVE] : [], more, pager: null }, does: { save: saving(file, () => [WORDS.reviewColumns, ...reviews.map(reviewRow)]), more: grow } };
}

// The buttons of a list of reviews and of the table of what was learnt in them.
function wiredReviews(root, { list, learnt }) {
  for (const [part, does] of [["learnt", learnt.does], ["reviews", list.does]]) {
    const holder = root.querySelector(`[data-part="${part}"]`);
    if (holder) wired(holder, does);
  }
}

function reviewsView(root, heading) {
  let waiting = 0, typed = null;
  const page = (params) => {
    const choice = chosen(filtersOf(params)), learnt = learntTable(choice.reviews, filtersOf(params)), list = reviewList(choice.reviews, fileName("reviews", ...filterNames(params))), filters = chipsOf(params, false);
    return {
      choice, list, learnt,
      value: {
        profile: held.profile,
        address: "",
        hidden: [],
        filters: filters.chosen.length ? filters : null,
        words: params.get("words") ?? "",
        facets: FACETS.map((facet) => facetOf(facet, params)),
        is_open: matchMedia("(min-width: 56rem)").matches,
        state: `${counted(choice.reviews.length, "review")} of ${numbers.format(held.reviews.length)}`,
        matrix: address("matrix", "", filtersOf(params)),
        learnt: held.profile.has_learning ? learnt.value : null,
        reviews: list.value,
      },
    };
  };
  let first = page(state().params);
  root.append(heading(KINDS.review.many), made("reviews_page", first.value));
  wiredReviews(root, first);
  const form = root.querySelector("form"), words = form.querySelector("#words");
  const boxes = FACETS.map((facet) => facetBox(facet, form.querySelector(`[data-facet="${facet.id}"]`)));
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const { view, params } = state();
      if (view !== "reviews") return; // somebody has gone on
      typed = words.value.trim();
      go(changed({ words: typed || null }), { quietly: params.has("words") });
    }, 150);
  });
  acting(form, ({ name, type, value, checked }) => {
    if (type === "search") return;
    const others = type === "checkbox" ? state().params.getAll(name).filter((key) => key !== value) : [];
    go(changed({ [name]: type !== "checkbox" || checked ? [...others, ...(value ? [value] : [])] : others }));
  });
  return (params) => {
    const shown = first ?? page(params), { value, choice } = shown;
    if (value.words !== typed) words.value = value.words; // from elsewhere, such as the way back
    typed = null;
    if (!first) {
      renew(main.querySelector('[data-part="found"]'), made("chosen_reviews", value), 80); // first, as it measures what is on the page
      renewed(main, { filters: value.filters ? made("chips", value.filters) : "" });
      wiredReviews(main, shown);
    }
    boxes.forEach((box, f) => box(choice.counts[f], choice.wanted[f], params));
    first = null;
    return wordsOf(params);
  };
}

// From one year to another: two lists, either of which can be left at any year.
const RANGE_YEARS = YEARS.map(({ id }) => id).filter((id) => /^[0-9]{4}$/.test(id));
const rangeEnd = (params, end) => (RANGE_YEARS.includes(params.get(end)) ? params.get(end) : "");
const yearRange = (params) => RANGE.map(([end, label]) => select(end, label, [["", "Any year"], ...RANGE_YEARS.map((year) => [year, year])], rangeEnd(params, end)));

const facetOf = ({ id, label, values }, params) => ({ id, label, is_open: false, range: id === "year" && values.length > 1 ? yearRange(params) : [], values: [] });

// Keeps a facet up to date. Its values are put in when it is first opened; later only what changes of them is changed.
function facetBox(facet, element) {
  const fieldset = element.querySelector("fieldset"), fields = element.querySelectorAll("select");
  let order = null, boxes = null, latest = null;
  const fill = () => {
    if (!latest) return;
    const [counts, wanted] = latest;
    if (!boxes) {
      order = facet.values.map((_, i) => i);
      if (!WORDS.inOrder.includes(facet.id)) order.sort((a, b) => (WORDS.unranked.includes(facet.id) ? 0 : counts[b] - counts[a]) || byLabel(facet.values[a].label, facet.values[b].label));
      fieldset.append(madeAll("choice", order.map((i) => ({ facet: facet.id, ...facet.values[i], number: 0, is_chosen: false, is_hidden: false }))));
      boxes = fieldset.querySelectorAll("input");
    }
    order.forEach((i, at) => {
      const box = boxes[at];
      box.checked = wanted.has(i);
      const number = box.parentElement.lastElementChild.firstChild, text = numbers.format(counts[i]);
      if (number.data !== text) number.data = text;
      box.parentElement.hidden = !counts[i] && !wanted.has(i);
    });
  };
  element.addEventListener("toggle", () => element.open && fill());
  return (counts, wanted, params) => {
    latest = [counts, wanted];
    for (const field of fields) field.value = rangeEnd(params, field.name);
    const isRange = fields.length > 0 && RANGE.some(([end]) => yearOf(params, end) !== null);
    if (wanted.size || isRange) element.open = true;
    element.hidden = !wanted.size && !isRange && (facet.values.length < 2 || held.profile.facets_left_out?.includes(facet.id) || !counts.some((count) => count));
    if (element.open) fill();
  };
}
