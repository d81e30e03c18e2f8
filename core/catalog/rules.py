"""Which collections a product belongs to: chosen by hand, or by a rule. Pure functions of its record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import Field, model_validator

from core.catalog.goods import MarketCode, Minor, Named, Slug, Value
from core.catalog.models import Collection
from core.catalog.timeline import Facts, Period, price_at
from core.files import FileModel

MOST_CONDITIONS = 20
OLDEST_NEWS = 3_650


class AttributeInFile(FileModel):
    name: Named
    value: Value


class PriceBoundInFile(FileModel):
    market: MarketCode
    minor: Minor


class ConditionInFile(FileModel):
    """Exactly one of these."""

    tag: Value | None = None
    brand: Value | None = None
    category: Slug | None = None
    attribute: AttributeInFile | None = None
    price_below: PriceBoundInFile | None = None
    price_above: PriceBoundInFile | None = None
    on_sale: MarketCode | None = None
    newer_than_days: int | None = Field(default=None, ge=1, le=OLDEST_NEWS)

    @model_validator(mode="after")
    def _just_one(self) -> "ConditionInFile":
        if len(self.model_dump(exclude_none=True)) != 1:
            raise ValueError("a condition says exactly one thing")
        return self


class RuleInFile(FileModel):
    match: Literal["all", "any"] = "all"
    conditions: list[ConditionInFile] = Field(min_length=1, max_length=MOST_CONDITIONS)

    @property
    def markets(self) -> set[str]:
        """The markets that its conditions name."""
        bounds = {
            bound.market
            for said in self.conditions
            for bound in (said.price_below, said.price_above)
            if bound
        }
        return bounds | {said.on_sale for said in self.conditions if said.on_sale}


def memberships(product: Facts, collections: Iterable[Collection], at: datetime) -> list[str]:
    """The slugs of the collections that it belongs to at that moment, in the order of the alphabet."""
    return sorted(str(one.slug) for one in collections if belongs(product, one, at))


def belongs(product: Facts, collection: Collection, at: datetime) -> bool:
    """Whether that collection holds it at that moment. A hidden product belongs like any other."""
    if collection.rule is None:
        return product["slug"] in collection.products
    fits = (_fits(product, condition, at) for condition in collection.rule["conditions"])
    return all(fits) if collection.rule["match"] == "all" else any(fits)


def ages(collections: Iterable[Collection]) -> Sequence[int]:
    """The ages in days at which a product leaves one of them."""
    rules = [collection.rule for collection in collections if collection.rule]
    found = {condition.get("newer_than_days") for rule in rules for condition in rule["conditions"]}
    return sorted(found - {None})


def _fits(product: Facts, condition: Mapping[str, Any], at: datetime) -> bool:
    kind, value = next(iter(condition.items()))
    return CONDITIONS[kind](product, value, at)


def _prices(product: Facts, market: str, at: datetime) -> list[Period]:
    return [price_at(variant, market, at) for variant in product["variants"] if market in variant["prices"]]


def _lowest(product: Facts, market: str, at: datetime) -> int | None:
    return min((price.minor for price in _prices(product, market, at)), default=None)


def _below(product: Facts, bound: Mapping[str, Any], at: datetime) -> bool:
    lowest = _lowest(product, bound["market"], at)
    return lowest is not None and lowest < bound["minor"]


def _above(product: Facts, bound: Mapping[str, Any], at: datetime) -> bool:
    lowest = _lowest(product, bound["market"], at)
    return lowest is not None and lowest > bound["minor"]


def _newer(product: Facts, days: int, at: datetime) -> bool:
    moment: datetime = product["created_at"]
    return at < moment + timedelta(days=days)


Condition = Callable[[Facts, Any, datetime], bool]

CONDITIONS: Mapping[str, Condition] = {
    "tag": lambda product, tag, _: tag in product["tags"],
    "brand": lambda product, brand, _: product["brand"] == brand,
    "category": lambda product, shelf, _: shelf in product["shelves"],
    "attribute": lambda product, wanted, _: wanted["value"] in product["attributes"].get(wanted["name"], ()),
    "price_below": _below,
    "price_above": _above,
    "on_sale": lambda product, market, at: any(price.reduced for price in _prices(product, market, at)),
    "newer_than_days": _newer,
}
