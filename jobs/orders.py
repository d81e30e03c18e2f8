from core.orders import series
from core.orders.events import OrderPlaced


def number_order(event: OrderPlaced) -> None:
    """The books count an order once it is committed: here, where few are at work, and not in the checkout."""
    series.number_order(event.number)
