"""From a cart to an order: the use cases that span carts, stock, payments and orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from core import clock, log
from core.audit.services import SYSTEM
from core.carts.models import Cart
from core.checkout.errors import (
    CannotSell,
    CartChanged,
    CheckoutIncomplete,
    PaymentUnderWay,
    SupersededPayment,
)
from core.checkout.queries import Checkout, checkout_of
from core.db import outside_call, transactional
from core.inventory import services as inventory
from core.inventory.errors import OutOfStock
from core.markets.queries import market_named
from core.orders import services as orders
from core.orders.errors import WrongOrderState
from core.orders.models import Order, OrderStatus
from core.orders.queries import order_from_cart
from core.orders.services import Buyer
from core.payments import services as payments
from core.payments.errors import AlreadyPaid, UnknownProvider
from core.payments.models import Payment, PaymentState
from core.payments.ports import GatewayPayment, GatewayState, PaymentGateway
from core.payments.queries import live_payment_for
from core.shipping.errors import NoSuchDelivery
from core.shipping.ports import Carrier

Gateways = Mapping[str, PaymentGateway]


@dataclass(frozen=True)
class StartedPayment:
    """A payment and what the browser needs for it."""

    payment: Payment
    client_secret: str | None
    publishable_key: str | None


def check_delivery(cart: Cart, code: str, carrier: Carrier) -> None:
    """Raises CheckoutIncomplete before there is an address, NoSuchDelivery for what is not offered."""
    known = [option.code for option in checkout_of(cart, carrier).deliveries]
    if cart.shipping_address is None:
        raise CheckoutIncomplete(["shippingAddress"])
    if code not in known:
        raise NoSuchDelivery(code, known)


@outside_call
def start_payment(
    cart: Cart, provider: str, *, gateways: Gateways, carrier: Carrier, hold_seconds: int
) -> StartedPayment:
    """Freeze the price, hold the goods, begin to take the money: in this order.

    Safe to repeat: the same cart at the same price goes on with the same payment. A changed cart gives
    the earlier attempt up first, so that there is never more than one that can be paid. When the
    provider is away (GatewayAway) everything is kept, and the same call goes on where this one stopped.
    Raises CheckoutIncomplete, CannotSell, UnknownProvider, OutOfStock, AlreadyPaid, PaymentUnderWay,
    GatewayAway, GatewayRefused.
    """
    gateway = gateway_named(provider, gateways)
    checkout = _complete(checkout_of(cart, carrier))
    payment = _going_on(checkout, provider, gateways) or _open(checkout, provider, hold_seconds)
    _hold(payment, hold_seconds)
    started = gateway.start(
        payment.id, payment.amount, key=payment.provider_key, email=payment.buyer["email"]
    )
    payments.note_reference(payment, started.ref)
    return StartedPayment(payment, started.client_secret, gateway.publishable_key)


def place(cart: Cart, *, gateways: Gateways, hold_seconds: int) -> Order:
    """Turn a cart with a started payment into its order: one per cart, however often it is asked for.

    When this returns, the order, its payment and its outbox rows are majority-committed.
    Raises CheckoutIncomplete (no payment), CartChanged, OutOfStock.
    """
    if earlier := order_from_cart(cart.id):
        return earlier
    payment = live_payment_for(cart.id)
    if payment is None:
        raise CheckoutIncomplete(["payment"])
    if payment.cart_version != cart.version:
        raise CartChanged
    _hold(payment, hold_seconds)
    order = _write_order(payment.id)
    if gateways[payment.provider].manual:
        keep_goods(order)
    return order


def keep_goods(order: Order) -> None:
    """Hold an order's goods until it is paid or cancelled, however long that takes. Safe to repeat."""
    inventory.prolong(order.payment_id, None)
    payments.keep_holding(order.payment_id, None)


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
    if payment.provider_ref is None:
        _let_go(payment)
        return True
    seen = gateway.give_up(payment.provider_ref, key=f"cancel-{payment.id}")
    _agree(payment, seen)
    return seen.state is not GatewayState.WAITING


@transactional
def accept_manual_payment(number: str, *, actor: str) -> None:
    """Staff say that the money has come. Raises WrongOrderState, OutOfStock, UnknownProvider (not theirs to say)."""
    order = Order.objects(number=number).first()
    if order is None or order.provider != "manual":
        raise UnknownProvider(order.provider if order else "none", ["manual"])
    Payment.objects.move(order.payment_id, PaymentState.PAID, start=(PaymentState.STARTED,))
    orders.mark_paid(number, locations=_locations(order.market), actor=actor)


@transactional
def cancel(number: str, *, actor: str, reason: str) -> None:
    """Cancel an order that has not left; what was paid through a provider goes back in full.

    Raises OrderNotFound, WrongOrderState.
    """
    orders.cancel_order(number, actor=actor, reason=reason)
    payment = Payment.objects(id=Order.objects(number=number).get().payment_id).get()
    if payment.state == PaymentState.PAID:
        payments.owe_refund(payment.id)


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


def gateway_named(provider: str, gateways: Gateways) -> PaymentGateway:
    if provider not in gateways:
        raise UnknownProvider(provider, sorted(gateways))
    return gateways[provider]


def _complete(checkout: Checkout) -> Checkout:
    if checkout.missing:
        raise CheckoutIncomplete(checkout.missing)
    gone = sorted(set(checkout.cart.quantities) - set(checkout.quote.quantities))
    if gone:
        raise CannotSell(gone)
    return checkout


def _going_on(checkout: Checkout, provider: str, gateways: Gateways) -> Payment | None:
    """The earlier attempt, if it is for the very same; else it is given up at its provider first."""
    payment = live_payment_for(checkout.cart.id)
    if payment is None:
        return None
    if payment.state == PaymentState.PAID:
        raise AlreadyPaid("Place the order.")
    same = (payment.cart_version, payment.fingerprint, payment.provider)
    if same == (checkout.cart.version, checkout.quote.fingerprint, provider):
        return payment
    if not give_up(payment, gateways[payment.provider]):
        raise PaymentUnderWay
    if order_from_cart(checkout.cart.id):
        raise AlreadyPaid("The earlier payment went through; the order is made of it.")
    return None


def _open(checkout: Checkout, provider: str, hold_seconds: int) -> Payment:
    cart, shipping = checkout.cart, checkout.cart.shipping_address
    billing = cart.billing_address or shipping
    if shipping is None or billing is None or cart.email is None:
        raise CheckoutIncomplete(["email", "shippingAddress"])
    buyer = Buyer(
        cart.email, cart.customer_id, cart.market, cart.locale, shipping.as_plain(), billing.as_plain()
    )
    return payments.open_attempt(
        cart_id=cart.id,
        cart_version=cart.version,
        provider=provider,
        quote=checkout.quote,
        buyer=buyer,
        held_until=clock.now() + timedelta(seconds=hold_seconds),
    )


def _hold(payment: Payment, hold_seconds: int) -> None:
    """Hold the goods (again) for a full term. Raises OutOfStock."""
    until = clock.now() + timedelta(seconds=hold_seconds)
    inventory.take(
        payment.id, payment.priced.quantities, locations=_locations(payment.buyer["market"]), until=until
    )
    payments.keep_holding(payment.id, until)


@transactional
def _write_order(payment_id: str) -> Order:
    payment = Payment.objects(id=payment_id).get()
    order = orders.write_order(
        cart_id=payment.cart_id,
        payment_id=payment.id,
        provider=payment.provider,
        buyer=Buyer(**payment.buyer),
        quote=payment.priced,
    )
    Cart.objects.close(payment.cart_id, order.number)
    return order


def _accept(payment: Payment) -> None:
    """The money is there: the order is made if need be, and paid. If it cannot be, the money goes back."""
    try:
        _become_paid(payment.id)
    except (OutOfStock, WrongOrderState, SupersededPayment) as refusal:
        log.get(__name__).warning("paid_in_vain", payment=payment.id, reason=str(refusal))
        _send_back(payment.id, str(refusal))


@transactional
def _become_paid(payment_id: str) -> None:
    start = (PaymentState.STARTED, PaymentState.RETIRED)
    payment = Payment.objects.move(payment_id, PaymentState.PAID, start=start)
    if payment is None:
        return
    order = _write_order(payment_id)
    if order.payment_id != payment_id:
        raise SupersededPayment(f"Order {order.number} is paid by another payment.")
    orders.mark_paid(order.number, locations=_locations(order.market))


@transactional
def _send_back(payment_id: str, reason: str) -> None:
    payments.owe_refund(payment_id)
    _cancel_unpaid_order(payment_id, reason)


def _let_go(payment: Payment) -> None:
    """Nobody will pay: its goods are free at once, so that the next attempt of the same shopper finds them."""
    if _retire(payment.id):
        inventory.release(payment.id)


@transactional
def _retire(payment_id: str) -> bool:
    retired = payments.retire(payment_id)
    _cancel_unpaid_order(payment_id, "The payment was not made in time.")
    return retired


def _cancel_unpaid_order(payment_id: str, reason: str) -> None:
    order = Order.objects(payment_id=payment_id, status=OrderStatus.AWAITING_PAYMENT).first()
    if order:
        orders.cancel_order(order.number, actor=SYSTEM, reason=reason)


def _locations(market: str) -> list[str]:
    return market_named(market).locations
