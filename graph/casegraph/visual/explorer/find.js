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

function findView(root, heading) {
  const status = el("p", { class: "state", role: "status" }), results = el("div");
  root.append(heading("Find"), status, results);
  return (params) => {
    const query = params.get("words") ?? "", words = wordsIn(query);
    const field = document.getElementById("find-words");
    if (document.activeElement !== field) field.value = query;
    const kinds = ["agency", "theme", "partnership", "keyword", "review"].map((kind) => [kind, matches(kind, words)]).filter(([kind, list]) => list.length && (words.length || kind !== "review"));
    const clauses = words.length ? [...recommendations, ...learning, ...remarks].filter((clause) => hasWords(clause, words)) : [];
    const names = kinds.reduce((sum, [, list]) => sum + list.length, 0);
    status.textContent = words.length ? `${said(names, "name")} and ${said(clauses.length, "sentence")} with “${query}”` : "All names, by kind";
    const some = (kind, list) => {
      const rows = el("ul", { class: "list" });
      return el("section", { "aria-labelledby": `found-${kind}` }, el("h2", { id: `found-${kind}` }, el("span", { class: "kind" }, badge(kind), `${KINDS[kind].many} (${numbers.format(list.length)})`)),
        listed(rows, list, (i) => el("li", {}, linkTo(kind, i)), KINDS[kind].one.toLowerCase(), KINDS[kind].many.toLowerCase()));
    };
    results.replaceChildren(el("div", { class: "columns" }, kinds.map(([kind, list]) => some(kind, list))),
      words.length ? el("section", { "aria-labelledby": "found-sentences" }, el("h2", { id: "found-sentences" }, `Sentences (${numbers.format(clauses.length)})`), sentences(clauses, "sentences")) : "");
    return words.length ? [query.slice(0, 80)] : [];
  };
}
