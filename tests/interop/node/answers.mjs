// The terms of the rows of SPARQL's results as JSON: node answers.mjs LIBRARY ENDPOINT FILE…
// Files are results, or for fetch-sparql-endpoint queries.
import { createReadStream, readFileSync } from "node:fs";
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";
import { SparqlJsonParser } from "sparqljson-parse";
import { SparqlXmlParser } from "sparqlxml-parse";

const [library, endpoint, ...paths] = process.argv.slice(2);

const libraries = {
  "sparqljson-parse": (path) => new SparqlJsonParser().parseJsonResultsStream(createReadStream(path)),
  "sparqlxml-parse": (path) => new SparqlXmlParser().parseXmlResultsStream(createReadStream(path)),
  "fetch-sparql-endpoint": (path) => new SparqlEndpointFetcher().fetchBindings(endpoint, readFileSync(path, "utf8")),
};

const KINDS = { NamedNode: "iri", BlankNode: "bnode", Literal: "literal" };

function term(found) {
  const known = [KINDS[found.termType], found.value];
  return found.termType === "Literal" ? [...known, found.language ? `@${found.language}` : found.datatype.value] : known;
}

const answers = [];
for (const path of paths) {
  const rows = [];
  for await (const row of await libraries[library](path)) {
    rows.push(Object.fromEntries(Object.entries(row).map(([name, found]) => [name, term(found)])));
  }
  answers.push(rows);
}
process.stdout.write(JSON.stringify(answers));
