from core.catalog.events import CatalogueLoaded, ProductChanged
from core.catalog.models import Product
from core.content.events import ContentChanged
from core.inventory.events import AvailabilityTurned
from core.markets.events import MarketsChanged
from core.pages import services as built
from core.pages.events import CatalogueHalfBuilt, PagesRebuilt, PagesStale
from core.storefront import tags
from jobs.context import shop

LISTED = {"post": tags.BLOG, "home": tags.HOME}
"""Roles whose coming and going changes a page that does not name them."""


def refresh_product(event: ProductChanged) -> None:
    built.refresh([tags.product(event.slug), *map(tags.category, event.categories), tags.CATALOGUE])


def refresh_availability(event: AvailabilityTurned) -> None:
    """A product says on every page whether it can be bought."""
    slugs = [product.slug for product in Product.objects.with_skus([event.sku]).only("slug")]
    if slugs:
        built.refresh([tags.product(slug) for slug in slugs])


def refresh_content(event: ContentChanged) -> None:
    """Pages that were built of those entries, and those that would be now that they are there."""
    stale = {tags.content(entry) for entry in event.ids} | {tags.bucket(entry) for entry in event.ids}
    for name in event.names:
        role, _, slug = name.partition(":")
        stale.add(tags.named_content(role, slug))
        stale.update({LISTED[role]} if role in LISTED else ())
    built.refresh(sorted(stale))


def build_catalogue(_event: CatalogueLoaded | MarketsChanged) -> None:
    built.build_catalogue()


def go_on_building(event: CatalogueHalfBuilt) -> None:
    built.build_catalogue(event.after, event.version)


def go_on_refreshing(event: PagesStale) -> None:
    built.refresh(event.tags, event.below)


def revalidate(event: PagesRebuilt) -> None:
    """Only now that the new pages are there is the storefront told: a purge too early caches the old ones."""
    shop().storefront.revalidate(event.tags, event.version)
