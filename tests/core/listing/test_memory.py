"""What is kept of lists and of searches, measured: the limits count cards, and a pod's memory is counted in bytes."""

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from core.adapters.mongo_search import MongoSearch
from core.listing.asked import SORTS, Asked
from core.listing.hits import MOST_HITS
from core.listing.models import Card
from core.listing.ports import SearchQuery
from core.listing.queries import listed, shelf
from core.listing.racks import CARD_BYTES
from core.listing.vocabulary import learn
from tests import builders as a

CARDS = 2_000


@pytest.fixture
def _goods(database: object) -> None:  # emptied first
    cards = list(_lifelike())
    Card._get_collection().insert_many(cards)
    learn(cards[:30])


def _lifelike() -> Iterator[dict[str, Any]]:
    for number in range(CARDS):
        facets = [
            f"brand=Brand {number % 40}",
            f"Material=Material {number % 9}",
            *(f"tag=tag {number % many}" for many in (7, 11)),
            *(f"Colour=Colour {(number + more) % 6}" for more in (0, 1)),
            *(f"Size=Size {(number + more) % 5}" for more in (0, 1, 2)),
        ]
        name = f"Nordic jacket harbour {number}"
        yield a.card(
            f"nordic-jacket-harbour-{number}",
            *facets,
            name=name,
            price=1_000 + 7 * number,
            minutes=number,
            sold=number + 300,
        )


def in_every_way() -> Iterator[Asked]:
    for sort in SORTS:
        yield Asked({"Colour": frozenset(["Colour 1"])}, price_min=1, sort=sort)


def taken(work: Callable[[], object]) -> int:
    """The bytes that are in use after it and were not before."""
    gc.collect()
    tracemalloc.start()
    try:
        kept = work()
        gc.collect()
        return tracemalloc.get_traced_memory()[0] if kept else 0
    finally:
        tracemalloc.stop()


@pytest.mark.usefixtures("_goods")
def test_a_card_of_a_shelf_takes_no_more_than_is_said() -> None:
    kitchen = shelf("kitchen", "us", "en-US")
    listed(kitchen, Asked(), stamp=1)

    def look() -> object:
        return [listed(kitchen, asked, stamp=2) for asked in in_every_way()]

    used = taken(look) / CARDS
    assert 0.5 < used / CARD_BYTES < 1


@pytest.mark.usefixtures("_goods")
def test_a_card_that_a_search_found_takes_no_more_than_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.adapters.mongo_search.SECONDS", 20.0)

    def ask(search: MongoSearch, version: int) -> MongoSearch:
        for asked in (Asked(), *in_every_way()):
            found = search.search(SearchQuery("jacket", "us", "en-US", asked, version))
        assert found.listing.total > CARDS // 4
        return search

    ask(MongoSearch(), 1)
    used = taken(lambda: ask(MongoSearch(), 2)) / (CARDS + MOST_HITS)
    assert 0.5 < used / CARD_BYTES < 1
