"""Whoever asks for a page that is not there has it built once, and nobody can have it built in vain."""

from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.catalog.errors import ProductNotFound
from core.listing.versions import current_version, next_version
from core.pages import turns
from core.pages.answers import Answer
from core.pages.errors import PageUnderWay, VersionUnknown
from core.pages.models import BuildTurn, Page, page_id
from core.pages.queries import page
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.wire import Command, Wire

US = ("us", "en-US")
KITCHEN = ("category", "kitchen", *US)


@pytest.fixture(autouse=True)
def _shop(database: object) -> None:
    a.markets()
    a.goods("MUG")


def kept_by(commands: list[Command]) -> int:
    """How many of them keep a page."""
    return sum(command.collection == "pages" and command.writes for command in commands)


def taken(name: str, ends_in: float) -> None:
    BuildTurn(id=name, holder="somebody else", ends_at=clock.now() + timedelta(seconds=ends_in)).save()


def test_whoever_always_asks_for_a_version_more_than_there_is_has_each_page_built_once(wire: Wire) -> None:
    next_version()
    asked = [KITCHEN, ("home", "", *US), ("product", "mug", *US)]
    version, refused = page(*asked[0]).version, 0
    with wire.recorded() as commands:
        for number in range(1, 31):
            try:
                version = page(*asked[number % 3], min_version=version + 1).version
            except VersionUnknown:
                refused += 1
        for one in asked:
            page(*one, min_version=version)

    assert refused == 30
    assert kept_by(commands) == 2
    assert current_version() == version


def test_of_many_who_ask_at_once_one_builds_and_all_get_what_came_of_it(wire: Wire) -> None:
    page(*KITCHEN)
    wanted = next_version()
    with wire.recorded() as commands:
        found = at_once([partial(page, *KITCHEN, min_version=wanted)] * 8)

    assert [answer.version for answer in answers(found)] == [wanted] * 8
    assert kept_by(commands) == 1
    assert BuildTurn.objects.count() == 0


def test_what_is_not_there_is_so_for_all_of_them_and_nobody_keeps_the_turn() -> None:
    found = at_once([partial(page, "product", "nothing", *US)] * 4)

    assert [type(refusal) for refusal in refusals(found)] == [ProductNotFound] * 4
    assert BuildTurn.objects.count() == 0


def test_whoever_waits_gets_the_page_as_soon_as_it_is_there(wire: Wire) -> None:
    name = page_id(*KITCHEN)
    taken(name, ends_in=60)
    looks = iter([None, None, Answer(b"{}", "built by somebody else", (), 1)])

    assert turns.built_once(name, lambda: next(looks), pytest.fail).etag == "built by somebody else"


def test_nobody_waits_for_ever_and_a_turn_whose_holder_died_is_free_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.0)
    taken(page_id(*KITCHEN), ends_in=turns.LEASE.total_seconds())
    with pytest.raises(PageUnderWay):
        page(*KITCHEN)
    with clock.moved(turns.LEASE):
        assert page(*KITCHEN).version == current_version()


def test_a_page_of_an_older_release_is_built_anew_once(wire: Wire) -> None:
    next_version()
    page(*KITCHEN)
    Page.objects(kind="category").update(set__format=0, set__etag="of an older release")
    with wire.recorded() as commands:
        assert [page(*KITCHEN).etag != "of an older release" for _ in range(3)] == [True] * 3

    assert kept_by(commands) == 1
