import { type Fetch } from "./request.js";
import type { Answer, Call, Init, NextOptions, PagePath } from "./types.js";
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
export declare function createClient(options: Options): Quayside;
/** What was *asked* for, or nothing where the shop knows no such thing. */
export declare function orNothing<T>(asked: Promise<T>): Promise<T | undefined>;
