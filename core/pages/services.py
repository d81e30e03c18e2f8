"""Pages are built when data changes, and kept as ready bytes with everything they were built from."""

import time
from collections.abc import Callable, Iterable, Sequence

from core.catalog.models import Product
from core.catalog.queries import addresses_ever, category_at, collection_by_slug, products_named
from core.catalog.tree import shelves_of
from core.errors import NotFound
from core.listing.events import PagesStale
from core.listing.materials import Materials
from core.listing.models import card_id
from core.listing.queries import before
from core.listing.versions import next_version
from core.markets.queries import market_named, markets
from core.outbox.services import announce_alone
from core.pages.answers import Answer, draft_of
from core.pages.builders.context import Building, Data
from core.pages.builders.listings import build_category, build_collection, build_home
from core.pages.builders.product import build_product
from core.pages.builders.words import build_blog, build_content, build_layout, build_post
from core.pages.events import PagesRebuilt
from core.pages.keeping import Built, keep
from core.pages.models import Page
from core.pages.wanted import Wanted, subject_of
from core.redirects.errors import RedirectNotFound
from core.redirects.queries import redirect_for
from core.storefront import tags as tags_of
from core.storefront.paths import ROOTS, path_of

BATCH = 300
MOST = 6_000
"""So many stale pages are looked up by one job, about what it can build, however many there are."""
BUDGET_SECONDS = 12.0
"""How long one job builds before it lets another go on; well below the time limit of a job."""

BUILDERS: dict[str, Callable[[str, Building], Data]] = {
    "layout": build_layout,
    "home": build_home,
    "product": build_product,
    "category": build_category,
    "collection": build_collection,
    "content": build_content,
    "blog": build_blog,
    "post": build_post,
}


LOOKUPS: dict[str, Callable[[str, Building], object]] = {
    "product": lambda key, building: building.materials.product_at(key, building.market, building.locale),
    "category": lambda key, _: category_at(key),
    "collection": lambda key, _: collection_by_slug(key),
    "content": lambda key, building: building.reader.named("page", key),
    "post": lambda key, building: building.reader.named("post", key),
}


def check_there(kind: str, key: str, market: str, locale: str) -> None:
    """That there is something to build a page of: who asks for what is nowhere costs reads, and nothing is written.

    Raises the NotFound of its kind, which says where it has moved, if that is known.
    """
    look_up = LOOKUPS.get(kind)
    try:
        if look_up:
            look_up(key, Building(market_named(market), locale))
    except NotFound as missing:
        missing.extra = {**_moved(Wanted(kind, key, market, locale)), **missing.extra}
        raise


def build(kind: str, key: str, market: str, locale: str, version: int | None = None) -> Answer:
    """Build a page from the truth and keep it. Raises the NotFound of its kind, and forgets the page then.

    It says where the page has moved (`movedTo`), if that is known.

    The version is drawn before anything is read: of two builds at once, the one that started later
    stays, because it has seen at least what the other has seen. A *version* that is given is one that somebody
    has drawn by then.
    """
    version = next_version() if version is None else version
    wanted = Wanted(kind, key, market, locale)
    try:
        built = _built(wanted, Materials(), version)
    except NotFound as missing:
        keep([], [wanted], version)
        missing.extra = {**_moved(wanted), **missing.extra}
        raise
    return keep([built], [], version)[0]


def _moved(wanted: Wanted) -> dict[str, str]:
    if wanted.kind not in ROOTS:
        return {}
    try:
        return {"movedTo": redirect_for(path_of(wanted.kind, wanted.key)).target}
    except RedirectNotFound:
        return {}


def build_all(wanted: Sequence[Wanted]) -> None:
    """Build those pages from the truth, what they have in common read once; what is not there is forgotten."""
    version = next_version()
    materials = Materials()
    _prepare(wanted, materials)
    built, gone = [], []
    for page in wanted:
        try:
            built.append(_built(page, materials, version))
        except NotFound:
            gone.append(page)
    keep(built, gone, version)


def refresh(
    tags: Sequence[str],
    below: int,
    subjects: Sequence[str] = (),
    came: Sequence[str] = (),
    *,
    seconds: float = BUDGET_SECONDS,
) -> None:
    """Build every page anew that was built of one of these before version *below* (0: now), and those of *subjects*,
    and of what stands beside cards that *came*.

    When the time is up, or more are stale than one job builds, the rest is announced and goes on in another. When
    all are built, the storefront is told. Safe to repeat: a page that is built drops out of what is stale.
    """
    end = time.monotonic() + seconds
    limit = below or next_version()
    tags = [*tags, *(tags_of.product(slug) for slug in before(came))]
    tags += _wide(tags)
    stale = _stale(tags, limit, subjects)
    for first in range(0, len(stale), BATCH):
        if first and time.monotonic() > end:
            break
        build_all(stale[first : first + BATCH])
    else:
        if len(stale) < MOST:
            announce_alone(
                PagesRebuilt(sorted({*tags, *subjects, *_addresses_of([*tags, *subjects])}), limit)
            )
            return
    announce_alone(PagesStale(list(tags), limit, list(subjects)))


def refresh_behind(tags: Sequence[str], subjects: Sequence[str], came: Sequence[str]) -> None:
    """Have the same done behind everything that waits by now, of the version that is drawn now.

    Whatever was announced before is built together with it: the first who comes to a page builds it for all.
    """
    announce_alone(PagesStale(list(tags), next_version(), list(subjects), list(came)))


def _addresses_of(names: Iterable[str]) -> set[str]:
    """What a storefront calls the pages of those products that it has not read yet: each by an address of it."""
    handles = {tags_of.name_in(name) for name in names if name.startswith(tags_of.A_PRODUCT)}
    found = addresses_ever(Product.objects(slug__in=list(handles)).only("slug", "addresses"))
    return {tags_of.product(address) for has in found.values() for address in has}


def _wide(names: Sequence[str]) -> list[str]:
    """The shared tags of pages that are built of more than they can name, where there are such pages."""
    shared = {wide for name in names if (wide := tags_of.wide(name))} - set(names)
    return sorted(shared & set(Page.objects(tags__in=list(shared)).distinct("tags"))) if shared else []


def _stale(tags: Sequence[str], below: int, subjects: Sequence[str]) -> list[Wanted]:
    """At most so many kept pages that are older, and pages of the subjects that are older or not there; in the order
    of subjects.
    """
    kept = Page.objects(tags__in=list(tags), version__lt=below).only(*Wanted.FIELDS).limit(MOST).as_pymongo()
    older = {Wanted(*(row[name] for name in Wanted.FIELDS)) for row in kept}
    everywhere = set(wanted_of(subjects))
    fresh = Page.objects(id__in=[page.id for page in everywhere], version__gte=below).scalar("id")
    done = set(fresh)
    return sorted(older | {page for page in everywhere if page.id not in done}, key=Wanted.order)[:MOST]


def wanted_of(subjects: Iterable[str]) -> list[Wanted]:
    """The pages of those subjects, in every market and language. Whether there is anything, building finds out."""
    named = [(subject, *subject.partition(":")[::2]) for subject in subjects]
    products = {
        product.slug: product
        for product in products_named(key for _, kind, key in named if kind == "product")
    }
    paths = shelves_of(key for _, kind, key in named if kind == "category")

    def address(kind: str, key: str, locale: str) -> str:
        if kind == "product" and key in products:
            return products[key].address(locale)
        return "/".join(paths[key]) if kind == "category" else key

    return [
        Wanted(kind, address(kind, key, locale), market.code, locale, subject)
        for subject, kind, key in named
        for market in markets().values()
        for locale in market.locales
    ]


def _built(wanted: Wanted, materials: Materials, version: int) -> Built:
    building = Building(market_named(wanted.market), wanted.locale, materials)
    data = BUILDERS[wanted.kind](wanted.key, building)
    subject = building.subject or subject_of(wanted.kind, wanted.key)
    draft = draft_of(data, building, version)
    return Built(wanted, subject, draft, indexed=building.indexed, shelf=building.shelf)


def _prepare(wanted: Sequence[Wanted], materials: Materials) -> None:
    """Read in few queries what the product pages among them will ask for."""
    pages = [page for page in wanted if page.subject and page.kind == "product"]
    materials.load(dict.fromkeys(page.handle for page in pages))
    cards, beside = [], dict[tuple[str, str, str], list[str]]()
    for page in pages:
        product = materials.product(page.handle)
        if product is None:
            continue
        chosen = [*product.related, *product.complementary]
        cards += [card_id(slug, page.market, page.locale) for slug in chosen]
        if not product.related:
            beside.setdefault((product.category, page.market, page.locale), []).append(product.slug)
    materials.load_cards(cards)
    for (shelf, market, locale), handles in beside.items():
        materials.load_neighbours(shelf, market_named(market), locale, handles)
