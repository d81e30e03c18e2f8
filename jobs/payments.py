from collections.abc import Callable, Iterable

from core import log
from core.checkout import services as checkout
from core.checkout.services import gateway_named
from core.errors import ShopError
from core.inbox.events import StripeWebhookKept
from core.inbox.models import Receipt
from core.orders.events import OrderCancelled, OrderPaid, RefundOwed
from core.orders.queries import order_by_number
from core.payments import refunds
from core.payments import services as payments
from core.payments.events import PaymentQuarantined, RefundDue
from core.payments.models import Payment, PaymentState
from core.payments.ports import PaymentGateway
from core.payments.queries import payment_by_id, payment_by_ref, payments_for, unsettled
from jobs.context import shop
from jobs.schedule_events import PaymentsReviewDue

AT_ONCE = 20


def settle_webhook(event: StripeWebhookKept) -> None:
    """Make the order agree with Stripe. The event only says where to look; Stripe is asked what is."""
    receipt = Receipt.objects(id=event.receipt_id).first()
    if receipt is None or receipt.done_at:
        return
    payment = _payment_in(receipt)
    if payment:
        checkout.settle(payment, shop().gateways[payment.provider], ref=receipt.facts.get("ref"))
    Receipt.objects.finish(receipt.id)


def review(_event: PaymentsReviewDue) -> None:
    """End what nobody paid in time, and ask about the rest: a webhook may have been lost."""
    _each(list(Payment.objects.overdue(AT_ONCE)), checkout.give_up)
    _each(unsettled(AT_ONCE), checkout.settle)


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
    """All of a payment that nothing came of."""
    payment = payment_by_id(event.payment_id)
    if order := refunds.order_paid_by(payment):
        refunds.plan_refunds(order.number)
    else:
        refunds.plan_whole(payment.id)
    _send_planned([payment])


def pay_out(event: RefundOwed) -> None:
    """What an order has had too much of, through whoever took it."""
    refunds.plan_refunds(event.number)
    _send_planned(payments_for(order_by_number(event.number)))


def report_quarantine(event: PaymentQuarantined) -> None:
    payment = payment_by_id(event.payment_id)
    log.get(__name__).error("payment_quarantined", payment=payment.id, fault=payment.fault)


def _send_planned(paid: Iterable[Payment]) -> None:
    """Through the provider; what came by hand goes back by hand, and the console says so."""
    gateways = {payment.id: gateway_named(payment.provider, shop().gateways) for payment in paid}
    for refund in refunds.waiting_refunds(gateways):
        if not gateways[refund.payment_id].manual:
            refunds.send(refund, gateways[refund.payment_id])


def _each(looked_at: Iterable[Payment], act: Callable[[Payment, PaymentGateway], object]) -> None:
    """One payment that its provider does not know any more must not keep the others from their turn."""
    for payment in looked_at:
        payments.note_review(payment.id)
        try:
            act(payment, gateway_named(payment.provider, shop().gateways))
        except ShopError as fault:
            log.get(__name__).warning("payment_not_reviewed", payment=payment.id, fault=str(fault))


def _payment_in(receipt: Receipt) -> Payment | None:
    """The payment that a kept event is about; by our own id when it came before we knew Stripe's."""
    ref, ours = receipt.facts.get("ref"), receipt.facts.get("payment_id")
    return (payment_by_ref(ref) if ref else None) or (Payment.objects(id=ours).first() if ours else None)
