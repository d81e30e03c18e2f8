"""What becomes of a payment: the shop is made to agree with its provider, however often and in whatever order."""

from core import log
from core.audit.services import SYSTEM
from core.carts.models import Cart
from core.checkout.claims import claim_parts, give_parts_back, tendered
from core.checkout.errors import CheckoutIncomplete, SupersededPayment
from core.db import outside_call, transactional
from core.documents import first
from core.inventory import services as inventory
from core.inventory.errors import OutOfStock
from core.markets.queries import market_named
from core.money import Money
from core.orders import ledger
from core.orders import services as orders
from core.orders.entries import MoneyKind
from core.orders.errors import WrongOrderState
from core.orders.models import Order, OrderStatus, new_number
from core.orders.queries import order_by_number
from core.orders.services import Buyer
from core.orders.states import SETTLED, Stage
from core.payments import services as payments
from core.payments.errors import GatewayAway
from core.payments.models import GIVING_BACK, OURS_TO_SETTLE, Payment, PaymentState
from core.payments.ports import GatewayPayment, GatewayState, PaymentGateway
from core.payments.queries import order_paid_by, payment_by_id, payments_for
from core.payments.refunds import close
from core.payments.takeover import take_over
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
    agree(payment, gateway.look_up(where, refunds=payment.given_back_minor > 0))


@outside_call
def give_up(payment: Payment, gateway: PaymentGateway) -> bool:
    """End an attempt that nobody has paid; if it was paid after all, accept it. Raises GatewayAway.

    False when it cannot be ended now, because the provider is still at work on it.
    """
    ref = payment.provider_ref
    if ref is None:
        _let_go(payment)
        ref = payment_by_id(payment.id).provider_ref  # whoever is starting it may have had an answer
    if ref is None and not gateway.manual:
        ref = _found_at(payment, gateway)
    if ref is None:
        return True
    seen = gateway.give_up(ref)
    agree(payment, seen)
    return seen.state is not GatewayState.WAITING


def _found_at(payment: Payment, gateway: PaymentGateway) -> str | None:
    """Where it is at its provider, when no answer told of it. With the provider away nobody can pay it either."""
    try:
        found = gateway.find(payment.id, payment.started_at)
    except GatewayAway:
        return None
    return found.ref if found else None


def agree(payment: Payment, seen: GatewayPayment) -> None:
    """Take over how the payment stands at its provider. What is not ours changes nothing; a person is told."""
    if seen.payment_id != payment.id or payment.provider_ref not in (None, seen.ref):
        log.get(__name__).error("not_our_payment", payment=payment.id, ref=seen.ref)
    elif seen.state is GatewayState.WAITING:
        log.get(__name__).info("payment_waits", payment=payment.id)
    elif fault := _fault_of(payment, seen):
        payments.quarantine(payment.id, fault)
    elif seen.state is GatewayState.GONE:
        _end(payment, seen)
    else:
        payments.note_reference(payment, seen.ref)
        _accept(payment, seen)
        take_over(payment.id, seen)


def _fault_of(payment: Payment, seen: GatewayPayment) -> str | None:
    """Why what was taken or set aside cannot be for this attempt: another amount, or another currency."""
    if seen.state is GatewayState.GONE:
        return None
    all_of_it = Money(seen.captured.minor + seen.authorised + seen.voided, seen.captured.currency)
    return (
        None if all_of_it == payment.amount else f"{_said(all_of_it)} came, {_said(payment.amount)} were due"
    )


def _said(money: Money) -> str:
    return f"{money.amount} {money.currency}"


@transactional
def write_order(payment_id: str) -> Order:
    """The order of that payment's cart, and the cart closed. Raises CheckoutIncomplete once the attempt is over."""
    payment = Payment.objects.pledge(payment_id)
    if payment is None:
        raise CheckoutIncomplete(["payment"])
    number = new_number()
    closed = Cart.objects.close(payment.cart_id, number)
    cart = closed or first(Cart, {"_id": payment.cart_id})
    claimed = {"customer_id": cart.customer_id} if cart and cart.customer_id else {}
    order = orders.write_order(
        cart_id=payment.cart_id,
        payment_id=payment.id,
        provider=payment.provider,
        buyer=Buyer(**{**payment.buyer, **claimed}),
        quote=payment.priced,
        number=number if closed else None,
    )
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
    if Payment.objects.pledge(payment.id) is None:
        raise CheckoutIncomplete(["payment"])
    _become_paid(payment, GatewayPayment(f"none-{payment.id}", payment.id, GatewayState.PAID, payment.amount))
    return write_order(payment.id)


def _accept(payment: Payment, seen: GatewayPayment) -> None:
    """The money is there: the order is made if need be, and paid. If it cannot be, the money goes back."""
    try:
        _become_paid(payment, seen)
    except (OutOfStock, WrongOrderState, SupersededPayment, PromotionUsedUp, TenderShort) as refusal:
        log.get(__name__).error("paid_in_vain", payment=payment.id, reason=str(refusal))
        _send_back(payment, seen, str(refusal))


@transactional
def _become_paid(payment: Payment, seen: GatewayPayment) -> None:
    to = PaymentState.PAID if seen.state is GatewayState.PAID else PaymentState.AUTHORISED
    if to == PaymentState.PAID and Payment.objects.move(payment.id, to, start=(PaymentState.AUTHORISED,)):
        return
    if Payment.objects.move(payment.id, to, start=OURS_TO_SETTLE) is None:
        return
    if payment.number:
        _add_to(payment)
    else:
        claim_parts(payment)  # a payment that came late has given them back
        order = write_order(payment.id)
        if order.payment_id != payment.id:
            raise SupersededPayment(f"Order {order.number} is paid by another payment.")
        orders.mark_paid(order.number, locations=locations_of(order.market))
    take_over(payment.id, seen)


def _add_to(payment: Payment) -> None:
    """A payment of a difference: its order must still stand."""
    order = order_paid_by(payment)
    if order is None or order.status == OrderStatus.CANCELLED:
        raise SupersededPayment(f"Order {payment.number} does not stand any more.")


@transactional
def accept_in_full(payment: Payment, number: str, *, actor: str) -> bool:
    """All of a started payment of that order has come, as staff say: it counts, and the ledger says so.

    False when it was not a started one any more: then nothing is done.
    """
    if Payment.objects.move(payment.id, PaymentState.PAID, start=(PaymentState.STARTED,)) is None:
        return False
    came = GatewayPayment(f"order:{number}", payment.id, GatewayState.PAID, payment.amount)
    take_over(payment.id, came, actor=actor)
    return True


@transactional
def _send_back(payment: Payment, seen: GatewayPayment, reason: str) -> None:
    """What has come goes back in full; an order that it was for says that it came."""
    if payments.owe_refund(payment.id):
        give_parts_back(payment.id)
        _cancel_order(payment.id, OrderStatus.AWAITING_PAYMENT, reason)
        take_over(payment.id, seen)


def _end(payment: Payment, seen: GatewayPayment) -> None:
    """Nothing more will come of it: what a bank had set aside is free, what was taken of it stays taken."""
    if payment_by_id(payment.id).state in (PaymentState.AUTHORISED, *GIVING_BACK):
        _close_books(payment, seen)
    else:
        _let_go(payment)


@transactional
def _close_books(payment: Payment, seen: GatewayPayment) -> None:
    take_over(payment.id, seen)
    close(payment.id)
    if payment_by_id(payment.id).state != PaymentState.AUTHORISED:
        return
    if seen.captured.minor or _is_settled(payment.id):
        Payment.objects.move(payment.id, PaymentState.PAID, start=(PaymentState.AUTHORISED,))
    elif (order := _order_of(payment.id, OrderStatus.PAID)) and order.stage == Stage.PAID:
        Payment.objects.move(payment.id, PaymentState.RETIRED, start=(PaymentState.AUTHORISED,))
        cancel(order.number, actor=SYSTEM, reason="The bank set the money free before it was taken.")
    else:
        payments.quarantine(payment.id, "The bank set the money free after the goods had left.")


def _is_settled(payment_id: str) -> bool:
    """Whether an order stands against it that owes nothing: what it has paid came in other ways, or was taken off."""
    order = order_paid_by(payment_by_id(payment_id))
    return order is not None and order.status in SETTLED and ledger.balance_in(order).open <= 0


@transactional
def cancel(number: str, *, actor: str, reason: str) -> None:
    """Cancel an order that has not left; what was paid through a provider goes back in full, whatever paid it.

    Raises OrderNotFound, WrongOrderState, SecondPersonNeeded.
    """
    orders.cancel_order(number, actor=actor, reason=reason)
    for payment in payments_for(order_by_number(number)):
        payments.turn_back(payment.id)
        give_parts_back(payment.id, actor=actor)
        close(payment.id)  # what gift cards have paid for altogether has nothing more to give back


def _let_go(payment: Payment) -> None:
    """Nobody will pay: its goods are free at once, so that the next attempt of the same shopper finds them."""
    if _retire(payment.id):
        inventory.release(payment.id)
        give_parts_back(payment.id)


@transactional
def _retire(payment_id: str) -> bool:
    retired = payments.retire(payment_id)
    _cancel_order(payment_id, OrderStatus.AWAITING_PAYMENT, "The payment was not made in time.")
    return retired


def _cancel_order(payment_id: str, status: str, reason: str) -> None:
    """Cancel the order of that payment, if it stands there."""
    if order := _order_of(payment_id, status):
        orders.cancel_order(order.number, actor=SYSTEM, reason=reason)


def _order_of(payment_id: str, status: str) -> Order | None:
    """The order that was made of that payment, if it stands there."""
    order: Order | None = Order.objects(payment_id=payment_id, status=status).first()
    return order


def locations_of(market: str) -> list[str]:
    """The stock locations that the market draws on, in that order."""
    return market_named(market).locations
