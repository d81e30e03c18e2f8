import { keyed, reads } from "./operations.js";
import { Problem } from "./problem.js";
import { addressOf, bodyOf, initOf, persistently, type Fetch, type Given } from "./request.js";
import { tagsOf } from "./tags.js";
import type { Answer, Call, Init, Method, NextOptions, PagePath } from "./types.js";

export { Problem, type Fault } from "./problem.js";
export { EVERY_PAGE, tagsOf } from "./tags.js";
export type { Answer, components, Extra, Init, Method, NextOptions, PagePath, PathOf, paths } from "./types.js";

export interface Options {
  /** Where the BFF is: `https://bff.shop.example`. */
  baseUrl: string;
  /** The code of the market that public reads are for; the server's default without. */
  market?: string;
  /** The language that public reads are in; the market's first without. */
  locale?: string;
  /** Another `fetch` than the global one. */
  fetch?: Fetch;
  /** How Next.js is to keep a public page, by the tags that it has for certain. Leave it out under `"use cache"`. */
  next?: (tags: string[]) => NextOptions | undefined;
  /** The oldest version that may be served to a public read with those tags: `minVersion` of `./revalidate`. */
  minVersion?: (tags: string[]) => number;
  /** Hears of every page by those tags, and what it was really built of: `learn` of `./revalidate`. */
  learn?: (tags: string[], builtOf: string[]) => void;
  /** Whose cart and account private calls are for. Public reads never carry them. */
  tokens?: () => Tokens | Promise<Tokens>;
  /** Proves to the shop that its storefront's server asks: one of SHOP_STOREFRONT_KEYS. Never in a browser. */
  storefrontKey?: string;
  /** The address of the shopper for whom private calls are made, as the storefront's own proxy knows it. */
  shopper?: () => string | undefined | Promise<string | undefined>;
  /** Hears of the token by which the shop knows this device from now on: keep it, and give it in `tokens`. */
  onDeviceToken?: (token: string) => void;
  /** How often a write is sent at most, under one key, when no answer comes or the shop is busy; 3 by default. */
  tries?: number;
}

export interface Tokens {
  cart?: string | undefined;
  access?: string | undefined;
  /** Where the access token is in a cookie: what the cookie `__Host-quayside-csrf` says. */
  csrf?: string | undefined;
  device?: string | undefined;
}

export interface Quayside {
  /** Each resolves to the answer's body, and rejects with a `Problem` for anything but success. */
  get: Call<"get">;
  post: Call<"post">;
  put: Call<"put">;
  patch: Call<"patch">;
  delete: Call<"delete">;
  /** One page: `{ data, meta }`. */
  page: <P extends PagePath>(path: P, ...init: Init<P, "get">) => Promise<Answer<P, "get">>;
}

/** A client of one shop. It remembers nothing: make one per request where market, language or tokens differ. */
export function createClient(options: Options): Quayside {
  const call = (method: Method) => (path: string, given: Given = {}) => asked(options, method, path, given);
  return {
    get: call("get"),
    post: call("post"),
    put: call("put"),
    patch: call("patch"),
    delete: call("delete"),
    page: call("get"),
  } as unknown as Quayside;
}

/** What was *asked* for, or nothing where the shop knows no such thing. */
export async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  }
}

async function asked(options: Options, method: Method, path: string, given: Given): Promise<unknown> {
  const full = method === "get" && reads[path] ? asPublic(options, path, given) : await asPrivate(options, given);
  const hasKey = keyed.includes(`${method} ${path}`);
  if (hasKey) {
    full.headers = { "Idempotency-Key": given.idempotencyKey ?? crypto.randomUUID(), ...full.headers };
  }
  const fetch = options.fetch ?? (globalThis.fetch as Fetch);
  const address = addressOf(options.baseUrl, path, full);
  const send = async () => {
    const response = await fetch(address, initOf(method, full));
    const device = response.headers.get("X-Device-Token");
    if (device) options.onDeviceToken?.(device);
    return bodyOf(response);
  };
  if (hasKey) return persistently(send, options.tries ?? 3, given.signal);
  try {
    const found = await send();
    const builtOf = (found as { meta?: { tags?: string[] } } | undefined)?.meta?.tags;
    if (builtOf) options.learn?.(tagsOf(path, given.path), builtOf);
    return found;
  } catch (error) {
    if (!isFromAnotherTime(error) || !options.minVersion) throw error;
    return asked({ ...options, minVersion: undefined }, method, path, given);
  }
}

/** The shop has not reached a version that we were told of: its database is an older copy. Any page is right then. */
function isFromAnotherTime(error: unknown): boolean {
  return error instanceof Problem && error.code === "unknown-version";
}

/** A read that everybody may share: with market, language and the oldest version, without anybody's tokens. */
function asPublic(options: Options, path: string, given: Given): Given {
  const tags = tagsOf(path, given.path);
  const filled: Record<string, unknown> = {
    market: options.market,
    locale: options.locale,
    minVersion: options.minVersion?.(tags) || undefined,
  };
  const taken = Object.fromEntries((reads[path] ?? []).map((name) => [name, filled[name]]));
  const next = given.next ?? (tags.length ? options.next?.(tags) : undefined);
  const headers = { ...proof(options), ...given.headers };
  return { ...given, ...(next ? { next } : {}), headers, query: { ...taken, ...given.query } };
}

function proof({ storefrontKey }: Options): Record<string, string> {
  return storefrontKey ? { "X-Storefront-Key": storefrontKey } : {};
}

/** A call for one person: with what says whose it is, and never kept. */
async function asPrivate(options: Options, given: Given): Promise<Given> {
  const { cart, access, csrf, device } = (await options.tokens?.()) ?? {};
  const shopper = await options.shopper?.();
  const whose = {
    ...proof(options),
    ...(shopper ? { "X-Shopper-Address": shopper } : {}),
    ...(device ? { "X-Device-Token": device } : {}),
    ...(cart ? { "X-Cart-Token": cart } : {}),
    ...(access ? { Authorization: `Bearer ${access}` } : {}),
    ...(csrf ? { "X-CSRF-Token": csrf } : {}),
  };
  return { cache: "no-store", ...given, headers: { ...whose, ...given.headers } };
}
