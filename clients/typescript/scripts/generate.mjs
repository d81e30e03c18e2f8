// From openapi.json: the types of every operation, and what the client has to know of them while it runs.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const here = new URL("../", import.meta.url);
const text = readFileSync(new URL("openapi.json", here));
const document = JSON.parse(text);
const head = `// Generated from openapi.json by \`make client\`: do not edit.\n// openapi.json sha256:${createHash("sha256").update(text).digest("hex")}\n`;

writeFileSync(new URL("src/schema.d.ts", here), `${head}\n${astToString(await openapiTS(document, { defaultNonNullable: false }))}`);

const SENT_BY_DEFAULT = ["market", "locale", "minVersion"];
const reads = {};
const keyed = [];
for (const [path, item] of Object.entries(document.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    const names = (operation.parameters ?? []).map((parameter) => parameter.name);
    const taken = SENT_BY_DEFAULT.filter((name) => names.includes(name));
    if (method === "get" && taken.length) reads[path] = taken;
    if (names.includes("Idempotency-Key")) keyed.push(`${method} ${path}`);
  }
}

writeFileSync(
  new URL("src/operations.ts", here),
  `${head}
/** What the client fills in by itself, by path: public reads take \`market\`, \`locale\` and \`minVersion\`. */
export const reads: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(reads, null, 2)};

/** Writes that take an Idempotency-Key. */
export const keyed: readonly string[] = ${JSON.stringify(keyed, null, 2)};
`,
);
