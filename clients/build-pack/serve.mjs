#!/usr/bin/env node
// Serves a build pack (`shop paths export FILE`) under the addresses of the BFF, for the time of a build.
//
//   node serve.mjs FILE [--port 8000] [--host 127.0.0.1] [-- COMMAND …]
//
// With a COMMAND it runs that with QUAYSIDE_URL set, and ends with it and its exit code. SHOP_REVALIDATE_SECRET is
// the secret that the pack was signed with, or several, separated by commas: a pack that is not whole, or not the
// shop's, is not served.
// Nothing but Node 18 or newer is needed.

import { spawn } from "node:child_process";
import { createHmac, timingSafeEqual } from "node:crypto";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

const PACK = 1;
const PATHS_AT_ONCE = 1000;
const NEWLINE = 10;
const LISTS = ["category", "collection", "search"];
const NARROWING = ["q", "after", "sort", "priceMin", "priceMax"];
const TYPES = ["product", "category", "collection", "content", "post"];
const USAGE = "usage: node serve.mjs FILE [--port 8000] [--host 127.0.0.1] [-- COMMAND …]";

class BadPack extends Error {}

class Refusal extends Error {
  constructor(status, code, detail, field) {
    super(detail);
    this.body = { type: `/problems/${code}`, title: detail, status, detail };
    if (field) this.body.errors = [{ field, detail }];
  }
}

/** The lines of a gzip file, each without its newline, one after the other. */
async function eachLine(file, take) {
  await pipeline(createReadStream(file), createGunzip(), async (chunks) => {
    let rest = [];
    for await (const chunk of chunks) {
      let start = 0;
      for (let end; (end = chunk.indexOf(NEWLINE, start)) >= 0; start = end + 1) {
        take(Buffer.concat([...rest, chunk.subarray(start, end)]));
        rest = [];
      }
      if (start < chunk.length) rest.push(chunk.subarray(start));
    }
    if (rest.length) throw new BadPack("it ends in the middle of a line");
  });
}

/** The pack in memory, if its signature fits. */
async function readPack(file, secrets) {
  const macs = secrets.map((secret) => createHmac("sha256", secret));
  const pack = { head: null, paths: new Map(), pages: new Map(), known: new Set(), count: 0 };
  let held = null;
  await eachLine(file, (line) => {
    if (held) {
      for (const mac of macs) mac.update(held).update("\n");
      put(pack, JSON.parse(held.toString()));
    }
    held = line;
  });
  const said = held ? Buffer.from(String(JSON.parse(held.toString()).signature ?? ""), "hex") : Buffer.alloc(0);
  const isMeant = (meant) => said.length === meant.length && timingSafeEqual(said, meant);
  if (!macs.some((mac) => isMeant(mac.digest()))) {
    throw new BadPack("it is not whole, or was signed with another secret, or changed since");
  }
  if (pack.head?.pack !== PACK) throw new BadPack("it is a pack of another release");
  return pack;
}

function put(pack, line) {
  if (line.page) {
    const { route, market, locale, etag, body } = line.page;
    pack.pages.set(`${market} ${locale} ${route}`, { etag, body: Buffer.from(body) });
  } else if (line.path) {
    const { type, market, locale, ...path } = line.path;
    const name = `${market} ${locale} ${type}`;
    if (!pack.paths.has(name)) pack.paths.set(name, []);
    pack.paths.get(name).push(path);
    pack.known.add(`${market} ${locale} ${type === "post" ? "blog" : type}/${path.slug}`);
    pack.count += 1;
  } else {
    pack.head ??= line;
  }
}

/** For whom an answer is, as the BFF decides it: the pack's first market, and its first language. */
function placeOf(pack, query) {
  const { markets } = pack.head;
  const code = query.get("market") ?? markets[0]?.code;
  const market = markets.find((one) => one.code === code);
  if (!market) throw new Refusal(422, "unknown-market", `The pack has no market '${code}'.`, "market");
  const locale = query.get("locale") ?? market.locales[0];
  if (!market.locales.includes(locale)) {
    throw new Refusal(422, "unknown-locale", `The pack has ${market.locales.join(", ")}; not '${locale}'.`, "locale");
  }
  return { market: code, locale };
}

/** A page's bytes. One that the shop has but the pack has not is no 404: a build would believe that it is gone. */
function pageOf(pack, route, query) {
  const { market, locale } = placeOf(pack, query);
  const name = `${market} ${locale} ${route}`;
  const type = route.split("/")[0];
  const asked = LISTS.includes(type) && [...query].find(([key, value]) => narrows(key, value))?.[0];
  const found = asked ? undefined : pack.pages.get(name);
  if (found) return newEnough(found, query.get("minVersion"));
  const listed = TYPES.includes(type) || (type === "blog" && route.includes("/"));
  if (listed && !pack.known.has(name)) {
    throw new Refusal(404, "page-not-found", `There is no page '${route}' in ${market}, ${locale}.`);
  }
  if (asked) throw new Refusal(503, "not-in-pack", `A pack has lists as they stand: '${asked}' is for the shop.`);
  throw new Refusal(503, "not-in-pack", `'${route}' is not in the pack: export it with --pages ${route}, or --all.`);
}

/** Whether a parameter asks for another list than the page has, as the BFF reads it. */
function narrows(key, value) {
  return NARROWING.includes(key) || (key.length > 2 && key.startsWith("f.") && value !== "");
}

/** The page, if it is as new as was asked for: the client of a shop that is an older copy asks without, then. */
function newEnough(page, minVersion) {
  if (minVersion === null) return page;
  if (!/^\d{1,16}$/.test(minVersion)) {
    throw new Refusal(422, "invalid-value", "A version is a whole number.", "minVersion");
  }
  if (Number(minVersion) > JSON.parse(page.body.toString()).meta.version) {
    throw new Refusal(422, "unknown-version", `The pack is older than version ${minVersion}.`, "minVersion");
  }
  return page;
}

function pathsOf(pack, type, query) {
  if (!TYPES.includes(type)) {
    throw new Refusal(422, "unknown-page-type", `'${type}' is none of ${TYPES.join(", ")}.`, "type");
  }
  const { market, locale } = placeOf(pack, query);
  const all = pack.paths.get(`${market} ${locale} ${type}`) ?? [];
  const start = startOf(all, type, query.get("after"));
  const paths = all.slice(start, start + PATHS_AT_ONCE);
  const more = start + PATHS_AT_ONCE < all.length;
  const next = more ? Buffer.from(`${type} ${paths.at(-1).slug}`).toString("base64url") : null;
  const meta = { tags: ["pages"], version: pack.head.version, market, locale };
  return { body: Buffer.from(JSON.stringify({ data: { paths, next }, meta })) };
}

function startOf(all, type, cursor) {
  if (cursor === null) return 0;
  const [named, ...key] = Buffer.from(cursor, "base64url").toString().split(" ");
  const index = named === type ? all.findIndex((path) => path.slug === key.join(" ")) : -1;
  if (index < 0) throw new Refusal(422, "bad-cursor", "Use the cursor of an earlier answer as it was.", "after");
  return index + 1;
}

function answerTo(pack, request) {
  if (!["GET", "HEAD"].includes(request.method)) {
    throw new Refusal(405, "method-not-allowed", "A build pack is for reading.");
  }
  const [path, ...more] = request.url.split("?");
  const query = new URLSearchParams(more.join("?"));
  const segments = decoded(path).split("/").filter(Boolean);
  const [version, what, ...rest] = segments;
  if (version === "v1" && what === "pages" && rest.length) return pageOf(pack, rest.join("/"), query);
  if (version === "v1" && what === "paths" && rest.length === 1) return pathsOf(pack, rest[0], query);
  throw new Refusal(503, "not-in-pack", `'${path}' is not in a build pack: it has pages and paths.`);
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new Refusal(404, "page-not-found", "That is no address.");
  }
}

function respond(pack, request, response) {
  const say = (status, type, headers, body) => {
    response.writeHead(status, { "Content-Type": type, "Content-Length": body.length, ...headers });
    response.end(request.method === "HEAD" ? undefined : body);
  };
  try {
    const { etag, body } = answerTo(pack, request);
    const headers = { "Cache-Control": "no-cache", ...(etag ? { ETag: `W/"${etag}"` } : {}) };
    const had = etag && (request.headers["if-none-match"] ?? "").includes(`"${etag}"`);
    if (had) response.writeHead(304, headers).end();
    else say(200, "application/json", headers, body);
  } catch (fault) {
    const refusal = fault instanceof Refusal ? fault : new Refusal(500, "internal-error", String(fault));
    const body = Buffer.from(JSON.stringify(refusal.body));
    say(refusal.body.status, "application/problem+json", { "Cache-Control": "no-store" }, body);
  }
}

function argumentsOf(words) {
  const at = words.indexOf("--");
  const own = at < 0 ? words : words.slice(0, at);
  const given = { file: null, port: 8000, host: "127.0.0.1", command: at < 0 ? [] : words.slice(at + 1) };
  while (own.length) {
    const word = own.shift();
    if (word === "--port") given.port = Number(own.shift());
    else if (word === "--host") given.host = own.shift();
    else if (word.startsWith("-") || given.file) return null;
    else given.file = word;
  }
  const fine = given.file && given.host && Number.isInteger(given.port) && given.port >= 0 && given.port < 65536;
  return fine ? given : null;
}

/** Run the command until it ends, and take its exit code; a signal to us is one to it. */
function run(command, url, server) {
  const child = spawn(command[0], command.slice(1), { stdio: "inherit", env: { ...process.env, QUAYSIDE_URL: url } });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("error", (fault) => fail(`${command[0]}: ${fault.message}`));
  child.on("exit", (code, signal) => {
    process.exitCode = signal ? 1 : code;
    server.close();
    server.closeAllConnections();
  });
}

function fail(message, code = 1) {
  console.error(`serve.mjs: ${message}`);
  process.exit(code);
}

async function main() {
  const given = argumentsOf(process.argv.slice(2));
  if (!given) fail(USAGE, 2);
  const secrets = (process.env.SHOP_REVALIDATE_SECRET ?? "").split(",").map((one) => one.trim()).filter(Boolean);
  if (!secrets.length) fail("SHOP_REVALIDATE_SECRET is missing: the pack was signed with it.");
  const pack = await readPack(given.file, secrets).catch((fault) => fail(`${given.file}: ${fault.message}`));
  const server = createServer((request, response) => respond(pack, request, response));
  server.on("error", (fault) => fail(fault.message));
  server.listen(given.port, given.host, () => {
    const url = `http://${given.host}:${server.address().port}`;
    console.log(`READY url=${url} version=${pack.head.version} paths=${pack.count} pages=${pack.pages.size}`);
    if (given.command.length) run(given.command, url, server);
  });
}

await main();
