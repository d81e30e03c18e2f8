"""Prices that change by themselves: without the rest of the goods file."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from core import clock
from core.audit.services import record
from core.catalog.models import Collection, Product
from core.catalog.times import derive, keep_history, rewrite, succeed, tell_together
from core.db import transactional
from core.errors import Invalid
from core.markets.queries import markets
from core.money import MOST_MINOR

Stored = dict[str, Any]


@dataclass(frozen=True)
class NewPrice:
    """What one piece costs in a market from now on, in minor units of its currency."""

    sku: str
    market: str
    minor: int
    compare_at_minor: int | None = None

    @property
    def stored(self) -> dict[str, int]:
        more = {} if self.compare_at_minor is None else {"compare_at_minor": self.compare_at_minor}
        return {"minor": self.minor, **more}


@transactional
def reprice(prices: Sequence[NewPrice], *, actor: str) -> int:
    """Let these cost that from now on, all of them or none; how many prices are others than before.

    What they have cost goes into the history, scheduled prices stay as they are. A SKU that has no price in a market
    is not sold there, and is not brought there by this. Raises Invalid, which names the line.
    """
    products = list(Product._get_collection().find({"variants.sku": {"$in": [one.sku for one in prices]}}))
    owners = {variant["sku"]: (product, variant) for product in products for variant in product["variants"]}
    before = deepcopy({sku: variant for sku, (_, variant) in owners.items()})
    changed = [one for at, one in enumerate(prices) if _put(one, owners, f"prices.{at}")]
    if changed:
        _settle({one.sku for one in changed}, owners, before)
    for one in changed:
        facts = {"market": one.market, "minor": one.minor, "compare_at_minor": one.compare_at_minor}
        record(actor, "reprice", f"product:{owners[one.sku][0]['slug']}", sku=one.sku, **facts)
    return len(changed)


def _put(one: NewPrice, owners: Mapping[str, tuple[Stored, Stored]], field: str) -> bool:
    """Whether it is another price than before. Raises Invalid."""
    if one.sku not in owners:
        raise Invalid(f"Nothing with the SKU {one.sku!r} is sold here.", field=f"{field}.sku")
    if one.market not in markets():
        raise Invalid(f"There is no market {one.market!r}.", field=f"{field}.market")
    prices = owners[one.sku][1]["prices"]
    if one.market not in prices:
        raise Invalid(f"{one.sku} is not sold in {one.market}.", field=f"{field}.market")
    if not all(0 <= minor <= MOST_MINOR for minor in one.stored.values()):
        raise Invalid(f"A price is 0 to {MOST_MINOR} minor units.", field=f"{field}.minor")
    if prices[one.market] == one.stored:
        return False
    prices[one.market] = one.stored
    return True


def _settle(
    skus: set[str], owners: Mapping[str, tuple[Stored, Stored]], before: Mapping[str, Stored]
) -> None:
    """Write the products, and the prices that have ended; tell of both."""
    now, touched = clock.now(), {owners[sku][0]["_id"]: owners[sku][0] for sku in sorted(skus)}
    ended = [row for sku in sorted(skus) for row in succeed(before[sku], owners[sku][1], now)]
    products = list(touched.values())
    left = {slug for product in products for slug in product["collections"]}
    collections = list(Collection.objects)
    for product in products:
        derive(product, collections, now)
    rewrite(products, "variants")
    keep_history(ended)
    tell_together(products, left=left)
