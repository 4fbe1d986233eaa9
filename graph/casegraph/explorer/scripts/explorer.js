// The view that the address asks for; one that stays is only brought up to date.
const VIEWS = new Map(Object.entries({
  "": overview, matrix, reviews: reviewsView, sentences: sentencesView, network: networkView, compare: compareView, data: dataView, find: findView, similar: similarView, recommendations: recommendationsView,
  ...Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, entityView(kind)])),
}));
const main = document.getElementById("main");
const TITLE = document.title.replace(/ – Casegraph$/, "");
const announcement = document.getElementById("told");
const switched = document.getElementById("collections");
let current = null, update = null, called = TITLE;

function show() {
  const kept = document.activeElement?.dataset?.keep;
  const { view, id, params } = state();
  const place = `${view}/${id}`, first = current === null;
  if (ELSEWHERE.length) switched.replaceChildren(made("collection_switch", collections()));
  const inside = main.contains(document.activeElement);
  if (place !== current) {
    current = place;
    const root = document.createElement("div");
    called = TITLE;
    const heading = (text) => { called = text; return made("heading", text); };
    update = (VIEWS.get(view) ?? nothing)(root, heading, id);
    main.replaceChildren(...root.childNodes);
    for (const each of document.querySelectorAll("[data-view]")) {
      if (each.dataset.view === view) each.setAttribute("aria-current", "page");
      else each.removeAttribute("aria-current");
    }
    named(update?.(params, false));
    if (!first && (view !== "find" || document.activeElement?.id !== "find-words")) main.querySelector("h1")?.focus({ preventScroll: true });
    scrollTo(0, history.state?.y ?? 0);
  } else {
    named(update?.(params, true));
    // What had the focus may be gone: then it goes to what says how many are left.
    if (inside && !main.contains(document.activeElement)) {
      const rest = main.querySelector(".state") ?? main.querySelector("h1");
      rest.tabIndex = -1;
      rest.focus({ preventScroll: true });
    }
  }
  if (kept) main.querySelector(`[data-keep="${kept}"]`)?.focus({ preventScroll: true }); // the same choice in a list that was made anew
  announcement.textContent = main.querySelector(".state")?.textContent ?? "";
}

// A history of states can be read: what was chosen, in which view.
function named(chosen = []) {
  document.title = [...once(chosen), called, ...(held.collection ? [held.collection] : []), "Casegraph"].join(" – ");
}

// On the way back a page is as long and as far down as it was left.
history.scrollRestoration = "manual";
let scrolled = 0;
addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(() => remember({ y: scrollY }), 100);
}, { passive: true });
addEventListener("beforeprint", () => {
  drawAll();
  for (const more of document.querySelectorAll("button.more")) more.dispatchEvent(new Event("all"));
});

combobox(document.getElementById("find"), {
  suggest: (text) => { const read = suggestionsFor(text); return { readings: read.readings, remarks: remarksOn(read) }; },
  open: go,
});
document.getElementById("find").addEventListener("submit", (event) => {
  event.preventDefault();
  go(address("find", "", { words: document.getElementById("find-words").value.trim() }));
});
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.querySelector("h1")?.focus();
});
// The first search needs the text of each review, which is put together while nothing else is to be done.
function prepare(from) {
  (globalThis.requestIdleCallback ?? setTimeout)(() => {
    for (const review of held.reviews.slice(from, from + PIECE)) hasWords(review, ["."]);
    if (from + PIECE < held.reviews.length) prepare(from + PIECE);
    else searchNames.allNames();
  });
}

addEventListener("hashchange", show);
show();
prepare(0);
performance.mark("shown");
