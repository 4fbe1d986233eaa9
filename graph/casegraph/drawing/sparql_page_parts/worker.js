// The engine's side: loads the graph, answers queries one after the other. It is ended when a query has to stop.
let store;

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const letters = atob(base64), bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

async function unpacked(base64) {
  const stream = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const TYPES = { NamedNode: "uri", BlankNode: "bnode", Literal: "literal" };

function termOf(term) {
  if (!TYPES[term.termType]) return { type: "literal", value: term.toString() };
  return { type: TYPES[term.termType], value: term.value, ...(term.termType === "Literal" ? { datatype: term.datatype.value } : {}) };
}

const TASKS = {
  // *module* is what an engine that was ended has compiled: a browser has made it faster by then.
  async load({ compiled, graph, module }) {
    const compiledModule = module ?? await WebAssembly.compile(await unpacked(compiled));
    await oxigraph.default({ module_or_path: compiledModule });
    store = new oxigraph.Store();
    store.load(await unpacked(graph), { format: "application/trig", no_transaction: true, lenient: true });
    return { size: store.size, module: compiledModule };
  },
  query({ text, isGraph }) {
    if (!isGraph) return { json: store.query(text, { results_format: "json" }) };
    return { statements: store.query(text).map((each) => [each.subject, each.predicate, each.object].map(termOf)) };
  },
  // What the engine says of texts that it cannot read: each ends in a character that no query has, so none is evaluated.
  parse({ texts }) {
    return texts.map((text) => {
      try { store.query(`${text}\x01`); } catch (error) { return error.message; }
      return "";
    });
  },
};

addEventListener("message", async ({ data }) => {
  const start = performance.now();
  try {
    const result = await TASKS[data.task](data);
    postMessage({ number: data.number, result, seconds: (performance.now() - start) / 1000 });
  } catch (error) {
    postMessage({ number: data.number, problem: error.message, isBroken: error instanceof WebAssembly.RuntimeError || error instanceof RangeError });
  }
});
