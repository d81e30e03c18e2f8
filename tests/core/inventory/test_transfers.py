from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.checkout.invariants import violations
from core.errors import Invalid
from core.inventory import services as inventory
from core.inventory.counting import count_stock
from core.inventory.errors import (
    DeliveryNotExpected,
    OutOfStock,
    StockMovedMeanwhile,
    TransferNotFound,
    TransferOver,
)
from core.inventory.incoming import close_delivery, expect_delivery, expected_deliveries, receive_part
from core.inventory.models import StockItem, StockMove
from core.inventory.spreading import spread_item
from core.inventory.transfers import Transfer, receive_transfer, send_transfer, transfers
from tests import builders as a
from tests.at_once import answers, at_once, refusals


@pytest.fixture(autouse=True)
def _ten_mugs(database: object) -> Iterator[None]:
    a.stock("MUG", 10)
    a.stock("POT", 2)
    yield
    assert violations() == []


def send(pieces: dict[str, int] | None = None) -> Transfer:
    return send_transfer("reno", "rotterdam", pieces or {"MUG": 4}, actor=a.STAFF)


def free() -> dict[str, int]:
    return {item.id: item.available for item in StockItem.objects.whole().order_by("id")}


class TestTransfers:
    def test_what_is_sent_lies_nowhere_until_it_arrives(self) -> None:
        sent = send({"MUG": 4, "POT": 1})
        assert free() == {"MUG@reno": 6, "POT@reno": 1}
        receive_transfer(sent.number, {"MUG": 4, "POT": 1}, actor=a.STAFF)
        assert free() == {"MUG@reno": 6, "MUG@rotterdam": 4, "POT@reno": 1, "POT@rotterdam": 1}
        assert [(m.kind, m.quantity) for m in StockMove.objects(sku="MUG", kind__ne="received")] == [
            ("sent", 4),
            ("arrived", 4),
        ]

    def test_what_is_missing_stays_with_the_transfer(self) -> None:
        sent = send({"MUG": 4, "POT": 1})
        received = receive_transfer(sent.number, {"MUG": 3}, actor=a.STAFF)
        assert received.differences == {"MUG": -1, "POT": -1}
        assert transfers(5)[0].differences == {"MUG": -1, "POT": -1}

    def test_it_leaves_whole_or_not_at_all(self) -> None:
        with pytest.raises(OutOfStock):
            send({"MUG": 4, "POT": 3})
        assert free() == {"MUG@reno": 10, "POT@reno": 2}
        assert Transfer.objects.first() is None

    def test_received_by_many_at_once_it_arrives_once(self) -> None:
        sent = send()
        results = at_once([partial(receive_transfer, sent.number, {"MUG": 4}, actor=a.STAFF)] * 6)
        assert len(answers(results)) == 1
        assert {type(refusal) for refusal in refusals(results)} == {TransferOver}
        assert free()["MUG@rotterdam"] == 4

    def test_what_was_not_sent_cannot_arrive_and_what_was_not_made_is_unknown(self) -> None:
        sent = send()
        for arrived in ({"POT": 1}, {"MUG": -1}):
            with pytest.raises(Invalid):
                receive_transfer(sent.number, arrived, actor=a.STAFF)
        with pytest.raises(TransferNotFound):
            receive_transfer("T-0", {}, actor=a.STAFF)

    @pytest.mark.parametrize("pieces", [{}, {"MUG": 0}, {"MUG": 1_000_001}])
    def test_nonsense_is_refused(self, pieces: dict[str, int]) -> None:
        with pytest.raises(Invalid):
            send_transfer("reno", "rotterdam", pieces, actor=a.STAFF)

    def test_it_goes_from_one_place_to_another(self) -> None:
        with pytest.raises(Invalid):
            send_transfer("reno", "reno", {"MUG": 1}, actor=a.STAFF)

    def test_a_hot_item_is_sent_from_all_its_buckets(self) -> None:
        spread_item("MUG", "reno", 4, actor=a.STAFF)
        send({"MUG": 9})
        assert sum(item.available for item in StockItem.objects(sku="MUG")) == 1

    def test_a_line_of_the_ledger_that_somebody_changed_is_found(self) -> None:
        sent = send()
        StockMove.objects(kind="sent").update(set__quantity=3)
        assert f"transfer {sent.number}: the ledger tells the same" in violations()
        StockMove.objects(kind="sent").update(set__quantity=4)

    def test_fifty_who_send_count_and_buy_at_once_lose_no_piece(self) -> None:
        def act(number: int) -> None:
            if number % 3 == 0:
                receive_transfer(send({"MUG": 1}).number, {"MUG": 1}, actor=a.STAFF)
            elif number % 3 == 1:
                count_stock("MUG", "reno", seen=10, found=9, reason="lost", actor=a.STAFF)
            else:
                inventory.take(f"h{number}", {"MUG": 1}, locations=["reno", "rotterdam"], until=None)

        results = at_once([partial(act, number) for number in range(50)])
        assert {type(refusal) for refusal in refusals(results)} <= {OutOfStock, StockMovedMeanwhile}
        assert sum(item.came for item in StockItem.objects(sku="MUG")) in (9, 10)


class TestIncoming:
    def test_it_is_received_in_parts_and_closed_with_the_last(self) -> None:
        due = clock.now() + timedelta(days=3)
        delivery = expect_delivery("MUG", "reno", 12, due_at=due, reference="PO-7", actor=a.STAFF)
        assert free()["MUG@reno"] == 10
        receive_part(delivery.number, 5, seen=0, actor=a.STAFF)
        assert (free()["MUG@reno"], [d.received for d in expected_deliveries(9)]) == (15, [5])
        receive_part(delivery.number, 8, seen=5, actor=a.STAFF)
        assert (free()["MUG@reno"], expected_deliveries(9)) == (23, [])

    def test_the_same_parcel_told_of_twice_counts_once(self) -> None:
        delivery = expect_delivery("MUG", "reno", 12, due_at=clock.now(), reference="PO-7", actor=a.STAFF)
        results = at_once([partial(receive_part, delivery.number, 5, seen=0, actor=a.STAFF)] * 5)
        assert len(answers(results)) == 1
        assert {type(refusal) for refusal in refusals(results)} == {DeliveryNotExpected}
        assert free()["MUG@reno"] == 15

    def test_nonsense_is_refused_and_moves_nothing(self) -> None:
        with pytest.raises(Invalid):
            expect_delivery("MUG", "reno", 0, due_at=clock.now(), reference="", actor=a.STAFF)
        delivery = expect_delivery("MUG", "reno", 12, due_at=clock.now(), reference="PO-7", actor=a.STAFF)
        with pytest.raises(Invalid):
            receive_part(delivery.number, 0, seen=0, actor=a.STAFF)
        assert expected_deliveries(9)[0].received == 0

    def test_of_what_is_closed_nothing_more_is_received(self) -> None:
        delivery = expect_delivery("MUG", "reno", 12, due_at=clock.now(), reference="PO-7", actor=a.STAFF)
        close_delivery(delivery.number, actor=a.STAFF)
        with pytest.raises(DeliveryNotExpected):
            receive_part(delivery.number, 1, seen=0, actor=a.STAFF)
        with pytest.raises(DeliveryNotExpected):
            close_delivery(delivery.number, actor=a.STAFF)
