from collections.abc import Callable, Iterable
from datetime import timedelta

from prometheus_client import Counter

from core import log
from core.checkout import reconciling
from core.checkout import services as checkout
from core.checkout.capturing import answer, capture_left
from core.checkout.services import gateway_named
from core.errors import ShopError
from core.inbox.events import StripeWebhookKept
from core.inbox.models import Receipt
from core.orders.events import OrderCancelled, OrderChanged, OrderPaid, OrderShipped, RefundOwed
from core.orders.models import OrderStatus
from core.orders.queries import order_by_number
from core.payments import refunds
from core.payments import services as payments
from core.payments.captures import left_unanswered
from core.payments.errors import GatewayAway, GatewayRefused, GatewayStuck
from core.payments.events import CaptureAsked, DisputeChanged, PaymentQuarantined, RefundDue, RefundFailed
from core.payments.models import Payment, PaymentState
from core.payments.ports import PaymentGateway
from core.payments.queries import order_paid_by, payment_by_id, payment_by_ref, payments_for, unsettled
from core.shipping.events import ShipmentSent
from jobs.context import shop
from jobs.schedule_events import PaymentsReviewDue, ReconciliationDue

AT_ONCE = 20
BETWEEN_PASSES = timedelta(minutes=15)
SET_ASIDE = Counter("shop_payments_set_aside_total", "Payments of another amount or currency than was due")


def settle_webhook(event: StripeWebhookKept) -> None:
    """Make the order agree with Stripe. The event only says where to look; Stripe is asked what is."""
    receipt = Receipt.objects(id=event.receipt_id).first()
    if receipt is None or receipt.done_at:
        return
    payment = _payment_in(receipt)
    if payment:
        checkout.settle(payment, shop().gateways[payment.provider], ref=receipt.facts.get("ref"))
    Receipt.objects.finish(receipt.id)


def end_overdue(_event: PaymentsReviewDue) -> None:
    """End what nobody paid in time."""
    _each(list(Payment.objects.overdue(AT_ONCE)), checkout.give_up)


def ask_unsettled(_event: PaymentsReviewDue) -> None:
    """Ask how the rest stands: a webhook may have been lost."""
    _each(unsettled(AT_ONCE), checkout.settle)


def take_unanswered(_event: PaymentsReviewDue) -> None:
    """Ask again for captures that nobody has answered for."""
    for planned in left_unanswered(AT_ONCE):
        try:
            answer(planned, shop().gateways)
        except GatewayAway:
            return
        except ShopError as fault:
            log.get(__name__).warning("capture_not_made", capture=planned.id, fault=str(fault))


def reconcile(_event: ReconciliationDue) -> None:
    """A part of the pass that is under way; a new one a quarter of an hour after the last."""
    for provider, gateway in reconciling.with_books(shop().gateways).items():
        if not reconciling.is_due(provider, BETWEEN_PASSES):
            continue
        if not reconciling.is_running(provider):
            reconciling.begin(provider)
        reconciling.go_on(provider, gateway)


def give_up_others(event: OrderPaid) -> None:
    """A cart that is paid needs no other attempt."""
    order = order_by_number(event.number)
    others = Payment.objects(cart_id=order.cart_id, state=PaymentState.STARTED, id__ne=order.payment_id)
    for payment in others:
        checkout.give_up(payment, shop().gateways[payment.provider])


def give_up_cancelled(event: OrderCancelled) -> None:
    """Nobody shall pay for an order that is cancelled."""
    payment = payment_by_id(order_by_number(event.number).payment_id)
    if payment.state == PaymentState.STARTED:
        checkout.give_up(payment, shop().gateways[payment.provider])


def give_back(event: RefundDue) -> None:
    """All of a payment that nothing came of: what was taken goes back, what was only set aside is set free."""
    payment = payment_by_id(event.payment_id)
    gateway = gateway_named(payment.provider, shop().gateways)
    if payment.authorised_minor and payment.provider_ref:
        checkout.give_up(payment, gateway)
    if order := order_paid_by(payment):
        refunds.plan_refunds(order.number)
    else:
        refunds.plan_whole(payment.id)
    _send_planned(payment)


def pay_out(event: RefundOwed) -> None:
    """What an order has had too much of, through whoever took it."""
    refunds.plan_refunds(event.number)
    for payment in payments_for(order_by_number(event.number)):
        _send_planned(payment)


def _send_planned(payment: Payment) -> None:
    """Through the provider; what came by hand goes back by hand, and the console says so."""
    gateway = gateway_named(payment.provider, shop().gateways)
    for refund in [] if gateway.manual else refunds.waiting_refunds([payment.id]):
        try:
            refunds.send(refund, gateway)
        except GatewayStuck:
            checkout.settle(payment_by_id(payment.id), gateway)  # whether it went, the provider has on record
            if refunds.end_key(refund):
                raise
        except GatewayRefused:
            checkout.settle(payment_by_id(payment.id), gateway)
            if not refunds.drop_excess(payment.id):
                raise  # the provider has the money and will not: a person must look


def capture_shipped(event: OrderShipped) -> None:
    """All has left: what a bank has set aside for it is taken, and the rest set free."""
    capture_left(event.number, shop().gateways, cause="shipped")


def capture_parcel(event: ShipmentSent) -> None:
    """A parcel has left, and more is to: its part is taken, where a payment can be taken in parts."""
    if order_by_number(event.number).status != OrderStatus.SHIPPED:
        capture_left(event.number, shop().gateways, cause=f"shipment:{event.position}")


def capture_edited(event: OrderChanged) -> None:
    """What was still to leave may have been taken off: then all has left."""
    if order_by_number(event.number).status == OrderStatus.SHIPPED:
        capture_left(event.number, shop().gateways, cause="shipped")


def capture_asked(event: CaptureAsked) -> None:
    """Staff want what is due for what has left, and no more."""
    if order := order_paid_by(payment_by_id(event.payment_id)):
        capture_left(order.number, shop().gateways, cause="asked", closing=True)


def report_failed_refund(event: RefundFailed) -> None:
    log.get(__name__).error("refund_failed", payment=event.payment_id, refund=event.refund_id)


def report_dispute(event: DisputeChanged) -> None:
    log.get(__name__).error(
        "dispute_changed", payment=event.payment_id, dispute=event.dispute_id, status=event.status
    )


def report_quarantine(event: PaymentQuarantined) -> None:
    payment = payment_by_id(event.payment_id)
    SET_ASIDE.inc()
    log.get(__name__).error("payment_quarantined", payment=payment.id, fault=payment.fault)


def _each(looked_at: Iterable[Payment], act: Callable[[Payment, PaymentGateway], object]) -> None:
    """One payment that its provider does not know any more must not keep the others from their turn."""
    for payment in looked_at:
        payments.note_review(payment.id)
        try:
            act(payment, gateway_named(payment.provider, shop().gateways))
        except GatewayAway:
            return  # it is asked again in a minute, and whoever waits behind this job need not wait longer
        except ShopError as fault:
            log.get(__name__).warning("payment_not_reviewed", payment=payment.id, fault=str(fault))


def _payment_in(receipt: Receipt) -> Payment | None:
    """The payment that a kept event is about; by our own id when it came before we knew Stripe's."""
    ref, ours = receipt.facts.get("ref"), receipt.facts.get("payment_id")
    return (payment_by_ref(ref) if ref else None) or (Payment.objects(id=ours).first() if ours else None)
