// Asked before: a recommendation that somebody types or pastes, and those nearest in meaning.
function similarView(root, heading) {
  const results = document.createElement("div");
  root.append(heading(TEXTS.askedBeforeTitle), results);
  return (params) => {
    const text = (params.get("text") ?? "").slice(0, MEANING.longest), nearest = text.trim() ? nearestInMeaning(text) : [];
    const near = sentences(nearest, "asked-before", { isOrdered: true });
    const among = `${counted(recommendations.length, "recommendation")} of ${counted(held.reviews.length, "review")}`;
    const state = nearest.length ? `${TEXTS.nearestInMeaning}: ${numbers.format(nearest.length)} of ${among}` : `${TEXTS.noneNear} (${among})`;
    results.replaceChildren(made("asked_before", { text, state: text.trim() ? state : "", sentences: nearest.length ? near.value : null }));
    if (nearest.length) wired(results.querySelector("[data-part=sentences]"), near.does);
    const form = results.querySelector("[data-part=ask]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(address("similar", "", { text: form.elements.text.value.trim() }));
    });
    return text.trim() ? [text.slice(0, 80)] : [];
  };
}
