from typing import Any

import pytest
from mongoengine import Document

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.inventory.models import StockItem
from core.orders.models import Order
from core.payments.models import Payment
from tests import builders as a
from tests.fakes import FakeQueue


@pytest.fixture(autouse=True)
def _some_business(shop: Shop, queue: FakeQueue) -> None:
    a.markets()
    a.goods("MUG", available=20)
    a.placed_order(shop, {"MUG": 1})
    a.paid_order(shop, {"MUG": 1}, market="eu")
    a.shipped_order(shop, {"MUG": 1}, provider="manual")
    a.cancelled_order(shop, {"MUG": 1})
    a.refunded_payment(shop, {"MUG": 1})


def test_every_rule_holds_in_an_ordinary_shop() -> None:
    assert violations() == []


@pytest.mark.parametrize(
    ("kind", "where", "change", "said"),
    [
        (StockItem, {}, {"$inc": {"available": 1}}, "available + held + sold == received"),
        (Order, {"status": "paid"}, {"$inc": {"total_minor": 1}}, "total = lines + delivery"),
        (Order, {"status": "paid"}, {"$inc": {"lines.0.total_minor": 1}}, "total = lines + delivery"),
        (
            Order,
            {"market": "us", "status": "shipped"},
            {"$inc": {"tax_minor": 1}},
            "total = lines + delivery",
        ),
        (Order, {"status": "paid"}, {"$set": {"payment_id": "pay_nobody"}}, "has a payment"),
        (Order, {"status": "awaiting_payment"}, {"$set": {"status": "paid"}}, "is paid when it says so"),
        (Order, {"status": "shipped"}, {"$set": {"status": "cancelled"}}, "is paid, but has no order"),
        (Payment, {"state": "paid"}, {"$inc": {"amount_minor": 1}}, "its payment is of its amount"),
        (Payment, {"state": "paid"}, {"$set": {"currency": "JPY"}}, "its payment is of its amount"),
        (Payment, {"state": "paid"}, {"$set": {"state": "started"}}, "is paid when it says so"),
        (Payment, {"state": "paid"}, {"$inc": {"captured_minor": 1}}, "what came is what its payments took"),
        (
            Payment,
            {"state": "paid"},
            {"$inc": {"given_back_minor": 1}},
            "what goes back is what its payments",
        ),
        (Payment, {"state": "paid"}, {"$inc": {"disputed_minor": 1}}, "what banks took is what its payments"),
        (Payment, {"state": "retired"}, {"$set": {"state": "paid"}}, "is paid, but has no order"),
    ],
)
def test_a_document_that_somebody_changed_by_hand_is_found(
    kind: type[Document],
    where: dict[str, Any],
    change: dict[str, Any],
    said: str,
    shop: Shop,
    queue: FakeQueue,
) -> None:
    a.drain(queue)  # the cancelled order's attempt is retired by its job
    assert kind._get_collection().update_one(where, change).matched_count == 1

    assert any(said in violation for violation in violations())
