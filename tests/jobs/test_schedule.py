from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from jobs.schedule import EVERY, tick
from tests import builders as a
from tests.at_once import at_once
from tests.fakes import FakeQueue, FakeSource


def test_everything_is_due_at_the_start_once_for_all_schedules(shop: Shop) -> None:
    announced = at_once([tick] * 6)

    assert sum(count for count in announced if isinstance(count, int)) == len(EVERY)
    assert sorted(name for name, _ in a.announced()) == sorted(event.name for _, event in EVERY.values())
    assert tick() == 0


@pytest.mark.parametrize("name", EVERY)
def test_each_comes_again_at_its_own_time(name: str, shop: Shop) -> None:
    every, event = EVERY[name]

    def times_told_at(later: timedelta) -> int:
        with clock.moved(later):
            tick()
        return [told for told, _ in a.announced()].count(event.name)

    at = (timedelta(), every - timedelta(seconds=1), 2 * every)
    assert [times_told_at(later) for later in at] == [1, 1, 2]


def test_nobody_who_slept_for_a_day_is_told_a_day_of_it(shop: Shop) -> None:
    tick()
    with clock.moved(timedelta(days=1)):
        assert [tick(), tick()] == [len(EVERY), 0]


def test_what_is_due_is_done(shop: Shop, queue: FakeQueue, source: FakeSource) -> None:
    """Lapsed holds come back and unpaid attempts end, without anybody asking for them."""
    payment = a.started_payment(shop, {"MUG": 2}).payment
    source.publish(a.entry("page", "about", title="About us"))
    with clock.moved(timedelta(hours=1)):
        tick()
        a.drain(queue)

    assert a.payment(payment.id).state == "retired"
    assert a.held("MUG") == 0
    assert source.asked == [None, None]  # what has changed, and the whole once more for the comparison
