// The statements of an RDF file as N-Quads: node rdf.mjs n3|jsonld|rdfxml-streaming-parser FILE
import { createReadStream, readFileSync } from "node:fs";
import jsonld from "jsonld";
import { StreamParser, StreamWriter } from "n3";
import { RdfXmlParser } from "rdfxml-streaming-parser";

const [library, path] = process.argv.slice(2);

function written(parser) {
  return createReadStream(path).pipe(parser).on("error", fail).pipe(new StreamWriter({ format: "N-Quads" }));
}

function fail(error) {
  console.error(String(error));
  process.exit(1);
}

const libraries = {
  n3: () => written(new StreamParser({ format: { ttl: "Turtle", nt: "N-Triples", trig: "TriG" }[path.split(".").pop()] })).pipe(process.stdout),
  "rdfxml-streaming-parser": () => written(new RdfXmlParser({ strict: true })).pipe(process.stdout),
  jsonld: async () =>
    process.stdout.write(await jsonld.toRDF(JSON.parse(readFileSync(path, "utf8")), { format: "application/n-quads" })),
};

await libraries[library]();
