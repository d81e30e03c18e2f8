import type { Extra } from "./types.js";
/** One call as a caller gives it, whatever its path is. */
export interface Given extends Extra {
    path?: Record<string, unknown>;
    query?: Record<string, unknown>;
    body?: unknown;
}
export type Fetch = (url: string, init: RequestInit & Pick<Extra, "next">) => Promise<Response>;
/** The address of *path* with its names and query filled in; what is undefined is left out. */
export declare function addressOf(baseUrl: string, path: string, { path: names, query }: Given): string;
export declare function initOf(method: string, { body, headers, cache, next, signal }: Given): Parameters<Fetch>[1];
/** The body of a success. Throws a `Problem` for anything else. */
export declare function bodyOf(response: Response): Promise<unknown>;
/** The same request again, key and all, while nobody answers or the shop is busy; the last outcome in the end. */
export declare function persistently(send: () => Promise<unknown>, tries: number, signal?: AbortSignal): Promise<unknown>;
