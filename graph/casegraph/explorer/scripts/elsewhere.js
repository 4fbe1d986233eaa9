// Other collections, which were built together with this one: their explorers are files of their own beside it.
const ELSEWHERE = held.elsewhere ?? [];

// What they say of an agency or a theme, each with its own count.
function elsewhereOf(kind, id) {
  return ELSEWHERE.map((each) => {
    const part = each.parts[kind][id] ?? { state: each.none, quotes: [], onward: null };
    const quotes = part.quotes.map((number) => each.quotes[number]).map(({ text, ...rest }) => ({ ...rest, pieces: [{ text, kinds: "" }] }));
    return { id: `in-${each.id}`, heading: each.heading, anchor: "", state: part.state, quotes, onward: part.onward, rights: each.rights, replies: null };
  });
}

// The switch between collections: it leads to the same agency or theme, and to the same words that are looked for.
function collections() {
  const { view, id } = state();
  const own = { text: held.collection, href: "" };
  const others = ELSEWHERE.filter(({ file }) => file).map(({ label, file, ids, isFirst }) => {
    const stays = ids[view]?.includes(id) || ["", "matrix", "reviews", "network", "data"].includes(view);
    const href = stays ? address(view, id) : view === "find" || view === "similar" ? location.hash : "#/";
    return { text: label, href: file + href, isFirst };
  });
  return [...others.filter((each) => each.isFirst), own, ...others.filter((each) => !each.isFirst)];
}
