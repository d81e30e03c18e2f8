from collections.abc import Iterable

from core.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable


class VersionUnknown(Invalid):
    code = "unknown-version"
    title = "No page has that version yet"

    def __init__(self, version: int) -> None:
        super().__init__(f"No build has reached version {version}.", field="minVersion")


class PageUnderWay(Unavailable):
    code = "page-under-way"
    title = "The page is being built"

    def __init__(self) -> None:
        super().__init__("Somebody builds it, and it takes long. Try again.", retry_after=2)


class UnknownPageType(Invalid):
    code = "unknown-page-type"
    title = "There is no such type of page"

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        super().__init__(f"{kind!r} is none of {', '.join(known)}.", field="type")


class SitemapPartNotFound(NotFound):
    code = "sitemap-part-not-found"
    title = "The sitemap has no such part"

    def __init__(self, kind: str, number: int, parts: int) -> None:
        super().__init__(
            f"The sitemap of {kind} has {parts} parts, counted from 1; there is no part {number}."
        )


class NoStorefrontAddress(NotFound):
    code = "no-storefront-address"
    title = "The shop does not know where its storefront is"

    def __init__(self) -> None:
        super().__init__("Whole addresses need SHOP_STOREFRONT_URL; ask for the JSON, which has paths.")


class UnknownRoute(Invalid):
    code = "unknown-route"
    title = "There is no such page"

    def __init__(self, route: str) -> None:
        super().__init__(
            f"{route!r} is no page here; write it as in product/harbour-mug, blog/first or home.",
            field="pages",
        )


class PreviewRefused(Forbidden):
    code = "preview-refused"
    title = "This preview is not open to you"


class NowhereToPreview(Conflict):
    code = "nowhere-to-preview"
    title = "There is no storefront to preview in"

    def __init__(self) -> None:
        super().__init__("Set SHOP_STOREFRONT_URL.")
