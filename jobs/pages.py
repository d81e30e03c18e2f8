from core.catalog.events import (
    CatalogueLoaded,
    CategoriesChanged,
    CollectionChanged,
    ProductChanged,
    ProductsChanged,
)
from core.catalog.models import Product
from core.content.events import ContentChanged
from core.inventory.events import AvailabilityTurned
from core.listing import services as listing
from core.listing.events import CardsStale, PagesStale
from core.markets.events import MarketsChanged
from core.outbox.hearing import heard
from core.pages import services as built
from core.pages import whole
from core.pages.events import BuildPartDue, PagesRebuilt
from core.storefront import services as told
from core.storefront import tags
from jobs.context import shop

LISTED = {"post": tags.BLOG, "home": tags.HOME}
"""Roles whose coming and going changes a page that does not name them."""
OWN_PAGE = {"page": "content", "post": "post"}
"""Roles that have a page of their own, and its kind."""


def refresh_product(event: ProductChanged) -> None:
    """Whoever keeps a page, or that there is none, under an address that it had or has now hears of it too."""
    listing.refresh([event.slug], [tags.product(name) for name in (event.slug, *event.addresses)])


def refresh_products(event: ProductsChanged) -> None:
    listing.refresh(event.slugs, [tags.product(slug) for slug in event.slugs])


def refresh_categories(event: CategoriesChanged) -> None:
    """What stands on them follows by itself; this is what they are called, and where they stand."""
    named = [tag(slug) for slug in event.slugs for tag in (tags.category, tags.shelf)]
    listing.refresh([], [*named, tags.CATALOGUE], subjects=[f"category:{slug}" for slug in event.slugs])


def refresh_collection(event: CollectionChanged) -> None:
    """What is in it follows by itself; this is what it is called, and the order somebody gave it."""
    if event.after or event.again:  # only the gathering goes on
        return
    listing.refresh([], [tags.collection(event.slug)], subjects=[f"collection:{event.slug}"])


def refresh_availability(event: AvailabilityTurned) -> None:
    """A product says on every page whether it can be bought."""
    slugs = [product.slug for product in Product.objects.moved_by(event.sku).only("slug")]
    if slugs:
        listing.refresh(slugs, [tags.product(slug) for slug in slugs])


def refresh_content(event: ContentChanged) -> None:
    """What was built of those entries, and what would be now that they are there."""
    stale = {tags.content(entry) for entry in event.ids} | {tags.bucket(entry) for entry in event.ids}
    names = [name.partition(":")[::2] for name in event.names]
    for role, slug in names:
        stale.add(tags.named_content(role, slug))
        stale.update({LISTED[role]} if role in LISTED else ())
        stale.update({tags.shelf(slug)} if role == "category" else ())
    products = [slug for role, slug in names if role == "product"]
    skus = [sku for role, sku in names if role == "sku"]
    products += [product.slug for product in Product.objects.with_skus(skus).only("slug")] if skus else []
    subjects = [f"{OWN_PAGE[role]}:{slug}" for role, slug in names if role in OWN_PAGE]
    listing.refresh(products, sorted(stale), subjects=subjects)


def go_on_with_cards(event: CardsStale) -> None:
    listing.refresh(event.products, event.tags, event.below, subjects=event.subjects)


def refresh_pages(event: PagesStale) -> None:
    """Of many that changed at once, each is put behind the others first, so that they share what they have built."""
    if event.many and not event.below:
        built.refresh_behind(event.tags, event.subjects, event.came)
    else:
        built.refresh(event.tags, event.below, event.subjects, event.came)


def build_everything(_event: CatalogueLoaded | MarketsChanged) -> None:
    whole.begin()


def go_on_building(event: BuildPartDue) -> None:
    whole.go_on(event.build, event.part)


def revalidate(event: PagesRebuilt) -> None:
    """Only now that the new pages are there is the storefront told: a purge too early caches the old ones."""
    told.revalidate(shop().storefront, event.tags, event.version, cause=heard())
