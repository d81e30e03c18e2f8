/** The tag that every public page carries. */
export declare const EVERY_PAGE = "pages";
/**
 * The tags that a page has for certain, before it is asked for. What else it was built of, its `meta.tags` say.
 *
 * `tagsOf("/v1/pages/product/{slug}", { slug: "harbour-mug" })` is `["pages", "product:harbour-mug"]`; a category in a
 * tree goes by the last part of its path. Nothing but a page has tags.
 */
export declare function tagsOf(path: string, names?: Readonly<Record<string, unknown>>): string[];
