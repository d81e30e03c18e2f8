from datetime import UTC, datetime
from typing import ClassVar

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.inventory.ahead import sell_ahead
from core.inventory.events import AvailabilityTurned
from core.inventory.incoming import expect_delivery
from core.inventory.levels import low_at
from core.inventory.models import StockItem, StockMove
from core.inventory.proof import imbalances
from core.inventory.queries import room_of
from core.inventory.spreading import spread_item
from core.inventory.transfers import Transfer, send_transfer
from tests import builders as a
from tests.admin.browser import Browser, seen
from tests.admin.conftest import Seat
from tests.conftest import Resettle
from tests.wire import Wire

GOOD = {"sku": "MUG-SAND", "location": "reno", "quantity": "12", "reference": "DN-20931"}


@pytest.fixture(autouse=True)
def _a_mug(database: object) -> None:
    a.markets()
    a.goods("MUG-SAND", name="Stoneware mug")


def _available(location: str = "reno") -> int:
    item = StockItem.objects(sku="MUG-SAND", location=location).first()
    return int(item.available) if item else 0


class TestTheList:
    def test_a_row_is_one_sku_at_one_location(self, shop: Shop, owner: Browser) -> None:
        a.stock("MUG-SAND", 9, at="reno")
        a.stock("MUG-SAND", 1_200, at="rotterdam")
        a.paid_order(shop, {"MUG-SAND": 2})
        a.placed_order(shop, {"MUG-SAND": 3})
        text = owner.see("/stock/").text
        assert "MUG-SAND Stoneware mug Reno 7 3 4 - -" in text
        assert "MUG-SAND Stoneware mug Rotterdam 1,200 - 1,200 - -" in text

    def test_level_location_and_sku_narrow_it(self, owner: Browser) -> None:
        a.goods("MUG-INK", available=5, at="rotterdam")
        a.stock("MUG-SAND", 6)
        for chosen, shown, hidden in (
            ({"level": "low"}, "MUG-INK", "MUG-SAND"),
            ({"location": "reno"}, "MUG-SAND", "MUG-INK"),
            ({"text": "mug-s"}, "MUG-SAND", "MUG-INK"),
        ):
            text = owner.find("/stock/", **chosen).text
            assert shown in text, chosen
            assert hidden not in text, chosen
        assert "Nothing like that" in owner.see("/stock/?level=out").text


class TestTheItem:
    def test_it_shows_what_is_held_for_whom_and_the_ledger(self, shop: Shop, owner: Browser) -> None:
        a.stock("MUG-SAND", 20)
        sold, waiting = a.paid_order(shop, {"MUG-SAND": 2}), a.placed_order(shop, {"MUG-SAND": 3})
        checkout = a.started_payment(shop, {"MUG-SAND": 1}).payment
        page = owner.see("/stock/MUG-SAND/reno")
        for fact in (
            waiting.number,
            f"A checkout {checkout.id}",
            "Received +20",
            "Sold -2",
            sold.number,
            a.STAFF,
        ):
            assert fact in page.text, fact
        assert f"/orders/{waiting.number}" in page.links()

    def test_what_was_never_there_is_404(self, owner: Browser) -> None:
        answer = owner.get("/stock/MUG-SAND/rotterdam")
        assert answer.status_code == 404
        assert "'MUG-SAND' has never been at 'rotterdam'." in seen(answer).text


class TestTheStanding:
    def test_a_row_says_what_lies_there_is_held_is_promised_and_comes(
        self, shop: Shop, owner: Browser
    ) -> None:
        a.stock("MUG-SAND", 4)
        spread_item("MUG-SAND", "reno", 3, actor=a.STAFF)
        sell_ahead("MUG-SAND", 20, kind="back-order", ships_from=None, actor=a.STAFF)
        a.placed_order(shop, {"MUG-SAND": 1})
        a.paid_order(shop, {"MUG-SAND": 5})
        expect_delivery("MUG-SAND", "reno", 50, due_at=clock.now(), reference="PO-1", actor=a.STAFF)
        assert "MUG-SAND Stoneware mug Reno 1 1 0 2 50" in owner.see("/stock/").text
        page = owner.see("/stock/MUG-SAND/reno")
        for fact in (
            "On hand 1 0 can be bought",
            "Held 1",
            "Promised ahead 2 of 20 at most",
            "Expected 50",
            "Ahead Back-order",
            "Kept in 3 documents",
            "To come Expect more 50 pieces",
        ):
            assert fact in page.text, fact

    def test_a_page_of_the_list_costs_as_many_reads_however_many_rows_it_has(
        self, owner: Browser, wire: Wire
    ) -> None:
        a.stock("MUG-SAND", 4)
        with wire.recorded() as few:
            owner.see("/stock/")
        for number in range(12):
            a.goods(f"CUP-{number}", available=1)
        with wire.recorded() as many:
            owner.see("/stock/")
        assert len(many) == len(few)


class TestSellingAhead:
    GIVEN: ClassVar = {"sku": "MUG-SAND", "kind": "pre-order", "limit": "30", "ships_from": "2027-01-15"}

    def test_goods_that_never_were_anywhere_are_sold_from_a_day_on(
        self, seat: Seat, resettle: Resettle
    ) -> None:
        resettle(time_zone="Europe/Berlin")
        browser = seat("fulfilment")
        page = browser.follow(browser.send("/stock/ahead", **self.GIVEN))
        assert "At most 30 x MUG-SAND are sold ahead." in page.text
        room = room_of("MUG-SAND")
        assert room
        assert room.promise
        assert (room.available, room.promise.kind) == (30, "pre-order")
        assert room.promise.ships_from == datetime(2027, 1, 14, 23, tzinfo=UTC), "midnight in the shop's zone"
        assert AuditRecord.objects(action="sell_ahead", actor="fulfilment@quayside.example").count() == 1

    def test_the_form_begins_with_what_is_said_now(self, owner: Browser) -> None:
        owner.send("/stock/ahead", **self.GIVEN)
        page = owner.see("/stock/ahead?sku=MUG-SAND")
        assert (page.value_of("limit"), page.value_of("ships_from")) == ("30", "2027-01-15")

    def test_none_is_sold_any_more_and_no_day_is_said(self, owner: Browser) -> None:
        owner.send("/stock/ahead", **self.GIVEN)
        page = owner.follow(owner.send("/stock/ahead", **{**self.GIVEN, "limit": "0", "ships_from": ""}))
        assert "None of MUG-SAND is sold ahead any more." in page.text
        room = room_of("MUG-SAND")
        assert room
        assert room.promise
        assert (room.available, room.promise.ships_from) == (0, None)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"limit": "-1"}, "At most: write a whole number."),
            ({"limit": "1000001"}, "At most: From 0 to 1,000,000"),
            ({"sku": "MUG-LOST"}, "Nothing with the SKU 'MUG-LOST'"),
            ({"kind": "someday"}, "valid choice"),
            ({"ships_from": "15.1.2027"}, "Sent from: write the day as in 2026-12-24."),
            ({"ships_from": "0001-01-01"}, "Sent from: write the day as in 2026-12-24."),
        ],
    )
    def test_what_is_wrong_is_named(self, change: dict[str, str], said: str, owner: Browser) -> None:
        answer = owner.send("/stock/ahead", **{**self.GIVEN, **change})
        assert answer.status_code == 422
        assert said in seen(answer).text
        assert room_of("MUG-SAND") is None


class TestLevelAndSpread:
    def test_a_level_is_watched(self, seat: Seat) -> None:
        a.stock("MUG-SAND", 9)
        browser = seat("fulfilment")
        page = browser.follow(browser.send("/stock/MUG-SAND/reno/watch", low_at="5"))
        assert "Low at 5 pieces" in page.text
        assert low_at("MUG-SAND") == 5
        browser.send("/stock/MUG-SAND/reno/watch", low_at="many")
        browser.send("/stock/MUG-SAND/rotterdam/watch", low_at="3")
        assert low_at("MUG-SAND") == 5

    def test_a_hot_item_is_spread_and_gathered(self, seat: Seat) -> None:
        a.stock("MUG-SAND", 9)
        browser = seat("fulfilment")
        for buckets in (4, 1):
            page = browser.follow(browser.send("/stock/MUG-SAND/reno/spread", buckets=str(buckets)))
            assert f"Kept in {buckets} document" in page.text
            assert "On hand 9" in page.text
            used = [item for item in StockItem.objects.at("MUG-SAND", "reno") if item.available]
            assert len(used) == buckets
        page = browser.follow(browser.send("/stock/MUG-SAND/reno/spread", buckets="65"))
        assert "An item has 1 to 64 buckets." in page.text
        assert not imbalances()


class TestReceiving:
    def test_a_delivery_can_be_sold_and_is_recorded_once(self, seat: Seat) -> None:
        browser = seat("fulfilment")
        page = browser.follow(browser.send("/stock/receive", "pressed-by-a-test", **GOOD))
        assert "Received 12 x MUG-SAND." in page.text
        assert _available() == 12
        move = StockMove.objects.get()
        assert (move.kind, move.quantity, move.cause) == ("received", 12, "delivery:DN-20931")
        (record,) = AuditRecord.objects(action="receive_delivery")
        assert (record.actor, record.target) == ("fulfilment@quayside.example", "stock:MUG-SAND@reno")
        assert record.request_id == "pressed-by-a-test"
        assert [event.sku for event in a.events(AvailabilityTurned)] == ["MUG-SAND"]
        assert not imbalances()

    @pytest.mark.parametrize(
        "quantity",
        ["-1", "0", "1.5", "1e9", "abc", "", " ", "1_000", "1,000", "٣", "1000001", "9" * 30, "+5", "0x10"],
    )
    def test_a_bad_quantity_is_named_and_nothing_received(self, quantity: str, owner: Browser) -> None:
        answer = owner.send("/stock/receive", **{**GOOD, "quantity": quantity})
        assert answer.status_code == 422
        page = seen(answer)
        assert "Quantity: " in page.text
        assert page.value_of("sku") == "MUG-SAND", "what was right is not to be written again"
        assert StockItem.objects.count() == StockMove.objects.count() == 0
        assert AuditRecord.objects(action="receive_delivery").count() == 0

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("sku", "MUG-LOST", "SKU: Nothing with the SKU 'MUG-LOST' is sold here."),
            ("sku", "", "SKU: say what was delivered."),
            ("sku", "MUG\x00SAND", "SKU: one line of text, without control characters."),
            ("location", "atlantis", "Location: There is no stock location 'atlantis'."),
            ("location", "", "Location: say where it lies now."),
            ("reference", "", "Reference: the delivery note, or whatever the delivery is known by."),
            ("reference", "x" * 101, "Reference: at most 100 characters."),
        ],
    )
    def test_another_bad_field_is_named_too(self, field: str, value: str, said: str, owner: Browser) -> None:
        answer = owner.send("/stock/receive", **{**GOOD, field: value})
        assert answer.status_code == 422
        assert said in seen(answer).text
        assert StockItem.objects.count() == StockMove.objects.count() == 0

    def test_an_operator_is_only_text(self, owner: Browser) -> None:
        assert owner.send("/stock/receive", **{**GOOD, "sku": '{"$ne": ""}'}).status_code == 422
        assert owner.send("/stock/receive", **{**GOOD, "sku[$ne]": "", "sku": ""}).status_code == 422

    def test_a_form_sent_twice_receives_once(self, owner: Browser) -> None:
        key = str(owner.see("/stock/receive").value_of("key"))
        owner.send("/stock/receive", key=key, **GOOD)
        again = owner.follow(owner.send("/stock/receive", key=key, **GOOD))
        assert "This form was sent before: what it says was done once." in again.text
        assert _available() == 12
        assert AuditRecord.objects(action="receive_delivery").count() == 1

    def test_a_form_corrected_after_going_back_is_another_delivery(self, owner: Browser) -> None:
        key = str(owner.see("/stock/receive").value_of("key"))
        owner.send("/stock/receive", key=key, **GOOD)
        owner.send("/stock/receive", key=key, **{**GOOD, "location": "rotterdam"})
        assert (_available("reno"), _available("rotterdam")) == (12, 12)

    def test_each_form_that_is_opened_is_a_delivery_of_its_own(self, owner: Browser) -> None:
        for _ in range(2):
            owner.send("/stock/receive", key=str(owner.see("/stock/receive").value_of("key")), **GOOD)
        assert _available() == 24

    def test_a_refused_form_can_be_put_right_and_sent_again(self, owner: Browser) -> None:
        refused = seen(owner.send("/stock/receive", **{**GOOD, "quantity": "1000001"}))
        owner.send("/stock/receive", key=str(refused.value_of("key")), **GOOD)
        assert _available() == 12

    def test_a_refused_form_is_refused_for_the_same_reason_when_sent_again(self, owner: Browser) -> None:
        key = str(owner.see("/stock/receive").value_of("key"))
        for _ in range(2):
            answer = owner.send("/stock/receive", key=key, **{**GOOD, "quantity": "1000001"})
            assert answer.status_code == 422
            assert "A delivery has 1 to 1,000,000 pieces." in seen(answer).text

    def test_the_form_knows_what_it_was_opened_for(self, owner: Browser) -> None:
        a.stock("MUG-SAND", 1)
        page = owner.see("/stock/MUG-SAND/reno")
        (path,) = {path for path in page.links() if path.startswith("/stock/receive")}
        assert owner.see(path).value_of("sku") == "MUG-SAND"


class TestCounting:
    def test_a_count_is_in_the_ledger_with_its_reason(self, seat: Seat) -> None:
        a.stock("MUG-SAND", 20)
        browser = seat("fulfilment")
        page = browser.see("/stock/MUG-SAND/reno/count")
        assert page.value_of("seen") == "20"
        given = {"seen": "20", "found": "17", "reason": "damaged", "remark": "Shelf 4"}
        page = browser.follow(browser.send("/stock/MUG-SAND/reno/count", **given))
        for fact in ("Counted: -3 x MUG-SAND.", "Adjusted -3", "Damaged Shelf 4", "20 received, -3 counted"):
            assert fact in page.text, fact
        assert _available() == 17
        assert not imbalances()

    def test_what_moved_meanwhile_is_said_and_asked_for_again(self, owner: Browser) -> None:
        a.stock("MUG-SAND", 20)
        given = {"seen": "19", "found": "17", "reason": "counted"}
        page = owner.follow(owner.send("/stock/MUG-SAND/reno/count", **given))
        assert "There are 20 of MUG-SAND now, not 19: look again." in page.text
        assert page.value_of("seen") == "20"
        assert _available() == 20

    @pytest.mark.parametrize("found", ["-1", "", "1.5", "many"])
    def test_a_bad_number_is_named(self, found: str, owner: Browser) -> None:
        a.stock("MUG-SAND", 20)
        answer = owner.send("/stock/MUG-SAND/reno/count", seen="20", found=found, reason="counted")
        assert answer.status_code == 422
        assert "Found: " in seen(answer).text
        assert _available() == 20


class TestTransfers:
    def test_goods_are_sent_and_received_with_what_is_missing(self, seat: Seat) -> None:
        a.stock("MUG-SAND", 20)
        browser = seat("fulfilment")
        sent = {"sku": "MUG-SAND", "source": "reno", "target": "rotterdam", "quantity": "5"}
        page = browser.follow(browser.send("/transfers/send", **sent))
        assert "is under way." in page.text
        number = Transfer.objects.get().number
        assert f"{number} Reno Rotterdam" in browser.see("/transfers/").text
        page = browser.follow(browser.send(f"/transfers/{number}/receive", **{"arrived-0": "4"}))
        assert "Received, with differences: -1 MUG-SAND." in page.text
        assert (_available(), _available("rotterdam")) == (15, 4)
        assert "Sent -5" in browser.see("/stock/MUG-SAND/reno").text
        assert not imbalances()

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"quantity": "21"}, "Fewer than 21 of MUG-SAND are left."),
            ({"target": "reno"}, "To: It goes from one place to another."),
            ({"sku": "MUG-LOST"}, "Nothing with the SKU 'MUG-LOST'"),
            ({"source": ""}, "From: say where it leaves."),
            ({"quantity": "x"}, "Quantity: "),
        ],
    )
    def test_what_cannot_be_sent_is_said(self, change: dict[str, str], said: str, owner: Browser) -> None:
        a.stock("MUG-SAND", 20)
        sent = {"sku": "MUG-SAND", "source": "reno", "target": "rotterdam", "quantity": "5", **change}
        answer = owner.send("/transfers/send", **sent)
        assert answer.status_code == 422
        assert said in seen(answer).text
        assert Transfer.objects.first() is None

    def test_bad_numbers_receive_nothing_and_an_unknown_transfer_is_404(self, owner: Browser) -> None:
        a.stock("MUG-SAND", 20)
        number = send_transfer("reno", "rotterdam", {"MUG-SAND": 5}, actor=a.STAFF).number
        for given in ({"arrived-0": "x"}, {}, {"arrived-0": "1", "arrived-1": "1"}):
            assert owner.send(f"/transfers/{number}/receive", **given).status_code == 422
        assert Transfer.objects.get().state == "under-way"
        assert owner.get("/transfers/T-0").status_code == 404
