// The engine's side: loads the graph, answers queries one after the other. It is ended when a query has to stop.
let store;

function bytesOf(base64) {
  return Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
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
  async load({ compiled, graph }) {
    await oxigraph.default({ module_or_path: await unpacked(compiled) });
    store = new oxigraph.Store();
    store.load(await unpacked(graph), { format: "application/trig", no_transaction: true });
    return { size: store.size };
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
