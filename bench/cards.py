"""Cards of many products, written straight: `python -m bench.cards 100000` fills the database at hand.

What lists read is what a catalogue of that size would have: words and brands of very different frequency, options,
tags, prices; a product in one market and language.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import orjson

from core import db
from core.catalog.models import Category
from core.catalog.search import folded, known_words, terms_of
from core.listing.models import CARD_FORMAT, EVERYTHING, Card, card_id
from core.listing.rows import row_of
from core.listing.vocabulary import learn, recount
from core.money import Money
from core.settings import settings

MARKET, LOCALE, CURRENCY = "us", "en-US", "USD"
SHELVES = (
    *("jacket", "shirt", "trousers", "sneaker", "backpack", "lamp", "mug", "chair", "blanket", "kettle"),
    *("notebook", "watch", "bottle", "scarf", "hat", "desk", "rug", "vase", "candle", "speaker"),
)
KINDS = (
    *("nordic", "vintage", "everyday", "alpine", "coastal", "urban", "classic"),
    *("slim", "heavy", "light", "organic", "studio", "harbour", "copper"),
)
COLOURS, SIZES = ("Black", "White", "Navy", "Olive", "Sand", "Rust"), ("XS", "S", "M", "L", "XL")
TAGS = ("gift", "new", "outdoor", "travel", "home", "office", "summer", "winter")
SYLLABLES = ("ba", "ro", "ti", "lu", "me", "ka", "no", "si", "fe", "du", "ga", "pi", "zo", "ha", "vy", "sta")
BRANDS, MODELS = 120, 4_000
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
BATCH = 500


def made_up(number: int) -> dict[str, Any]:
    """The card of the product with that number: always the same."""
    dice = random.Random(number)  # noqa: S311  # the same goods each time, not a secret
    noun = SHELVES[number % len(SHELVES)]
    brand = _name(min(int(dice.expovariate(0.04)), BRANDS)).capitalize()
    model = _name(1_000 + min(int(dice.expovariate(0.00125)), MODELS))
    name = f"{dice.choice(KINDS)} {noun} {model} {number}".capitalize()
    tags = dice.sample(TAGS, dice.randrange(3))
    available = dice.random() < 0.9  # noqa: PLR2004  # one in ten is sold out
    chosen = [f"Colour={c}" for c in dice.sample(COLOURS, 2)] + [f"Size={s}" for s in dice.sample(SIZES, 3)]
    stock = "in-stock" if available else "sold-out"
    price = Money(dice.randrange(900, 25_000), CURRENCY)
    slug = folded(name).replace(" ", "-")
    card: dict[str, Any] = {
        "_id": card_id(slug, MARKET, LOCALE),
        "slug": slug,
        "market": MARKET,
        "locale": LOCALE,
        "category": noun,
        "shelves": [noun, EVERYTHING],
        "collections": [],
        "facets": [f"availability={stock}", f"brand={brand}", *(f"tag={tag}" for tag in tags), *chosen],
        "price_minor": price.minor,
        "price_max_minor": price.minor,
        "name_key": folded(name),
        "created_at": FIRST + timedelta(minutes=dice.randrange(1_000_000)),
        "sold": int(dice.expovariate(0.03)),
        "available": available,
        "terms": terms_of(known_words(name, brand, noun, *tags)),
        "body": _body(slug, name, brand, price),
        "tags": [f"product:{slug}"],
        "version": 1,
        "format": CARD_FORMAT,
    }
    return {**card, "row": row_of(card)}


def fill(count: int) -> None:
    """The cards of so many products, their words, and the shelves they stand on."""
    for shelf in SHELVES:
        Category.objects(slug=shelf).update_one(set__name=shelf.capitalize(), set__position=0, upsert=True)
    numbers = iter(range(count))
    while batch := list(islice(numbers, BATCH)):
        cards = [made_up(number) for number in batch]
        Card._get_collection().insert_many(cards, ordered=False)  # noqa: SLF001  # as the shop writes many
        learn(cards)
    recount(MARKET, LOCALE)


def _name(number: int) -> str:
    return "".join(_syllables(number))


def _syllables(number: int) -> Iterator[str]:
    while True:
        number, rest = divmod(number, len(SYLLABLES))
        yield SYLLABLES[rest]
        if not number:
            return


def _body(slug: str, name: str, brand: str, price: Money) -> bytes:
    picture = {
        "url": f"https://images.example.com/{slug}/1.jpg",
        "alt": name,
        "width": 1_000,
        "height": 1_000,
    }
    return orjson.dumps(
        {
            "slug": slug,
            "path": f"/product/{slug}",
            "name": name,
            "brand": brand,
            "summary": "Made for long days and short nights, with a quiet detail that holds its shape.",
            "image": picture,
            "hoverImage": picture,
            "priceRange": {"min": price.as_json(), "max": price.as_json()},
            "available": True,
        }
    )


if __name__ == "__main__":
    db.connect(settings())
    fill(int(sys.argv[1]))
