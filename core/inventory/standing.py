"""How a SKU stands at a location, as those ask who work there: what lies there, what is promised, what is to come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.inventory.incoming import ExpectedDelivery
from core.inventory.models import AHEAD, StockItem

NUMBERS = ("sku", "location", "available", "held", "sold")


@dataclass(frozen=True, slots=True)
class Standing:
    """Pieces at one location, all its buckets together; *promised* ahead is for all locations of the SKU."""

    available: int = 0
    held: int = 0
    promised: int = 0
    expected: int = 0

    @property
    def on_hand(self) -> int:
        """What lies there unsold."""
        return self.available + self.held


def standings(skus: Iterable[str]) -> Mapping[tuple[str, str], Standing]:
    """By SKU and location, wherever something has been or is expected. Two reads for all."""
    wanted = sorted(set(skus))
    found: dict[tuple[str, str], Standing] = {}
    promised: dict[str, int] = {}
    for row in StockItem.objects.of(wanted).only(*NUMBERS).as_pymongo():
        if row["location"] == AHEAD:
            promised[row["sku"]] = row["held"] + row["sold"]
            continue
        place = row["sku"], row["location"]
        known = found.get(place, Standing())
        more = {"available": known.available + row["available"], "held": known.held + row["held"]}
        found[place] = replace(known, **more)
    for delivery in ExpectedDelivery.objects(sku__in=wanted, state="open"):
        place = delivery.sku, delivery.location
        known = found.get(place, Standing())
        found[place] = replace(known, expected=known.expected + delivery.missing)
    return {
        (sku, place): replace(known, promised=promised.get(sku, 0)) for (sku, place), known in found.items()
    }
