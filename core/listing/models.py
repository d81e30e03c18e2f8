from datetime import datetime

from mongoengine import (
    BinaryField,
    BooleanField,
    DateTimeField,
    Document,
    IntField,
    ListField,
    QuerySet,
    StringField,
)

from core.documents import collection

CARD_FORMAT = 2
"""Goes up when a card is built differently of the same data: cards of another format are built anew."""
EVERYTHING = "*"
"""The shelf on which every listed product stands."""


class CardQuerySet(QuerySet):
    def on(self, shelf: str, market: str, locale: str) -> "CardQuerySet":
        found: CardQuerySet = self.filter(market=market, locale=locale, shelves=shelf)
        return found

    def newest(self) -> "CardQuerySet":
        found: CardQuerySet = self.order_by("-created_at", "slug")
        return found


class Card(Document):
    """A product as lists show it, in one market and one language: the bytes, and what lists sort and count by.

    `shelves` holds the product's own category, every category above it, and `*`; it is empty for a product that
    is not sold there (any more). Such a card stays, so that a build that began earlier cannot bring it back.
    """

    id: str = StringField(primary_key=True)
    slug: str = StringField(required=True)
    """The product's handle, whatever its address in this language."""
    market: str = StringField(required=True)
    locale: str = StringField(required=True)
    category: str = StringField()
    shelves: list[str] = ListField(StringField())
    collections: list[str] = ListField(StringField())
    facets: list[str] = ListField(StringField())
    """`name=value`, in this language's words where there are some."""
    price_minor: int = IntField()
    price_max_minor: int = IntField()
    name_key: str = StringField()
    """The name as lists sort by it: folded to plain lower case."""
    created_at: datetime = DateTimeField(required=True)
    sold: int = IntField(default=0)
    available: bool = BooleanField(default=False)
    terms: list[str] = ListField(StringField())
    """Whole words, folded, that it is found by, and every two of them together."""
    row: str = StringField()
    """What lists sort and count by as one text, so that an index alone answers for a whole shelf."""
    body: bytes = BinaryField()
    tags: list[str] = ListField(StringField())
    version: int = IntField(required=True)
    format: int = IntField(required=True, default=CARD_FORMAT)

    meta = collection(
        "cards",
        "slug",
        "tags",
        ("market", "locale", "shelves", "-created_at", "slug"),
        ("market", "locale", "shelves", "slug"),
        ("market", "locale", "shelves", "row"),
        ("market", "locale", "shelves", "-sold", "slug"),
        ("market", "locale", "collections", "row"),
        ("market", "locale", "terms", "-sold", "slug"),
        queryset=CardQuerySet,
    )


class UncountedSale(Document):
    """A product that was sold since its cards were built: its handle, and in how many orders."""

    id: str = StringField(primary_key=True)
    orders: int = IntField(required=True)

    meta = collection("uncounted_sales")


class PageVersion(Document):
    """The number of the last build of cards or pages: it only ever grows, so newer and older can be told apart."""

    id: str = StringField(primary_key=True, default="pages")
    version: int = IntField(required=True, default=0)

    meta = collection("page_version")


def card_id(slug: str, market: str, locale: str) -> str:
    return f"{slug}|{market}|{locale}"


class Word(Document):
    """A word that cards of a market and a language are found by."""

    id: str = StringField(primary_key=True)
    market: str = StringField(required=True)
    locale: str = StringField(required=True)
    word: str = StringField(required=True)
    count: int = IntField(required=True, default=1)
    """On how many cards it was when they were last counted; 1 for a word that came, or came back, later."""
    beginnings: list[str] = ListField(StringField())
    near: list[str] = ListField(StringField())
    """What remains of it when a shopper leaves letters out: see `core.catalog.search.neighbourhood`."""

    meta = collection(
        "words",
        ("market", "locale", "beginnings", "-count", "word"),
        ("market", "locale", "near"),
    )


class FacetName(Document):
    """A facet that some card of a market and a language has."""

    id: str = StringField(primary_key=True)
    market: str = StringField(required=True)
    locale: str = StringField(required=True)
    name: str = StringField(required=True)
    count: int = IntField(required=True, default=1)
    """As for a word."""

    meta = collection("facet_names", ("market", "locale"))


class Synonym(Document):
    """A word or a phrase that stands for others too, in one language. All of them are folded."""

    id: str = StringField(primary_key=True)
    locale: str = StringField(required=True)
    phrase: str = StringField(required=True)
    means: list[str] = ListField(StringField())

    meta = collection("synonyms", "locale")
