/** Everything but success: an `application/problem+json` answer of the shop, or no answer that is one. */
export class Problem extends Error {
    status;
    code;
    title;
    detail;
    errors;
    retryAfter;
    requestId;
    body;
    name = "Problem";
    constructor(
    /** The HTTP status. */
    status, 
    /** The stable name of what is wrong: `out-of-stock`, `product-not-found`. */
    code, title, detail, 
    /** What is wrong in what was sent; empty where no field is to blame. */
    errors, 
    /** Seconds after which it may be tried again, where the shop says so. */
    retryAfter, 
    /** The name of the request in the shop's log. */
    requestId, 
    /** The whole answer, with the members that only this problem has. */
    body) {
        super(detail ?? title);
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
        this.errors = errors;
        this.retryAfter = retryAfter;
        this.requestId = requestId;
        this.body = body;
    }
}
/** The problem that *response* tells of, whoever sent it: a proxy's HTML has a status and nothing more. */
export function problemOf(response, answer) {
    const body = typeof answer === "object" && answer !== null ? answer : {};
    const after = Number(response.headers.get("Retry-After") ?? Number.NaN);
    return new Problem(response.status, text(body["type"])?.split("/").pop() || "no-problem-document", text(body["title"]) ?? response.statusText, text(body["detail"]), Array.isArray(body["errors"]) ? body["errors"] : [], Number.isFinite(after) ? after : undefined, response.headers.get("X-Request-Id") ?? undefined, body);
}
function text(value) {
    return typeof value === "string" ? value : undefined;
}
