// What a table is called when somebody saves it: what it has, and what it was chosen by. As views/file_names.py.
const LONGEST_NAME = 100;

function fileName(what, ...parts) {
  const letters = [what, ...parts].join(" ").replace(/['’]/g, "").normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, "-").replace(/^-/, "").slice(0, LONGEST_NAME).replace(/-$/, "") || "casegraph";
}

// The words of filters for a name, in the order in which filters are offered.
function filterNames(params) {
  const ranges = RANGE.flatMap(([end]) => (params.get(end) ? [end, params.get(end)] : []));
  return [...FACETS.flatMap(({ id }) => params.getAll(id)), ...ranges, ...params.getAll("words")];
}
