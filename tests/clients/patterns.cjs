// Prints, as JSON, the regular expressions of the scripts named as arguments, each with recheck's verdict on it.

const { readFileSync } = require("node:fs");
const { tokenizer } = require("acorn");

process.env.RECHECK_BACKEND = "pure"; // its JavaScript: no program of the machine's kind is needed
const { checkSync } = require("recheck");

const found = [];
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf-8");
  let before = [];
  for (const token of tokenizer(text, { ecmaVersion: "latest", sourceType: "module", locations: true })) {
    const where = `${file}:${token.loc.start.line}`;
    if (token.type.label === "regexp") {
      const { pattern, flags } = token.value;
      const verdict = checkSync(pattern, flags.replace(/[gy]/g, ""), { timeout: 60_000 });
      found.push({ where, pattern, status: verdict.status, attack: verdict.attack?.pattern ?? verdict.error?.kind ?? "" });
    } else if (before.at(-1)?.value === "RegExp" && token.type.label === "(") {
      found.push({ where, pattern: text.slice(token.start, token.start + 80), status: "made at run time", attack: "" });
    }
    before = [token];
  }
}
console.log(JSON.stringify(found));
