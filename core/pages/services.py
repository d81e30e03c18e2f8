"""Pages are built when data changes, and kept as ready bytes with everything they were built from."""

import hashlib
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import orjson
from mongoengine import NotUniqueError

from core import clock
from core.catalog.models import Category, Product
from core.content.models import ContentEntry
from core.db import transactional
from core.errors import NotFound
from core.markets.queries import market_named, markets
from core.outbox.services import announce
from core.pages.builders.context import Building, Data
from core.pages.builders.listings import build_category, build_home, build_search
from core.pages.builders.product import build_product
from core.pages.builders.words import build_blog, build_content, build_layout, build_post
from core.pages.events import CatalogueHalfBuilt, PagesRebuilt, PagesStale
from core.pages.models import FORMAT, Page, PageVersion, page_id
from core.storefront.tags import EVERY_PAGE

BUDGET_SECONDS = 12.0
"""How long one job builds before it lets another go on; well below the time limit of a job."""

BUILDERS: dict[str, Callable[[str, Building], Data]] = {
    "layout": build_layout,
    "home": build_home,
    "product": build_product,
    "category": build_category,
    "content": build_content,
    "blog": build_blog,
    "post": build_post,
}


@dataclass(frozen=True)
class Answer:
    """A page as it is sent."""

    body: bytes
    etag: str
    tags: tuple[str, ...]
    version: int


def build(kind: str, key: str, market: str, locale: str) -> Answer:
    """Build a page from the truth and keep it. Raises the NotFound of its kind, and forgets the page then.

    The version is drawn before anything is read: of two builds at once, the one that started later
    stays, because it has seen at least what the other has seen.
    """
    version = next_version()
    building = Building(market_named(market), locale)
    try:
        data = BUILDERS[kind](key, building)
    except NotFound:
        Page.objects(id=page_id(kind, key, market, locale)).delete()
        raise
    answer = answer_of(data, building, version)
    _keep(kind, key, building, answer)
    return answer


def search_page(query: str, market: str, locale: str) -> Answer:
    """A search is built when it is asked for: there is no end of queries. Raises Invalid."""
    version = current_version()
    building = Building(market_named(market), locale)
    return answer_of(build_search(query, building), building, version)


def further_page(slug: str, market: str, locale: str, after: str) -> Answer:
    """A category's second page and those after it, built when asked for."""
    version = current_version()
    building = Building(market_named(market), locale)
    return answer_of(build_category(slug, building, after=after), building, version)


def refresh(tags: Sequence[str], below: int | None = None, *, seconds: float = BUDGET_SECONDS) -> None:
    """Build every kept page anew that was built of one of these before version *below* (default: now).

    When the time is up, the rest is announced and goes on in another job; when all are built, the
    storefront is told. Safe to repeat: a page that is built drops out of what is stale.
    """
    limit = below or next_version()
    end = time.monotonic() + seconds
    for page in Page.objects(tags__in=list(tags), version__lt=limit).only("kind", "key", "market", "locale"):
        _build_or_forget(page.kind, page.key, page.market, page.locale)
        if time.monotonic() > end:
            _announce(PagesStale(list(tags), limit))
            return
    _announce(PagesRebuilt(list(tags), limit))


def build_catalogue(after: str = "", version: int | None = None, *, seconds: float = BUDGET_SECONDS) -> None:
    """Build every public page, product by product in the order of their slugs, from the one after *after*.

    When the time is up, the rest is announced and goes on in another job. At the end every page is newer
    than *version* (default: now), and the storefront is told so.
    """
    limit = version or next_version()
    end = time.monotonic() + seconds
    if not after:
        _build_frame()
    for product in Product.objects.published().filter(slug__gt=after).order_by("slug").only("slug"):
        _build_everywhere("product", product.slug)
        if time.monotonic() > end:
            _announce(CatalogueHalfBuilt(product.slug, limit))
            return
    _announce(PagesRebuilt([EVERY_PAGE], limit))


def next_version() -> int:
    counter = PageVersion.objects(id="pages").modify(upsert=True, new=True, inc__version=1)
    return int(counter.version)


def current_version() -> int:
    counter = PageVersion.objects(id="pages").first()
    return int(counter.version) if counter else 0


def answer_of(data: Data, building: Building, version: int) -> Answer:
    """The bytes of an answer. Its ETag is made of what it shows and of its tags: a rebuild that changes neither
    keeps it, though version and time in it differ, so it is a weak one (RFC 9110, section 8.8.1).
    """
    tags = building.all_tags()
    shown = {"data": data, "degraded": building.degraded, "tags": tags}
    etag = hashlib.blake2b(orjson.dumps(shown), digest_size=16).hexdigest()
    meta = {
        "tags": tags,
        "version": version,
        "degraded": building.degraded,
        "market": building.market.code,
        "locale": building.locale,
        "builtAt": clock.rfc3339(clock.now()),
    }
    return Answer(orjson.dumps({"data": data, "meta": meta}), etag, tuple(tags), version)


def _build_or_forget(kind: str, key: str, market: str, locale: str) -> None:
    with suppress(NotFound):
        build(kind, key, market, locale)


def _keep(kind: str, key: str, building: Building, answer: Answer) -> None:
    """Keep it unless a newer build is there already."""
    name = page_id(kind, key, building.market.code, building.locale)
    older = Page.objects(id=name, version__lt=answer.version)
    try:
        older.update_one(
            upsert=True,
            set__kind=kind,
            set__key=key,
            set__market=building.market.code,
            set__locale=building.locale,
            set__body=answer.body,
            set__etag=answer.etag,
            set__tags=list(answer.tags),
            set__version=answer.version,
            set__format=FORMAT,
            set__built_at=clock.now(),
        )
    except NotUniqueError:
        return


def _build_frame() -> None:
    """Every page that is not a product's: few, however large the catalogue."""
    for kind in ("layout", "home", "blog"):
        _build_everywhere(kind, "")
    for category in Category.objects.only("slug"):
        _build_everywhere("category", category.slug)
    for role, kind in (("page", "content"), ("post", "post")):
        for entry in ContentEntry.objects.of_role(role).filter(slug__ne=None).only("slug"):
            _build_everywhere(kind, entry.slug)


def _build_everywhere(kind: str, key: str) -> None:
    for market in markets().values():
        for locale in market.locales:
            _build_or_forget(kind, key, market.code, locale)


_announce = transactional(announce)
