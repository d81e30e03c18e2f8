"""From a cart to an order: the use cases that span carts, stock, payments and orders."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core import clock
from core.carts import services as carts
from core.carts.models import Cart
from core.checkout.claims import claim_parts
from core.checkout.collecting import KEY_LIFE, begin, start_further_payment
from core.checkout.errors import (
    CannotSell,
    CartChanged,
    CheckoutIncomplete,
    PaymentUnderWay,
    PriceChanged,
)
from core.checkout.holding import hold, let_go
from core.checkout.opening import open_attempt
from core.checkout.queries import Checkout, checkout_of, priced_checkout
from core.checkout.settlement import (
    accept_free,
    accept_in_full,
    cancel,
    give_up,
    locations_of,
    settle,
    write_order,
)
from core.checkout.taxing import KEPT_ONLY, Taxes
from core.db import outside_call, transactional
from core.inventory import services as inventory
from core.inventory.errors import OutOfStock
from core.orders import services as orders
from core.orders.models import Order, OrderStatus
from core.orders.queries import order_by_number, order_from_cart
from core.payments import services as payments
from core.payments.errors import AlreadyPaid, UnknownProvider
from core.payments.models import BY_HAND, COUNTS, NOTHING_TO_PAY, Payment, PaymentState
from core.payments.ports import PaymentGateway, Terms
from core.payments.queries import live_payment_for, payment_by_id
from core.promotions.errors import PromotionUsedUp
from core.shipping.errors import NoSuchDelivery
from core.shipping.ports import Carrier
from core.tenders.errors import TenderShort

__all__ = [
    "Gateways",
    "StartedPayment",
    "accept_manual_payment",
    "cancel",
    "choose_offered",
    "gateway_named",
    "give_up",
    "keep_goods",
    "place",
    "settle",
    "start_further_payment",
    "start_payment",
]

Gateways = Mapping[str, PaymentGateway]
MOST_RIVALS = 5


@dataclass(frozen=True)
class StartedPayment:
    """A payment and what the browser needs for it."""

    payment: Payment
    client_secret: str | None
    publishable_key: str | None


def choose_offered(cart: Cart, code: str, carrier: Carrier, taxes: Taxes = KEPT_ONLY) -> Checkout:
    """Take one of the deliveries that are offered; where the checkout stands then.

    Raises CheckoutIncomplete before there is an address, NoSuchDelivery for what is not offered.
    """
    stand, read = checkout_of(cart, carrier), cart.version  # what it costs is asked for once it is chosen
    known = [option.code for option in stand.deliveries]
    if cart.shipping_address is None:
        raise CheckoutIncomplete(["shippingAddress"])
    if code not in known:
        raise NoSuchDelivery(code, known)
    changed = carts.choose_delivery(cart, code)
    if changed.version != read + 1:  # somebody else has changed it as well
        return checkout_of(changed, carrier, taxes)
    return priced_checkout(replace(stand.basket, cart=changed), stand.deliveries, taxes)


@outside_call
def start_payment(  # noqa: PLR0913  # what it depends on, and nothing else
    cart: Cart,
    provider: str,
    *,
    gateways: Gateways,
    carrier: Carrier,
    hold_seconds: int,
    expected_minor: int | None = None,
    payer: str | None = None,
    keep_card: bool = False,
    taxes: Taxes = KEPT_ONLY,
) -> StartedPayment:
    """Freeze the price, claim uses and gift cards, hold the goods, begin to take the money: in this order.

    Safe to repeat: the same cart at the same price goes on with the same payment. A changed cart gives
    the earlier attempt up first, so that there is never more than one that can be paid. When the
    provider is away (GatewayAway) everything is kept, and the same call goes on where this one stopped.
    Raises CheckoutIncomplete, CannotSell, UnknownProvider, OutOfStock, AlreadyPaid, PaymentUnderWay,
    GatewayAway, GatewayRefused, PromotionUsedUp, TenderShort; PriceChanged where the total is not *expected_minor*.
    """
    if provider not in choosable(gateways):
        raise UnknownProvider(provider, choosable(gateways))
    checkout = _complete(checkout_of(cart, carrier, taxes))
    if expected_minor is not None and expected_minor != checkout.quote.total_minor:
        raise PriceChanged(checkout.quote.total_minor)
    terms = Terms(checkout.market.manual_capture, payer, keep_card=keep_card)
    payment, new = _attempt(checkout, provider, gateways, hold_seconds, terms)
    gateway = gateways[payment.provider]
    _claim(payment, gateway)
    hold(payment, hold_seconds, new=new)
    started = begin(payment, gateway)
    if payments.note_reference(payment, started.ref).state == PaymentState.RETIRED:
        gateway.give_up(started.ref)  # the cart was changed while we were at it
        let_go(payment)
    return StartedPayment(payment, started.client_secret, gateway.publishable_key)


def place(cart: Cart, *, gateways: Gateways, hold_seconds: int) -> Order:
    """Turn a cart with a started payment into its order: one per cart, however often it is asked for.

    When this returns, the order, its payment and its outbox rows are majority-committed.
    Raises CheckoutIncomplete (no payment), CartChanged, OutOfStock.
    """
    if cart.order_number and (earlier := order_from_cart(cart.id)):
        return earlier
    payment = live_payment_for(cart.id)
    if payment is None and (earlier := order_from_cart(cart.id)):
        return earlier
    if payment is None:
        raise CheckoutIncomplete(["payment"])
    if payment.cart_version != cart.version:
        raise CartChanged
    try:
        hold(payment, hold_seconds)
    except OutOfStock:
        if faster := order_from_cart(cart.id):  # the webhook was, and the goods are sold to it
            return faster
        raise
    if payment.provider == NOTHING_TO_PAY:
        return accept_free(payment)
    order = write_order(payment.id)
    _hold_on(order, gateways[payment.provider])
    return order


def keep_goods(order: Order) -> None:
    """Hold an order's goods until it is paid or cancelled, however long that takes. Safe to repeat."""
    inventory.prolong(order.payment_id, None)
    payments.keep_holding(order.payment_id, None)


@transactional
def accept_manual_payment(number: str, *, actor: str) -> None:
    """Staff say that the money has come.

    Raises OrderNotFound, WrongOrderState, OutOfStock, UnknownProvider (not theirs to say).
    """
    order = order_by_number(number)
    if order.provider != BY_HAND:
        raise UnknownProvider(order.provider, [BY_HAND])
    accept_in_full(payment_by_id(order.payment_id), number, actor=actor)
    orders.mark_paid(number, locations=locations_of(order.market), actor=actor)


def gateway_named(provider: str, gateways: Gateways) -> PaymentGateway:
    """Raises UnknownProvider."""
    if provider not in gateways:
        raise UnknownProvider(provider, choosable(gateways))
    return gateways[provider]


def choosable(gateways: Gateways) -> list[str]:
    """The providers that a shopper may choose from."""
    return sorted(name for name in gateways if name != NOTHING_TO_PAY)


def _claim(payment: Payment, gateway: PaymentGateway) -> None:
    """Claim what its price counts on; where that is gone, so is the attempt."""
    try:
        claim_parts(payment)
    except (PromotionUsedUp, TenderShort):
        give_up(payment, gateway)
        raise


def _complete(checkout: Checkout) -> Checkout:
    if checkout.missing:
        raise CheckoutIncomplete(checkout.missing)
    gone = sorted(set(checkout.cart.quantities) - set(checkout.quote.quantities))
    if gone:
        raise CannotSell(gone)
    return checkout


def _attempt(
    checkout: Checkout, provider: str, gateways: Gateways, hold_seconds: int, terms: Terms
) -> tuple[Payment, bool]:
    """The attempt for this cart at this price with this provider, and no other beside it; and whether it is new.

    When somebody else opens one in the same moment, one looks again: it is ours too, or is given up.
    """
    for _ in range(MOST_RIVALS):
        if earlier := _going_on(checkout, provider, gateways, terms):
            return earlier, False
        if opened := open_attempt(checkout, provider, hold_seconds, terms):
            return opened, True
    raise CartChanged


def _going_on(checkout: Checkout, provider: str, gateways: Gateways, terms: Terms) -> Payment | None:
    """The earlier attempt, if it is for the very same; else it is given up at its provider first.

    Raises CartChanged where it is for a later version of the cart, AlreadyPaid, PaymentUnderWay.
    """
    payment = live_payment_for(checkout.cart.id)
    if payment is None:
        return None
    if payment.state in COUNTS:
        raise AlreadyPaid("Place the order.")
    if payment.cart_version > checkout.cart.version:  # the cart has changed since it was read here
        raise CartChanged
    chosen = provider if payment.provider == NOTHING_TO_PAY else payment.provider
    same = (payment.cart_version, payment.fingerprint, chosen, Terms(**payment.terms))
    young = clock.now() - payment.started_at < KEY_LIFE
    if young and same == (checkout.cart.version, checkout.quote.fingerprint, provider, terms):
        return payment
    if not give_up(payment, gateways[payment.provider]):
        raise PaymentUnderWay
    if order_from_cart(checkout.cart.id):
        raise AlreadyPaid("The earlier payment went through; the order is made of it.")
    return None


def _hold_on(order: Order, gateway: PaymentGateway) -> None:
    """Until the money comes by hand; not at all, where a webhook was faster and has sold the goods already."""
    if order.status != OrderStatus.AWAITING_PAYMENT:
        inventory.release(order.payment_id)
    elif gateway.manual:
        keep_goods(order)
