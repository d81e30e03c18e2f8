from datetime import timedelta

from core import clock, log
from core.audit.services import SYSTEM
from core.checkout.services import cancel
from core.checkout.services import keep_goods as hold_without_end
from core.inventory import ahead, levels, spreading
from core.inventory import services as inventory
from core.inventory.events import AvailabilityTurned, RestockWished, SoldOut, StockLow
from core.inventory.wishes import wish
from core.orders.errors import WrongOrderState
from core.orders.events import OrderPlaced
from core.orders.models import OrderStatus
from core.orders.queries import order_by_number, unpaid_since
from core.payments.events import PaymentEvent
from core.payments.models import BY_HAND
from core.settings import settings
from jobs.context import shop
from jobs.schedule_events import HoldsReviewDue

AT_ONCE = 50


def keep_goods(event: OrderPlaced) -> None:
    """An order that staff will mark as paid keeps its goods for as long as that takes."""
    order = order_by_number(event.number)
    if shop().gateways[order.provider].manual and order.status == OrderStatus.AWAITING_PAYMENT:
        hold_without_end(order)


def note_wish(event: RestockWished) -> None:
    wish(event.sku, event.email, market=event.market, locale=event.locale)


def release_goods(event: PaymentEvent) -> None:
    """What was held for a payment that came to nothing is free."""
    inventory.release(event.payment_id)


def end_unpaid(_event: HoldsReviewDue) -> None:
    """An order that nobody pays by hand does not keep its goods for ever; its buyer hears of it by OrderCancelled."""
    days = settings().manual_order_days
    for order in unpaid_since(clock.now() - timedelta(days=days), BY_HAND, limit=AT_ONCE):
        try:
            cancel(order.number, actor=SYSTEM, reason=f"It was not paid within {days} days.")
        except WrongOrderState:  # paid at that moment
            log.get(__name__).info("paid_at_last", order=order.number)


def review_level(event: AvailabilityTurned) -> None:
    """Whether it is sold out or there again is told of all locations together."""
    levels.review_levels([event.sku])


def review_watched(_event: HoldsReviewDue) -> None:
    levels.review_watched()


def log_level(event: SoldOut | StockLow) -> None:
    log.get(__name__).warning("stock_level", level=event.name, sku=event.sku)


def release_lapsed(_event: HoldsReviewDue) -> None:
    """What has come free goes to whoever has bought it ahead."""
    inventory.release_lapsed()
    ahead.keep_limits()
    ahead.fill_what_can_be()
    spreading.even_out_all()
