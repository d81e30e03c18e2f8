"""What suppliers have promised: written down, received in parts, closed."""

from datetime import UTC, datetime, timedelta

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.inventory.incoming import ExpectedDelivery, expect_delivery
from core.inventory.models import StockItem
from core.inventory.proof import imbalances
from tests import builders as a
from tests.admin.browser import Browser, seen
from tests.admin.conftest import Seat
from tests.admin.once import send_twice
from tests.conftest import Resettle

GOOD = {
    "sku": "MUG-SAND",
    "location": "reno",
    "quantity": "40",
    "due": "2026-12-24",
    "reference": "PO-77",
}


@pytest.fixture(autouse=True)
def _a_mug(database: object) -> None:
    a.markets()
    a.goods("MUG-SAND", name="Stoneware mug")


def _promised(pieces: int = 40, *, due_in_days: int = 3) -> str:
    due = clock.now() + timedelta(days=due_in_days)
    known = expect_delivery("MUG-SAND", "reno", pieces, due_at=due, reference="PO-1", actor=a.STAFF)
    return known.number


def _available() -> int:
    return sum(item.available for item in StockItem.objects.at("MUG-SAND", "reno"))


class TestExpecting:
    def test_it_is_due_on_a_day_of_the_shop_and_nothing_can_be_sold_yet(
        self, seat: Seat, resettle: Resettle
    ) -> None:
        resettle(time_zone="America/New_York")
        browser = seat("fulfilment")
        page = browser.follow(browser.send("/deliveries/expect", **GOOD))
        for fact in ("is expected.", "Due 24 Dec 2026", "Expected 40 pieces", "PO-77"):
            assert fact in page.text, fact
        delivery = ExpectedDelivery.objects.get()
        assert delivery.due_at == datetime(2026, 12, 24, 5, tzinfo=UTC)
        assert _available() == 0
        record = AuditRecord.objects.get(action="expect_delivery")
        assert record.actor == "fulfilment@quayside.example"
        assert f"/deliveries/{delivery.number}" in browser.see("/audit/").links()

    def test_a_form_sent_twice_expects_one(self, owner: Browser) -> None:
        answer = send_twice(owner, "/deliveries/expect", "/deliveries/expect", GOOD)
        assert "This form was sent before" in owner.follow(answer).text
        assert ExpectedDelivery.objects.count() == 1

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"quantity": "0"}, "Quantity: A delivery has 1 to 1,000,000 pieces."),
            ({"due": ""}, "Due: write the day as in 2026-12-24."),
            ({"due": "24.12.2026"}, "Due: write the day as in 2026-12-24."),
            ({"due": "9999-12-31"}, "Due: write the day as in 2026-12-24."),
            ({"sku": "MUG-LOST"}, "Nothing with the SKU 'MUG-LOST'"),
            ({"location": "atlantis"}, "There is no stock location 'atlantis'."),
            ({"reference": ""}, "Reference: "),
        ],
    )
    def test_what_is_wrong_is_named(self, change: dict[str, str], said: str, owner: Browser) -> None:
        answer = owner.send("/deliveries/expect", **{**GOOD, **change})
        assert answer.status_code == 422
        assert said in seen(answer).text
        assert ExpectedDelivery.objects.first() is None


class TestReceiving:
    def test_it_comes_in_parts_and_is_over_with_the_last(self, seat: Seat) -> None:
        browser, number = seat("fulfilment"), _promised()
        where = f"/deliveries/{number}"
        assert browser.see(where).value_of("quantity") == "40"
        browser.send(f"{where}/receive", seen="0", quantity="15")
        page = browser.see(where)
        assert "Still to come 25 pieces" in page.text
        assert (page.value_of("seen"), page.value_of("quantity")) == ("15", "25")
        page = browser.follow(browser.send(f"{where}/receive", seen="15", quantity="25"))
        assert "Over" in page.text
        assert f"{where}/receive" not in page.forms()
        assert _available() == 40
        assert not imbalances()

    def test_a_part_sent_twice_counts_once(self, owner: Browser) -> None:
        where = f"/deliveries/{_promised()}"
        part = {"seen": "0", "quantity": "15"}
        answer = send_twice(owner, where, f"{where}/receive", part, of="part-key")
        assert "This form was sent before" in owner.follow(answer).text
        assert _available() == 15

    def test_what_a_colleague_received_meanwhile_is_said(self, owner: Browser) -> None:
        where = f"/deliveries/{_promised()}"
        owner.send(f"{where}/receive", seen="0", quantity="15")
        page = owner.follow(owner.send(f"{where}/receive", seen="0", quantity="15"))
        assert "a part of it came meanwhile" in page.text
        assert _available() == 15

    @pytest.mark.parametrize("quantity", ["0", "-1", "some", "", "1000001"])
    def test_a_bad_number_receives_nothing(self, quantity: str, owner: Browser) -> None:
        where = f"/deliveries/{_promised()}"
        page = owner.follow(owner.send(f"{where}/receive", seen="0", quantity=quantity))
        assert "Has come: " in page.text or "A delivery has 1 to 1,000,000 pieces." in page.text
        assert (_available(), ExpectedDelivery.objects.get().received) == (0, 0)

    def test_what_will_not_come_is_closed_with_a_record(self, owner: Browser) -> None:
        number = _promised()
        page = owner.follow(owner.send(f"/deliveries/{number}/close"))
        assert "No more of it is expected." in page.text
        assert ExpectedDelivery.objects.get().state == "closed"
        assert AuditRecord.objects(action="close_delivery").count() == 1


class TestTheList:
    def test_what_is_to_come_stands_first_and_what_is_late_is_named(self, owner: Browser) -> None:
        over, later, late = _promised(), _promised(due_in_days=9), _promised(due_in_days=-2)
        ExpectedDelivery.objects(number=over).update_one(set__state="closed")
        text = owner.see("/deliveries/").text
        assert text.index(late) < text.index(later) < text.index(over)
        assert text.count("Overdue") == 2, "the tab, and that one"
        for state, shown in (("overdue", {late}), ("open", {late, later}), ("closed", {over})):
            text = owner.see(f"/deliveries/?state={state}").text
            assert {number for number in (over, later, late) if number in text} == shown, state

    def test_what_is_due_today_is_not_late(self, owner: Browser) -> None:
        number = _promised(due_in_days=0)
        assert number not in owner.see("/deliveries/?state=overdue").text

    def test_an_unknown_one_is_404(self, owner: Browser) -> None:
        assert owner.get("/deliveries/D-0").status_code == 404
