from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mongoengine import (
    DateTimeField,
    DictField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    ListField,
    QuerySet,
    StringField,
)

from core import clock
from core.documents import collection

ANY_LOCALE = "*"
"""Stands for the locale in which a product has no address of its own."""


class Variant(EmbeddedDocument):
    """One thing that can be bought. `prices` maps a market's code to `{minor, compare_at_minor?}`.

    What it costs at a moment is `core.pricing.prices.price_of`'s to say: it knows of the schedule and the tiers.
    """

    sku: str = StringField(required=True)
    options: dict[str, str] = DictField(StringField())
    prices: dict[str, dict[str, int]] = DictField()
    schedule: list[dict[str, Any]] = ListField(DictField())
    """`[{market, minor, compare_at_minor?, from, until}]` by time; in one market they never overlap."""
    tiers: dict[str, list[dict[str, Any]]] = DictField()
    """By market `[{from_quantity, minor, group?}]`."""
    past: dict[str, list[dict[str, Any]]] = DictField()
    """By market `[{minor, compare_at_minor?, from, until}]`: as far back as the lowest price of 30 days needs."""
    since: dict[str, datetime] = DictField(DateTimeField())
    """By market, from when on the rest of it says what it costs: when it was first put, or *past* ended."""
    components: list[dict[str, Any]] = ListField(DictField())
    """`[{sku, quantity}]`: what a bundle is made of. It has no stock of its own."""
    image: dict[str, Any] | None = DictField(default=None, null=True)
    weight_grams: int = IntField(default=0, min_value=0)

    @property
    def parts(self) -> dict[str, int]:
        """The stock that one of it takes, by SKU: its own, or that of a bundle's components."""
        return {part["sku"]: part["quantity"] for part in self.components} or {self.sku: 1}


class ProductQuerySet(QuerySet):
    def published(self) -> "ProductQuerySet":
        found: ProductQuerySet = self.filter(status="published")
        return found

    def sold_in(self, market: str) -> "ProductQuerySet":
        """What that market sells and shows now."""
        found: ProductQuerySet = self.published().filter(markets=market, __raw__=_shown_in(market))
        return found

    def with_skus(self, skus: list[str]) -> "ProductQuerySet":
        found: ProductQuerySet = self.filter(variants__sku__in=skus)
        return found

    def moved_by(self, sku: str) -> "ProductQuerySet":
        """Products whose availability depends on that SKU: its own, and the bundles that it is part of."""
        own_or_part = {"$or": [{"variants.sku": sku}, {"variants.components.sku": sku}]}
        found: ProductQuerySet = self.filter(__raw__=own_or_part)
        return found

    def newest(self) -> "ProductQuerySet":
        found: ProductQuerySet = self.order_by("-created_at", "slug")
        return found


def sold_skus(skus: list[str], market: str) -> dict[str, Any]:
    """What `sold_in(market).with_skus(skus)` asks for, in the driver's words."""
    sold = {"status": "published", "markets": market, **_shown_in(market)}
    return {"variants.sku": {"$in": skus}, **sold}


def _shown_in(market: str) -> dict[str, Any]:
    now = clock.now()
    too_early = {f"visible.{market}.from": {"$gt": now}}
    too_late = {f"visible.{market}.until": {"$lte": now}}
    return {"$nor": [too_early, too_late]}


class Product(Document):
    """What the shop sells: the facts of commerce. Its words and pictures are content."""

    slug: str = StringField(required=True, unique=True)
    """Its handle: what other documents call it. It never changes; where it is found is `address`."""
    default_slug: str | None = StringField()
    """Where it is found in every locale that has no slug of its own; its handle when there is none."""
    slugs: dict[str, str] = DictField(StringField())
    """Where it is found by locale, in those that have a slug of their own."""
    addresses: list[str] = ListField(StringField())
    """`"locale address"` for each locale of the shop, and `"* address"`: each belongs to one product."""
    name: str = StringField(required=True)
    description: str | None = StringField()
    translations: dict[str, dict[str, str]] = DictField(DictField())
    """By locale `{name?, description?}`."""
    brand: str | None = StringField()
    category: str = StringField(required=True)
    shelves: list[str] = ListField(StringField())
    """Slugs of the category and all its ancestors, from the root down."""
    collections: list[str] = ListField(StringField())
    tags: list[str] = ListField(StringField())
    attributes: dict[str, list[str]] = DictField(ListField(StringField()))
    tax_class: str = StringField(required=True, default="standard")
    options: list[dict[str, Any]] = ListField(DictField())
    """`[{name, values}]`, in the order in which a shopper chooses."""
    variants: list[Variant] = ListField(EmbeddedDocumentField(Variant))
    images: list[dict[str, Any]] = ListField(DictField())
    related: list[str] = ListField(StringField())
    complementary: list[str] = ListField(StringField())
    content_id: str | None = StringField()
    """The content entry that it names itself; without one, the entry of its slug or SKU."""
    markets: list[str] = ListField(StringField())
    """Codes of the markets in which at least one variant has a price, without those it is hidden in."""
    hidden_in: list[str] = ListField(StringField())
    visible: dict[str, dict[str, datetime]] = DictField(DictField(DateTimeField()))
    """By market `{from?, until?}`: when it is shown there. Always, where nothing is said."""
    next_change_at: datetime | None = DateTimeField()
    """The next instant at which time alone changes what it costs, where it is shown or what it belongs to."""
    search_terms: list[str] = ListField(StringField())
    status: str = StringField(required=True, default="published", choices=("published", "hidden"))
    created_at: datetime = DateTimeField(required=True)

    meta = collection(
        "products",
        "variants.sku",
        "variants.components.sku",
        "category",
        ("shelves", "status", "-created_at", "slug"),
        ("markets", "status", "-created_at", "slug"),
        {"fields": ["addresses"], "unique": True, "sparse": True},
        {"fields": ["next_change_at"], "sparse": True},
        {"fields": ["content_id"], "sparse": True},
        "collections",
        "search_terms",
        queryset=ProductQuerySet,
    )

    def address(self, locale: str) -> str:
        """The last part of its page's path in that language."""
        return self.slugs.get(locale) or self.default_slug or self.slug

    def is_sold_in(self, market: str) -> bool:
        """Whether that market sells and shows it now."""
        shown, now = self.visible.get(market, {}), clock.now()
        begun, over = shown.get("from"), shown.get("until")
        on_time = (begun is None or begun <= now) and (over is None or now < over)
        return self.status == "published" and market in self.markets and on_time

    def variants_in(self, market: str) -> list[Variant]:
        """Those of its variants that have a price there."""
        return [variant for variant in self.variants if market in variant.prices]

    def variant(self, sku: str) -> Variant | None:
        return next((variant for variant in self.variants if variant.sku == sku), None)

    def text_in(self, locale: str, name: str) -> str | None:
        """Its *name* or *description* in that locale, else as it stands on the product itself."""
        own: Mapping[str, str] = self.translations.get(locale, {})
        return own.get(name) or getattr(self, name)


class Category(Document):
    """A shelf in the tree of shelves. What it is called in each language is content."""

    slug: str = StringField(primary_key=True)
    name: str = StringField(required=True)
    parent: str | None = StringField()
    path: str = StringField()
    """Slugs from the root down, joined by `/`: its address."""
    position: int = IntField(default=0)
    entries: int = IntField(default=0)
    """How often a product came to stand here: so that one who comes and a move of the shelf notice each other."""

    meta = collection("categories", "parent", "path")

    @property
    def shelves(self) -> list[str]:
        """Its own slug and those of all its ancestors, from the root down."""
        return (self.path or self.slug).split("/")


class Collection(Document):
    """Products that are shown together: chosen by hand, in their order, or by a rule."""

    slug: str = StringField(primary_key=True)
    name: str = StringField(required=True)
    description: str | None = StringField()
    position: int = IntField(default=0)
    products: list[str] = ListField(StringField())
    rule: dict[str, Any] | None = DictField(default=None, null=True)
    """`{match: all | any, conditions: [{kind, …}]}`; None where it is chosen by hand."""

    meta = collection("collections", "products")


class PriceHistory(Document):
    """What something has cost, and from when until when: written once, when that price ended."""

    id: str = StringField(primary_key=True)
    sku: str = StringField(required=True)
    market: str = StringField(required=True)
    minor: int = IntField(required=True)
    compare_at_minor: int | None = IntField()
    from_at: datetime = DateTimeField(required=True)
    until: datetime = DateTimeField(required=True)

    meta = collection("price_history", ("sku", "market", "until"))
