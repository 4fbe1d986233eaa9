// The page: examples, the query in the address, running and stopping.
const area = byId("query");
const state = byId("state");
const SECONDS = 60; // after which a query stops
let engine = null, compiled = null, last = null, running = false, turn = 0;

function start() {
  const own = new Engine(compiled);
  engine = own;
  return own.loaded.then((loaded) => {
    compiled = loaded.result.module;
    own.isLoaded = true;
    return loaded;
  });
}

function rest(isIdle = true) {
  running = !isIdle;
  byId("stop").disabled = isIdle;
}

async function run() {
  const text = area.value, tokens = tokensOf(text);
  const mine = (turn += 1); // while the graph is loaded, a later query takes the place of this one
  if (running && engine.isLoaded) stop();
  clearAnswer();
  const refused = refusal(text, tokens);
  if (refused) {
    rest();
    state.textContent = engine.isLoaded ? "" : "Loading the graph…";
    showMistake(text, refused);
    return;
  }
  rest(false);
  const own = engine;
  let timer;
  try {
    await own.loaded;
  } catch {
    if (own === engine) rest();
    return; // who started it says why
  }
  if (mine !== turn) return;
  try {
    state.textContent = "Running…";
    timer = setTimeout(() => stop(`The query took longer than ${SECONDS} seconds and was stopped. Ask for less, such as with LIMIT.`), SECONDS * 1000);
    const { result, seconds } = await own.do("query", { text: PROLOGUE + bracketed(text, tokens), isGraph: ["CONSTRUCT", "DESCRIBE"].includes(formOf(tokens).upper) });
    last = answerOf(result, tokens);
    await showAnswer(last);
    const taken = `${seconds.toFixed(3)} s`;
    state.textContent = last.rows ? `${counted(last.rows.length, last.what)} in ${taken}` : `Answered in ${taken}`;
  } catch (error) {
    await failed(own, text, error);
  } finally {
    clearTimeout(timer);
    if (own === engine) rest();
  }
}

async function failed(own, text, error) {
  if (error instanceof Stopped) {
    if (error.message) showProblem(error);
    return;
  }
  state.textContent = "";
  if (error instanceof Broken || error instanceof RangeError) {
    showProblem(new Error("The query or its answer is too large for this page. Ask for less, such as with LIMIT."));
    reload("");
  } else if (/^error at /.test(error.message)) {
    showMistake(text, await mistakeIn(text, error.message, (texts) => own.do("parse", { texts: texts.map((each) => PROLOGUE + each) }).then(({ result }) => result)));
  } else showProblem(new Error(`The query cannot be answered: ${error.message}`));
}

// Ends the engine and whatever it does, and starts another.
function reload(lead, reason = "") {
  engine.end(new Stopped(reason));
  rest();
  state.textContent = `${lead}Loading the graph again…`;
  start().then(() => { if (!running) state.textContent = `${lead}Ready for another query.`; }, (error) => { if (!(error instanceof Stopped)) showProblem(error); });
}

const stop = (reason) => reload("Stopped. ", reason);

function fill(text) {
  area.value = text;
  area.dispatchEvent(new Event("filled"));
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

// What an address asks for: an example by its name, or any query.
function follow() {
  const hash = location.hash.slice(1);
  const example = held.examples.find((each) => each.name === hash);
  const query = hash.startsWith("query=") ? decoded(hash.slice(6)) : example?.query;
  if (query === undefined) return;
  for (const link of byId("examples").querySelectorAll("a")) {
    if (example && link.hash === `#${example.name}`) {
      link.setAttribute("aria-current", "true");
      link.scrollIntoView({ block: "nearest" });
    } else link.removeAttribute("aria-current");
  }
  describe(example);
  if (query !== area.value) fill(query);
  run();
}

function describe(example) {
  byId("about").replaceChildren();
  if (!example) return;
  byId("about").append(element("h2", {}, example.wording), ...(example.note ? [element("p", {}, example.note)] : []));
  if (!example.parameters.length) return;
  const listed = example.parameters.flatMap(({ variable, description }) => [element("dt", {}, element("code", {}, variable)), element("dd", {}, description)]);
  byId("about").append(element("details", {}, element("summary", {}, `Values to change: ${example.parameters.map((each) => each.variable).join(", ")}`),
    element("p", {}, "They are in the rows after VALUES. UNDEF means any."), element("dl", {}, ...listed)));
}

byId("examples").append(...held.examples.map((each) => element("li", {}, element("a", { href: `#${each.name}` }, each.wording))));
byId("choose").addEventListener("input", () => {
  const words = byId("choose").value.toLowerCase().split(/\s+/);
  [...byId("examples").children].forEach((item, at) => {
    const { title, wording, name } = held.examples[at];
    item.hidden = !words.every((word) => `${title} ${wording} ${name}`.toLowerCase().includes(word));
  });
});
byId("asking").addEventListener("submit", (event) => {
  event.preventDefault();
  const example = held.examples.find((each) => each.query === area.value);
  const to = example ? `#${example.name}` : `#query=${encodeURIComponent(area.value)}`;
  if (to === location.hash) run();
  else location.hash = to;
});
byId("stop").addEventListener("click", () => stop());
byId("save").addEventListener("click", () => save("answer.csv", "text/csv;charset=utf-8", csvTable(csvRows(last))));
area.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("asking").requestSubmit(); });
addEventListener("hashchange", follow);
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.querySelector("label[for=query]").click();
});
if (matchMedia("(max-width: 60rem)").matches) byId("questions").open = false;

byId("scripted").hidden = false;
start().then(({ result, seconds }) => {
  if (!running) state.textContent = `Ready: ${counted(result.size, "statement")} loaded in ${seconds.toFixed(1)} s.`;
  performance.mark("loaded");
}, (error) => {
  if (error instanceof Stopped) return;
  state.textContent = "";
  showProblem(new Error(`This browser cannot load the graph (${error.message}). Use a current version of Firefox, Chrome, Edge or Safari.`));
});
if (location.hash.length > 1) follow();
else {
  fill(held.examples[0].query);
  describe(held.examples[0]);
  run();
}
