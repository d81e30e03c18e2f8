from datetime import timedelta

from core import clock
from core.bootstrap import Shop
from core.inventory.proof import imbalances
from core.orders.models import OrderStatus
from jobs.inventory import end_unpaid
from jobs.schedule_events import HoldsReviewDue
from tests import builders as a
from tests.conftest import Resettle
from tests.fakes import FakeMailer, FakeQueue


def test_an_order_that_nobody_pays_by_hand_is_cancelled_told_and_gives_its_goods_back(
    shop: Shop, queue: FakeQueue, mailer: FakeMailer, resettle: Resettle
) -> None:
    resettle(manual_order_days=3)
    a.markets()
    a.goods("MUG", available=5)
    waiting = a.placed_order(shop, {"MUG": 2}, provider="manual")
    paid = a.paid_order(shop, {"MUG": 1}, provider="manual")
    with clock.moved(timedelta(days=2, hours=23)):
        end_unpaid(HoldsReviewDue())
    assert a.order(waiting.number).status == OrderStatus.AWAITING_PAYMENT

    with clock.moved(timedelta(days=3, hours=1)):
        end_unpaid(HoldsReviewDue())
        end_unpaid(HoldsReviewDue())
    a.drain(queue, later=timedelta(days=3, hours=1))

    assert a.order(waiting.number).status == OrderStatus.CANCELLED
    assert a.order(waiting.number).timeline[-1].note == "It was not paid within 3 days."
    assert a.order(paid.number).status == OrderStatus.PAID
    assert a.held("MUG") == 0
    assert [key for key, _ in mailer.sent if key == f"order_cancelled:{waiting.number}"] != []
    assert imbalances() == []
