/** What the shop says: copies older than `version` under one of the tags are stale. */
export interface Purge {
    tags: string[];
    version: number;
    sentAt: string;
}
/**
 * The purge that the shop has signed, or nothing: a wrong secret, a changed body, a call older than five minutes.
 *
 * *body* is the request's text exactly as it came; *signature* its `X-Quayside-Signature`, `t=<seconds>,v1=<hex>`.
 * *secret* may be several, separated by commas, while one takes the place of another: each of them is good.
 */
export declare function verified(body: string, signature: string | null, secret: string, now?: number): Purge | undefined;
/** From now on nothing older than that version is to be taken for those tags. The highest stays, whatever comes late. */
export declare function remember({ tags, version }: Pick<Purge, "tags" | "version">): void;
/** A page with those *certain* tags was built of *all* of these: they count when it is asked for the next time. */
export declare function learn(certain: readonly string[], all: readonly string[]): void;
/** The highest version that was told of for one of the tags, for what such a page was built of, or for every page. */
export declare function minVersion(tags: readonly string[]): number;
