import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.content import steps
from core.content.comparison import MOST_EXAMPLES, begin, compare_now, compare_step
from core.content.errors import NothingToCompare, SourceAway
from core.content.events import ContentChanged, ContentComparisonDue
from core.content.models import ContentAsset, ContentComparison, ContentEntry, SyncCursor
from core.content.ports import ContentPage, SourceItem
from core.content.services import store_page, sync
from tests import builders as a
from tests.at_once import at_once, refusals
from tests.fakes import FakeSource
from tests.fakes.source import LOCALES
from tests.wire import Command, Killed, Wire

pytestmark = pytest.mark.usefixtures("database")

Drift = Callable[[FakeSource], object]


def mirror() -> dict[str, tuple[int, Any]]:
    return {
        item.id: (item.revision, item.fields)
        for kind in (ContentEntry, ContentAsset)
        for item in kind.objects
    }


def space(source: FakeSource) -> dict[str, tuple[int, Any]]:
    return {name: (item.revision, dict(item.fields)) for name, item in source.published.items()}


@pytest.fixture(autouse=True)
def _in_step(database: object, source: FakeSource) -> None:  # emptied first
    source.publish(
        a.entry("product", "mug", title=a.both("Mug", "Becher"), images=[a.link("pic", "Asset")]),
        a.entry("page", "about", title=a.both("About us", "Wir")),
        a.entry("home", "home", title=a.both("Home", "Daheim")),
        a.asset("pic"),
        a.asset("pic-2"),
    )
    a.synced(source)


def alien() -> object:
    """What was never published is in the mirror: an import of another space, say."""
    return store_page(
        ContentPage(entries=[a.entry("page", "alien")], assets=[a.asset("alien")]), cursor=False
    )


DRIFTS: dict[str, tuple[Drift, dict[str, int]]] = {
    "missing entry": (lambda _: ContentEntry.objects(id="page-about").delete(), {"missing": 1}),
    "missing asset": (lambda _: ContentAsset.objects(id="pic-2").delete(), {"missing": 1}),
    "orphans": (lambda _: alien(), {"orphan": 2}),
    "an older revision": (lambda _: ContentEntry.objects(id="page-about").update(revision=0), {"stale": 1}),
    "a newer revision": (lambda _: ContentAsset.objects(id="pic").update(revision=9), {"stale": 1}),
    "other words": (
        lambda _: ContentEntry.objects(id="page-about").update(body=b"{}"),
        {"misfiled": 1, "stale": 1},
    ),
    "another role": (lambda _: ContentEntry.objects(id="page-about").update(role="post"), {"misfiled": 1}),
    "no slug": (lambda _: ContentEntry.objects(id="product-mug").update(unset__slug=1), {"misfiled": 1}),
}


class TestDrift:
    def test_a_mirror_that_is_in_step_has_none(self, source: FakeSource) -> None:
        before = len(a.announced())
        found = compare_now(source, repair=True)

        assert (found.counts, found.examples, found.looked_at) == ({}, [], 8)
        assert found.finished_at is not None
        assert len(a.announced()) == before

    @pytest.mark.parametrize("drift", DRIFTS)
    @pytest.mark.parametrize("page_size", [1, 100])
    def test_it_is_found_and_repaired_and_then_there_is_none(
        self, drift: str, page_size: int, source: FakeSource
    ) -> None:
        act, wanted = DRIFTS[drift]
        good = roles()
        act(source)
        spoilt = mirror(), roles()
        source.page_size = page_size

        assert counts(compare_now(source, repair=False)) == wanted
        assert (mirror(), roles()) == spoilt
        before = len(a.events(ContentChanged))
        repaired = compare_now(source, repair=True)
        assert counts(repaired) == wanted
        assert (mirror(), roles()) == (space(source), good)
        told = {name for event in a.events(ContentChanged)[before:] for name in event.ids}
        assert told == {example["id"] for example in repaired.examples}
        assert counts(compare_now(source, repair=True)) == {}

    def test_a_step_that_has_no_time_for_all_goes_on_behind_the_last(
        self, source: FakeSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in {"LOOKED_UP": 1, "LOOK_UP_SECONDS": 0.0, "MOST_BYTES": 1}.items():
            monkeypatch.setattr(steps, name, value)
        asked: list[list[str]] = []
        look_up = source.look_up

        def counted(kind: str, ids: Sequence[str]) -> list[SourceItem]:
            asked.append(list(ids))
            return look_up(kind, ids)

        monkeypatch.setattr(source, "look_up", counted)
        ContentEntry.objects(id__ne="home-home").delete()
        ContentAsset.objects.update(revision=9)
        alien()

        for repair in (False, True):
            comparison = begin(repair=repair)
            while compare_step(source, comparison):
                assert len(asked) <= 1
                asked.clear()
            found = ContentComparison.objects.get(id=comparison)
            assert (found.counts, found.looked_at) == ({"missing": 2, "stale": 2, "orphan": 2}, 7)
        assert mirror() == space(source)

    def test_what_was_not_delivered_is_found_in_an_index(self, source: FakeSource, wire: Wire) -> None:
        with wire.recorded() as commands:
            compare_now(source, repair=False)
        looks = [
            command
            for command in commands
            if command.name == "find" and "$ne" in str(command.body["filter"].get("compared_in"))
        ]

        assert {look.collection for look in looks} == {"content_entries", "content_assets"}
        for look in looks:
            stats = a.explained(look)
            assert (stats["totalDocsExamined"], stats["totalKeysExamined"] <= 2) == (0, True)

    def test_any_number_of_drifts_at_once_is_repaired(self, source: FakeSource) -> None:
        dice = random.Random(7)
        names = [f"p{number}" for number in range(60)]
        source.publish(*(a.entry("page", name, title=a.both(name, name)) for name in names))
        a.synced(source)
        for name in names:
            row = ContentEntry.objects(id=f"page-{name}")
            act = dice.choice(["delete", "revision", "role", "nothing"])
            if act == "delete":
                row.delete()
            elif act == "revision":
                row.update(revision=dice.randrange(9))
            elif act == "role":
                row.update(role="other")
        for _ in range(30):
            alien()
        source.page_size = 7
        compare_now(source, repair=True)

        assert mirror() == space(source)
        assert counts(compare_now(source, repair=False)) == {}

    def test_whoever_dies_on_the_way_has_repaired_and_counted_each_thing_once(
        self, source: FakeSource, wire: Wire
    ) -> None:
        for act, _ in DRIFTS.values():
            act(source)
        source.page_size = 2
        comparison = begin()
        for step in range(1, 300):
            try:
                with wire.dying_before(step):
                    while compare_step(source, comparison):
                        pass
            except Killed:
                continue
            break
        (found,) = ContentComparison.objects

        assert step > 20
        assert mirror() == space(source)
        assert (found.counts["orphan"], found.counts["missing"]) == (2, 2)

    def test_two_workers_count_each_thing_once(self, source: FakeSource) -> None:
        alien()
        ContentAsset.objects(id="pic").delete()
        comparison = begin()

        def go_on() -> None:
            while compare_step(source, comparison):
                pass

        assert refusals(at_once([go_on] * 4)) == []
        (found,) = ContentComparison.objects
        assert counts(found) == {"missing": 1, "orphan": 2}
        assert mirror() == space(source)


class TestMeanwhile:
    def test_what_editors_do_meanwhile_is_no_drift_and_is_not_undone(self, source: FakeSource) -> None:
        source.page_size = 1
        comparison = begin()
        for number in range(40):
            more = compare_step(source, comparison)
            source.publish(a.entry("page", "about", title=f"Version {number}"))
            source.publish(a.entry("page", f"new-{number % 3}", title="New"))
            source.withdraw(f"page-new-{(number + 1) % 3}")
            if number % 4 == 0:
                a.synced(source)
            if not more:
                break
        a.synced(source)

        (found,) = ContentComparison.objects
        assert found.finished_at
        assert counts(found) == {}
        assert mirror() == space(source)

    def test_what_is_published_just_before_a_repair_is_not_undone_by_it(
        self, source: FakeSource, wire: Wire
    ) -> None:
        ContentEntry.objects(id="page-about").update(revision=0)

        def publish_and_sync() -> None:
            source.publish(a.entry("page", "about", title=a.both("The newest", "Das neueste")))
            a.synced(source)

        comparison = begin()
        with wire.meanwhile(_repairs, publish_and_sync):
            while ContentComparison.objects.get().part != "orphans":
                compare_step(source, comparison)

        assert mirror() == space(source)

    def test_a_token_that_is_refused_on_the_way_begins_it_anew(self, source: FakeSource) -> None:
        alien()
        ContentEntry.objects(id="page-about").update(role="other")
        source.page_size = 2
        comparison = begin(repair=False)
        while (standing := ContentComparison.objects.get()).part != "source" or not standing.place:
            compare_step(source, comparison)
        source.refuse_token(standing.place)
        while compare_step(source, comparison):
            pass

        assert counts(ContentComparison.objects.get()) == {"orphan": 2, "misfiled": 1}

    def test_pages_that_are_too_large_are_asked_for_in_smaller_ones(self, source: FakeSource) -> None:
        source.most_at_once = 20
        assert counts(compare_now(source, repair=True)) == {}

    def test_an_absent_source_leaves_everything_and_it_goes_on_afterwards(self, source: FakeSource) -> None:
        alien()
        spoilt, comparison = mirror(), begin()
        source.faults.away = True
        compare_step(source, comparison)
        with pytest.raises(SourceAway):
            compare_step(source, comparison)
        assert mirror() == spoilt
        source.faults.away = False
        while compare_step(source, comparison):
            pass
        assert mirror() == space(source)


class TestWords:
    def test_a_page_without_words_in_a_language_that_is_sold_in_is_reported(self, source: FakeSource) -> None:
        a.markets()
        source.publish(
            a.entry("page", "silent", title="Only in English"),
            a.entry("menu", "header", title="No page of its own"),
        )
        a.synced(source)
        found = compare_now(source, repair=True)

        assert counts(found) == {"missing-locale": 1}
        (example,) = found.examples
        assert (example["id"], example["field"]) == ("page-silent", "title")
        assert "de-DE" in example["detail"]

    def test_a_language_that_the_space_has_not_is_reported_once(self) -> None:
        a.markets()
        source = FakeSource(locales=LOCALES[:1])
        source.publish(a.entry("page", "a", title="A"), a.entry("page", "b", title="B"))
        sync(source, full=True)
        found = compare_now(source, repair=True)

        assert [(one["thing"], one["id"]) for one in found.examples] == [("locale", "de-DE")]

    def test_a_link_to_what_is_not_published_is_reported_with_where_it_is(self, source: FakeSource) -> None:
        body = a.rich(
            {"nodeType": "embedded-asset-block", "data": {"target": a.link("lost", "Asset")}, "content": []}
        )
        source.publish(
            a.entry("page", "links", title="L", items=[a.link("page-about"), a.link("page-gone")], body=body)
        )
        a.synced(source)
        found = compare_now(source, repair=True)

        assert {(one["kind"], one["id"], one["field"], one["detail"]) for one in found.examples} == {
            ("broken-reference", "page-links", "items", "entry page-gone is not published"),
            ("broken-reference", "page-links", "body", "asset lost is not published"),
        }
        assert ContentEntry.objects(id="page-links").first()

    def test_all_are_counted_and_a_hundred_of_each_kept(self, source: FakeSource) -> None:
        links = [a.link(f"gone-{number}") for number in range(150)]
        source.publish(a.entry("page", "links", title="L", items=links))
        a.synced(source)
        found = compare_now(source, repair=True)

        assert found.counts == {"broken-reference": 150}
        assert len(found.examples) == MOST_EXAMPLES


class TestBegin:
    def test_before_the_first_sync_there_is_nothing_to_compare(self) -> None:
        SyncCursor.objects.delete()
        with pytest.raises(NothingToCompare):
            begin()
        assert a.events(ContentComparisonDue) == []

    def test_many_who_ask_at_once_get_one(self) -> None:
        assert begin() == begin()
        assert len(a.events(ContentComparisonDue)) == 1
        with clock.moved(timedelta(hours=2)):
            begin()
        assert len(a.events(ContentComparisonDue)) == 2


def _repairs(command: Command) -> bool:
    """The transaction that repairs a page of the source begins."""
    change = command.body.get("updates", [{}])[0].get("u", {})
    return command.in_transaction and "looked_at" in str(change) and "stale" in str(change)


def counts(found: ContentComparison) -> dict[str, int]:
    return dict(found.counts)


def roles() -> dict[str, tuple[str, str | None]]:
    return {entry.id: (entry.role, entry.slug) for entry in ContentEntry.objects}
