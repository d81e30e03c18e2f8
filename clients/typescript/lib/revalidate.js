import { createHmac, timingSafeEqual } from "node:crypto";
/** How old a call may be, in seconds, and how far ahead a clock: a call that somebody recorded is worth nothing later. */
const LONGEST_AGE = 300;
const MOST = 10_000;
const EVERY_PAGE = "pages";
/**
 * The purge that the shop has signed, or nothing: a wrong secret, a changed body, a call older than five minutes.
 *
 * *body* is the request's text exactly as it came; *signature* its `X-Quayside-Signature`, `t=<seconds>,v1=<hex>`.
 * *secret* may be several, separated by commas, while one takes the place of another: each of them is good.
 */
export function verified(body, signature, secret, now = Date.now()) {
    const [, seconds, given] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? "") ?? [];
    if (!secret || !seconds || !given)
        return undefined;
    if (Math.abs(now / 1_000 - Number(seconds)) > LONGEST_AGE)
        return undefined;
    const good = secret.split(",").some((one) => one.trim() && isSigned(one.trim(), `${seconds}.${body}`, given));
    return good ? JSON.parse(body) : undefined;
}
function isSigned(secret, text, given) {
    return timingSafeEqual(createHmac("sha256", secret).update(text).digest(), Buffer.from(given, "hex"));
}
/** Next.js bundles routes apart from pages: what both must see lives in the process. */
const shared = globalThis;
const versions = kept("quayside.versions");
const learned = kept("quayside.tags");
/** From now on nothing older than that version is to be taken for those tags. The highest stays, whatever comes late. */
export function remember({ tags, version }) {
    for (const tag of tags) {
        const highest = Math.max(version, versions.get(tag) ?? 0);
        versions.delete(tag);
        versions.set(tag, highest);
    }
    forget(versions);
}
/** A page with those *certain* tags was built of *all* of these: they count when it is asked for the next time. */
export function learn(certain, all) {
    if (certain.length < 2)
        return;
    const name = certain.join();
    learned.delete(name);
    learned.set(name, all);
    forget(learned);
}
/** The highest version that was told of for one of the tags, for what such a page was built of, or for every page. */
export function minVersion(tags) {
    const all = [EVERY_PAGE, ...tags, ...(learned.get(tags.join()) ?? [])];
    return Math.max(0, ...all.map((tag) => versions.get(tag) ?? 0));
}
function kept(name) {
    return (shared[Symbol.for(name)] ??= new Map());
}
/** The memory is bounded: what was used longest ago goes first, what is said of every page stays. */
function forget(map) {
    for (const oldest of map.keys()) {
        if (map.size <= MOST)
            break;
        if (oldest !== EVERY_PAGE)
            map.delete(oldest);
    }
}
