from core.checkout.services import keep_goods as hold_without_end
from core.inventory import ahead
from core.inventory import services as inventory
from core.orders.events import OrderPlaced
from core.orders.models import OrderStatus
from core.orders.queries import order_by_number
from core.payments.events import PaymentEvent
from jobs.context import shop
from jobs.schedule_events import HoldsReviewDue


def keep_goods(event: OrderPlaced) -> None:
    """An order that staff will mark as paid keeps its goods for as long as that takes."""
    order = order_by_number(event.number)
    if shop().gateways[order.provider].manual and order.status == OrderStatus.AWAITING_PAYMENT:
        hold_without_end(order)


def release_goods(event: PaymentEvent) -> None:
    """What was held for a payment that came to nothing is free."""
    inventory.release(event.payment_id)


def release_lapsed(_event: HoldsReviewDue) -> None:
    """What has come free goes to whoever has bought it ahead."""
    inventory.release_lapsed()
    ahead.keep_limits()
    ahead.fill_what_can_be()
