import { Problem, problemOf } from "./problem.js";
const BUSY = new Set([502, 503, 504]);
const LONGEST_PAUSE_MS = 5_000;
/** The address of *path* with its names and query filled in; what is undefined is left out. */
export function addressOf(baseUrl, path, { path: names = {}, query = {} }) {
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => segments(String(names[name] ?? "")));
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        for (const each of Array.isArray(value) ? value : [value]) {
            if (each !== undefined && each !== null)
                asked.append(name, String(each));
        }
    }
    const search = asked.toString();
    return `${baseUrl.replace(/\/+$/, "")}${filled}${search ? `?${search}` : ""}`;
}
/** A name as part of a path. What would lead to another path is nothing that the shop has. */
function segments(name) {
    const parts = name.split("/");
    if (parts.some((part) => part === "" || part === "." || part === "..")) {
        throw new Problem(404, "no-such-path", "There is no such path", undefined, [], undefined, undefined, {});
    }
    return parts.map(encodeURIComponent).join("/");
}
export function initOf(method, { body, headers, cache, next, signal }) {
    return {
        method: method.toUpperCase(),
        headers: { Accept: "application/json", ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(cache ? { cache } : {}),
        ...(next ? { next } : {}),
        ...(signal ? { signal } : {}),
    };
}
/** The body of a success. Throws a `Problem` for anything else. */
export async function bodyOf(response) {
    const text = await response.text();
    if (!response.ok)
        throw problemOf(response, parsed(text));
    return text ? JSON.parse(text) : undefined;
}
/** The same request again, key and all, while nobody answers or the shop is busy; the last outcome in the end. */
export async function persistently(send, tries, signal) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await send();
        }
        catch (error) {
            if (attempt >= tries || signal?.aborted || !mayPass(error))
                throw error;
            await pause(attempt, error instanceof Problem ? (error.retryAfter ?? 0) : 0);
        }
    }
}
function mayPass(error) {
    if (!(error instanceof Problem))
        return true;
    return BUSY.has(error.status) || error.code === "request-in-progress";
}
function pause(attempt, seconds) {
    const wait = Math.min(Math.max(seconds * 1_000, 200 * 2 ** (attempt - 1)), LONGEST_PAUSE_MS);
    return new Promise((resolve) => setTimeout(resolve, wait));
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
