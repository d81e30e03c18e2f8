from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.migrations.m20261127_order_money import migrate
from core.orders.entries import MoneyEntry
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.payments.models import Payment
from tests import builders as a
from tests.fakes import FakeQueue


def test_orders_get_the_entries_that_follow_from_how_they_stand(shop: Shop, queue: FakeQueue) -> None:
    placed = a.placed_order(shop, {"A": 1})
    paid = a.paid_order(shop, {"B": 1})
    gone = a.cancelled_order(shop, {"C": 1})
    refunded = a.refunded_payment(shop, {"D": 1})
    a.drain(queue)
    numbers = [placed.number, paid.number, gone.number, Order.objects(payment_id=refunded.id).get().number]
    before = [balance_of(number) for number in numbers]
    MoneyEntry.objects.delete()
    Order.objects.update(unset__money=1)
    Payment.objects.update(unset__captured_minor=1, unset__given_back_minor=1)
    for _ in range(2):
        migrate()

    assert [balance_of(number) for number in numbers] == before
    assert violations() == []
