// The names of the operations of an OpenAPI description, as JSON, if nothing is wrong: node description.mjs lint|types URL
import { createConfig, lintFromString } from "@redocly/openapi-core";
import openapiTS from "openapi-typescript";

const [task, url] = process.argv.slice(2);
const source = await (await fetch(url)).text();
const description = JSON.parse(source);

const tasks = {
  lint: async () => {
    const config = await createConfig({ extends: ["recommended-strict"], rules: { "security-defined": "off" } });
    const problems = await lintFromString({ source, config });
    for (const each of problems) console.error(`${each.ruleId}: ${each.message} ${each.location[0].pointer}`);
    if (problems.length) process.exit(1);
    return Object.values(description.paths).flatMap((path) => Object.values(path).map((each) => each.operationId));
  },
  types: async () => {
    const made = await openapiTS(description);
    const named = made.find((each) => each.name?.escapedText === "operations");
    return named.members.map((each) => each.name.text ?? each.name.escapedText);
  },
};

process.stdout.write(JSON.stringify(await tasks[task]()));
