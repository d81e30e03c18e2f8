"""Money on its way in: a payment is begun at its provider, and what was added to an order is paid."""

from collections.abc import Mapping
from datetime import timedelta

from core import clock
from core.checkout.errors import PaymentUnderWay
from core.checkout.settlement import give_up, settle
from core.db import outside_call
from core.inventory import services as inventory
from core.money import Money
from core.orders.ledger import balance_in
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.orders.services import Buyer
from core.orders.states import SETTLED
from core.payments import services as payments
from core.payments.errors import AnotherAmountOpen, GatewayStuck, NothingOpen
from core.payments.models import Payment, PaymentState
from core.payments.ports import PLAIN, PaymentGateway, PaymentStarted, Terms
from core.payments.queries import attempts_for, payment_by_id
from core.pricing.quote import quote_from_plain

Gateways = Mapping[str, PaymentGateway]
KEY_LIFE = timedelta(hours=23)
"""Providers forget idempotency keys after a day (Stripe): an older attempt is ended before a new one starts."""
FURTHER_LIFE = timedelta(hours=22)
"""Until when a difference may be paid under one key: providers forget keys after a day."""


@outside_call
def begin(payment: Payment, gateway: PaymentGateway) -> PaymentStarted:
    """Have it begun at its provider. No new key is made up for it: what a key is stuck with is looked up.

    If the provider has no such payment, the attempt is over, and the shopper's next try is another one.
    """
    try:
        return gateway.start(
            payment.id,
            payment.amount,
            key=payment.provider_key,
            email=payment.buyer["email"],
            terms=Terms(**payment.terms),
        )
    except GatewayStuck:
        found = gateway.find(payment.id, payment.started_at)
        if found is None and payments.retire(payment.id):
            inventory.release(payment.id)
        if found is None:
            raise
        return found


@outside_call
def start_further_payment(
    number: str, provider: str, gateways: Gateways, *, terms: Terms = PLAIN, seen_minor: int | None = None
) -> tuple[Payment, PaymentStarted]:
    """Begin to take what is open of an order that stands. Safe to repeat: the same amount goes on as it is.

    With a kept card in *terms* it is charged at once; where its bank wants the holder, the payment waits for
    them, and `PaymentStarted.fault` says so. Raises OrderNotFound, NothingOpen, PaymentUnderWay, GatewayAway,
    GatewayRefused; AnotherAmountOpen where it is not what somebody was shown (*seen_minor*).
    """
    order = order_by_number(number)
    payment = _further_attempt(order, provider, gateways, terms, seen_minor)
    started = begin(payment, gateways[provider])
    payments.note_reference(payment, started.ref)
    if terms.card and not started.fault:
        settle(payment_by_id(payment.id), gateways[provider])
    return payment_by_id(payment.id), started


def _further_attempt(
    order: Order, provider: str, gateways: Gateways, terms: Terms, seen_minor: int | None
) -> Payment:
    left = _left_to_collect(order, seen_minor)
    earlier = Payment.objects(cart_id=order.cart_id, state=PaymentState.STARTED).first()
    if earlier and _goes_on(earlier, provider, left, terms):
        return earlier  # type: ignore[no-any-return]  # MongoEngine has no types
    if earlier and not give_up(earlier, gateways[earlier.provider]):
        raise PaymentUnderWay
    first = payment_by_id(order.payment_id)
    plain = first.to_mongo().to_dict()
    opened = payments.open_attempt(
        cart_id=order.cart_id,
        cart_version=first.cart_version,
        attempt=attempts_for(order.cart_id) + 1,
        provider=provider,
        quote=quote_from_plain(plain["quote"]),
        buyer=Buyer(**plain["buyer"]),
        held_until=clock.now() + FURTHER_LIFE,
        terms=terms,
        number=order.number,
        amount_minor=_left_to_collect(order_by_number(order.number), seen_minor),
    )
    if opened is None:
        raise PaymentUnderWay
    return opened


def _left_to_collect(order: Order, seen_minor: int | None) -> int:
    left = balance_in(order).to_collect
    if left <= 0 or order.status not in SETTLED:
        raise NothingOpen(order.number)
    if seen_minor not in (None, left):
        raise AnotherAmountOpen(Money(left, order.currency))
    return left


def _goes_on(earlier: Payment, provider: str, left: int, terms: Terms) -> bool:
    """Whether it is for the very same, and its provider still knows its key."""
    young = clock.now() - earlier.started_at < KEY_LIFE
    same = (earlier.provider, earlier.amount_minor, Terms(**earlier.terms)) == (provider, left, terms)
    return young and same
