/** A value that the shop does not accept, by the path of its field: `lines[0].quantity`. */
export interface Fault {
    field: string;
    detail: string;
}
/** Everything but success: an `application/problem+json` answer of the shop, or no answer that is one. */
export declare class Problem extends Error {
    /** The HTTP status. */
    readonly status: number;
    /** The stable name of what is wrong: `out-of-stock`, `product-not-found`. */
    readonly code: string;
    readonly title: string;
    readonly detail: string | undefined;
    /** What is wrong in what was sent; empty where no field is to blame. */
    readonly errors: readonly Fault[];
    /** Seconds after which it may be tried again, where the shop says so. */
    readonly retryAfter: number | undefined;
    /** The name of the request in the shop's log. */
    readonly requestId: string | undefined;
    /** The whole answer, with the members that only this problem has. */
    readonly body: Readonly<Record<string, unknown>>;
    readonly name = "Problem";
    constructor(
    /** The HTTP status. */
    status: number, 
    /** The stable name of what is wrong: `out-of-stock`, `product-not-found`. */
    code: string, title: string, detail: string | undefined, 
    /** What is wrong in what was sent; empty where no field is to blame. */
    errors: readonly Fault[], 
    /** Seconds after which it may be tried again, where the shop says so. */
    retryAfter: number | undefined, 
    /** The name of the request in the shop's log. */
    requestId: string | undefined, 
    /** The whole answer, with the members that only this problem has. */
    body: Readonly<Record<string, unknown>>);
}
/** The problem that *response* tells of, whoever sent it: a proxy's HTML has a status and nothing more. */
export declare function problemOf(response: Response, answer: unknown): Problem;
