from contextlib import suppress
from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from core.carts.models import Cart
from core.carts.services import choose_delivery, fill, set_addresses
from core.checkout.errors import CannotSell, CartChanged, CheckoutIncomplete, PaymentUnderWay
from core.checkout.invariants import violations
from core.checkout.queries import checkout_of
from core.checkout.services import choose_offered, give_up
from core.inventory.errors import OutOfStock
from core.inventory.models import StockItem
from core.payments.errors import AlreadyPaid, GatewayAway, UnknownProvider
from core.payments.models import Payment, PaymentState
from core.payments.ports import GatewayState
from core.shipping.errors import NoSuchDelivery
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.core.checkout.shopping import AFTER_THE_HOLD, HOLD, held, learn, order, pay, start, state
from tests.fakes import FakeGateway
from tests.wire import Command, Wire, nth


@pytest.fixture
def cart(shop: Shop) -> Cart:
    """Two mugs of 18.00, the last two there are, on their way to Reno."""
    a.markets()
    a.goods("MUG", price=1_800, available=2)
    return a.ready_cart({"MUG": 2})


class TestStart:
    def test_freezes_the_price_holds_the_goods_and_asks_the_provider(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        started = start(shop, cart)

        (intent,) = gateway.of(started.payment.id)
        assert (intent.amount.minor, intent.amount.currency) == (4_494, "USD")
        assert started.client_secret == f"{intent.ref}_secret"
        assert started.publishable_key == "pk_test_fake"
        assert held(started.payment) == 2
        assert (state(started.payment), Payment.objects.get().provider_ref) == (
            PaymentState.STARTED,
            intent.ref,
        )

    def test_started_again_it_is_the_same_payment_under_the_same_key(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        first, second = start(shop, cart), start(shop, cart)

        assert (first.payment.id, first.client_secret) == (second.payment.id, second.client_secret)
        assert (len(gateway.intents), Payment.objects.count(), held(first.payment)) == (1, 1, 2)

    def test_started_by_many_at_once_it_is_one_payment(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        results = at_once([lambda: start(shop, cart)] * 10)

        assert refusals(results) == []
        assert len({started.client_secret for started in answers(results)}) == 1
        assert len(gateway.intents) == 1
        assert held(Payment.objects.get()) == 2

    @pytest.mark.parametrize("provider", ["paypal", "", "$ne"])
    def test_an_unknown_provider_is_refused_with_those_there_are(
        self, provider: str, shop: Shop, cart: Cart
    ) -> None:
        with pytest.raises(UnknownProvider, match="manual, stripe") as refusal:
            start(shop, cart, provider)

        assert refusal.value.field == "provider"
        assert Payment.objects.count() == 0

    def test_too_few_goods_start_nothing(self, shop: Shop, cart: Cart, gateway: FakeGateway) -> None:
        other = a.ready_cart({"MUG": 1})
        start(shop, other)

        with pytest.raises(OutOfStock):
            start(shop, cart)
        assert len(gateway.intents) == 1
        assert sum(item.held for item in StockItem.objects) == 1

    def test_goods_that_are_no_longer_sold_are_named(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        a.goods("POT", available=5)
        fill(cart.id, {"POT": 1})
        a.goods("MUG", prices={"eu": 1_000})

        with pytest.raises(CannotSell) as refusal:
            start(shop, cart)
        assert refusal.value.extra["skus"] == ["MUG"]
        assert gateway.intents == {}

    def test_says_everything_that_is_missing_at_once(self, shop: Shop) -> None:
        a.markets()
        with pytest.raises(CheckoutIncomplete) as refusal:
            start(shop, a.cart())

        assert refusal.value.extra["missing"] == ["lines", "email", "shippingAddress", "delivery"]

    def test_a_paid_cart_is_not_paid_again(self, shop: Shop, cart: Cart, gateway: FakeGateway) -> None:
        payment = start(shop, cart).payment
        pay(gateway, payment)
        learn(shop, payment)

        with pytest.raises(AlreadyPaid):
            start(shop, cart)
        assert len(gateway.intents) == 1


class TestAnotherAttempt:
    def test_a_changed_cart_gives_the_earlier_attempt_up_first(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        first = start(shop, cart).payment
        fill(cart.id, {"MUG": 1})
        second = start(shop, cart).payment

        assert (state(first), state(second)) == (PaymentState.RETIRED, PaymentState.STARTED)
        assert [intent.state for intent in gateway.intents.values()] == [
            GatewayState.GONE,
            GatewayState.WAITING,
        ]
        assert (held(first), held(second)) == (0, 1)

    @pytest.mark.parametrize("provider", ["stripe", "manual"])
    def test_the_last_goods_pass_from_one_attempt_to_the_next(
        self, provider: str, shop: Shop, cart: Cart
    ) -> None:
        """Only the address has changed: nobody else may get the goods, and nobody is told that they are gone."""
        first = start(shop, cart, provider).payment
        set_addresses(cart.id, a.address(city="Elko"), None, ["US"])
        second = start(shop, cart, provider).payment

        assert (state(first), held(first), held(second)) == (PaymentState.RETIRED, 0, 2)

    def test_another_price_is_another_attempt(self, shop: Shop, cart: Cart) -> None:
        first = start(shop, cart).payment
        a.goods("MUG", price=2_000)
        second = start(shop, cart).payment

        assert (state(first), second.amount_minor) == (PaymentState.RETIRED, 2 * 2_000 + 600 + 280 + 42)

    def test_another_provider_is_another_attempt(self, shop: Shop, cart: Cart, gateway: FakeGateway) -> None:
        first = start(shop, cart).payment
        second = start(shop, cart, "manual").payment

        assert (state(first), second.provider) == (PaymentState.RETIRED, "manual")
        assert [intent.state for intent in gateway.intents.values()] == [GatewayState.GONE]

    def test_two_providers_at_once_leave_one_payment_that_can_be_made(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        at_once([lambda: start(shop, cart), lambda: start(shop, cart, "manual")] * 4)

        def waiting() -> list[str]:
            return [
                intent.payment_id
                for intent in gateway.intents.values()
                if intent.state is GatewayState.WAITING
            ]

        assert set(waiting()) <= {payment.id for payment in Payment.objects(state=PaymentState.STARTED)}
        last = start(shop, cart).payment
        assert waiting() == [last.id]
        assert [payment.id for payment in Payment.objects(state=PaymentState.STARTED)] == [last.id]
        assert str(Payment.objects.get(id=last.id).provider_ref).startswith("pi_")

    @pytest.mark.parametrize("step", range(1, 18))
    def test_a_cart_that_changes_while_its_payment_starts_leaves_one_that_can_be_made(
        self, step: int, shop: Shop, cart: Cart, gateway: FakeGateway, wire: Wire
    ) -> None:
        """Wherever the change and its own start come in between."""

        def change_and_start() -> None:
            fill(cart.id, {"MUG": 1})
            start(shop, cart)

        with suppress(CartChanged, OutOfStock), wire.meanwhile(nth(step), change_and_start, must=False):
            start(shop, cart)

        waiting = [intent for intent in gateway.intents.values() if intent.state is GatewayState.WAITING]
        live = list(Payment.objects(state=PaymentState.STARTED))
        assert [intent.payment_id for intent in waiting] == [payment.id for payment in live]
        assert len(live) == 1
        assert violations() == []

    def test_a_payment_that_a_bank_is_at_work_on_is_not_doubled(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        first = start(shop, cart).payment
        gateway.busy.add(str(Payment.objects.get().provider_ref))
        fill(cart.id, {"MUG": 1})

        with pytest.raises(PaymentUnderWay):
            start(shop, cart)
        assert (len(gateway.intents), state(first)) == (1, PaymentState.STARTED)

    def test_a_payment_that_went_through_meanwhile_is_the_order(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        first = start(shop, cart).payment
        fill(cart.id, {"MUG": 1})
        pay(gateway, first)

        with pytest.raises(AlreadyPaid):
            start(shop, cart)
        assert (state(first), len(gateway.intents)) == (PaymentState.PAID, 1)
        assert order(shop, cart).quantities == {"MUG": 2}


class TestProviderAway:
    def test_everything_is_kept_and_the_same_call_goes_on(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        gateway.faults.away = True
        for _ in range(2):
            with pytest.raises(GatewayAway) as refusal:
                start(shop, cart)
            assert refusal.value.retry_after > 0
        payment = Payment.objects.get()
        assert (held(payment), payment.provider_ref) == (2, None)

        gateway.faults.away = False
        assert start(shop, cart).payment.id == payment.id
        assert (len(gateway.intents), held(payment)) == (1, 2)

    def test_a_lost_answer_is_asked_for_again_under_the_same_key(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        gateway.faults.lose_answers = 1
        with pytest.raises(GatewayAway):
            start(shop, cart)
        start(shop, cart)

        assert len(gateway.intents) == 1

    @pytest.mark.parametrize("call", ["give_up", "start"])
    def test_away_in_the_middle_of_a_change_nothing_can_be_paid_twice(
        self, call: str, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        start(shop, cart)
        fill(cart.id, {"MUG": 1})
        gateway.faults.broken = {call}
        with pytest.raises(GatewayAway):
            start(shop, cart)
        gateway.faults.broken = set()
        start(shop, cart)

        assert [intent.state for intent in gateway.intents.values()] == [
            GatewayState.GONE,
            GatewayState.WAITING,
        ]
        assert sum(item.held for item in StockItem.objects) == 1

    def test_an_order_can_be_placed_all_the_same(self, shop: Shop, cart: Cart, gateway: FakeGateway) -> None:
        gateway.faults.away = True
        with pytest.raises(GatewayAway):
            start(shop, cart)

        assert order(shop, cart).status == "awaiting_payment"


class TestDelivery:
    def test_only_what_is_offered_can_be_chosen(self, shop: Shop, cart: Cart) -> None:
        choose_offered(cart, "us-express", shop.carrier)
        with pytest.raises(NoSuchDelivery, match="us-standard, us-express") as refusal:
            choose_offered(cart, "eu-standard", shop.carrier)

        assert refusal.value.field == "delivery"

    def test_comes_after_the_address(self, shop: Shop) -> None:
        with pytest.raises(CheckoutIncomplete, match="shippingAddress"):
            choose_offered(a.cart({"MUG": 1}), "us-standard", shop.carrier)

    def test_large_baskets_go_for_nothing(self, shop: Shop) -> None:
        a.markets()
        a.goods("SHIP", price=80_000, available=1)

        assert checkout_of(a.ready_cart({"SHIP": 1}), shop.carrier).quote.delivery_minor == 0
        express = a.ready_cart({"SHIP": 1}, delivery="us-express")
        assert checkout_of(express, shop.carrier).quote.delivery_minor == 1_500

    def test_a_choice_that_is_no_longer_offered_is_missing_again(self, shop: Shop, cart: Cart) -> None:
        choose_delivery(cart.id, "us-by-balloon")

        assert checkout_of(a.fresh(cart), shop.carrier).missing == ["delivery"]

    def test_says_what_comes_next(self, shop: Shop, cart: Cart) -> None:
        checkout = checkout_of(cart, shop.carrier)
        assert checkout.next(None) == "payment"
        payment = start(shop, cart).payment
        assert checkout.next(payment) == "place"
        fill(cart.id, {"MUG": 1})
        assert checkout_of(a.fresh(cart), shop.carrier).next(payment) == "payment"
        assert checkout_of(a.cart(), shop.carrier).next(None) == "lines"


def test_a_hold_is_prolonged_whenever_the_shopper_goes_on(shop: Shop, cart: Cart) -> None:
    payment = start(shop, cart).payment
    with clock.moved(timedelta(seconds=HOLD - 10)):
        start(shop, cart)
    with clock.moved(AFTER_THE_HOLD), pytest.raises(OutOfStock):
        start(shop, a.ready_cart({"MUG": 1}))
    assert held(payment) == 2


def test_an_attempt_older_than_its_key_is_ended_before_a_new_one_starts(
    shop: Shop, gateway: FakeGateway
) -> None:
    first = a.started_payment(shop, {"MUG-SAND": 1})
    cart = Cart.objects(id=first.payment.cart_id).get()
    with clock.moved(timedelta(hours=24)):
        second = a.started_payment(shop, basket=cart)
    assert second.payment.id != first.payment.id
    waiting = [intent for intent in gateway.intents.values() if intent.state is GatewayState.WAITING]
    assert [intent.payment_id for intent in waiting] == [second.payment.id]


@pytest.mark.parametrize("step", range(1, 16))
def test_an_attempt_that_is_given_up_while_it_begins_keeps_nothing(
    step: int, shop: Shop, cart: Cart, gateway: FakeGateway, wire: Wire
) -> None:
    def give_all_up() -> None:
        for attempt in Payment.objects:
            give_up(attempt, gateway)

    def later(command: Command) -> bool:
        """The command with that number after the attempt was written down."""
        if command.name == "insert" or sent:
            sent.append(command)
        return len(sent) == step

    sent: list[Command] = []
    with wire.meanwhile(later, give_all_up, must=False):
        try:
            payment = start(shop, cart).payment
        except CartChanged:
            payment = Payment.objects.get()

    given_up = state(payment) == PaymentState.RETIRED
    assert held(payment) == (0 if given_up else 2)
    assert not given_up or all(intent.state is GatewayState.GONE for intent in gateway.of(payment.id))
    assert violations() == []
