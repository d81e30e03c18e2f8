import { keyed, reads } from "./operations.js";
import { Problem } from "./problem.js";
import { addressOf, bodyOf, initOf, persistently } from "./request.js";
import { tagsOf } from "./tags.js";
export { Problem } from "./problem.js";
export { EVERY_PAGE, tagsOf } from "./tags.js";
/** A client of one shop. It remembers nothing: make one per request where market, language or tokens differ. */
export function createClient(options) {
    const call = (method) => (path, given = {}) => asked(options, method, path, given);
    return {
        get: call("get"),
        post: call("post"),
        put: call("put"),
        patch: call("patch"),
        delete: call("delete"),
        page: call("get"),
    };
}
/** What was *asked* for, or nothing where the shop knows no such thing. */
export async function orNothing(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (error instanceof Problem && error.status === 404)
            return undefined;
        throw error;
    }
}
async function asked(options, method, path, given) {
    const full = method === "get" && reads[path] ? asPublic(options, path, given) : await asPrivate(options, given);
    const hasKey = keyed.includes(`${method} ${path}`);
    if (hasKey) {
        full.headers = { "Idempotency-Key": given.idempotencyKey ?? crypto.randomUUID(), ...full.headers };
    }
    const fetch = options.fetch ?? globalThis.fetch;
    const address = addressOf(options.baseUrl, path, full);
    const send = async () => {
        const response = await fetch(address, initOf(method, full));
        const device = response.headers.get("X-Device-Token");
        if (device)
            options.onDeviceToken?.(device);
        return bodyOf(response);
    };
    if (hasKey)
        return persistently(send, options.tries ?? 3, given.signal);
    try {
        const found = await send();
        const builtOf = found?.meta?.tags;
        if (builtOf)
            options.learn?.(tagsOf(path, given.path), builtOf);
        return found;
    }
    catch (error) {
        if (!isFromAnotherTime(error) || !options.minVersion)
            throw error;
        return asked({ ...options, minVersion: undefined }, method, path, given);
    }
}
/** The shop has not reached a version that we were told of: its database is an older copy. Any page is right then. */
function isFromAnotherTime(error) {
    return error instanceof Problem && error.code === "unknown-version";
}
/** A read that everybody may share: with market, language and the oldest version, without anybody's tokens. */
function asPublic(options, path, given) {
    const tags = tagsOf(path, given.path);
    const filled = {
        market: options.market,
        locale: options.locale,
        minVersion: options.minVersion?.(tags) || undefined,
    };
    const taken = Object.fromEntries((reads[path] ?? []).map((name) => [name, filled[name]]));
    const next = given.next ?? (tags.length ? options.next?.(tags) : undefined);
    const headers = { ...proof(options), ...given.headers };
    return { ...given, ...(next ? { next } : {}), headers, query: { ...taken, ...given.query } };
}
function proof({ storefrontKey }) {
    return storefrontKey ? { "X-Storefront-Key": storefrontKey } : {};
}
/** A call for one person: with what says whose it is, and never kept. */
async function asPrivate(options, given) {
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
