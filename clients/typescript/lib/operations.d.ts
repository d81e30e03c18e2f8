/** What the client fills in by itself, by path: public reads take `market`, `locale` and `minVersion`. */
export declare const reads: Readonly<Record<string, readonly string[]>>;
/** Writes that take an Idempotency-Key. */
export declare const keyed: readonly string[];
