/** A value that the shop does not accept, by the path of its field: `lines[0].quantity`. */
export interface Fault {
  field: string;
  detail: string;
}

/** Everything but success: an `application/problem+json` answer of the shop, or no answer that is one. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    /** The HTTP status. */
    readonly status: number,
    /** The stable name of what is wrong: `out-of-stock`, `product-not-found`. */
    readonly code: string,
    readonly title: string,
    readonly detail: string | undefined,
    /** What is wrong in what was sent; empty where no field is to blame. */
    readonly errors: readonly Fault[],
    /** Seconds after which it may be tried again, where the shop says so. */
    readonly retryAfter: number | undefined,
    /** The name of the request in the shop's log. */
    readonly requestId: string | undefined,
    /** The whole answer, with the members that only this problem has. */
    readonly body: Readonly<Record<string, unknown>>,
  ) {
    super(detail ?? title);
  }
}

/** The problem that *response* tells of, whoever sent it: a proxy's HTML has a status and nothing more. */
export function problemOf(response: Response, answer: unknown): Problem {
  const body = typeof answer === "object" && answer !== null ? (answer as Record<string, unknown>) : {};
  const after = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return new Problem(
    response.status,
    text(body["type"])?.split("/").pop() || "no-problem-document",
    text(body["title"]) ?? response.statusText,
    text(body["detail"]),
    Array.isArray(body["errors"]) ? (body["errors"] as Fault[]) : [],
    Number.isFinite(after) ? after : undefined,
    response.headers.get("X-Request-Id") ?? undefined,
    body,
  );
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
