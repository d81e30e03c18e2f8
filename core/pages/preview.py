"""What an editor sees before it is published: built when asked for, by whoever has a signed link, never kept."""

import base64
import binascii
import hmac
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from urllib.parse import urlencode

import orjson

from core import clock
from core.catalog.errors import ProductNotFound
from core.catalog.models import Product
from core.catalog.queries import About, product_at, products_of_entries
from core.catalog.tree import shelves_of
from core.content.drafts import Drafts
from core.content.library import Item, Mirror
from core.content.models import ContentEntry
from core.content.ports import DraftSource
from core.content.roles import SHOWN_AS
from core.db import outside_call
from core.key_ring import KeyRing
from core.listing.materials import Materials
from core.listing.versions import current_version
from core.markets.models import Market
from core.markets.queries import market_named, markets
from core.pages.answers import Answer, answer_of
from core.pages.builders.context import Building
from core.pages.errors import NowhereToPreview, PreviewRefused
from core.pages.services import BUILDERS
from core.storefront.paths import path_of

LASTS = timedelta(minutes=15)
ROLES = {kind: role for role, kind in SHOWN_AS.items()}
"""Kinds of pages that can be previewed, and the role of the entry that each shows."""
PURPOSE = b"quayside preview 1:"
"""So that no signature made for something else opens a preview."""


@dataclass(frozen=True)
class Previewed:
    """The one page, in one market and language, that a link lets its holder see before it is published."""

    kind: str
    key: str
    market: str
    locale: str

    @property
    def path(self) -> str:
        """Where the storefront shows it."""
        return path_of(self.kind, self.key)


def token_for(page: Previewed, secret: KeyRing) -> str:
    """A token that lets its holder see that page's draft for the next fifteen minutes."""
    until = int((clock.now() + LASTS).timestamp())
    said = base64.urlsafe_b64encode(orjson.dumps({**asdict(page), "until": until})).rstrip(b"=")
    return f"{said.decode()}.{_signature(said, secret.newest)}"


def link_to(page: Previewed, storefronts: Sequence[str], secret: KeyRing) -> str:
    """Where an editor sees that page: the preview page of the first storefront, which is told what to show.

    Behind the `#`, which browsers send to nobody: no log has the token, and no site that is linked to (ASVS 14.2.1).
    Raises NowhereToPreview where the shop knows of no storefront.
    """
    if not storefronts:
        raise NowhereToPreview
    storefront = storefronts[0]
    return f"{storefront}/preview#{urlencode({'token': token_for(page, secret), 'path': page.path})}"


def page_of(token: str, secret: KeyRing) -> Previewed:
    """The page that a token was made for. Raises PreviewRefused when it was not made by us, or is too old."""
    said, _, signature = token.partition(".")
    good = (_signature(said.encode(), generation).encode() for generation in secret)
    if not any(hmac.compare_digest(one, signature.encode()) for one in good):
        raise PreviewRefused("This link was not made here.")
    try:
        told = orjson.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
        until, page = told.pop("until"), Previewed(**told)
    except (binascii.Error, ValueError, TypeError, KeyError, AttributeError):
        raise PreviewRefused("This link was made by another release.") from None
    if clock.now().timestamp() > until:
        raise PreviewRefused("This link has lived for its fifteen minutes. Make a new one.")
    return page


@outside_call
def preview(page: Previewed, drafts: DraftSource) -> Answer:
    """The page as it will be once its entry is published; a hidden product too. Nothing of it is kept.

    Raises the NotFound of its kind, SourceAway, and SourceMissing where drafts cannot be read.
    """
    materials = Unpublished(drafts, page)
    building = Building(market_named(page.market), page.locale, materials)
    return answer_of(BUILDERS[page.kind](page.key, building), building, current_version())


def previews_of(entry: ContentEntry) -> list[Previewed]:
    """The pages that an entry is shown on: one for each market and language."""
    kind = SHOWN_AS.get(entry.role)
    if kind is None or (entry.slug is None and kind != "home"):
        return []
    key = _key_of(entry, kind)
    return [
        Previewed(kind, key(locale), market.code, locale)
        for market in markets().values()
        for locale in market.locales
    ]


class Unpublished(Materials):
    """What a preview is built of: a draft over what is published, and a product whatever its status."""

    library: Drafts

    def __init__(self, drafts: DraftSource, page: Previewed) -> None:
        super().__init__()
        role, product = ROLES[page.kind], None
        if page.kind == "product" and (product := product_at(page.key, page.locale)) is None:
            raise ProductNotFound(page.key)
        slug = product.slug if product else page.key.rpartition("/")[2] or page.kind
        self.library = Drafts(drafts, role, slug, _published(role, slug, product))

    def product_at(self, address: str, market: Market, locale: str) -> Product:
        product = product_at(address, locale)
        if product is None or not product.variants_in(market.code):
            raise ProductNotFound(address)
        return product


def _published(role: str, slug: str, product: Product | None) -> Item | None:
    """The entry as it is published that the page shows, if there is one."""
    mirror = Mirror()
    if role == "home":
        return mirror.first(role)
    if product is None:
        return mirror.named(role, [slug]).get(slug)
    own = mirror.entries([product.content_id]) if product.content_id else {}
    skus = [variant.sku for variant in product.variants]
    return next(iter(own.values()), None) or mirror.named(role, [slug]).get(slug) or mirror.about(skus)


def _key_of(entry: ContentEntry, kind: str) -> Callable[[str], str]:
    """By language, under what address its page is."""
    slug = entry.slug or ""
    about = About(entry.id, slug, entry.skus or ())
    product = products_of_entries([about])[entry.id] if kind == "product" else None
    if product:
        return product.address
    key = {"home": "", "category": "/".join(shelves_of([slug])[slug])}.get(kind, slug)
    return lambda _: key


def _signature(said: bytes, secret: str) -> str:
    return hmac.digest(secret.encode(), PURPOSE + said, "sha256").hex()
