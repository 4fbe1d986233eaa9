// A page for each agency, theme, keyword, partnership and review, with a picture of what is one step away.
const NEIGHBOURS = 15;

// Neighbours in groups beside their hub: a thicker line is a larger number. groups: [heading, kind, [[i, number, address]]].
function hub(kind, title, groups, width) {
  const ROW = 30;
  let left = NEIGHBOURS;
  const shown = groups.filter(([, , items]) => items.length).map(([head, of, items], g, all) => {
    const room = Math.max(3, Math.floor(left / (all.length - g)));
    const some = items.slice(0, room);
    left -= some.length;
    return { head, of, some, rest: items.length - some.length };
  });
  if (!shown.length) return null;
  const height = shown.reduce((sum, { some, rest }) => sum + ROW * (some.length + 1 + (rest ? 1 : 0)) + 8, 8);
  const x = Math.min(150, width * 0.24), middle = height / 2;
  const room = Math.max(8, Math.floor((width - x - 60) / 7));
  const cut = (text) => short(text, room);
  const most = Math.max(...shown.flatMap(({ some }) => some.map(([, number]) => number)));
  const lines = [], nodes = [];
  let y = 8;
  for (const { head, of, some, rest } of shown) {
    nodes.push(svg("text", { class: "head", x: x + 14, y: y + 20 }, cut(head)));
    y += ROW;
    for (const [i, number, to] of some) {
      const at = y + ROW / 2;
      lines.push(svg("path", { class: "link", d: `M26 ${middle}C${x * 0.65} ${middle} ${x * 0.45} ${at} ${x} ${at}`, "stroke-width": 1 + (6 * number) / most }));
      nodes.push(svg("a", { href: to }, svg("title", {}, `${labelOf(of, i)}: ${number}`), svg("rect", { x: x - 10, y: at - 13, width: width - x + 8, height: 26, fill: "transparent" }), shape(of, x, at, 8),
        svg("text", { class: "head", x: x + 42, y: at + 5, "text-anchor": "end" }, numbers.format(number)), svg("text", { x: x + 52, y: at + 5 }, cut(of === "review" ? shortTitle(held.reviews[i]) : labelOf(of, i)))));
      y += ROW;
    }
    if (rest) {
      nodes.push(svg("text", { x: x + 52, y: y + 18 }, `and ${numbers.format(rest)} more`));
      y += ROW;
    }
    y += 8;
  }
  return svg("svg", { class: "picture", viewBox: `0 0 ${width} ${height}`, style: null, role: "group", "aria-label": `${title} and its neighbours, a picture. A number counts sentences or reviews.` },
    lines, shape(kind, 22, middle, 16), nodes);
}

const counts = (kind, clauses, valuesOf, params) => tally(clauses, valuesOf).map(([i, number]) => [i, number, addressOf(kind, i, params)]);
const reviewCounts = (clauses) => counts("review", clauses, (clause) => [clause.review.index]);
const isAsk = (clause) => clause.kind === "recommendation";

function neighbours(kind, i) {
  const [one, other] = WORDS.neighbours[kind];
  const has = (clause) => (kind === "theme" ? themesOf(clause) : asked(clause, true)).includes(i);
  const named = (clause) => asked(clause, true);
  if (kind === "agency") {
    const own = recommendations.filter(has);
    return [[one, "theme", counts("theme", own, themesOf)], [other, "review", reviewCounts(own)]];
  }
  if (kind === "theme") {
    const own = recommendations.filter(has);
    return [[one, "agency", counts("agency", own, named)], [other, "theme", counts("theme", own, (clause) => themesOf(clause).filter((theme) => theme !== i))]];
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

function pictureOf(kind, i) {
  const holder = el("div"), groups = neighbours(kind, i);
  let drawn = 0;
  new ResizeObserver(() => {
    const width = Math.max(280, Math.min(holder.clientWidth || 600, 720));
    if (width !== drawn) holder.replaceChildren(hub(kind, labelOf(kind, i), groups, (drawn = width)) ?? "");
  }).observe(holder);
  return el("section", { "aria-labelledby": "near" }, el("h2", { id: "near" }, TEXTS.near), holder,
    groups.some(([, , items]) => items.length) && el("p", { class: "actions" }, namesCsv("one-step-away", groups.map(([, of, items]) => [of, items]))));
}

const facts = (rows) => el("dl", { class: "facts" }, rows.filter(([, value]) => value && (!Array.isArray(value) || value.length)).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
const identifier = (kind, i) => el("p", { class: "small quiet" }, TEXTS.identifier, " ", el("code", {}, `${held.made.base}${kind}/${KINDS[kind].all[i].id}`));

function entityView(kind) {
  return (root, heading, id) => {
    const i = KINDS[kind].all.findIndex((each) => each.id === id);
    if (i < 0) return nothing(root, heading);
    root.append(el("p", { class: "crumb quiet" }, kindName(kind)), heading(labelOf(kind, i)));
    return { agency: clausePage, theme: clausePage, keyword: collected, partnership: collected, review: reviewPage }[kind](root, kind, i);
  };
}

function nothing(root, heading) {
  root.append(heading(TEXTS.unknown), el("p", {}, "The link may be from a file of other pages. ", link("#/", "Go to the overview"), " or find it by its name above."));
}

// An agency with what it is asked and what concerns it, or a theme with its recommendations and learning points.
function clausePage(root, kind, i) {
  const own = kind === "agency" ? {
    asked: recommendations.filter((clause) => asked(clause, true).includes(i)),
    meant: recommendations.filter((clause) => asked(clause, false).includes(i) && !asked(clause, true).includes(i)),
    concerned: recommendations.filter((clause) => concerned(clause).includes(i)),
  } : {
    recommendations: recommendations.filter((clause) => themesOf(clause).includes(i)),
    learning: learning.filter((clause) => themesOf(clause).includes(i)),
  };
  const first = Object.keys(own).find((part) => own[part].length) ?? Object.keys(own)[0];
  const thing = KINDS[kind].all[i];
  const sub = kind === "agency" ? held.agencies.flatMap((other, j) => (other.broader === i ? [j] : [])) : [];
  root.append(
    thing.definition && el("p", {}, thing.definition),
    facts([
      ["Also called", thing.also.join(", ")],
      kind === "agency" ? ["Belongs to", thing.broader !== null && linkTo("agency", thing.broader)] : ["Group", held.groups[thing.group].label],
      ["Includes", sub.length ? listOf(sub.map((j) => linkTo("agency", j))) : null],
    ]));
  const controls = el("form", { class: "switches", "aria-label": "Which sentences" }), list = el("div");
  const status = el("p", { class: "state" });
  controls.addEventListener("submit", (event) => event.preventDefault());
  root.append(el("div", { class: "beside" },
    el("section", { "aria-labelledby": "sentences" }, el("h2", { id: "sentences" }, kind === "agency" ? TEXTS.whatAsked : TEXTS.inWhichWords), controls, status, list),
    pictureOf(kind, i)), identifier(kind, i));
  const other = kind === "agency" ? "theme" : "agency";
  const of = kind === "agency" ? themesOf : (clause) => [...asked(clause, true), ...concerned(clause)];
  return (params) => {
    const part = Object.hasOwn(own, params.get("part") ?? "") ? params.get("part") : first;
    const clauses = own[part];
    const partners = tally(clauses, of).sort((a, b) => b[1] - a[1]);
    const at = KINDS[other].all.findIndex((each) => each.id === params.get("with"));
    const fitting = at < 0 ? clauses : clauses.filter((clause) => of(clause).includes(at));
    const focused = controls.contains(document.activeElement) ? document.activeElement.id : null;
    controls.replaceChildren(
      select("Show", "part", Object.keys(own).map((key) => [key, `${WORDS.parts[key]} (${numbers.format(own[key].length)})`]), part, (value) => go(changed({ part: value === first ? null : value, with: null }))),
      partners.length ? select(other === "theme" ? "On the theme" : "With the agency", "with", [["", `Any ${other}`], ...partners.map(([j, number]) => [KINDS[other].all[j].id, `${labelOf(other, j)} (${numbers.format(number)})`])], at < 0 ? "" : params.get("with"), (value) => go(changed({ with: value || null }))) : "");
    if (focused) document.getElementById(focused)?.focus();
    status.textContent = `${said(fitting.length, part === "learning" ? "learning point" : "recommendation")} in ${said(new Set(fitting.map((clause) => clause.review)).size, "review")}`;
    const only = (name) => (name === kind ? new Set([i]) : at < 0 ? undefined : new Set([at]));
    list.replaceChildren(sentences(fitting, `${kind}-${thing.id.replaceAll(/[^\w-]/g, "").slice(0, 60)}-${part}`, { agencies: only("agency"), themes: only("theme") }));
    return [...(part === first ? [] : [WORDS.parts[part]]), ...(at < 0 ? [] : [labelOf(other, at)])];
  };
}

// A keyword or a partnership with its reviews.
function collected(root, kind, i) {
  const thing = KINDS[kind].all[i];
  const own = held.reviews.filter((review) => review[kind === "keyword" ? "keywords" : "partnerships"].includes(i));
  const areas = (thing.areas ?? []).map((area) => held.areas[area]);
  const asks = own.flatMap((review) => review.recommendations.filter(isAsk));
  root.append(facts([
    ["Covers", areas.map((area) => area.label).join(", ")],
    ["Nation, region", once(areas.flatMap((area) => [area.nation, area.region].filter(Boolean))).join(", ")],
    ["About its name", thing.derived ? TEXTS.derived : null],
  ]),
  el("p", {}, link(address("matrix", "", { [kind]: thing.id }), TEXTS.whoInThese)),
  el("div", { class: "beside" },
    el("div", {},
      el("section", { "aria-labelledby": "its-reviews" }, el("h2", { id: "its-reviews" }, said(own.length, "review")), reviewList(own, `${kind}-reviews`)),
      kind === "partnership" && el("section", { "aria-labelledby": "its-asks" }, el("h2", { id: "its-asks" }, TEXTS.itsRecommendations), sentences(asks, `${kind}-recommendations`))),
    pictureOf(kind, i)), identifier(kind, i));
}

function reviewPage(root, kind, i) {
  const review = held.reviews[i];
  const asks = review.recommendations;
  const outside = /^https?:\/\//i.test(review.link ?? "") ? review.link : null;
  root.append(
    facts([
      ["Commissioned by", listOf(review.partnerships.map((each) => linkTo("partnership", each)))],
      ["Area", review.areas.map((each) => [held.areas[each].label, held.areas[each].region, held.areas[each].nation].filter(Boolean).join(", ")).join("; ")],
      ["Published", review.year && String(review.year)],
      ["Child or children", review.ages],
      ["Outcome", review.happened],
      ["Keywords", review.keywords.length ? tags("keyword", review.keywords) : null],
      ["Report", outside ? el("a", { href: outside, rel: "noopener noreferrer" }, review.report ?? "report") : null],
      ["Place", placeOf(review, review)],
    ]),
    narrative(review) ?? "",
    el("div", { class: "beside" },
      el("div", {}, legend(),
        el("section", { "aria-labelledby": "asks" }, el("h2", { id: "asks" }, "Recommendations"), asks.length ? el("ol", { class: "sentences" }, asks.map((clause) => sentence(clause, { whole: clause.remark }))) : el("p", { class: "quiet" }, TEXTS.noneListed)),
        el("section", { "aria-labelledby": "learned" }, el("h2", { id: "learned" }, "Learning points"), review.learning.length ? el("ol", { class: "sentences" }, review.learning.map((clause) => sentence(clause, { whole: false }))) : el("p", { class: "quiet" }, TEXTS.noneListed)),
        el("div", { class: "actions" }, csvButton(`review-${i + 1}`, () => [WORDS.sentenceColumns, ...clausesOf(review).map(sentenceRow)]))),
      pictureOf("review", i)), identifier("review", i));
}
