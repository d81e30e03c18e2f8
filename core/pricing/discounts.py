"""What promotions take off a basket: rule by rule in their order, each off what the earlier ones have left."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.catalog.sellable import Keys
from core.money import BASIS_POINTS, share
from core.pricing.allocation import allocated
from core.pricing.quote import AppliedPromotion
from core.pricing.trace import PROMOTION, ROUNDING, TraceStep
from core.promotions.rules import (
    EVERYTHING,
    EXCLUSIVE,
    TOGETHER,
    AmountOff,
    AmountOffEach,
    BuyGet,
    DeliveryAmountOff,
    DeliveryPercentOff,
    Effect,
    FixedPrice,
    PercentOff,
    Rule,
    Selection,
    Tier,
    Tiers,
)

DELIVERY = "(delivery)"
"""Among lines, the delivery: no SKU is called so."""
Parts = dict[str, tuple[int, int]]
"""By SKU what is taken off a line: its whole share, and the unit that rounding adds to it."""


@dataclass(frozen=True, slots=True)
class Case:
    """For whom and when a basket is priced. *used_up* are promotions whose uses are all taken."""

    market: str
    at: datetime
    group: str | None = None
    first_order: bool = False
    codes: Keys = frozenset()
    used_up: Keys = frozenset()
    locale: str = ""


@dataclass(slots=True)
class Open:
    """A line while discounts are taken off it; *left* is what it still costs."""

    sku: str
    quantity: int
    left: int
    keys: Keys = frozenset()
    reduced: bool = False
    trace: list[TraceStep] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a promotion: why it does not apply (None where it does), and how much its condition lacks."""

    promotion: str
    code: str | None
    reason: str | None
    missing: int | None = None


@dataclass(frozen=True, slots=True)
class Discounts:
    applied: tuple[AppliedPromotion, ...]
    verdicts: tuple[Verdict, ...]


def take_off(rules: Iterable[Rule], lines: Sequence[Open], delivery: Open | None, case: Case) -> Discounts:
    """Take off what applies, in the order of *rules*; what each gave, and why the others did not apply.

    Conditions look at the basket as it was before; amounts are taken off what is left, so nothing costs less
    than nothing. The order of the lines does not matter.
    """
    full = {line.sku: line.left for line in lines}
    applied: list[AppliedPromotion] = []
    verdicts: list[Verdict] = []
    for rule in rules:
        code = next(iter(sorted(rule.codes & case.codes)), None)
        chosen = _chosen(rule.on, lines)
        reason, missing = _refusal(rule, chosen, full, case)
        reason = reason or _against(rule, applied)
        minor = 0 if reason else _take(rule, code, chosen, lines, delivery, case)
        if not reason and not minor:
            reason = "delivery-missing" if _of_delivery(rule) and delivery is None else "nothing-to-take-off"
        verdicts.append(Verdict(rule.id, code, reason, missing))
        if not reason:
            applied.append(
                AppliedPromotion(
                    rule.id, rule.name_in(case.locale), minor, code, rule.priority, rule.stacking
                )
            )
    return Discounts(tuple(applied), tuple(verdicts))


def _chosen(selection: Selection, lines: Sequence[Open]) -> Sequence[Open]:
    if selection is EVERYTHING:
        return lines
    return [line for line in lines if selection.fits(line.keys, reduced=line.reduced)]


def _refusal(
    rule: Rule, chosen: Sequence[Open], full: Mapping[str, int], case: Case
) -> tuple[str | None, int | None]:
    """Why it does not apply to this basket and buyer, and how much is missing; None where it does."""
    if reason := _out_of_place(rule, case):
        return reason, None
    if not chosen:
        return "no-goods-for-it", None
    if rule.quantity and (pieces := sum(line.quantity for line in chosen)) < rule.quantity:
        return "quantity", rule.quantity - pieces
    if rule.basket_minor:
        wanted, value = rule.basket_minor.get(case.market), sum(full[line.sku] for line in chosen)
        if wanted is None:
            return "other-market", None
        if value < wanted:
            return "basket-value", wanted - value
    return None, None


def _out_of_place(rule: Rule, case: Case) -> str | None:
    checks = (
        ("switched-off", not rule.enabled),
        ("not-yet", case.at < rule.begins),
        ("over", case.at >= rule.ends),
        ("other-market", not rule.open_to(case.market)),
        ("customer-group", bool(rule.groups) and case.group not in rule.groups),
        ("not-first-order", rule.first_order and not case.first_order),
        ("used-up", rule.id in case.used_up),
    )
    return next((reason for reason, holds in checks if holds), None)


def _against(rule: Rule, applied: Sequence[AppliedPromotion]) -> str | None:
    """Whether one that came before stands in its way."""
    if any(one.stacking == EXCLUSIVE for one in applied) or (rule.stacking == EXCLUSIVE and applied):
        return "not-combinable"
    own_group = rule.stacking not in (TOGETHER, EXCLUSIVE)
    if own_group and any(one.stacking == rule.stacking for one in applied):
        return "not-combinable"
    return None


def _of_delivery(rule: Rule) -> bool:
    return isinstance(rule.effect, DeliveryPercentOff | DeliveryAmountOff)


def _take(
    rule: Rule,
    code: str | None,
    chosen: Sequence[Open],
    lines: Sequence[Open],
    delivery: Open | None,
    case: Case,
) -> int:
    """Take it off; how much it was altogether."""
    effect, targets = rule.effect, list(chosen)
    if _of_delivery(rule):
        targets = [delivery] if delivery else []
    elif isinstance(effect, BuyGet) and effect.gift:
        targets = list(lines)
    by_name = {line.sku: line for line in targets}
    parts = _EFFECTS[type(effect)](effect, targets, rule, case)
    for sku, (whole, more) in parts.items():
        line = by_name[sku]
        line.left -= whole + more
        if whole:
            line.trace.append(TraceStep(PROMOTION, rule.id, -whole, code))
        if more:
            line.trace.append(TraceStep(ROUNDING, rule.id, -more))
    return sum(whole + more for whole, more in parts.values())


def _percent(effect: PercentOff | DeliveryPercentOff, lines: Sequence[Open], *_: Any) -> Parts:
    weights = _left(lines)
    return allocated(share(sum(weights.values()), effect.basis_points), weights)


def _amount(effect: AmountOff | DeliveryAmountOff, lines: Sequence[Open], _rule: Rule, case: Case) -> Parts:
    weights = _left(lines)
    return allocated(min(effect.minor.get(case.market, 0), sum(weights.values())), weights)


def _each(effect: AmountOffEach, lines: Sequence[Open], _rule: Rule, case: Case) -> Parts:
    minor = effect.minor.get(case.market, 0)
    return {line.sku: (min(minor * line.quantity, line.left), 0) for line in lines}


def _fixed(effect: FixedPrice, lines: Sequence[Open], _rule: Rule, case: Case) -> Parts:
    minor = effect.minor.get(case.market)
    if minor is None:
        return {}
    return {line.sku: (max(0, line.left - minor * line.quantity), 0) for line in lines}


def _tiers(effect: Tiers, lines: Sequence[Open], rule: Rule, case: Case) -> Parts:
    value, pieces = sum(line.left for line in lines), sum(line.quantity for line in lines)
    reached = [step for step in effect.steps if _reached(step, value, pieces, case.market)]
    if not reached:
        return {}
    last = reached[-1].effect
    return _EFFECTS[type(last)](last, lines, rule, case)


def _reached(step: Tier, value: int, pieces: int, market: str) -> bool:
    if step.from_quantity is not None:
        return pieces >= step.from_quantity
    wanted = (step.from_minor or {}).get(market)
    return wanted is not None and value >= wanted


def _buy_get(effect: BuyGet, lines: Sequence[Open], rule: Rule, _case: Case) -> Parts:
    """The cheapest pieces that may be given are, as often as there are enough others that were bought."""
    given = [line for line in lines if _is_gift(effect.gift or rule.on, line)]
    given.sort(key=lambda line: (line.left * _SCALE // line.quantity, line.sku))
    bought = {line.sku: line.quantity for line in lines if _is_gift(rule.on, line)}
    times = _times(effect, given, bought)
    return {
        line.sku: _off_pieces(line, pieces, effect.basis_points)
        for line, pieces in _cheapest(given, times * effect.get)
    }


_SCALE = 1_000_000
"""The price of a piece is compared a good deal finer than it can be paid."""


def _is_gift(selection: Selection, line: Open) -> bool:
    return selection.fits(line.keys, reduced=line.reduced)


def _times(effect: BuyGet, given: Sequence[Open], bought: Mapping[str, int]) -> int:
    """How often it applies: pieces that are given do not count as bought."""
    low, high = 0, sum(line.quantity for line in given) // effect.get
    high = high if effect.most is None else min(high, effect.most)
    while low < high:
        middle = (low + high + 1) // 2
        taken = sum(pieces for line, pieces in _cheapest(given, middle * effect.get) if line.sku in bought)
        if sum(bought.values()) - taken >= middle * effect.buy:
            low = middle
        else:
            high = middle - 1
    return low


def _cheapest(given: Sequence[Open], pieces: int) -> list[tuple[Open, int]]:
    found = []
    for line in given:
        some = min(pieces, line.quantity)
        if some:
            found.append((line, some))
        pieces -= some
    return found


def _off_pieces(line: Open, pieces: int, basis_points: int) -> tuple[int, int]:
    """That share of so many of its pieces; a half is rounded away from zero, and said to be."""
    whole, rest = divmod(line.left * pieces * basis_points, line.quantity * BASIS_POINTS)
    more = int(2 * rest >= line.quantity * BASIS_POINTS)
    return whole, more


def _left(lines: Sequence[Open]) -> dict[str, int]:
    return {line.sku: line.left for line in lines}


_EFFECTS: Mapping[type[Effect], Callable[..., Parts]] = {
    PercentOff: _percent,
    DeliveryPercentOff: _percent,
    AmountOff: _amount,
    DeliveryAmountOff: _amount,
    AmountOffEach: _each,
    FixedPrice: _fixed,
    Tiers: _tiers,
    BuyGet: _buy_get,
}
