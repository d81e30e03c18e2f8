"""The variants of a product page: spelled out where they are few, and as a matrix that stays small with 250."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from core import clock
from core.catalog.models import Product, Variant
from core.inventory.queries import Supply, SupplyState
from core.markets.models import Market
from core.money import Money
from core.pages.builders.context import Building, Data
from core.pricing.prices import Price, Step, price_of, steps_of

MOST_SPELLED_OUT = 50
STATED = {
    SupplyState.IN_STOCK: "InStock",
    SupplyState.BACK_ORDER: "BackOrder",
    SupplyState.PRE_ORDER: "PreOrder",
    SupplyState.OUT: "OutOfStock",
}
"""What schema.org calls them."""


class Offered:
    """What a product's market sells of it now: variants, their prices and how many there are."""

    def __init__(self, product: Product, building: Building) -> None:
        self.market: Market = building.market
        self.at: datetime = clock.now()
        self.product = product
        self.variants = product.variants_in(self.market.code)
        self.supply = {v.sku: building.materials.supply(v, self.market) for v in self.variants}
        self.prices = {
            variant.sku: price_of(variant, self.market.code, self.at, product=product)
            for variant in self.variants
        }

    @property
    def available(self) -> bool:
        return any(supply.units > 0 for supply in self.supply.values())

    def spelled_out(self) -> list[Data]:
        """Each with its price; none where they are many, because the matrix says the same in a tenth of the bytes."""
        few = self.variants if len(self.variants) <= MOST_SPELLED_OUT else []
        return [self._variant(variant) for variant in few]

    def matrix(self) -> Data:
        """One column per fact, one place per variant; values, prices and pictures are named by their index."""
        prices, images = _Distinct(), _Distinct()
        options = [(str(option["name"]), _places(option["values"])) for option in self.product.options]
        return {
            "skus": [variant.sku for variant in self.variants],
            "values": [
                [places[variant.options[name]] for name, places in options] for variant in self.variants
            ],
            "price": [prices.place(self._price(variant)) for variant in self.variants],
            "available": [self.supply[variant.sku].units > 0 for variant in self.variants],
            "state": [self.supply[variant.sku].state for variant in self.variants],
            "shipsFrom": [ships_from(self.supply[variant.sku]) for variant in self.variants],
            "weightGrams": [variant.weight_grams for variant in self.variants],
            "image": [images.place(variant.image) if variant.image else None for variant in self.variants],
            "prices": prices.things,
            "images": images.things,
        }

    def json_ld(self) -> Any:
        """One offer per variant, as search engines read it; the span of them where they are many."""
        stock = "https://schema.org/InStock" if self.available else "https://schema.org/OutOfStock"
        if len(self.variants) <= MOST_SPELLED_OUT:
            return [self._offer(variant) for variant in self.variants]
        amounts = [price.minor for price in self.prices.values()]
        return {
            "@type": "AggregateOffer",
            "lowPrice": Money(min(amounts), self.market.currency).amount,
            "highPrice": Money(max(amounts), self.market.currency).amount,
            "offerCount": len(amounts),
            "priceCurrency": self.market.currency,
            "availability": stock,
        }

    def _variant(self, variant: Variant) -> Data:
        return {
            "sku": variant.sku,
            "options": dict(variant.options),
            **self._price(variant),
            "available": self.supply[variant.sku].units > 0,
            "state": self.supply[variant.sku].state,
            "shipsFrom": ships_from(self.supply[variant.sku]),
            "weightGrams": variant.weight_grams,
            "image": dict(variant.image) if variant.image else None,
        }

    def _price(self, variant: Variant) -> Data:
        return priced(
            self.prices[variant.sku],
            steps_of(variant, self.market.code, self.at, product=self.product),
            self.market.currency,
        )

    def _offer(self, variant: Variant) -> Data:
        return {
            "@type": "Offer",
            "sku": variant.sku,
            "price": Money(self.prices[variant.sku].minor, self.market.currency).amount,
            "priceCurrency": self.market.currency,
            "availability": f"https://schema.org/{STATED[self.supply[variant.sku].state]}",
        }


def ships_from(supply: Supply) -> str | None:
    """From when on it is sent, as answers write it; None where nobody has said, or at once."""
    return clock.rfc3339(supply.ships_from) if supply.ships_from else None


def priced(price: Price, steps: Sequence[Step], currency: str) -> Data:
    """A price as answers write it."""

    def money(minor: int | None) -> Data | None:
        return None if minor is None else Money(minor, currency).as_json()

    return {
        "price": money(price.minor),
        "compareAtPrice": money(price.compare_at_minor),
        "lowestPrice30Days": money(price.lowest_30_days_minor),
        "tiers": [{"fromQuantity": step.from_quantity, "price": money(step.minor)} for step in steps],
    }


class _Distinct:
    """Things in the order in which they first came, each once."""

    def __init__(self) -> None:
        self.things: list[Data] = []
        self._places: dict[str, int] = {}

    def place(self, thing: Mapping[str, Any]) -> int:
        name = repr(sorted(thing.items()))
        if name not in self._places:
            self._places[name] = len(self.things)
            self.things.append(dict(thing))
        return self._places[name]


def _places(values: Sequence[str]) -> dict[str, int]:
    return {value: place for place, value in enumerate(values)}
