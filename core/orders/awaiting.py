"""What of an order can leave: what it has bought ahead waits until it is there."""

from collections import Counter
from collections.abc import Mapping

from core.inventory.queries import awaited
from core.orders.errors import NotThereYet
from core.orders.models import Order, OrderLine


def make_sure_they_are_there(order: Order, leaving: Mapping[str, int]) -> None:
    """Those pieces do not wait for goods, in sum: of a bundle, none of its parts. Raises NotThereYet."""
    free = _still_to_leave(order)
    free.subtract(awaited(f"order:{order.number}"))
    for line in order.lines:
        wanted, parts = leaving.get(line.sku, 0), _parts_of(line)
        most = min(max(0, free[sku]) // count for sku, count in parts.items())
        if wanted > most:
            raise NotThereYet(line.sku, wanted, most)
        free.subtract({sku: wanted * count for sku, count in parts.items()})


def _still_to_leave(order: Order) -> Counter[str]:
    pieces: Counter[str] = Counter()
    for line in order.lines:
        pieces.update({sku: line.to_ship * count for sku, count in _parts_of(line).items()})
    return pieces


def _parts_of(line: OrderLine) -> dict[str, int]:
    return {part["sku"]: part["quantity"] for part in line.components} or {line.sku: 1}
