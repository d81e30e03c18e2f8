import pytest

from core.bootstrap import Shop
from tests import builders as a
from tests.admin.browser import Browser


def test_every_change_is_listed_with_who_what_and_why(shop: Shop, owner: Browser) -> None:
    order = a.placed_order(shop, provider="manual")
    owner.send(f"/orders/{order.number}/paid", "pressed-by-a-test")
    owner.send(f"/orders/{order.number}/ship", carrier="DHL")
    page = owner.see("/audit/")
    total = order.total.words("en-US")
    assert f"Mark paid by owner@quayside.example {order.number} Total {total}" in page.text
    assert "pressed-by-a-test" in page.text
    assert f"Ship order by owner@quayside.example {order.number} Carrier DHL" in page.text
    assert f"/orders/{order.number}" in page.links()


@pytest.mark.usefixtures("plenty")
def test_it_is_found_by_who_and_by_what(shop: Shop, owner: Browser) -> None:
    mine, theirs = a.placed_order(shop), a.cancelled_order(shop)
    owner.send(f"/orders/{mine.number}/cancel", reason="Asked for.")
    for text in ("OWNER@quayside.example", f"order:{mine.number}", mine.number.lower()):
        found = owner.find("/audit/", text).text
        assert mine.number in found, text
        assert theirs.number not in found, text


def test_stock_and_messages_are_linked_too(owner: Browser) -> None:
    a.markets()
    a.goods("MUG-SAND", available=3)
    assert "/stock/MUG-SAND/reno" in owner.see("/audit/").links()
