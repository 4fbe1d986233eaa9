// What was learnt in some reviews, by theme, beside what was recommended; and the sentences behind each number. As views/learnt.py.
const themesFor = new Map(); // of a clause, worked out once
function themesAbove(clause) {
  let themes = themesFor.get(clause);
  if (!themes) themesFor.set(clause, (themes = themesOf(clause)));
  return themes;
}
const sentencesOf = (review, kind) => (kind === "learning" ? review.learning : review.recommendations.filter(isAsk));

// For each theme, and for all (-1), how many sentences of a kind there are and in how many reviews.
function talliesOf(reviews, kind) {
  const sentencesOn = new Int32Array(held.themes.length + 1), reviewsOn = new Int32Array(held.themes.length + 1), lastReview = new Int32Array(held.themes.length + 1).fill(-1);
  const note = (at, review) => {
    sentencesOn[at] += 1;
    if (lastReview[at] !== review) { lastReview[at] = review; reviewsOn[at] += 1; }
  };
  for (const review of reviews) {
    for (const clause of kind === "learning" ? review.learning : review.recommendations) {
      if (clause.remark) continue;
      note(0, review.index);
      for (const theme of themesAbove(clause)) note(theme + 1, review.index);
    }
  }
  return (theme) => ({ number: sentencesOn[theme + 1], reviews: reviewsOn[theme + 1] });
}

function learntIn(reviews) {
  const learningOn = talliesOf(reviews, "learning"), asksOn = talliesOf(reviews, "recommendations");
  const themes = held.themes.map((_, i) => i).filter((i) => learningOn(i).number || asksOn(i).number)
    .sort((a, b) => learningOn(b).number - learningOn(a).number || asksOn(b).number - asksOn(a).number || byLabel(labelOf("theme", a), labelOf("theme", b)));
  return { learningOn, asksOn, subjects: themes.filter((i) => !held.themes[i].is_means), means: themes.filter((i) => held.themes[i].is_means) };
}

// The table for its fragment, null if these reviews say nothing, and what its buttons do; *filters* choose these reviews.
function learntTable(reviews, filters) {
  const { learningOn, asksOn, subjects, means } = learntIn(reviews);
  if (!learningOn(-1).number && !asksOn(-1).number) return { value: null, does: {} };
  const cell = ({ number, reviews }, kind, on) => ({ number, href: number ? address("sentences", "", [...filters, ["kind", kind], ["on", on]]) : "", reviews: number ? `in ${counted(reviews, "review")}` : "" });
  const cells = (i, on) => ({ learning: cell(learningOn(i), "learning", on), recommendations: cell(asksOn(i), "recommendations", on) });
  const row = (i) => ({ ...linkTo("theme", i), ...cells(i, held.themes[i].id) });
  const rest = subjects.slice(WORDS.learntFirst), number = (text, list) => text.replace("{number}", numbers.format(list.length));
  const line = (id, label, kind, i) => [id, label, kind, learningOn(i).number, learningOn(i).reviews, asksOn(i).number, asksOn(i).reviews];
  const rows = () => [["theme", "label", "kind", "learning points", "reviews with these", "recommendations", "reviews with those"], line("", WORDS.learnt.all, "", -1),
    ...[["subject", subjects], ["way of acting", means]].flatMap(([kind, list]) => list.map((i) => line(held.themes[i].id, labelOf("theme", i), kind, i)))];
  return {
    value: {
      caption: `${WORDS.learnt.title}, in ${counted(reviews.length, "review")}`,
      all: { text: WORDS.learnt.all, href: "", ...cells(-1, "") },
      first: subjects.slice(0, WORDS.learntFirst).map(row),
      rest: rest.map(row), more: number(WORDS.learnt.more, rest),
      means: means.map(row), means_title: number(WORDS.learnt.means, means),
      actions: [SAVE],
    },
    does: { save: saving(fileName("learnt", ...filterNames(filters)), rows) },
  };
}

// The recommendations or learning points of the reviews that are chosen, on one theme or on all.
function sentencesView(root, heading) {
  const page = (params) => {
    const filters = filtersOf(params), { reviews } = chosen(filters), theme = params.get("on") ?? "";
    const kind = params.get("kind") === "learning" ? "learning" : "recommendations", at = held.themes.findIndex((each) => each.id === theme);
    const all = Object.fromEntries(Object.keys(WORDS.sentencesTitles).map((each) => [each, reviews.flatMap((review) => sentencesOf(review, each))]));
    const own = theme ? all[kind].filter((clause) => themesAbove(clause).includes(at)) : all[kind];
    const themes = tally(all[kind], themesAbove), title = WORDS.sentencesTitles[kind] + (at < 0 ? "" : ` on ${labelOf("theme", at)}`);
    const chips = chipsOf(params, false), words = wordsIn(filters.get("words") ?? "");
    const list = sentences(own, fileName(kind === "learning" ? "learning-points" : kind, ...(at < 0 ? [] : [theme]), ...filterNames(filters)), { params, about: { themes: at < 0 ? new Set() : beneath("theme", at), sought: words } });
    return {
      title, list,
      value: {
        address: "", hidden: [],
        switches: [
          select("kind", "Show", Object.entries(all).map(([each, clauses]) => [each, `${WORDS.sentencesTitles[each]} (${numbers.format(clauses.length)})`]), kind),
          select("on", "On the theme", [["", "Any theme"], ...themes.map(([i, number]) => [held.themes[i].id, `${labelOf("theme", i)} (${numbers.format(number)})`])], theme),
        ],
        filters: chips.chosen.length ? chips : null,
        back: { text: `Back to ${counted(reviews.length, "review")}`, href: address("reviews", "", filters) },
        state: (kind === "learning" ? (number) => number : withNaming)(`${counted(own.length, kind === "learning" ? "learning point" : "recommendation")} in ${counted(new Set(own.map((clause) => clause.review)).size, "review")}`, own),
        sentences: list.value,
      },
    };
  };
  let shown = page(state().params);
  root.append(heading(shown.title), made("sentences_page", shown.value));
  const [title, form, holder] = ["h1", '[data-part="switches"]', '[data-part="sentences"]'].map((part) => root.querySelector(part));
  acting(form, ({ name, value }) => go(changed({ [name]: value || null })));
  wired(holder, shown.list.does);
  return (params) => {
    const { title: now, value, list } = shown ?? page(params);
    if (!shown) {
      title.textContent = heading(now).textContent;
      refilled(form, made("sentences_switches", value));
      renew(holder, wired(made("sentences_list", value), list.does));
    }
    shown = null;
    return wordsOf(params);
  };
}
