"""Check 17: everything that can happen to payments, told three times and shuffled, ends the same each time."""

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.inventory.models import StockMove
from core.orders.entries import MoneyEntry
from core.orders.events import OrderPaid
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.payments.errors import GatewayAway
from core.payments.models import Dispute, Payment
from tests import builders as a
from tests.fakes import FakeGateway, FakeMailer, FakeQueue

LONG = [pytest.mark.faults, pytest.mark.timeout(300)]
WHOLE = 2_568
"""What each of them is for: a mug and its delivery, with tax."""
Act = Callable[[FakeGateway, str], None]


def _nothing(gateway: FakeGateway, ref: str) -> None:
    """It was only told of."""


def _fail(gateway: FakeGateway, ref: str) -> None:
    gateway.fail_refund(ref, gateway.intents[ref].refunds[0].ref)


def _lose(gateway: FakeGateway, ref: str) -> None:
    gateway.decide(ref, gateway.intents[ref].disputes[0].ref, won=False)


STORIES: tuple[tuple[tuple[str, Act], ...], ...] = (
    (("payment_intent.created", _nothing),),
    (
        ("payment_intent.processing", _nothing),
        ("payment_intent.succeeded", lambda gateway, ref: gateway.pay(ref)),
    ),
    (
        ("payment_intent.succeeded", lambda gateway, ref: gateway.pay(ref)),
        ("refund.created", lambda gateway, ref: _back(gateway, ref, 100)),
        ("charge.refunded", lambda gateway, ref: _back(gateway, ref, 50)),
    ),
    (
        ("payment_intent.succeeded", lambda gateway, ref: gateway.pay(ref)),
        ("refund.created", lambda gateway, ref: _back(gateway, ref, 100)),
        ("refund.failed", _fail),
    ),
    (
        ("payment_intent.succeeded", lambda gateway, ref: gateway.pay(ref)),
        ("charge.dispute.created", lambda gateway, ref: _dispute(gateway, ref, 300)),
        ("charge.dispute.closed", _lose),
    ),
    (
        ("payment_intent.succeeded", lambda gateway, ref: gateway.pay(ref)),
        ("charge.refunded", lambda gateway, ref: _back(gateway, ref, WHOLE)),
    ),
    (
        ("payment_intent.payment_failed", _nothing),
        ("payment_intent.canceled", lambda gateway, ref: gateway.let_go(ref)),
    ),
)
"""What becomes of each payment, and what it is told as. Only the last state of each is certain to be seen."""


ENDS: tuple[tuple[Any, ...], ...] = (
    ("started", None, {}, []),
    ("paid", "paid", {"captured": 0}, []),
    ("paid", "paid", {"captured": 0, "refunded": 150, "off": 150}, []),
    ("paid", "paid", {"captured": 0}, []),
    ("paid", "paid", {"captured": 0, "disputed": 300}, ["lost"]),
    ("paid", "paid", {"captured": 0, "refunded": WHOLE, "off": WHOLE}, []),
    ("retired", None, {}, []),
)
"""How each of them ends, in that order."""
PAID = [n for n, end in enumerate(ENDS) if end[0] == "paid"]


def _back(gateway: FakeGateway, ref: str, minor: int) -> None:
    gateway.give_back(ref, minor)


def _dispute(gateway: FakeGateway, ref: str, minor: int) -> None:
    gateway.dispute(ref, minor)


@pytest.mark.parametrize(
    ("payments", "seed"), [(7, 1), (7, 2), *(pytest.param(40, n, marks=LONG) for n in range(1, 9))]
)
def test_ends_the_same(
    payments: int, seed: int, shop: Shop, gateway: FakeGateway, queue: FakeQueue, mailer: FakeMailer
) -> None:
    dice = random.Random(seed)
    stories = [STORIES[n % len(STORIES)] for n in range(payments)]
    begun = [_begin(shop, gateway, n, dice) for n in range(payments)]
    refs = [gateway.of(payment)[0].ref for payment in begun]
    left = {n: list(story) for n, story in enumerate(stories)}
    late = [(n, kind, copy) for n, story in enumerate(stories) for kind, _ in story for copy in (2, 3)]
    dice.shuffle(late)
    while any(left.values()):
        n = dice.choice([n for n, story in left.items() if story])
        kind, act = left[n].pop(0)
        act(gateway, refs[n])
        if dice.random() < 0.7:  # the others are told late, or their first telling is lost
            a.webhook_kept(gateway, refs[n], kind)
        if dice.random() < 0.4:
            a.drain(queue)
    for n, kind, copy in late:
        a.webhook_kept(gateway, refs[n], kind, number=copy)
    a.drain(queue)

    assert [_end(payment) for payment in begun] == [ENDS[n % len(ENDS)] for n in range(payments)]
    assert violations() == []
    numbers = [order.number for order in Order.objects]
    confirmations = sorted(key for key in mailer.keys if key.startswith("order_confirmation"))
    assert confirmations == sorted(f"order_confirmation:{number}" for number in numbers)
    assert sorted(mailer.keys) == sorted(set(mailer.keys))
    assert sorted(event.number for event in a.events(OrderPaid)) == sorted(numbers), "each leaves once"
    sold = sorted(move.cause for move in StockMove.objects(kind="sold"))
    assert sold == sorted(f"order:{number}" for number in numbers)


def _begin(shop: Shop, gateway: FakeGateway, n: int, dice: random.Random) -> str:
    """Of some an order is placed at once; of some the provider's own name is not known, as its answer was lost."""
    cart, pays = a.ready_cart({f"MUG-{n}": 1}), n % len(STORIES) in PAID
    gateway.faults.lose_answers = int(dice.random() < 0.3)
    with suppress(GatewayAway):
        a.started_payment(shop, basket=cart)
    payment = Payment.objects.get(cart_id=cart.id)
    if pays and dice.random() < 0.5:
        a.place(shop, payment)
    return str(payment.id)


def _end(payment_id: str) -> tuple[Any, ...]:
    payment = a.payment(payment_id)
    order = Order.objects(payment_id=payment.id).first()
    sums = _sums(order) if order else {}
    disputes = [dispute.status for dispute in Dispute.objects(payment_id=payment.id)]
    return payment.state, order.status if order else None, sums, disputes


def _sums(order: Order) -> dict[str, int]:
    """What has come less than the total, what went back, what was let off, what a bank took."""
    balance = balance_of(order.number)
    assert MoneyEntry.objects(number=order.number, kind="captured").count() == 1
    found = {
        "refunded": balance.refunded,
        "off": order.total_minor - balance.due,
        "disputed": balance.disputed,
    }
    return {"captured": order.total_minor - balance.captured} | {k: v for k, v in found.items() if v}
