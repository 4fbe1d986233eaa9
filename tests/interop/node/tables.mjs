// The rows of CSV files as JSON, the head first: node tables.mjs papaparse|csv-parse FILE…
import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { parse } from "csv-parse/sync";

const [library, ...paths] = process.argv.slice(2);

function rows(text) {
  if (library === "csv-parse") return parse(text, { bom: true });
  const found = Papa.parse(text, { skipEmptyLines: true });
  if (found.errors.length) throw new Error(JSON.stringify(found.errors[0]));
  return found.data;
}

process.stdout.write(JSON.stringify(paths.map((path) => rows(readFileSync(path, "utf8")))));
