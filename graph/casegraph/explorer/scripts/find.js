// Find: agencies, themes, keywords, partnerships and reviews by name, and sentences by their words.
function matches(kind, words) {
  const rank = (thing) => {
    const names = [thing.label ?? thing.title, ...(thing.also ?? [])].map(plain);
    if (!words.length) return 0;
    const fits = names.filter((name) => words.every((word) => name.includes(word)));
    if (!fits.length) return -1;
    const whole = words.join(" ");
    return fits.includes(whole) ? 0 : fits.some((name) => name.startsWith(whole)) ? 1 : 2;
  };
  return KINDS[kind].all.map((thing, i) => [i, rank(thing)]).filter(([, at]) => at >= 0)
    .sort((a, b) => a[1] - b[1] || byLabel(labelOf(kind, a[0]), labelOf(kind, b[0]))).map(([i]) => i);
}

// The agency whose role some words ask for, with the words that name it: “everything for probation”. As role_wish.py.
const ROLE_WISH = /^(?:please )?(?:show (?:me )?|list |find |give me )?(?:(?:everything|anything|all) (?:that )?(?:there is )?(?:(?:is )?(?:asked|addressed|relevant|meant|said) )?(?:for|to|on|of|by|about|with|concerning|involving|concerns?|involves?|affects?|falls? to)|what (?:falls? to|is (?:asked of|there for|addressed to|for)|concerns?|involves?|affects?)|(?:the )?(?:role|tasks?|duties|work|business|responsibilit(?:y|ies)) (?:of|for)) (?:the |our |my |an? )?(.+)$|^what (?:(?:must|should|shall|does|do|can|is|are) )?(?:the )?(.+?) (?:(?:must|should|have to|has to|need to|needs to) )?(?:do|act on)$/;
const agencyCalled = (name) => held.agencies.findIndex((agency) => agency.id === name || [agency.label, ...(agency.also ?? [])].some((each) => plain(each) === name));
function roleWish(query) {
  const wish = ROLE_WISH.exec(plain(query.slice(0, 200)).replace(/[?.!]/g, " ").split(/\s+/).filter(Boolean).join(" "));
  if (!wish) return null;
  const name = wish[1] ?? wish[2];
  const i = [name, name.replace(/s$/, ""), `${name}s`, `${name} service`].map(agencyCalled).find((each) => each >= 0);
  return i === undefined ? null : { i, name };
}

// How many recommendations are an agency's business, in which ways.
function waysInWords(i) {
  const there = held.ways.map((way, number) => [WORDS.parts[way], recommendations.filter((clause) => agenciesIn(clause, number).includes(i)).length]);
  const total = counted(there.reduce((sum, [, number]) => sum + number, 0), "recommendation");
  const ways = there.filter(([, number]) => number).map(([part, number]) => `${numbers.format(number)} ${part[0].toLowerCase()}${part.slice(1)}`);
  return ways.length ? `${total}: ${ways.join(", ")}` : total;
}

// How many recommendations are for an agency, or on a theme.
function weighed(kind, i) {
  if (kind === "agency") return waysInWords(i);
  return kind === "theme" ? counted(recommendations.filter((clause) => themesOf(clause).includes(i)).length, "recommendation") : "";
}

// The things by kind and the sentences that have all words.
function havingWords(words) {
  const kinds = ["agency", "theme", "partnership", "keyword", "review"].map((kind) => [kind, matches(kind, words)]).filter(([kind, list]) => list.length && (words.length || kind !== "review"));
  return { kinds, clauses: words.length ? [...recommendations, ...learning, ...remarks].filter((clause) => hasWords(clause, words)) : [] };
}

function findView(root, heading) {
  const results = document.createElement("div");
  root.append(heading("Find"), results);
  return (params) => {
    const typed = params.get("words") ?? "", wish = roleWish(typed);
    let query = wish ? wish.name : typed;
    const words = wordsIn(query), fewer = searchNames.meaningfulIn(searchNames.tokensIn(query));
    let { kinds, clauses } = havingWords(words);
    if (words.length && !kinds.length && !clauses.length && fewer.length) {
      const others = havingWords(fewer);
      if (others.kinds.length || others.clauses.length) { ({ kinds, clauses } = others); query = fewer.join(" "); }
    }
    const role = wish ? wish.i : words.length ? agencyCalled(wordsIn(query).join(" ")) : -1;
    document.getElementById("find-words").value = typed;
    const names = kinds.reduce((sum, [, list]) => sum + list.length, 0), hasAgencies = kinds.some(([kind]) => kind === "agency");
    const read = suggestionsFor(typed), among = new Set(read.readings.map(({ href }) => href)), quoted = searchNames.quotedWords(wordsIn(query));
    kinds = kinds.filter(([kind, list]) => !list.every((i) => among.has(addressOf(kind, i))));
    const lists = kinds.map(([kind, list]) => listOf(list, (i) => ({ link: linkTo(kind, i), weight: weighed(kind, i) }), "name", KINDS[kind].one.toLowerCase(), KINDS[kind].many.toLowerCase()));
    const nearest = words.length && !clauses.length ? nearestInMeaning(query) : [];
    const behind = sentences(clauses.length ? clauses : nearest, fileName("sentences", ...words), { params, about: { sought: words }, isOrdered: !clauses.length, withKinds: true });
    const isEmpty = !read.readings.length && !names && !clauses.length, notes = remarksOn(read), isInState = isEmpty && notes.length > 0;
    const none = nearest.length ? TEXTS.relaxedWords : TEXTS[read.readings.length || names ? "noSentenceSee" : "noneNear"].replace("{words}", quoted);
    let stated = `${names ? counted(names, "name") : "No name"} and ${clauses.length ? counted(clauses.length, "sentence") : "no sentence"} with ${quoted}`;
    if (read.readings.length) stated = `${counted(read.readings.length, "way")} to read “${query}”`;
    if (isInState) stated = notes.join(" ");
    const hasSentences = clauses.length > 0 || nearest.length > 0;
    results.replaceChildren(wired(made("find_page", {
      state: words.length ? stated : "All names, by type",
      naming: hasAgencies ? namingOf(recommendations) : "",
      role: role >= 0 ? { link: { text: TEXTS.everythingFor.replace("{agency}", labelOf("agency", role)), href: addressOf("agency", role) }, ways: waysInWords(role) } : null,
      remarks: isInState ? [] : notes,
      can_mean: TEXTS.canMean.replace("{words}", query.slice(0, 80)),
      readings: read.readings.map(({ kind, text, weight, href, isUnused }) => ({ link: { text, href: isUnused ? "" : href }, what: weight ? `${kind}, ${weight}` : kind })),
      actions: kinds.length ? [button("save-names", SAVE.text)] : [],
      names: kinds.map(([kind, list], k) => ({ id: kind, mark: markOf(kind), title: `${KINDS[kind].many} (${numbers.format(list.length)})`, shown: lists[k].shown, more: lists[k].more })),
      relaxed: words.length && !clauses.length ? none : "",
      sentences_title: nearest.length ? `${TEXTS.nearestInMeaning} (${numbers.format(nearest.length)})` : `Sentences with ${quoted} (${numbers.format(clauses.length)})`,
      sentences: hasSentences ? behind.value : null,
    }), { "save-names": saving("names", () => namesRows(kinds.map(([kind, list]) => [kind, list.map((i) => [i, ""])]))) }));
    kinds.forEach(([kind], k) => wired(results.querySelector(`[data-found="${kind}"]`), { more: lists[k].grow }));
    if (hasSentences) wired(results.querySelector("[data-part=sentences]"), behind.does);
    return words.length ? [query.slice(0, 80)] : [];
  };
}
