"""Uses of promotions, gift cards and store credit, from the start of a payment to its end."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest

from core.bootstrap import Shop
from core.carts.models import Cart
from core.carts.services import PayWith, change_market, fill
from core.checkout.claims import give_parts_back
from core.checkout.errors import CartChanged, CheckoutIncomplete, PriceChanged
from core.checkout.invariants import violations
from core.checkout.services import give_up, start_payment
from core.checkout.settlement import accept_free
from core.markets.models import Market
from core.markets.queries import forget, market_named
from core.orders.models import Order
from core.payments.errors import GatewayAway, UnknownProvider
from core.payments.models import Payment, PaymentState
from core.payments.services import retire
from core.promotions.errors import PromotionUsedUp
from core.promotions.models import PromotionUses
from core.promotions.services import switch
from core.tenders.errors import TenderShort
from core.tenders.models import TenderAccount
from core.tenders.services import grant_credit, issue_gift_card, take
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.core.checkout.shopping import HOLD, learn, order, pay, start, state
from tests.fakes import FakeGateway, FakeQueue
from tests.wire import Wire, nth

TOTAL = 4_494


@pytest.fixture
def cart(shop: Shop) -> Cart:
    """Two mugs of 18.00, delivery 6.00, tax 7 %: 44.94."""
    a.markets()
    a.goods("MUG", price=1_800, available=40)
    return a.ready_cart({"MUG": 2})


def with_card(cart: Cart, minor: int) -> TenderAccount:
    card, code = issue_gift_card(minor, "USD", actor=a.STAFF)
    change_market(cart.id, market_named("us"), "en-US", pay_with=PayWith(add=[code]))
    return card


def with_code(cart: Cart, code: str = "TEN") -> Cart:
    return change_market(cart.id, market_named("us"), "en-US", codes=[code])


def balance(card: TenderAccount) -> int:
    return int(TenderAccount.objects.get(id=card.id).balance_minor)


def uses() -> list[tuple[int, int, int]]:
    return [(one.left, one.taken, one.used) for one in PromotionUses.objects(owner=None)]


class TestGiftCard:
    def test_leaves_the_rest_to_the_provider(
        self, shop: Shop, cart: Cart, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        card = with_card(cart, 1_000)
        payment = start(shop, cart).payment

        assert (payment.amount_minor, balance(card)) == (TOTAL - 1_000, 0)
        assert [intent.amount.minor for intent in gateway.of(payment.id)] == [TOTAL - 1_000]
        placed = order(shop, cart)
        pay(gateway, payment)
        learn(shop, payment)
        a.drain(queue)
        known = a.order(placed.number)
        assert (known.status, known.total_minor, known.money["due"]) == ("paid", TOTAL, TOTAL - 1_000)
        assert [(one["kind"], one["minor"]) for one in known.tenders] == [("gift_card", 1_000)]
        assert violations() == []

    def test_is_given_back_when_the_attempt_is_given_up(self, shop: Shop, cart: Cart) -> None:
        card = with_card(cart, 1_000)
        first = start(shop, cart).payment
        fill(cart.id, {"MUG": 1})
        second = start(shop, cart).payment

        assert (state(first), second.tenders[0]["minor"], balance(card)) == (PaymentState.RETIRED, 1_000, 0)
        assert violations() == []

    @pytest.mark.parametrize("paid", ["", "paid"])
    def test_is_given_back_when_the_order_is_cancelled(
        self, paid: str, shop: Shop, cart: Cart, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        card = with_card(cart, 1_000)
        payment = start(shop, cart).payment
        placed = order(shop, cart)
        if paid:
            pay(gateway, payment)
            learn(shop, payment)
        a.cancel(placed.number)
        a.drain(queue)

        assert balance(card) == 1_000
        assert gateway.refunded_minor == (TOTAL - 1_000 if paid else 0)
        assert violations() == []

    def test_is_given_back_when_the_bank_frees_the_rest(
        self, shop: Shop, cart: Cart, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        Market.objects(code="us").update_one(set__manual_capture=True)
        forget()
        a.promotion("ten", codes=["TEN"], limit=1)
        card = with_card(with_code(cart), 1_000)
        payment = start(shop, cart).payment
        placed = order(shop, cart)
        pay(gateway, payment)
        learn(shop, payment)
        assert (balance(card), uses()) == (0, [(0, 1, 0)])
        gateway.let_go(str(a.payment(payment.id).provider_ref))
        learn(shop, payment)
        a.drain(queue)

        assert (state(payment), a.order(placed.number).status) == (PaymentState.RETIRED, "cancelled")
        assert (balance(card), uses()) == (1_000, [(1, 0, 0)])
        assert violations() == []

    def test_that_pays_for_all_of_it_needs_no_provider(
        self, shop: Shop, cart: Cart, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        card = with_card(cart, 9_000)
        payment = start(shop, cart).payment
        assert (payment.provider, payment.amount_minor, balance(card)) == ("none", 0, 9_000 - TOTAL)
        assert start(shop, cart).payment.id == payment.id

        placed = order(shop, cart)
        a.drain(queue)
        assert (placed.status, order(shop, cart).number, gateway.intents) == ("paid", placed.number, {})
        assert violations() == []
        a.cancel(placed.number)
        a.drain(queue)
        assert (balance(card), violations()) == (9_000, [])

    @pytest.mark.parametrize("step", range(1, 22))
    def test_is_whole_again_when_the_attempt_is_given_up_while_it_begins(
        self, step: int, shop: Shop, cart: Cart, gateway: FakeGateway, wire: Wire
    ) -> None:
        """Also where the provider is away, so that nobody gets to the end."""

        def give_all_up() -> None:
            for attempt in Payment.objects:
                give_up(attempt, gateway)

        a.promotion("ten", codes=["TEN"], limit=5)
        card = with_card(with_code(cart), 500)
        gateway.faults.broken.add("start")
        with suppress(CartChanged, GatewayAway), wire.meanwhile(nth(step), give_all_up, must=False):
            start(shop, cart)
        give_all_up()

        assert (balance(card), uses(), violations()) == (500, [(5, 0, 0)], [])

    def test_nobody_chooses_to_pay_nothing(self, shop: Shop, cart: Cart) -> None:
        with pytest.raises(UnknownProvider, match="manual, stripe; not 'none'"):
            start(shop, cart, "none")
        assert Payment.objects.count() == 0

    def test_whose_attempt_was_given_up_before_it_was_accepted_makes_no_order(
        self, shop: Shop, cart: Cart
    ) -> None:
        with_card(cart, TOTAL)
        payment = start(shop, cart).payment
        assert retire(payment.id)
        with pytest.raises(CheckoutIncomplete):
            accept_free(payment)
        assert Order.objects.count() == 0

    def test_that_others_have_emptied_meanwhile_ends_the_attempt(self, shop: Shop, cart: Cart) -> None:
        card = with_card(cart, 1_000)
        others = a.ready_cart({"MUG": 1})
        Cart.objects(id=others.id).update_one(set__gift_cards=[card.id])
        results = at_once([lambda: start(shop, cart), lambda: start(shop, others)])

        assert all(isinstance(one, TenderShort) for one in refusals(results))
        assert (
            sum(one.payment.tenders[0]["minor"] for one in answers(results) if one.payment.tenders) == 1_000
        )
        assert (balance(card), violations()) == (0, [])

    def test_a_late_payment_takes_it_again_or_goes_back(
        self, shop: Shop, cart: Cart, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        card = with_card(cart, 1_000)
        payment = start(shop, cart).payment
        ref = str(Payment.objects.get().provider_ref)
        Payment.objects(id=payment.id).update_one(set__state=PaymentState.RETIRED)
        give_parts_back(payment.id)
        take("somebody-else", "other", [{"account": card.id, "minor": 1_000}])
        gateway.pay(ref)
        learn(shop, payment)
        a.drain(queue)

        assert (state(payment), gateway.refunded_minor, Order.objects.count()) == (
            "refunded",
            TOTAL - 1_000,
            0,
        )

    def test_store_credit_pays_where_the_customer_says_so(self, shop: Shop, cart: Cart) -> None:
        customer = a.customer()
        Cart.objects(id=cart.id).update_one(set__customer_id=customer.id)
        credit = grant_credit(customer.id, 500, "USD", cause="good-will", actor=a.STAFF)
        assert start(shop, cart).payment.tenders == []

        change_market(cart.id, market_named("us"), "en-US", pay_with=PayWith(store_credit=True))
        assert start(shop, cart).payment.amount_minor == TOTAL - 500
        assert balance(credit) == 0


class TestUses:
    def test_are_claimed_with_the_payment_and_final_when_it_is_paid(
        self, shop: Shop, cart: Cart, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        a.promotion("ten", codes=["TEN"], limit=3, limitPerCustomer=1)
        with_code(cart)
        payment = start(shop, cart).payment
        assert (payment.priced.discount_minor, uses()) == (360, [(2, 1, 0)])
        assert start(shop, cart).payment.id == payment.id

        order(shop, cart)
        pay(gateway, payment)
        learn(shop, payment)
        a.drain(queue)
        assert uses() == [(2, 1, 1)]
        assert violations() == []
        again = with_code(a.ready_cart({"MUG": 1}))
        assert start(shop, again).payment.priced.discount_minor == 0

    def test_come_back_with_the_attempt(self, shop: Shop, cart: Cart) -> None:
        a.promotion("ten", codes=["TEN"], limit=1)
        with_code(cart)
        start(shop, cart)
        with_code(cart, "OTHER")
        start(shop, cart)

        assert uses() == [(1, 0, 0)]

    @pytest.mark.usefixtures("cart")
    def test_of_the_last_one_are_for_one_buyer(self, shop: Shop) -> None:
        a.promotion("ten", codes=["TEN"], limit=1)
        carts = [with_code(a.ready_cart({"MUG": 1}, email=f"{n}@example.com")) for n in range(8)]
        results = at_once([partial(start, shop, one) for one in carts])

        given = [one for one in answers(results) if one.payment.priced.discount_minor]
        assert (len(given), uses()) == (1, [(0, 1, 0)])
        assert all(isinstance(refusal, PromotionUsedUp) for refusal in refusals(results))
        assert Payment.objects(state=PaymentState.STARTED).count() == len(answers(results))
        assert violations() == []


CHANGES: list[tuple[str, Callable[[], object]]] = [
    ("price", lambda: a.goods("MUG", price=2_000)),
    ("promotion", lambda: switch("ten", on=False, actor=a.STAFF)),
]


class TestPriceChange:
    """Check 9: whenever a price is changed, what is captured is what was frozen and what the order says."""

    @pytest.mark.parametrize("step", range(1, 24, 3))
    @pytest.mark.parametrize("change", [act for _, act in CHANGES], ids=[name for name, _ in CHANGES])
    def test_in_the_middle_of_a_checkout_changes_no_amount(  # all are asked for
        self,
        change: Callable[[], object],
        step: int,
        shop: Shop,
        cart: Cart,
        gateway: FakeGateway,
        wire: Wire,
    ) -> None:
        a.promotion("ten", codes=["TEN"])
        with_code(cart)
        with wire.meanwhile(nth(step), change, must=False):
            started = start(shop, cart)
        placed = order(shop, cart)
        pay(gateway, started.payment)
        learn(shop, started.payment)

        (intent,) = gateway.of(started.payment.id)
        known = a.order(placed.number)
        assert intent.captured is not None
        assert intent.captured.minor == known.total_minor == started.payment.priced.total_minor
        assert violations() == []

    def test_is_refused_where_the_shopper_has_seen_another_total(self, shop: Shop, cart: Cart) -> None:
        a.goods("MUG", price=2_000)
        with pytest.raises(PriceChanged) as refusal:
            start_payment(
                cart,
                "stripe",
                gateways=shop.gateways,
                carrier=shop.carrier,
                hold_seconds=HOLD,
                expected_minor=TOTAL,
            )
        assert (refusal.value.extra["total_minor"], Payment.objects.count()) == (4_922, 0)
