from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.furnished import Furniture


def test_an_empty_shop_has_a_dashboard(owner: Browser) -> None:
    text = owner.see("/").text
    for said in ("Orders today 0", "No order yet", "Everything has left", "Shelves are full", "Never synced"):
        assert said in text, said


@pytest.mark.usefixtures("plenty")
def test_it_counts_what_was_ordered_and_paid_today_per_currency(shop: Shop, owner: Browser) -> None:
    with clock.moved(timedelta(days=-1)):
        a.paid_order(shop)
    dollars, euros = a.paid_order(shop), a.paid_order(shop, market="eu")
    a.placed_order(shop)
    a.cancelled_order(shop)
    text = owner.see("/").text
    assert "Orders today 3 2 in USD · 1 in EUR" in text
    paid = f"Paid today {dollars.total.words('en-US')} {euros.total.words('en-US')}"
    assert paid in text


@pytest.mark.usefixtures("plenty")
def test_it_says_what_waits_for_whom(shop: Shop, owner: Browser) -> None:
    a.placed_order(shop)
    a.paid_order(shop)
    a.paid_order(shop)
    a.shipped_order(shop)
    text = owner.see("/").text
    assert "Waiting for payment 1" in text
    assert "To be shipped 2" in text


def test_low_stock_counts_all_locations_together(owner: Browser) -> None:
    a.markets()
    for sku, here, there in (("SCARCE", 2, 1), ("SPREAD", 3, 4), ("GONE", 1, 0)):
        a.goods(sku, available=here, name=sku.title())
        if there:
            a.stock(sku, there, at="rotterdam")
    text = owner.see("/").text
    assert "Gone GONE 1 left Scarce SCARCE 3 left" in text
    assert "SPREAD" not in text


def test_it_shows_how_far_the_outbox_is_behind_and_what_is_dead(furniture: Furniture, owner: Browser) -> None:
    with clock.moved(timedelta(minutes=3)):
        text = owner.see("/").text
    assert "The oldest for 3 min" in text
    assert "Dead messages Somebody has to look 1" in text
