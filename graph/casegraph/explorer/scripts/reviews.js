// Reviews: chosen by facets that count what they would give, and by words.
function narrative(review) {
  return review.narrative.length ? el("details", {}, el("summary", {}, TEXTS.happened), review.narrative.map((text) => el("p", {}, text))) : null;
}

function card(review) {
  const by = review.partnerships.map((i) => linkTo("partnership", i));
  const asks = review.recommendations.filter((clause) => !clause.remark).length;
  return el("li", { class: "card" },
    el("h2", {}, link(addressOf("review", review.index), review.title)),
    el("p", { class: "meta" }, listOf(by), by.length ? " · " : "", `${review.happened} · ${said(asks, "recommendation")}, ${said(review.learning.length, "learning point")}`),
    review.keywords.length ? tags("keyword", review.keywords) : null,
    narrative(review));
}

function reviewRow(review) {
  const labels = (kind, list) => list.map((i) => labelOf(kind, i)).join("; ");
  return [review.id, review.title, review.year, labels("partnership", review.partnerships), review.areas.map((i) => held.areas[i].label).join("; "),
    held.outcomes[review.outcome].label, review.suicide ? "yes" : "no", review.date, review.ages, labels("keyword", review.keywords),
    review.learning.length, review.recommendations.filter((clause) => !clause.remark).length, review.link, `${held.made.base}review/${review.id}`];
}

function reviewList(reviews, file) {
  if (!reviews.length) return el("p", { class: "notice" }, TEXTS.noReview);
  return el("div", {},
    el("div", { class: "actions" }, csvButton(file, () => [WORDS.reviewColumns, ...reviews.map(reviewRow)])),
    listed(el("ol", { class: "sentences" }), reviews, card, "review", "reviews"));
}

function reviewsView(root, heading) {
  const filters = el("div"), status = el("p", { class: "state" }), results = el("div"), onward = el("p");
  const words = el("input", { type: "search", id: "words", autocomplete: "off", spellcheck: "false" });
  let waiting = 0, typed = null;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const { view, params } = state();
      if (view !== "reviews") return; // somebody has gone on
      typed = words.value.trim();
      go(changed({ words: typed || null }), { quietly: params.has("words") });
    }, 150);
  });
  const boxes = FACETS.map(facetBox);
  const open = matchMedia("(min-width: 56rem)").matches;
  const form = el("form", { "aria-label": "Choose reviews" },
    el("label", { for: "words" }, el("b", {}, "Words in the abstract")), el("div", {}, words),
    el("details", { class: "facet choose", open }, el("summary", {}, "Choose by …"), boxes.map((box) => box.element)));
  form.addEventListener("submit", (event) => event.preventDefault());
  root.append(heading("Reviews"), filters, el("div", { class: "facets" }, form, el("div", {}, status, onward, results)));
  return (params) => {
    const found = chosen(filtersOf(params));
    const wanted = params.get("words") ?? "";
    if (wanted !== typed) words.value = wanted; // from elsewhere, such as the way back
    typed = null;
    boxes.forEach((box, f) => box.update(found.counts[f], found.wanted[f], params));
    filters.replaceChildren(activeFilters(params));
    status.textContent = `${said(found.reviews.length, "review")} of ${numbers.format(held.reviews.length)}`;
    onward.replaceChildren(found.reviews.length ? link(address("matrix", "", filtersOf(params)), TEXTS.whoInThese) : "");
    results.replaceChildren(reviewList(found.reviews, "reviews"));
    return wordsOf(params);
  };
}

function activeFilters(params) {
  const list = filterChips(params);
  list.querySelectorAll("li > a[href^='#/reviews']:not([aria-label])").forEach((each) => each.textContent.startsWith("Choose") && each.parentElement.remove());
  return list.children.length ? list : "";
}

// From one year to another: two lists, either of which can be left at any year.
function yearRange() {
  const years = YEARS.map(({ id }) => id).filter((id) => /^[0-9]{4}$/.test(id));
  const fields = RANGE.map(([end, label]) => {
    const field = select(label, end, [["", "Any year"], ...years.map((year) => [year, year])], "", (year) => go(changed({ [end]: year || null })));
    return [end, field];
  });
  return {
    element: el("div", { class: "switches range" }, fields.map(([, field]) => field)),
    update(params) {
      for (const [end, field] of fields) field.querySelector("select").value = years.includes(params.get(end)) ? params.get(end) : "";
      return fields.some(([end]) => yearOf(params, end) !== null);
    },
  };
}

function facetBox(facet) {
  const fieldset = el("fieldset", {}, el("legend", { class: "vh" }, facet.label));
  const range = facet.id === "year" && facet.values.length > 1 ? yearRange() : null;
  if (range) fieldset.append(range.element);
  const order = facet.values.map((_, i) => i);
  const items = [];
  const item = (i) => {
    if (items[i]) return items[i];
    const box = el("input", { type: "checkbox" }), n = el("span", { class: "n" });
    box.addEventListener("change", () => {
      const { params } = state();
      const keys = params.getAll(facet.id).filter((key) => key !== facet.values[i].key);
      go(changed({ [facet.id]: box.checked ? [...keys, facet.values[i].key] : keys }));
    });
    items[i] = { box, n, element: el("label", {}, box, el("span", {}, facet.values[i].label), n) };
    return items[i];
  };
  let filled = false, latest = null;
  const element = el("details", { class: "facet" }, el("summary", {}, facet.label), fieldset);
  const fill = () => {
    if (!latest) return;
    const [counts, wanted] = latest;
    if (!filled) {
      const sorted = ["year", "age", "outcome"].includes(facet.id) ? order : [...order].sort((a, b) => counts[b] - counts[a] || byLabel(facet.values[a].label, facet.values[b].label));
      fieldset.append(...sorted.map((i) => item(i).element));
      filled = true;
    }
    for (const i of order) {
      const { box, n, element: label } = item(i);
      box.checked = wanted.has(i);
      n.textContent = numbers.format(counts[i]);
      label.hidden = !counts[i] && !wanted.has(i);
    }
  };
  element.addEventListener("toggle", () => element.open && fill());
  return {
    element,
    update(counts, wanted, params) {
      latest = [counts, wanted];
      const isRange = range?.update(params) ?? false;
      if (wanted.size || isRange) element.open = true;
      element.hidden = !wanted.size && !isRange && (facet.values.length < 2 || !counts.some((count) => count));
      if (element.open) fill();
    },
  };
}
