from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.migrations.m20261128_cancelled_is_credited import migrate
from core.orders.models import Order
from tests import builders as a


def test_of_an_order_that_was_cancelled_before_nothing_is_due(shop: Shop) -> None:
    a.cancelled_order(shop, {"MUG": 2})
    Order.objects.update(unset__delivery_credit=1, unset__lines__0__credit=1, unset__lines__0__cancelled=1)
    assert violations() != []
    for _ in range(2):
        migrate()

    assert violations() == []
