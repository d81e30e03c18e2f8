"""Checks 5 and 6 through gunicorn: codes and gift cards that many want at once, and a cart that everybody changes."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from core.bootstrap import Shop
from core.carts.models import Cart
from core.checkout.invariants import violations
from core.orders.models import Order
from core.promotions.models import PromotionUses
from core.tenders.models import TenderAccount
from core.tenders.services import issue_gift_card
from tests import builders as a
from tests.battery.crowd import Answer, Buyer, crowd, patiently, pay_all, statuses, together
from tests.battery.house import Bff
from tests.dev.stripe.running import Controls
from tests.e2e.shopper import ADDRESS
from tests.e2e.waiting import eventually
from tests.fakes import FakeQueue

LONG = [pytest.mark.faults, pytest.mark.timeout(600)]
WORKERS = 2
PRICE = 2_000


@pytest.fixture
def known_code(bff: Bff) -> str:
    """A code for one order, of which every worker has heard: each keeps promotions for a few seconds."""
    a.goods("MUG", price=PRICE, available=200)
    a.promotion(codes=["ONCE"], limit=1, limitPerCustomer=1)
    buyer = Buyer(bff.url).fill({"MUG": 1})
    asked = partial(buyer.do, "PATCH", "/v1/cart", {"codes": ["ONCE"]})
    eventually(lambda: all(asked()["codes"][0]["applies"] for _ in range(4 * WORKERS)))
    return "ONCE"


@pytest.mark.parametrize("buyers", [12, pytest.param(100, marks=LONG)])
def test_a_code_for_one_order_is_redeemed_once(
    buyers: int, known_code: str, bff: Bff, live: Shop, stripe: Controls, queue: FakeQueue
) -> None:
    """Check 5. Whoever is refused may go on without it."""
    waiting = crowd(bff.url, [{"MUG": 1}] * buyers)
    for buyer in waiting:
        buyer.do("PATCH", "/v1/cart", {"codes": [known_code]})
    started = together([buyer.start for buyer in waiting])

    less = PRICE * 9 // 10
    reduced = [answer for answer in started if answer.status == 200 and _goods_of(answer) == less]
    assert len(reduced) == 1
    assert set(statuses(started)) <= {(200, ""), (409, "promotion-used-up")}
    pay_all(stripe, started)
    a.drain(queue)
    discounts = [order.subtotal_minor for order in Order.objects(status="paid")]
    assert discounts.count(less) == 1
    assert sum(use.used for use in PromotionUses.objects(owner=None)) == 1


def _goods_of(started: Answer) -> int:
    """What a payment is for, without delivery and its tax of 7 %."""
    total: int = started.body["amount"]["minor"]
    return round(total / 1.07) - 600


@pytest.mark.parametrize("buyers", [16, pytest.param(50, marks=LONG)])
def test_a_gift_card_pays_to_its_last_cent_and_no_further(
    buyers: int, bff: Bff, live: Shop, stripe: Controls, queue: FakeQueue
) -> None:
    """Check 5: a card of 100.00, and each wants 10.00 of it. Who comes too late pays with money, if they go on."""
    a.goods("MUG", price=335, available=200)  # with delivery and tax 10.00
    card, code = issue_gift_card(10_000, "USD", actor=a.STAFF)
    waiting = crowd(bff.url, [{"MUG": 1}] * buyers)
    for buyer in waiting:
        buyer.do("PATCH", "/v1/cart", {"addGiftCards": [code]})
    started = together([buyer.start for buyer in waiting])
    covered = [answer.status == 200 and answer.body["provider"] == "none" for answer in started]
    placed = [buyer.place() for buyer, free in zip(waiting, covered, strict=True) if free]
    a.drain(queue)

    assert statuses(placed) == {(201, ""): 10}
    assert set(statuses(started)) <= {(200, ""), (409, "tender-short")}
    assert TenderAccount.objects.get(id=card.id).balance_minor == 0
    assert Order.objects(status="paid").count() == Order.objects.count() == 10
    assert {intent["amount"] for intent in stripe.get("ledger")["payment_intents"].values()} <= {1_000}


@pytest.mark.parametrize("many", [20, pytest.param(100, marks=LONG)])
def test_whatever_is_acknowledged_while_everybody_changes_a_cart_is_in_it(many: int, bff: Bff) -> None:
    """Check 6: lines, address, delivery, code and mail of one cart at once; who is told to come again does."""
    skus = [f"MUG-{number}" for number in range(many)]
    for sku in skus:
        a.goods(sku, available=1)
    buyer = Buyer(bff.url).fill({skus[0]: 1})
    answers = together(partial(patiently, change) for change in _changes(buyer, skus))

    assert {answer.status for answer in answers} == {200}
    cart = Cart.objects.get()
    assert cart.quantities == dict.fromkeys(skus, 1)
    assert (cart.shipping_address.city, cart.delivery) == ("Bend", "us-express")
    assert (cart.codes, cart.email) == (["SPRING"], "late@example.com")
    assert violations() == []


def _changes(buyer: Buyer, skus: list[str]) -> Iterator[Callable[..., Answer]]:
    for sku in skus:
        line = {"lines": [{"sku": sku, "quantity": 1}]}
        yield partial(buyer.ask, "POST", "/v1/cart/lines", line)
    address = {"shippingAddress": {**ADDRESS, "city": "Bend"}}
    yield partial(buyer.ask, "PUT", "/v1/checkout/addresses", address)
    yield partial(buyer.ask, "PUT", "/v1/checkout/delivery", {"delivery": "us-express"})
    yield partial(buyer.ask, "PATCH", "/v1/cart", {"codes": ["SPRING"]})
    yield partial(buyer.ask, "PATCH", "/v1/cart", {"email": "late@example.com"})
