"""What another system says of the shelves: that so many lie there, or that so many have come or gone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.catalog.queries import variants_by_sku
from core.db import transactional
from core.errors import Invalid
from core.inventory.counting import MOST_COUNTED, count_stock
from core.inventory.models import StockItem
from core.inventory.services import LARGEST_DELIVERY, receive_delivery
from core.markets.queries import locations

CORRECTION = "correction"


@dataclass(frozen=True)
class Report:
    """One line of what was said: *pieces* that lie there, or the change by so many."""

    sku: str
    location: str
    pieces: int


@transactional
def set_levels(reports: Sequence[Report], *, reference: str, actor: str) -> list[int]:
    """Make what lies there unsold what each line says, all of them or none; by how many each changed.

    Raises Invalid, which names the line; PromisedToOthers where fewer are left than are held.
    """
    return _each(reports, lambda one, field: _set(one, field, reference, actor))


@transactional
def change_levels(reports: Sequence[Report], *, reference: str, actor: str) -> list[int]:
    """Add what has come and take away what has gone, all of it or nothing; how many lie there now.

    Raises Invalid, which names the line; PromisedToOthers where fewer are left than are held.
    """
    return _each(reports, lambda one, field: _change(one, field, reference, actor))


def _each(reports: Sequence[Report], act: Callable[[Report, str], int]) -> list[int]:
    known, places = variants_by_sku(one.sku for one in reports), {place.code for place in locations()}
    seen: set[tuple[str, str]] = set()
    done = []
    for at, one in enumerate(reports):
        field = f"lines.{at}"
        if one.sku not in known or known[one.sku].variant.components:
            raise Invalid("Nothing that has a stock of its own is called that.", field=f"{field}.sku")
        if one.location not in places:
            raise Invalid("There is no such location.", field=f"{field}.location")
        if (one.sku, one.location) in seen:
            raise Invalid("The same SKU and location stand twice.", field=field)
        seen.add((one.sku, one.location))
        done.append(act(one, field))
    return done


def _set(one: Report, field: str, reference: str, actor: str) -> int:
    if not 0 <= one.pieces <= MOST_COUNTED:
        raise Invalid(f"From 0 to {MOST_COUNTED:,} pieces lie somewhere.", field=f"{field}.pieces")
    lying = _lying(one)
    if lying is None:
        return _open(one, field, reference, actor)
    return _count(one, lying, one.pieces, reference, actor)


def _change(one: Report, field: str, reference: str, actor: str) -> int:
    if not 1 <= abs(one.pieces) <= LARGEST_DELIVERY:
        raise Invalid(f"1 to {LARGEST_DELIVERY:,} pieces come or go.", field=f"{field}.pieces")
    lying = _lying(one)
    if one.pieces > 0:
        return (lying or 0) + _open(one, field, reference, actor)
    if lying is None or lying + one.pieces < 0:
        raise Invalid(f"Only {lying or 0} lie there.", field=f"{field}.pieces")
    _count(one, lying, lying + one.pieces, reference, actor)
    return lying + one.pieces


def _open(one: Report, field: str, reference: str, actor: str) -> int:
    if one.pieces > LARGEST_DELIVERY:
        raise Invalid(f"At most {LARGEST_DELIVERY:,} pieces come at once.", field=f"{field}.pieces")
    if one.pieces:
        receive_delivery(one.sku, one.location, one.pieces, cause=f"report:{reference}", actor=actor)
    return one.pieces


def _count(one: Report, lying: int, found: int, reference: str, actor: str) -> int:
    facts = {"reason": CORRECTION, "remark": reference, "actor": actor}
    return count_stock(one.sku, one.location, seen=lying, found=found, **facts)


def _lying(one: Report) -> int | None:
    """How many lie there unsold, held ones too; None where none ever did."""
    items = list(StockItem.objects.at(one.sku, one.location))
    return sum(item.available + item.held for item in items) if items else None
