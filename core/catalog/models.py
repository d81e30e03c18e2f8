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

from core.documents import collection
from core.money import Money


class Variant(EmbeddedDocument):
    """One thing that can be bought. `prices` maps a market's code to `{minor, compare_at_minor?}`."""

    sku: str = StringField(required=True)
    options: dict[str, str] = DictField(StringField())
    prices: dict[str, dict[str, int]] = DictField()
    weight_grams: int = IntField(default=0, min_value=0)

    def price_in(self, market: str, currency: str) -> Money | None:
        """Its price there, or None where it is not sold."""
        price = self.prices.get(market)
        return Money(price["minor"], currency) if price else None


class ProductQuerySet(QuerySet):
    def published(self) -> "ProductQuerySet":
        found: ProductQuerySet = self.filter(status="published")
        return found

    def sold_in(self, market: str) -> "ProductQuerySet":
        found: ProductQuerySet = self.published().filter(markets=market)
        return found

    def with_skus(self, skus: list[str]) -> "ProductQuerySet":
        found: ProductQuerySet = self.filter(variants__sku__in=skus)
        return found

    def newest(self) -> "ProductQuerySet":
        found: ProductQuerySet = self.order_by("-created_at", "slug")
        return found


class Product(Document):
    """What the shop sells: the facts of commerce. Its words and pictures are content."""

    slug: str = StringField(required=True, unique=True)
    name: str = StringField(required=True)
    brand: str | None = StringField()
    category: str = StringField(required=True)
    tags: list[str] = ListField(StringField())
    tax_class: str = StringField(required=True, default="standard")
    options: list[dict[str, Any]] = ListField(DictField())
    """`[{name, values}]`, in the order in which a shopper chooses."""
    variants: list[Variant] = ListField(EmbeddedDocumentField(Variant))
    images: list[dict[str, Any]] = ListField(DictField())
    related: list[str] = ListField(StringField())
    markets: list[str] = ListField(StringField())
    """Codes of the markets in which at least one variant has a price."""
    search_terms: list[str] = ListField(StringField())
    status: str = StringField(required=True, default="published", choices=("published", "hidden"))
    created_at: datetime = DateTimeField(required=True)

    meta = collection(
        "products",
        "variants.sku",
        ("category", "status", "markets", "-created_at", "slug"),
        ("markets", "status", "-created_at", "slug"),
        "search_terms",
        queryset=ProductQuerySet,
    )

    def address(self, locale: str) -> str:  # noqa: ARG002  # one address for every language, until it has more
        """The last part of its page's path in that language."""
        return self.slug

    def is_sold_in(self, market: str) -> bool:
        return self.status == "published" and market in self.markets

    def variants_in(self, market: str) -> list[Variant]:
        return [variant for variant in self.variants if market in variant.prices]

    def variant(self, sku: str) -> Variant | None:
        return next((variant for variant in self.variants if variant.sku == sku), None)


class Category(Document):
    """A shelf. What it is called in each language is content; this is that it exists, and where."""

    slug: str = StringField(primary_key=True)
    name: str = StringField(required=True)
    position: int = IntField(default=0)

    meta = collection("categories")
