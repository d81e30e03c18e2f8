"""Goods that are made up for measuring: the same for the same number, spread as a real shop's are."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from core.catalog.goods import PriceInFile, ProductInFile, VariantInFile
from core.catalog.tree import CategoryInFile
from core.markets.models import Market

SHELVES, HALLS = 20, 4
SIZES = ("S", "M", "L")
COLOURS = ("Sand", "Ink", "Moss", "Rust", "Tide", "Cream", "Amber", "Slate")
THINGS = ("mug", "coat", "rope", "lamp", "kettle", "blanket", "satchel", "clock")
MANNERS = ("Sample", "Harbour", "Coastal", "Plain", "Heavy", "Light", "Northern", "Everyday")
BRANDS = tuple(
    f"{name} {kind}" for name in ("Quay", "Pier", "Skerry", "Ebb") for kind in ("Works", "& Co", "Goods")
)
TAGS = ("gift", "new", "recycled", "organic", "handmade", "travel", "office", "outdoor")
MATERIALS = ("Wool", "Cotton", "Steel", "Oak", "Stoneware", "Linen")
OPENED = datetime(2026, 1, 1, tzinfo=UTC)
ONE_IN_TEN = 10


def halls_and_shelves() -> list[CategoryInFile]:
    """A tree of two levels."""
    halls = [CategoryInFile(slug=f"hall-{n}", name=f"Hall {n}", position=n) for n in range(HALLS)]
    return halls + [
        CategoryInFile(slug=f"shelf-{n}", name=f"Shelf {n}", parent=f"hall-{n % HALLS}", position=n)
        for n in range(SHELVES)
    ]


def made_up(number: int, start: int, markets: Sequence[Market]) -> ProductInFile:
    """The product of that number."""
    dice = random.Random(start * 1_000_003 + number)  # noqa: S311  # the same goods each time, not a secret
    colours = dice.sample(COLOURS, 2)
    thing = dice.choice(THINGS)
    prices = {market.code: _price(dice) for market in markets}
    stock = dict.fromkeys(markets[0].locations[:1], 100)
    variants = [
        VariantInFile(
            sku=f"SEED-{start}-{number}-{size}",
            options={"Colour": colours[place % 2], "Size": size},
            prices=prices,
            weight_grams=dice.randrange(50, 3_000),
            stock=stock,
        )
        for place, size in enumerate(SIZES)
    ]
    return ProductInFile(
        slug=f"seed-{start}-{number}",
        name=f"{dice.choice(MANNERS)} {thing} {number}",
        brand=dice.choice(BRANDS),
        category=f"shelf-{number % SHELVES}",
        tags=dice.sample(TAGS, 2),
        attributes={"Material": [dice.choice(MATERIALS)]},
        options={"Colour": colours, "Size": list(SIZES)},
        variants=variants,
        created_at=OPENED + timedelta(minutes=number),
    )


def _price(dice: random.Random) -> PriceInFile:
    minor = dice.randrange(10, 600) * 50
    reduced = dice.randrange(ONE_IN_TEN) == 0
    return PriceInFile(minor=minor, compare_at_minor=minor * 5 // 4 if reduced else None)
