"""A promotion as every process keeps it in memory: compiled once, asked often. Pure functions of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.catalog.sellable import Keys
from core.catalog.timeline import ALWAYS, NEVER
from core.money import share

Facts = Mapping[str, Any]
Amounts = Mapping[str, int]
"""Minor units by market: an amount is of that market's currency."""

TOGETHER, EXCLUSIVE = "together", "exclusive"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which goods: everything where *keys* is empty, but never what is *excluded*."""

    keys: Keys = frozenset()
    excluded: Keys = frozenset()
    full_price_only: bool = False

    def fits(self, goods: Keys, *, reduced: bool) -> bool:
        if reduced and self.full_price_only:
            return False
        return (not self.keys or not self.keys.isdisjoint(goods)) and self.excluded.isdisjoint(goods)


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class PercentOff:
    """That share of what the goods cost, in basis points."""

    basis_points: int


@dataclass(frozen=True, slots=True)
class AmountOff:
    """So much off all of the goods together."""

    minor: Amounts


@dataclass(frozen=True, slots=True)
class AmountOffEach:
    """So much off every piece."""

    minor: Amounts


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """Every piece costs this, unless it costs less already."""

    minor: Amounts


@dataclass(frozen=True, slots=True)
class DeliveryPercentOff:
    """That share of what the delivery costs, in basis points: 10,000 is free delivery."""

    basis_points: int


@dataclass(frozen=True, slots=True)
class DeliveryAmountOff:
    minor: Amounts


@dataclass(frozen=True, slots=True)
class BuyGet:
    """For so many pieces bought, so many of *gift* (the same goods where it is None) for less: the cheapest ones."""

    buy: int
    get: int
    basis_points: int
    gift: Selection | None = None
    most: int | None = None
    """How often at most in one basket."""


@dataclass(frozen=True, slots=True)
class Tier:
    """From that value or that many pieces on, this."""

    from_minor: Amounts | None
    from_quantity: int | None
    effect: "PercentOff | AmountOff"


@dataclass(frozen=True, slots=True)
class Tiers:
    """The best step that is reached, from the lowest to the highest."""

    steps: tuple[Tier, ...]


Effect = (
    PercentOff
    | AmountOff
    | AmountOffEach
    | FixedPrice
    | DeliveryPercentOff
    | DeliveryAmountOff
    | BuyGet
    | Tiers
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a promotion asks for and what it gives."""

    id: str
    name: str
    names: Mapping[str, str]
    codes: Keys
    begins: datetime
    ends: datetime
    since: datetime
    """From when on it has given what it gives."""
    enabled: bool
    markets: Keys
    groups: Keys
    priority: int
    stacking: str
    """`together`, `exclusive`, or the name of a group of which one applies."""
    on: Selection
    basket_minor: Amounts | None
    quantity: int | None
    first_order: bool
    effect: Effect
    limit: int | None
    limit_per_customer: int | None

    @property
    def in_catalogue(self) -> bool:
        """Whether its price is shown before there is a basket: nothing that only a basket or a buyer could tell."""
        asks = self.codes or self.groups or self.basket_minor or self.quantity or self.first_order
        return (
            not asks and not self.limited and isinstance(self.effect, PercentOff | AmountOffEach | FixedPrice)
        )

    @property
    def limited(self) -> bool:
        """Whether its uses are counted: all the others are never written at a checkout."""
        return self.limit is not None or self.limit_per_customer is not None or self.first_order

    @property
    def order(self) -> tuple[int, str]:
        """In which rules are looked at: the highest priority first, then by id."""
        return (-self.priority, self.id)

    def runs(self, at: datetime) -> bool:
        return self.enabled and self.begins <= at < self.ends

    def open_to(self, market: str) -> bool:
        return not self.markets or market in self.markets

    def name_in(self, locale: str) -> str:
        return self.names.get(locale, self.name)

    def price(self, minor: int, market: str) -> int:
        """What a piece that costs *minor* costs with it; for rules of the catalogue."""
        match self.effect:
            case PercentOff(basis_points):
                return minor - share(minor, basis_points)
            case AmountOffEach(amounts):
                return max(0, minor - amounts.get(market, 0))
            case FixedPrice(amounts):
                return min(minor, amounts.get(market, minor))
        return minor


def selection_of(said: Facts | None) -> Selection:
    """A selection as promotions store it."""
    if not said:
        return EVERYTHING
    return Selection(_keys(said), _keys(said.get("besides") or {}), bool(said.get("full_price_only")))


def rule_of(stored: Facts) -> Rule:
    """A promotion's record, compiled."""
    when = stored.get("when") or {}
    begins, since = stored.get("begins") or ALWAYS, stored.get("in_force_from") or ALWAYS
    return Rule(
        id=stored["_id"],
        name=stored["name"],
        names=stored.get("names") or {},
        codes=frozenset(stored.get("codes") or ()),
        begins=begins,
        ends=stored.get("ends") or NEVER,
        since=max(begins, since),
        enabled=stored["enabled"],
        markets=frozenset(stored.get("markets") or ()),
        groups=frozenset(stored.get("groups") or ()),
        priority=stored.get("priority", 0),
        stacking=stored.get("stacking", TOGETHER),
        on=selection_of(stored.get("on")),
        basket_minor=when.get("basket_minor"),
        quantity=when.get("quantity"),
        first_order=bool(when.get("first_order")),
        effect=effect_of(stored["gives"]),
        limit=stored.get("limit"),
        limit_per_customer=stored.get("limit_per_customer"),
    )


def effect_of(gives: Facts) -> Effect:
    """What it gives, as promotions store it: exactly one thing."""
    ((kind, said),) = gives.items()
    match kind:
        case "buy_get":
            gift = selection_of(said["gift"]) if said.get("gift") else None
            return BuyGet(said["buy"], said["get"], said["percent_off"], gift, said.get("most"))
        case "tiers":
            return Tiers(tuple(_tier(step) for step in said))
    effect: Effect = _PLAIN[kind](said)
    return effect


_PLAIN: Mapping[str, Any] = {
    "percent_off": PercentOff,
    "amount_off": AmountOff,
    "amount_off_each": AmountOffEach,
    "fixed_price": FixedPrice,
    "delivery_percent_off": DeliveryPercentOff,
    "delivery_amount_off": DeliveryAmountOff,
}


def _tier(step: Facts) -> Tier:
    percent = step.get("percent_off")
    effect = AmountOff(step["amount_off"]) if percent is None else PercentOff(percent)
    return Tier(step.get("from_minor"), step.get("from_quantity"), effect)


def _keys(said: Facts) -> Keys:
    kinds = ("products", "skus", "categories", "collections", "tags")
    return frozenset(f"{_SINGULAR[kind]}:{name}" for kind in kinds for name in said.get(kind) or ())


_SINGULAR = {
    "products": "product",
    "skus": "sku",
    "categories": "category",
    "collections": "collection",
    "tags": "tag",
}


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.order)
