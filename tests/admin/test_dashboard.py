from datetime import timedelta
from typing import Any

import pytest

from admin.hands import MOST
from core import clock
from core.bootstrap import Shop
from core.inventory.levels import StockLevel, review_levels, watch_level
from core.inventory.models import StockItem, stock_id
from core.payments.models import DISPUTE_OPEN, Dispute, Payment, PaymentState
from core.payments.reconciliations import Difference
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.furnished import Furniture
from tests.wire import Command, Wire


def test_an_empty_shop_has_a_dashboard(owner: Browser) -> None:
    text = owner.see("/").text
    for said in (
        "Orders today 0",
        "No order yet",
        "Everything has left",
        "Shelves are full",
        "Never synced",
        "Nothing. What no job",
    ):
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


def test_what_is_watched_and_low_is_shown_all_locations_together(owner: Browser) -> None:
    a.markets()
    for sku, here, there in (("SCARCE", 2, 1), ("SPREAD", 3, 4), ("GONE", 1, 0)):
        a.goods(sku, available=here, name=sku.title())
        watch_level(sku, 5, actor=a.STAFF)
        if there:
            a.stock(sku, there, at="rotterdam")
    a.goods("UNWATCHED", available=1)
    a.sold_out("GONE")
    a.sold_out("UNWATCHED")
    review_levels(["SCARCE", "SPREAD", "GONE", "UNWATCHED"])
    page = owner.see("/")
    assert "Gone GONE 0 left Scarce SCARCE 3 left" in page.text
    assert "Low stock Below its watched level 2" in page.text
    assert "SPREAD" not in page.text
    assert "UNWATCHED" not in page.text
    text = owner.see("/stock/?level=watched").text
    assert "SCARCE" in text
    assert "SPREAD" not in text


def test_what_needs_a_hand_is_counted_and_leads_there(
    furniture: Furniture, shop: Shop, owner: Browser
) -> None:
    Payment.objects(id=furniture.payment).update_one(set__state=PaymentState.QUARANTINED)
    assert "Overdue" not in owner.see("/").text, "what is due today is not late"
    with clock.moved(timedelta(days=2)):
        a.staff_member("early@quayside.example", "owner")
        owner.sign_in("early@quayside.example")
        page = owner.see("/")
        for said, path in (
            ("Refunds For a person to see to 1", "/refunds/?hand=person"),
            ("Disputes Answered at the provider 1", "/disputes/?state=open"),
            ("Set aside Another amount than was asked for 1", "/set-aside/"),
            ("Differences The provider says something else 1", "/differences/?state=open"),
            ("Returns Buyers wait for an answer 1", "/returns/?state=asked"),
            ("Overdue deliveries Ask the supplier 1", "/deliveries/?state=overdue"),
            ("Dead messages Somebody has to look 1", "/outbox/?state=dead"),
        ):
            assert said in page.text, said
            assert path in page.links(), path
            assert "Nothing like that" not in owner.see(path).text, path


def test_many_are_counted_to_a_hundred(owner: Browser) -> None:
    kept = [_dispute(number, "needs_response") for number in range(MOST + 20)]
    Dispute.objects.insert(kept)
    assert "Disputes Answered at the provider 100+" in owner.see("/").text
    Dispute.objects.update(set__status="won")
    assert "Nothing. What no job can see to" in owner.see("/").text


def test_it_reads_no_more_in_a_large_shop_than_it_shows(owner: Browser, wire: Wire) -> None:
    skus = [f"SKU-{number}" for number in range(300)]
    StockItem.objects.insert([StockItem(id=stock_id(sku, "reno"), sku=sku, location="reno") for sku in skus])
    StockLevel.objects.insert(
        [StockLevel(sku=sku, low_at=at % 2, level="out") for at, sku in enumerate(skus)]
    )
    Dispute.objects.insert([_dispute(number, "needs_response") for number in range(300)])
    Difference.objects.insert([_settled(number) for number in range(300)])
    with wire.recorded() as commands:
        owner.see("/")
    reads = [command for command in commands if command.name in ("find", "aggregate")]
    examined = {f"{read.collection} {read.body}": _examined(read) for read in reads}
    assert {read: number for read, number in examined.items() if number > MOST} == {}
    assert len(reads) < 30


def _examined(read: Command) -> int:
    stats = a.explained(read)
    return max(int(stats["totalDocsExamined"]), int(stats["totalKeysExamined"]) - len(DISPUTE_OPEN) - 2)


def _dispute(number: int, status: str) -> Dispute:
    facts: dict[str, Any] = {"payment_id": "pay_1", "currency": "USD", "reason": "fraudulent"}
    now = clock.now()
    return Dispute(id=f"dp_{number}", minor=500, status=status, at=now, changed_at=now, **facts)


def _settled(number: int) -> Difference:
    now = clock.now()
    facts: dict[str, Any] = {"kind": "amount", "ref": f"pi_{number}", "detail": "More came."}
    return Difference(id=f"amount:pi_{number}", found_at=now, repaired_at=now, **facts)


def test_it_shows_how_far_the_outbox_is_behind_and_what_is_dead(furniture: Furniture, owner: Browser) -> None:
    with clock.moved(timedelta(minutes=3)):
        text = owner.see("/").text
    assert "The oldest for 3 min" in text
    assert "Dead messages Somebody has to look 1" in text
