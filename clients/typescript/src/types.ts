import type { components, paths } from "../src/schema.js";

export type { components, paths };

/** Methods of the shop that the client knows. */
export type Method = "get" | "post" | "put" | "patch" | "delete";

/** Paths that have that method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

/** What Next.js's `fetch` takes besides the standard's. */
export interface NextOptions {
  tags?: string[];
  revalidate?: number | false;
}

export interface Extra {
  /** The key of this write; a new one by default. Give one to go on with a write of an earlier process. */
  idempotencyKey?: string;
  headers?: Record<string, string>;
  cache?: RequestCache;
  next?: NextOptions;
  signal?: AbortSignal;
}

type Operation<P extends keyof paths, M extends Method> = paths[P] extends Record<M, infer Known> ? Known : never;

type Parameters<Op> = Op extends { parameters: infer Given } ? Pick<Given, Extract<keyof Given, "path" | "query">> : object;

type Body<Op> = Op extends { requestBody: { content: { "application/json": infer Sent } } }
  ? { body: Sent }
  : Op extends { requestBody?: { content: { "application/json": infer Sent } } }
    ? { body?: Sent }
    : { body?: never };

type Asked<Op> = Parameters<Op> & Body<Op> & Extra;

/** What a call takes after its path: nothing, where nothing is needed. */
export type Init<P extends keyof paths, M extends Method> =
  object extends Asked<Operation<P, M>> ? [init?: Asked<Operation<P, M>>] : [init: Asked<Operation<P, M>>];

type Success<Op> = Op extends { responses: infer All } ? All[Extract<keyof All, 200 | 201 | 202>] : never;

/** The body of a success; nothing where the answer has none. */
export type Answer<P extends keyof paths, M extends Method> =
  Success<Operation<P, M>> extends { content: { "application/json": infer Found } } ? Found : undefined;

export type Call<M extends Method> = <P extends PathOf<M>>(path: P, ...init: Init<P, M>) => Promise<Answer<P, M>>;

/** Paths of one request per route: what they answer has `data`, and `meta` where the page is public. */
export type PagePath = Extract<PathOf<"get">, `/v1/pages/${string}`>;
