// Whether files of N-Triples conform to shapes in Turtle, as JSON: node shapes.mjs SHAPES FILE…
import { readFileSync } from "node:fs";
import { Parser, Store } from "n3";
import Validator from "rdf-validate-shacl";

const [shapes, ...files] = process.argv.slice(2).map((path) => new Store(new Parser().parse(readFileSync(path, "utf8"))));
const validator = new Validator(shapes);
const verdicts = [];
for (const data of files) verdicts.push((await validator.validate(data)).conforms);
process.stdout.write(JSON.stringify(verdicts));
