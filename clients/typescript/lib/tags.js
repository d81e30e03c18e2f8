/** The tag that every public page carries. */
export const EVERY_PAGE = "pages";
const LONGEST = 256;
const ALONE = ["layout", "home", "blog"];
const NAMED = {
    product: "product",
    category: "category",
    collection: "collection",
    content: "page",
    blog: "post",
};
/**
 * The tags that a page has for certain, before it is asked for. What else it was built of, its `meta.tags` say.
 *
 * `tagsOf("/v1/pages/product/{slug}", { slug: "harbour-mug" })` is `["pages", "product:harbour-mug"]`; a category in a
 * tree goes by the last part of its path. Nothing but a page has tags.
 */
export function tagsOf(path, names = {}) {
    const kind = /^\/v1\/pages\/([a-z]+)/.exec(path)?.[1];
    const name = Object.values(names)[0];
    if (!kind)
        return [];
    if (name === undefined)
        return ALONE.includes(kind) ? [EVERY_PAGE, kind] : [EVERY_PAGE];
    const known = NAMED[kind];
    return known ? [EVERY_PAGE, tag(known, String(name).split("/").pop())] : [EVERY_PAGE];
}
/** As the server writes it: in characters that a header can carry. */
function tag(kind, name) {
    const quoted = encodeURIComponent(name).replace(/%(2F|3A|24|26|2B|3B|3D|40)/g, (kept) => decodeURIComponent(kept));
    return `${kind}:${quoted}`.slice(0, LONGEST);
}
