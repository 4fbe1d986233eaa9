// A page for each agency, theme, keyword, partnership and review, with a picture of what is one step away.
const NEIGHBOURS = 15;

// Neighbours in groups beside their hub: a thicker line is a larger number. groups: [heading, kind, [[i, number, address]]].
function hub(kind, title, groups, width) {
  const ROW = 30;
  let left = NEIGHBOURS;
  const shown = groups.filter(([, , items]) => items.length).map(([heading, of, items], g, all) => {
    const some = items.slice(0, Math.max(3, Math.floor(left / (all.length - g))));
    left -= some.length;
    return { heading, of, some, rest: items.length - some.length };
  });
  const height = shown.reduce((sum, { some, rest }) => sum + ROW * (some.length + 1 + (rest ? 1 : 0)) + 8, 8);
  const x = Math.round(Math.min(110, width * 0.16)), middle = height / 2;
  const cut = (text) => short(text, Math.max(8, Math.floor((width - x - 60) / 7)));
  const most = Math.max(...shown.flatMap(({ some }) => some.map(([, number]) => number)));
  let y = 8;
  const lines = [], parts = shown.map(({ heading, of, some, rest }) => {
    const part = { heading: cut(heading), y: y + 20, more: rest ? `and ${numbers.format(rest)} more` : "" };
    y += ROW;
    part.nodes = some.map(([i, number, href]) => {
      const at = y + ROW / 2;
      lines.push({ d: `M26 ${middle}C${x * 0.65} ${middle} ${x * 0.45} ${at} ${x} ${at}`, width: `${1 + (6 * number) / most}` });
      y += ROW;
      return { href, title: `${labelOf(of, i)}: ${number}`, number, text: cut(of === "review" ? shortTitle(held.reviews[i]) : labelOf(of, i)), y: at, box_y: at - 13, text_y: at + 5, mark: drawnMark(of, x, at, 8) };
    });
    part.more_y = y + 18;
    y += (rest ? ROW : 0) + 8;
    return part;
  });
  return { label: `${title} and its neighbours, a picture. A number counts sentences or reviews.`, width, height, lines, parts, mark: drawnMark(kind, 22, middle, 16), x, box_x: x - 10, box_width: width - x + 8, number_x: x + 42, text_x: x + 52, heading_x: x + 14 };
}

const counts = (kind, clauses, valuesOf, params) => tally(clauses, valuesOf).map(([i, number]) => [i, number, addressOf(kind, i, params)]);
const reviewCounts = (clauses) => counts("review", clauses, (clause) => [clause.review.index]);
const isAsk = (clause) => clause.kind === "recommendation";

function neighbours(kind, i) {
  const [one, other, third] = WORDS.neighbours[kind];
  const has = (clause) => (kind === "theme" ? themesOf(clause) : addressedTo(clause, true)).includes(i);
  const named = (clause) => addressedTo(clause, true);
  if (kind === "agency") {
    const own = recommendations.filter((clause) => isAskedIn(clause, i));
    const themes = (areMeans) => tally(own, (clause) => themesOf(clause).filter((theme) => held.themes[theme].is_means === areMeans)).map(([theme, number]) => [theme, number, addressOf("agency", i, { with: held.themes[theme].id })]);
    return [[one, "theme", themes(false)], [other, "theme", themes(true)], [third, "review", reviewCounts(own)]];
  }
  if (kind === "theme") {
    const own = recommendations.filter(has);
    return [[one, "agency", counts("agency", own, named)], [other, "theme", counts("theme", own, (clause) => themesOf(clause).filter((theme) => !LINES.theme[theme].includes(i) && !LINES.theme[i].includes(theme)))]];
  }
  if (kind === "review") {
    const clauses = clausesOf(held.reviews[i]);
    return [[one, "agency", counts("agency", clauses.filter(isAsk), named)], [other, "theme", counts("theme", clauses, themesOf)]];
  }
  const own = held.reviews.filter((review) => review[kind === "keyword" ? "keywords" : "partnerships"].includes(i));
  const asks = own.flatMap((review) => review.recommendations.filter(isAsk));
  if (kind === "partnership") return [[one, "theme", counts("theme", asks, themesOf)], [other, "review", reviewCounts(asks)]];
  return [[one, "keyword", counts("keyword", own, (review) => review.keywords.filter((word) => word !== i))], [other, "theme", counts("theme", asks, themesOf)]];
}

// What is one step away from a thing, for its fragment, and what draws it as wide as there is room.
function besideOf(kind, i) {
  const groups = neighbours(kind, i), has = groups.some(([, , items]) => items.length);
  return {
    value: { is_drawn: true, groups: [], actions: [...(has ? [button("save-near", SAVE.text)] : []), ...(kind === "agency" ? [leading(address("compare", "", { one: held.agencies[i].id }), TEXTS.compareWith)] : [])] },
    draw(root) {
      const holder = root.querySelector("[data-part=picture]");
      let drawn = 0;
      holder.addEventListener("click", (event) => { // the sentences that a number counts are further down
        const to = event.target.closest("a")?.getAttribute("href") ?? "";
        if (to.includes("?with=") && to !== location.hash) addEventListener("hashchange", () => requestAnimationFrame(() => document.getElementById("listed")?.scrollIntoView()), { once: true });
      });
      wired(holder.parentElement, { "save-near": saving("one-step-away", () => namesRows(groups.map(([, of, items]) => [of, items]))) });
      new ResizeObserver(() => {
        const width = Math.max(280, Math.min(holder.clientWidth || 600, 720));
        if (has && width !== drawn) holder.replaceChildren(made("hub", hub(kind, labelOf(kind, i), groups, (drawn = width))));
      }).observe(holder);
    },
  };
}

function entityView(kind) {
  return (root, heading, id) => {
    const i = KINDS[kind].all.findIndex((each) => each.id === id);
    if (i < 0) return nothing(root, heading);
    root.append(made("crumb", markOf(kind)), heading(labelOf(kind, i)));
    return { agency: clausePage, theme: clausePage, keyword: collected, partnership: collected, review: reviewPage }[kind](root, kind, i);
  };
}

function nothing(root, heading) {
  root.append(heading(TEXTS.unknown), made("unknown", "#/"));
}

// How many recommendations ask an agency, in which ways, each number with the address of its sentences.
function waysOf(i, own) {
  const rows = held.ways.filter((way) => way !== "mentioned" && (own[way].length || !held.nouns)).map((way) => ({ number: own[way].length, text: WORDS.parts[way], href: addressOf("agency", i, { part: way }) }));
  return {
    total: counted(own.asked.length, ...WORDS.counted.asking),
    chart: barsOf(rows),
    mentioned: own.mentioned.length ? { text: counted(own.mentioned.length, ...WORDS.counted.mentioned), href: addressOf("agency", i, { part: "mentioned" }) } : null,
    naming: namingOf(recommendations),
    unnamed: held.naming.unnamed ? unnamedAddress() : "",
  };
}

// An agency with the recommendations that are its business, or a theme with its recommendations and learning points.
function clausePage(root, kind, i) {
  const own = kind === "agency" ? {
    asked: recommendations.filter((clause) => isAskedIn(clause, i)),
    ...Object.fromEntries(held.ways.map((way, number) => [way, recommendations.filter((clause) => agenciesIn(clause, number).includes(i))])),
    unnamed: recommendations.filter((clause) => addressedTo(clause, false).includes(i) && !addressedTo(clause, true).length),
  } : {
    recommendations: recommendations.filter((clause) => themesOf(clause).includes(i)),
    learning: learning.filter((clause) => themesOf(clause).includes(i)),
  };
  if (!own.unnamed?.length) delete own.unnamed;
  const first = Object.keys(own).find((part) => own[part].length) ?? Object.keys(own)[0];
  const thing = KINDS[kind].all[i], beside = besideOf(kind, i);
  const other = kind === "agency" ? "theme" : "agency";
  const of = kind === "agency" ? themesOf : (clause) => once([...addressedTo(clause, true), ...concerned(clause)]);
  const page = (params) => {
    const part = Object.hasOwn(own, params.get("part") ?? "") ? params.get("part") : first;
    const clauses = own[part];
    const partners = tally(clauses, of);
    const at = KINDS[other].all.findIndex((each) => each.id === params.get("with"));
    const fitting = at < 0 ? clauses : clauses.filter((clause) => of(clause).includes(at));
    const only = (name) => (name === kind ? actingFor(kind, i) : at < 0 ? new Set() : actingFor(other, at));
    const file = fileName(part === "learning" ? "learning-points" : "recommendations", ...(part === first || part === "learning" ? [] : [part]), ...(at < 0 ? [thing.id] : [thing.id, KINDS[other].all[at].id]));
    const list = sentences(fitting, file, { params, about: { agencies: only("agency"), themes: only("theme") } });
    return {
      list,
      chosen: [...(part === first ? [] : [WORDS.parts[part]]), ...(at < 0 ? [] : [labelOf(other, at)])],
      value: {
        is_agency: kind === "agency",
        definition: thing.definition,
        also: thing.also.join(", "),
        group: kind === "theme" ? held.groups[thing.group].label : "",
        broader: thing.broader !== null ? linkTo(kind, thing.broader) : null,
        includes: linksTo(kind, KINDS[kind].all.flatMap((each, j) => (each.broader === i ? [j] : []))),
        ways: kind === "agency" ? waysOf(i, own) : null,
        address: "",
        switches: [
          select("part", "Show", Object.keys(own).filter((key) => key === part || own[key].length || !held.nouns).map((key) => [key, `${WORDS.parts[key]} (${numbers.format(own[key].length)})`]), part),
          ...(partners.length ? [select("with", other === "theme" ? "On the theme" : "With the agency", [["", `Any ${other}`], ...partners.map(([j, number]) => [KINDS[other].all[j].id, `${labelOf(other, j)} (${numbers.format(number)})`])], at < 0 ? "" : params.get("with"))] : []),
        ],
        replies: "",
        learnt: learntLink(kind, i),
        state: (part === "recommendations" || part === "asked" ? withNaming : (number) => number)(sentencesInReviews(fitting, part === "learning" ? "learning point" : "recommendation"), fitting),
        sentences: list.value,
        near: beside.value,
        iri: iriOf(kind, i),
        elsewhere: elsewhereOf(kind, thing.id),
      },
    };
  };
  let shown = page(state().params);
  root.append(made("clause_page", shown.value));
  const [form, holder] = ["switches", "sentences"].map((name) => root.querySelector(`[data-part="${name}"]`));
  acting(form, ({ name, value }) => go(changed(name === "part" ? { part: value === first ? null : value, with: null } : { with: value || null })));
  wired(holder, shown.list.does);
  beside.draw(root);
  return (params) => {
    const { value, list, chosen } = shown ?? page(params);
    if (!shown) {
      refilled(form, made("clause_switches", value));
      renew(holder, wired(made("clause_list", value), list.does));
    }
    shown = null;
    return chosen;
  };
}

const sentencesInReviews = (clauses, noun = "recommendation") => `${counted(clauses.length, noun)} in ${counted(new Set(clauses.map((clause) => clause.review)).size, "review")}`;

// The link to what was learnt in the reviews of an agency or a theme.
function learntLink(kind, i) {
  const filters = new URLSearchParams([[kind, KINDS[kind].all[i].id]]), { reviews } = chosen(filters);
  return reviews.length && (learning.length || !held.nouns) ? { text: WORDS.learntIn[kind].replace("{number}", counted(reviews.length, "review")), href: address("reviews", "", filters) } : null;
}

const placesIn = (areas) => areas.map(({ label, region, nation }) => ({ text: label, href: "", within: [region, nation].filter(Boolean).join(", ") }));

// A keyword or a partnership with its reviews.
function collected(root, kind, i) {
  const thing = KINDS[kind].all[i], beside = besideOf(kind, i);
  const own = held.reviews.filter((review) => review[kind === "keyword" ? "keywords" : "partnerships"].includes(i));
  const list = reviewList(own, fileName("reviews", thing.id)), learnt = learntTable(own, new URLSearchParams([[kind, thing.id]]));
  const itsAsks = own.flatMap((review) => review.recommendations.filter(isAsk));
  const asksIn = (params) => sentences(itsAsks, fileName("recommendations", thing.id), { params });
  let asks = asksIn(state().params), choice = state().params;
  root.append(made("collected_page", {
    is_partnership: kind === "partnership",
    areas: placesIn((thing.areas ?? []).map((area) => held.areas[area])),
    is_derived: thing.derived ?? false,
    matrix: address("matrix", "", { [kind]: thing.id }),
    count: counted(own.length, "review"),
    learnt: held.profile.has_learning ? learnt.value : null,
    reviews: list.value,
    asks: withNaming(sentencesInReviews(itsAsks), itsAsks),
    sentences: kind === "partnership" ? asks.value : null,
    others: null,
    near: beside.value,
    iri: iriOf(kind, i),
  }));
  wiredReviews(root, { list, learnt });
  if (kind === "partnership") wired(root.querySelector("[data-part=sentences]"), asks.does);
  beside.draw(root);
  const holder = root.querySelector("[data-part=asks]");
  return (params) => {
    if (!holder || String(params) === String(choice)) return;
    choice = params;
    asks = asksIn(params);
    holder.replaceChildren(wired(made("sentences", asks.value), asks.does));
  };
}

function reviewPage(root, kind, i) {
  const review = held.reviews[i], beside = besideOf(kind, i);
  const page = (params) => ({
    profile: held.profile,
    partnerships: linksTo("partnership", review.partnerships),
    areas: placesIn(review.areas.map((area) => held.areas[area])),
    year: review.year,
    ages: review.ages,
    happened: review.happened,
    doubt: review.doubt,
    corrected: review.corrected,
    citation: citation(review),
    keywords: linksTo("keyword", review.keywords),
    report: reportLink(review),
    page: pageLink(review),
    place: placeOf(review, review),
    marks: marksLink(params),
    is_all_marked: isAllMarked(params),
    narrative: review.narrative,
    actions: [SAVE],
    recommendations: review.recommendations.map((clause) => sentence(clause, marksOf(params), clause.remark)),
    learning: review.learning.map((clause) => sentence(clause, marksOf(params), false)),
    has_likely: hasLikely(clausesOf(review)),
    has_owner: hasOwner(clausesOf(review)),
    near: beside.value,
    iri: iriOf(kind, i),
    has_learning: review.learning.length > 0 || !held.nouns,
    sent: review.sent ? { addressees: review.sent.addressees.map(([name, agencies]) => ({ name, agencies: agencies.map((agency) => (typeof agency === "string" ? { text: agency, href: "" } : linkTo("agency", agency))) })), words: review.sent.words, onward: null } : null,
  });
  const { params } = state();
  let shown = isAllMarked(params);
  const begin = page(params);
  root.append(wired(made("review_page", begin), { save: saving(fileName("sentences", review.id), () => [WORDS.sentenceColumns, ...clausesOf(review).map(sentenceRow)]) }));
  beside.draw(root);
  const holder = root.querySelector("[data-part=wording]");
  return (params) => {
    if (isAllMarked(params) === shown) return;
    shown = isAllMarked(params);
    holder.replaceChildren(made("review_wording", page(params)));
  };
}
