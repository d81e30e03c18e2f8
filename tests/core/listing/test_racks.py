"""A list is looked through once for each change of it, however many ask for it at the same time."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.listing.asked import Asked
from core.listing.queries import collection, everything_listed, listed
from core.listing.rack import Rack
from core.listing.racks import EVERYTHING_RACKS, FRESH_MS, MOST_CARDS, OLDEST_MS, RACKS, Racks
from core.listing.rows import Row, rows_from, sharing_facets
from core.listing.versions import next_version
from tests import builders as a
from tests.at_once import answers, at_once
from tests.wire import Wire

AGE = timedelta(milliseconds=FRESH_MS)
EMPTY = Rack(())


class Shelf:
    """What is looked through: how often, and by how many at the same time."""

    def __init__(self, cards: int = 1, *, waits_for: threading.Event | None = None) -> None:
        self.read = 0
        self.at_once = self.most_at_once = 0
        self._cards = cards
        self._waits_for = waits_for

    def __call__(self) -> Rack:
        self.at_once += 1
        self.read += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        if self._waits_for:
            self._waits_for.wait(5)
        threading.Event().wait(0.01)
        self.at_once -= 1
        return Rack(row(place) for place in range(self._cards))


def row(place: int) -> Row:
    return [f"p{place:06}", "", 1, 1, 1, []]


def test_threads_that_want_the_same_list_read_it_once() -> None:
    racks, shelf = Racks[Rack](), Shelf()
    found = at_once([partial(racks.kept, "kitchen", 1, shelf)] * 6)

    assert len({id(rack) for rack in answers(found)}) == 1
    assert shelf.read == 1


def test_those_who_want_different_lists_do_not_wait_for_each_other() -> None:
    racks, both = Racks[Rack](), threading.Barrier(2, timeout=5)

    def read() -> Rack:
        both.wait()
        return Rack([])

    found = at_once([partial(racks.kept, name, 1, read) for name in ("kitchen", "garden")])
    assert len(answers(found)) == 2


def test_the_list_of_everything_is_read_anew_beside_whoever_asks_for_it() -> None:
    racks, may_end = Racks[Rack](), threading.Event()
    first = racks.recent("everything", Shelf())
    again = Shelf(2, waits_for=may_end)
    with clock.moved(AGE + timedelta(seconds=1)):
        found = at_once([partial(racks.recent, "everything", again)] * 4)
        assert answers(found) == [first] * 4
        may_end.set()
        eventually(lambda: racks.recent("everything", again) is not first)

    assert again.read == 1


def test_whoever_comes_after_a_minute_waits_and_gets_no_old_list() -> None:
    racks = Racks[Rack]()
    first = racks.recent("everything", Shelf())
    with clock.moved(timedelta(milliseconds=OLDEST_MS + 1)):
        assert racks.recent("everything", Shelf()) is not first


def test_whoever_asks_for_newer_and_newer_versions_keeps_nobody_busy_for_more_than_a_third_of_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    racks, rests = Racks[Rack](), list[float]()
    monkeypatch.setattr(time, "sleep", rests.append)
    racks.recent("everything", Shelf())
    racks.recent("everything", Shelf(), version=1)

    assert rests[0] == 0
    assert rests[1] > 0.015


@pytest.mark.usefixtures("database")
def test_whoever_asks_for_a_version_gets_no_list_of_everything_that_is_older() -> None:
    a.cards([a.card("m1")])
    listing, seen = everything_listed("us", "en-US", Asked())
    a.cards([a.card("m2")])
    assert everything_listed("us", "en-US", Asked()) == (listing, seen)

    wanted = next_version()
    fresh, seen = everything_listed("us", "en-US", Asked(), wanted)
    assert (fresh.total, seen) == (2, wanted)


def test_the_lists_of_everything_are_read_one_at_a_time() -> None:
    racks, shelf = Racks[Rack](), Shelf()
    at_once([partial(racks.recent, name, shelf) for name in ("us", "eu", "de") * 2])

    assert (shelf.read, shelf.most_at_once) == (3, 1)


def test_what_was_read_of_another_database_is_not_kept() -> None:
    racks = Racks[Rack]()

    def read() -> Rack:
        racks.forget()
        return Rack([])

    racks.kept("kitchen", 1, read)
    shelf = Shelf()
    racks.kept("kitchen", 1, shelf)
    assert shelf.read == 1


@pytest.mark.usefixtures("database")
def test_a_search_for_nothing_looks_through_the_shop_once(wire: Wire) -> None:
    a.cards(a.card(f"m{number}") for number in range(3))
    with wire.recorded() as commands:
        found = at_once([partial(everything_listed, "us", "en-US", Asked(limit=2))] * 4)

    assert [listing.total for listing, _ in answers(found)] == [3] * 4
    assert [command.collection for command in commands].count("cards") == 1
    assert EVERYTHING_RACKS is not RACKS


@pytest.mark.usefixtures("database")
def test_a_collection_that_is_put_in_order_by_hand_is_another_list_than_by_rule() -> None:
    """Under one stamp too: the order is given with the page, and the page that was by rule had none."""
    a.cards(a.card(slug, collections=["gifts"], minutes=minute) for minute, slug in enumerate("xyz"))
    by_rule, by_hand = collection("gifts", "us", "en-US"), collection("gifts", "us", "en-US", ["y", "x", "z"])

    assert listed(by_rule, Asked(), stamp=1).slugs == ("z", "y", "x")
    assert listed(by_hand, Asked(), stamp=1).slugs == ("y", "x", "z")
    assert listed(by_rule, Asked(), stamp=1).slugs == ("z", "y", "x")


def test_cards_of_a_large_shop_are_kept_and_no_more() -> None:
    assert MOST_CARDS == 200_000
    racks, half, rest = Racks[Rack](), Shelf(MOST_CARDS // 2 - 1), Shelf()
    for name in ("a", "b", "a", "b"):
        racks.kept(name, 1, half)
    assert half.read == 2
    racks.kept("one card more", 1, rest)
    racks.kept("b", 1, half)
    assert half.read == 2
    racks.kept("a", 1, half)
    assert half.read == 3


def test_a_rack_without_cards_counts_as_one() -> None:
    """Each search for what the shop does not have is kept as an empty one."""
    racks = Racks[Rack](60_000)
    for number in range(70_000):
        racks.kept(f"nothing {number}", 1, lambda: EMPTY)

    assert len(racks._kept) == 60_000


def test_what_is_too_old_is_kept_no_more() -> None:
    racks = Racks[Rack](oldest_ms=10_500)
    for number in range(100):
        with clock.moved(timedelta(seconds=number)):
            racks.kept(str(number), 1, lambda: EMPTY)

    assert len(racks._kept) == 11


def test_how_much_is_kept_does_not_keep_whoever_brings_more() -> None:
    racks, large = Racks[Rack](60_000), Shelf(4_990)
    for number in range(4_000):
        racks.kept(f"nothing {number}", 1, lambda: EMPTY)
    for number in range(11):
        racks.kept(f"large {number}", 1, large)
    more = Rack(row(place) for place in range(5_000))
    began = time.perf_counter()
    racks.kept("one more", 1, lambda: more)

    assert time.perf_counter() - began < 0.05


def test_a_rack_that_is_read_anew_counts_once() -> None:
    racks, shelf = Racks[Rack](100), Shelf(40)
    for stamp in range(10):
        racks.kept("a", stamp, shelf)
    racks.kept("b", 1, shelf)
    racks.kept("a", 9, shelf)
    assert shelf.read == 11
    racks.forget()
    for name in "cdcd":
        racks.kept(name, 1, shelf)
    assert shelf.read == 13


def test_facets_that_many_have_are_in_memory_once() -> None:
    rows = sharing_facets(rows_from(['["a","a",1,1,1,["Colour=Sand"]]', '["b","b",1,1,1,["Colour=Sand"]]']))

    assert rows[0][5] == ["Colour=Sand"]
    assert rows[0][5][0] is rows[1][5][0]


def eventually(holds: Callable[[], bool]) -> None:
    """Raises AssertionError where it does not within five seconds."""
    over = threading.Event()
    for _ in range(500):
        if holds():
            return
        over.wait(0.01)
    raise AssertionError("it never came to that")
