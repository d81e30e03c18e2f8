"""Orders do not have cards built one by one: what was sold is counted every few minutes."""

from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.inventory.models import StockItem
from core.listing import services
from core.listing.events import PagesStale, SalesCountDue
from core.listing.models import Card, UncountedSale
from core.listing.sales import count_sales, note_sales, sales_due
from core.outbox.models import OutboxMessage
from jobs.schedule import tick
from tests import builders as a
from tests.at_once import at_once
from tests.wire import Wire


@pytest.fixture(autouse=True)
def _shop(shop: object) -> None:
    a.markets()
    a.goods("MUG", available=1)
    a.goods("POT", available=1)
    OutboxMessage.objects.delete()


def sold(slug: str) -> set[int]:
    return set(Card.objects(slug=slug).distinct("sold"))


def sell(sku: str, units: int) -> None:
    StockItem.objects(sku=sku).update(inc__sold=units)


def test_many_orders_of_a_product_have_its_cards_built_once(wire: Wire) -> None:
    sell("MUG", 5)
    at_once([partial(note_sales, ["mug"])] * 5)
    with wire.recorded() as commands:
        count_sales()

    assert sold("mug") == {5}
    assert sum(command.collection == "cards" and command.writes for command in commands) == 1
    assert (UncountedSale.objects.count(), a.events(PagesStale)) == (0, [])


def test_what_is_sold_while_others_are_counted_is_counted_the_next_time(wire: Wire) -> None:
    note_sales(["mug"])

    def another() -> None:
        sell("MUG", 1)
        note_sales(["mug"])

    with wire.meanwhile(lambda command: command.collection == "cards" and command.writes, another):
        count_sales()

    assert sold("mug") == {1}


def test_when_the_time_is_up_the_rest_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "CARDS", 3)
    sell("MUG", 1)
    sell("POT", 2)
    note_sales(["mug", "pot"])
    count_sales(seconds=0)
    assert (sold("mug"), sold("pot"), len(a.events(SalesCountDue))) == ({1}, {0}, 1)
    count_sales()
    assert sold("pot") == {2}


def test_it_is_time_every_three_minutes_at_most_and_never_for_nothing() -> None:
    def told_at(minutes: float) -> int:
        note_sales(["mug"])
        with clock.moved(timedelta(minutes=minutes)):
            tick()
        OutboxMessage.objects(event=SalesCountDue.name).update(set__state="done")
        return len(a.events(SalesCountDue))

    assert [told_at(minutes) for minutes in (0, 1, 2.9, 3.1)] == [1, 1, 1, 2]
    count_sales()
    assert not sales_due()
