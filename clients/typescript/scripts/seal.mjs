// Beside what was compiled: a hash of what it was compiled from, so that a test can see when the two part.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const source = new URL("../src/", import.meta.url);
const hash = createHash("sha256");
for (const name of readdirSync(source).sort()) hash.update(name).update("\0").update(readFileSync(new URL(name, source)));
writeFileSync(new URL("../lib/compiled-from.sha256", import.meta.url), `${hash.digest("hex")}\n`);
