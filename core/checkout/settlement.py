"""What becomes of a payment: the shop is made to agree with its provider, however often and in whatever order."""

from core import log
from core.audit.services import SYSTEM
from core.carts.models import Cart
from core.checkout.claims import claim_parts, give_parts_back, tendered
from core.checkout.errors import CheckoutIncomplete, SupersededPayment
from core.db import outside_call, transactional
from core.inventory import services as inventory
from core.inventory.errors import OutOfStock
from core.markets.queries import market_named
from core.orders import ledger
from core.orders import services as orders
from core.orders.entries import MoneyKind
from core.orders.errors import WrongOrderState
from core.orders.models import Order, OrderStatus
from core.orders.services import Buyer
from core.payments import services as payments
from core.payments.models import OURS_TO_SETTLE, Payment, PaymentState
from core.payments.ports import GatewayPayment, GatewayState, PaymentGateway
from core.payments.queries import payment_by_id
from core.payments.refunds import order_paid_by
from core.promotions.errors import PromotionUsedUp
from core.tenders.errors import TenderShort


@outside_call
def settle(payment: Payment, gateway: PaymentGateway, *, ref: str | None = None) -> None:
    """Make the shop agree with what the provider says now. Safe to repeat, in any order of events.

    *ref* is where to look when a webhook overtook the answer that would have told us.
    Raises GatewayAway, GatewayRefused.
    """
    where = payment.provider_ref or ref
    if where is None:
        return
    _agree(payment, gateway.look_up(where))


@outside_call
def give_up(payment: Payment, gateway: PaymentGateway) -> bool:
    """End an attempt that nobody has paid; if it was paid after all, accept it. Raises GatewayAway.

    False when it cannot be ended now, because the provider is still at work on it.
    """
    ref = payment.provider_ref
    if ref is None:
        _let_go(payment)
        ref = payment_by_id(payment.id).provider_ref  # whoever is starting it may have had an answer
    if ref is None:
        return True
    seen = gateway.give_up(ref)
    _agree(payment, seen)
    return seen.state is not GatewayState.WAITING


def _agree(payment: Payment, seen: GatewayPayment) -> None:
    match seen.state:
        case _ if seen.payment_id != payment.id:
            log.get(__name__).error("not_our_payment", payment=payment.id, ref=seen.ref)
        case GatewayState.PAID if seen.captured != payment.amount:
            payments.quarantine(payment.id, f"captured {seen.captured}, due {payment.amount}")
        case GatewayState.PAID:
            payments.note_reference(payment, seen.ref)
            _accept(payment)
        case GatewayState.GONE:
            _let_go(payment)
        case GatewayState.WAITING:
            log.get(__name__).info("payment_waits", payment=payment.id)


@transactional
def write_order(payment_id: str) -> Order:
    """The order of that payment's cart, and the cart closed. Raises CheckoutIncomplete once the attempt is over."""
    payment = Payment.objects.pledge(payment_id)
    if payment is None:
        raise CheckoutIncomplete(["payment"])
    cart = Cart.objects(id=payment.cart_id).first()
    claimed = {"customer_id": cart.customer_id} if cart and cart.customer_id else {}
    order = orders.write_order(
        cart_id=payment.cart_id,
        payment_id=payment.id,
        provider=payment.provider,
        buyer=Buyer(**{**payment.buyer, **claimed}),
        quote=payment.priced,
    )
    Cart.objects.close(payment.cart_id, order.number)
    return _with_tenders(order, payment)


def _with_tenders(order: Order, payment: Payment) -> Order:
    """What gift cards and store credit have paid is not due in money; once, by its cause."""
    if not payment.tenders or order.payment_id != payment.id:
        return order
    ledger.post(order.number, MoneyKind.DUE, -tendered(payment.tenders), cause=f"tenders:{payment.id}")
    known: Order = Order.objects(number=order.number).modify(set__tenders=payment.tenders, new=True)
    return known


@transactional
def accept_free(payment: Payment) -> Order:
    """The order of an attempt that leaves nothing to pay: made and paid in one.

    Raises OutOfStock, CheckoutIncomplete once the attempt is over.
    """
    _become_paid(payment)
    return write_order(payment.id)


def _accept(payment: Payment) -> None:
    """The money is there: the order is made if need be, and paid. If it cannot be, the money goes back."""
    try:
        _become_paid(payment)
    except (OutOfStock, WrongOrderState, SupersededPayment, PromotionUsedUp, TenderShort) as refusal:
        log.get(__name__).warning("paid_in_vain", payment=payment.id, reason=str(refusal))
        _send_back(payment, str(refusal))


@transactional
def _become_paid(payment: Payment) -> None:
    if not _count(payment, OURS_TO_SETTLE):
        return
    claim_parts(payment)  # a payment that came late has given them back
    order = write_order(payment.id)
    if order.payment_id != payment.id:
        raise SupersededPayment(f"Order {order.number} is paid by another payment.")
    _post_captured(payment, order.number, SYSTEM)
    orders.mark_paid(order.number, locations=locations_of(order.market))


@transactional
def accept_in_full(payment: Payment, number: str, *, actor: str) -> None:
    """All of a started payment has come, as staff say: it counts, and its order's ledger says so."""
    if _count(payment, (PaymentState.STARTED,)):
        _post_captured(payment, number, actor)


def _count(payment: Payment, start: tuple[str, ...]) -> bool:
    to, captured = PaymentState.PAID, payment.amount_minor
    return Payment.objects.move(payment.id, to, start=start, captured=captured) is not None


def _post_captured(payment: Payment, number: str, actor: str) -> None:
    ledger.post(number, MoneyKind.CAPTURED, payment.amount_minor, cause=f"payment:{payment.id}", actor=actor)


@transactional
def _send_back(payment: Payment, reason: str) -> None:
    """What has come goes back in full; an order that it was for says that it came."""
    if not payments.owe_refund(payment.id, captured=payment.amount_minor):
        return
    give_parts_back(payment.id)
    _cancel_unpaid_order(payment.id, reason)
    if order := order_paid_by(payment):
        _post_captured(payment, order.number, SYSTEM)


def _let_go(payment: Payment) -> None:
    """Nobody will pay: its goods are free at once, so that the next attempt of the same shopper finds them."""
    if _retire(payment.id):
        inventory.release(payment.id)
        give_parts_back(payment.id)


@transactional
def _retire(payment_id: str) -> bool:
    retired = payments.retire(payment_id)
    _cancel_unpaid_order(payment_id, "The payment was not made in time.")
    return retired


def _cancel_unpaid_order(payment_id: str, reason: str) -> None:
    order = Order.objects(payment_id=payment_id, status=OrderStatus.AWAITING_PAYMENT).first()
    if order:
        orders.cancel_order(order.number, actor=SYSTEM, reason=reason)


def locations_of(market: str) -> list[str]:
    """The stock locations that the market draws on, in that order."""
    return market_named(market).locations
