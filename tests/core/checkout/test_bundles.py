from functools import partial

import pytest

from core.bootstrap import Shop
from core.carts.models import Cart
from core.checkout.invariants import violations
from core.checkout.services import accept_manual_payment, cancel
from core.inventory.errors import OutOfStock
from core.inventory.models import StockItem
from core.orders.models import Order
from tests import builders as a
from tests.at_once import answers, at_once, refusals


@pytest.fixture(autouse=True)
def _a_tea_set(shop: Shop) -> None:
    """A pot and four mugs."""
    a.markets()
    a.goods("MUG", available=9)
    a.goods("POT", available=3)
    a.bundle("SET", {"POT": 1, "MUG": 4})


def levels(sku: str) -> tuple[int, int, int]:
    item = StockItem.objects.get(sku=sku)
    return item.available, item.held, item.sold


def test_a_bundle_holds_and_sells_its_parts(shop: Shop) -> None:
    placed = a.placed_order(shop, {"SET": 2})
    assert (levels("MUG"), levels("POT")) == ((1, 8, 0), (1, 2, 0))

    paid = a.paid_order(shop, {"MUG": 1})
    assert paid.lines[0].components == []
    assert levels("MUG") == (0, 8, 1)
    assert a.order(placed.number).pieces == {"POT": 2, "MUG": 8}
    assert violations() == []


def test_what_was_bought_stays_what_it_was_when_the_bundle_is_made_up_anew(shop: Shop) -> None:
    placed = a.placed_order(shop, {"SET": 1}, provider="manual")
    a.bundle("SET", {"MUG": 1})
    accept_manual_payment(placed.number, actor=a.STAFF)

    assert (levels("MUG"), levels("POT")) == ((5, 0, 4), (2, 0, 1))


def test_a_cancelled_bundle_gives_its_parts_back(shop: Shop) -> None:
    paid = a.paid_order(shop, {"SET": 1})
    cancel(paid.number, actor=a.STAFF, reason="A test.")

    assert (levels("MUG"), levels("POT")) == ((9, 0, 0), (3, 0, 0))


@pytest.mark.parametrize(
    ("mugs", "sets", "enough"), [(1, 2, True), (2, 2, False), (5, 1, True), (6, 1, False)]
)
def test_a_part_beside_its_bundle_is_asked_for_once_and_in_sum(
    mugs: int, sets: int, shop: Shop, *, enough: bool
) -> None:
    basket = a.ready_cart({"MUG": mugs, "SET": sets})
    if enough:
        a.paid_order(shop, basket=basket)
        assert levels("MUG") == (9 - mugs - 4 * sets, 0, mugs + 4 * sets)
    else:
        with pytest.raises(OutOfStock, match="of MUG"):
            a.placed_order(shop, basket=basket)
        assert (levels("MUG"), levels("POT")) == ((9, 0, 0), (3, 0, 0))


def test_buyers_of_parts_and_of_bundles_at_once_get_what_there_is(shop: Shop) -> None:
    baskets = [a.ready_cart({"SET": 1} if number % 2 else {"MUG": 2}) for number in range(12)]
    buyers = [partial(_bought, shop, basket) for basket in baskets]
    results = at_once(buyers)

    assert {type(refusal) for refusal in refusals(results)} == {OutOfStock}
    paid: list[Order] = answers(results)
    sold = [order.pieces for order in paid]
    assert sum(pieces["MUG"] for pieces in sold) == levels("MUG")[2] <= 9
    assert Order.objects.count() == len(sold)
    assert violations() == []


def _bought(shop: Shop, basket: Cart) -> Order:
    return a.paid_order(shop, basket=basket)
