"""The promotions there are, compiled: every process keeps them, and reads them anew when there is a newer edition."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.catalog.models import Product
from core.catalog.sellable import Keys
from core.db import in_transaction
from core.promotions.errors import PromotionNotFound
from core.promotions.models import Promotion, PromotionBook
from core.promotions.rules import Rule, in_order, rule_of
from core.rows import read_by_id

FRESH_SECONDS = 5.0
BOOK = "promotions"


class Shelf:
    """Rules of one market by the goods that they are on, so that only those are looked at that may fit."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.everywhere: list[Rule] = []
        self.by_key: dict[str, list[Rule]] = {}
        for rule in rules:
            if not rule.on.keys:
                self.everywhere.append(rule)
            for key in rule.on.keys:
                self.by_key.setdefault(key, []).append(rule)

    def about(self, goods: Keys) -> Iterator[Rule]:
        """Every rule that is on everything, or on one of those keys; one may come twice."""
        yield from self.everywhere
        for key in goods & self.by_key.keys():
            yield from self.by_key[key]


@dataclass(frozen=True)
class Book:
    """One edition of all promotions. *former* are rules of the catalogue as they were before a change."""

    edition: int = 0
    rules: tuple[Rule, ...] = ()
    former: tuple[Rule, ...] = ()
    _catalogue: dict[str, Shelf] = field(default_factory=dict)
    _basket: dict[str, Shelf] = field(default_factory=dict)
    _codes: dict[str, Rule] = field(default_factory=dict)

    def catalogue(self, market: str) -> Shelf:
        """What lowers prices before there is a basket, the former ones among them."""
        if market not in self._catalogue:
            shown = [rule for rule in (*self.rules, *self.former) if rule.in_catalogue]
            self._catalogue[market] = Shelf(rule for rule in shown if rule.open_to(market))
        return self._catalogue[market]

    def candidates(self, market: str, goods: Iterable[Keys], codes: Iterable[str]) -> list[Rule]:
        """What may apply to a basket of these goods: by itself, or by one of these codes; in their order."""
        if market not in self._basket:
            own = [rule for rule in self.rules if not rule.codes and not rule.in_catalogue and rule.enabled]
            self._basket[market] = Shelf(rule for rule in own if rule.open_to(market))
        together = frozenset[str]().union(*goods)
        found = {rule.id: rule for rule in self._basket[market].about(together)}
        named = (self.named(code) for code in codes)
        found.update({rule.id: rule for rule in named if rule})
        return in_order(found.values())

    def named(self, code: str) -> Rule | None:
        """The promotion with that code."""
        if not self._codes:
            self._codes.update({one: rule for rule in self.rules for one in rule.codes})
        return self._codes.get(code)


@dataclass
class _Kept:
    at: float = float("-inf")
    book: Book = field(default_factory=Book)


_kept = _Kept()


def book() -> Book:
    """All promotions, at most five seconds old."""
    return newest() if time.monotonic() - _kept.at > FRESH_SECONDS else _kept.book


def newest() -> Book:
    """All promotions as they are at this moment; in a transaction, as they were at its begin."""
    if in_transaction():
        return _as_transaction_sees()
    look_again()
    return _kept.book


def look_again() -> None:
    """See whether there is a newer edition: one small read. What is kept for long (a page) begins with it.

    In a transaction nothing is kept: it reads what was, and would keep old rules under a newer edition.
    """
    if in_transaction():
        return
    edition = _edition()
    if edition != _kept.book.edition:
        _kept.book = _read(edition)
    _kept.at = time.monotonic()


def forget() -> None:
    """Read them anew on the next call: after a change in this process."""
    _kept.at, _kept.book = float("-inf"), Book(edition=-1)


def promotion_named(name: str) -> Promotion:
    """Raises PromotionNotFound."""
    promotion: Promotion | None = Promotion.objects(id=name).first()
    if promotion is None:
        raise PromotionNotFound(name)
    return promotion


def _as_transaction_sees() -> Book:
    """Edition and rules of one snapshot; read anew only where the edition is not the kept one."""
    found = PromotionBook._get_collection().find_one({"_id": BOOK}, {"edition": 1})
    edition, kept = int(found["edition"]) if found else 0, _kept.book
    return kept if edition == kept.edition else _read(edition)


def _edition() -> int:
    found = read_by_id("promotion_book", BOOK, {"edition": 1})
    return int(found["edition"]) if found else 0


def _read(edition: int) -> Book:
    """The edition was read before them: whoever changes one meanwhile makes a newer one."""
    records = list(Promotion._get_collection().find({}))
    former = (rule_of(one) for record in records for one in record.get("past") or ())
    return Book(edition, tuple(rule_of(record) for record in records), tuple(former))


def as_record(promotion: Promotion) -> Mapping[str, Any]:
    """As it is stored."""
    record: Mapping[str, Any] = promotion.to_mongo().to_dict()
    return record


def goods_on(keys: Iterable[str], *, most: int) -> list[str]:
    """The handles of products that one of these keys means, at most so many, in their order."""
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        kind, _, name = key.partition(":")
        by_kind.setdefault(_FIELDS[kind], []).append(name)
    wanted = {"$or": [{name: {"$in": values}} for name, values in by_kind.items()]}
    found = Product._get_collection().find(wanted, {"slug": 1}).sort("slug", 1).limit(most)
    return [str(product["slug"]) for product in found] if by_kind else []


_FIELDS = {
    "product": "slug",
    "sku": "variants.sku",
    "category": "shelves",
    "collection": "collections",
    "tag": "tags",
}
