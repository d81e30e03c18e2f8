"""What staff do about money that was set aside because it is not what was due."""

import pytest

from core.bootstrap import Shop
from core.carts.models import Cart
from core.carts.services import PayWith, change_market
from core.checkout.by_staff import close_set_aside
from core.checkout.invariants import violations
from core.checkout.services import cancel
from core.checkout.settlement import settle
from core.markets.queries import market_named
from core.money import Money
from core.payments.errors import PaymentNotSetAside
from core.payments.models import Payment, PaymentState
from core.tenders.models import TenderAccount
from core.tenders.services import issue_gift_card
from tests import builders as a
from tests.core.checkout.shopping import order, start
from tests.fakes import FakeGateway

CARD_MINOR = 1_000


def set_aside(gateway: FakeGateway, started: Payment) -> Payment:
    """Ten dollars have come, which is not what was due."""
    gateway.pay(str(started.provider_ref), Money(1_000, started.currency))
    settle(started, gateway)
    return a.payment(started.id)


class TestSetAside:
    def test_a_payment_of_another_amount_is_closed_by_a_person_once(
        self, shop: Shop, gateway: FakeGateway
    ) -> None:
        started = set_aside(gateway, a.payment(a.started_payment(shop).payment.id))
        assert started.fault == f"10.00 USD came, {started.amount.amount} USD were due"
        close_set_aside(started.id, actor=a.STAFF, reason="Given back at Stripe.")

        assert a.payment(started.id).state == PaymentState.REFUNDED
        settle(a.payment(started.id), gateway)
        assert a.payment(started.id).state == PaymentState.REFUNDED, "it is not set aside again"
        with pytest.raises(PaymentNotSetAside):
            close_set_aside(started.id, actor=a.STAFF, reason="-")

    def test_its_gift_card_has_its_money_back(self, shop: Shop, gateway: FakeGateway) -> None:
        cart, card = _cart_with_card()
        payment = set_aside(gateway, a.payment(start(shop, cart).payment.id))
        assert _balance(card) == 0
        close_set_aside(payment.id, actor=a.STAFF, reason="Given back at Stripe.")

        assert (_balance(card), violations()) == (CARD_MINOR, [])

    def test_but_not_while_an_order_counts_on_it(self, shop: Shop, gateway: FakeGateway) -> None:
        cart, card = _cart_with_card()
        payment = a.payment(start(shop, cart).payment.id)
        placed = order(shop, cart)
        set_aside(gateway, payment)
        close_set_aside(payment.id, actor=a.STAFF, reason="Given back at Stripe.")
        assert (_balance(card), violations()) == (0, [])

        cancel(placed.number, actor=a.STAFF, reason="Never paid.")
        assert (_balance(card), violations()) == (CARD_MINOR, [])


def _cart_with_card() -> tuple[Cart, TenderAccount]:
    a.markets()
    a.goods("MUG", price=1_800, available=40)
    cart = a.ready_cart({"MUG": 2})
    card, code = issue_gift_card(CARD_MINOR, "USD", actor=a.STAFF)
    change_market(cart.id, market_named("us"), "en-US", pay_with=PayWith(add=[code]))
    return cart, card


def _balance(card: TenderAccount) -> int:
    return int(TenderAccount.objects.get(id=card.id).balance_minor)
