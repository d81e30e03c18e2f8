import random
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from core.content.aside import MOST_AT_ONCE
from core.content.errors import SourceAway, SourceBusy
from core.content.events import ContentChanged
from core.content.models import ContentAsset, ContentEntry, ContentLocale, SetAside, SyncCursor
from core.content.ports import ContentPage, SourceItem, SourceLocale
from core.content.queries import last_sync
from core.content.services import put_locales, store_page, sync, sync_page
from core.migrations.documents import DOCUMENTS
from tests import builders as a
from tests.fakes import FakeSource
from tests.wire import Command, Killed, Wire

pytestmark = pytest.mark.usefixtures("database")


def mirror() -> dict[str, tuple[int, Any]]:
    """Everything in the mirror: revision and fields by id."""
    return {
        str(item.id): (item.revision, item.fields)
        for kind in (ContentEntry, ContentAsset)
        for item in kind.objects
    }


def space(source: FakeSource) -> dict[str, tuple[int, Any]]:
    return {name: (item.revision, dict(item.fields)) for name, item in source.published.items()}


def publish_some(source: FakeSource) -> None:
    source.publish(
        a.entry("product", "mug", title=a.both("Mug", "Becher"), images=[a.link("pic", "Asset")]),
        a.entry("page", "about", title="About us"),
        a.entry("home", "home", title="Home"),
        a.asset("pic"),
    )


def edit_everything(source: FakeSource) -> None:
    """Five things change, so that with pages of one each a sync has many of them."""
    source.publish(
        a.entry("page", "about", title="Changed"),
        a.entry("page", "new", title="New"),
        a.entry("home", "home", title="Changed too"),
        a.asset("pic", alt="Another picture"),
    )
    source.withdraw("product-mug")


SIZES = {"large": 5 * 2**20, "huge": 16 * 2**20}


class TestSync:
    def test_the_mirror_becomes_what_is_published(self, source: FakeSource) -> None:
        publish_some(source)
        a.synced(source)

        assert mirror() == space(source)
        assert {(row.role, row.slug) for row in ContentEntry.objects} == {
            ("product", "mug"),
            ("page", "about"),
            ("home", "home"),
        }
        assert {row.code: (row.fallback, row.default) for row in ContentLocale.objects} == {
            "en-US": (None, True),
            "de-DE": ("en-US", False),
        }

    def test_only_what_has_changed_is_read_the_next_time(self, source: FakeSource) -> None:
        publish_some(source)
        a.synced(source)
        source.publish(a.entry("page", "about", title="About them"))
        source.withdraw("product-mug")
        before = len(a.events(ContentChanged))
        a.synced(source)

        assert mirror() == space(source)
        assert source.asked[0] is None
        assert None not in source.asked[1:]
        (change,) = a.events(ContentChanged)[before:]
        assert sorted(change.ids) == ["page-about", "product-mug"]
        assert change.names == ["page:about", "product:mug"]

    def test_nothing_new_announces_nothing(self, source: FakeSource) -> None:
        publish_some(source)
        a.synced(source)
        before = len(a.announced())
        a.synced(source)

        assert len(a.announced()) == before

    def test_a_long_way_is_walked_page_by_page_and_goes_on_where_it_stopped(self, source: FakeSource) -> None:
        source.page_size = 2
        publish_some(source)

        assert sync_page(source)
        assert len(mirror()) == 2
        assert not last_sync().complete  # type: ignore[union-attr]  # there is one
        assert not sync_page(source)
        assert (mirror(), last_sync().complete) == (space(source), True)  # type: ignore[union-attr]
        assert len(set(source.asked)) == 2

    def test_a_full_sync_reads_everything_anew(self, source: FakeSource) -> None:
        publish_some(source)
        a.synced(source)
        ContentEntry.objects(id="page-about").delete()
        assert sync_page(source) is False
        assert "page-about" not in mirror()

        sync_page(source, full=True)
        assert mirror() == space(source)

    def test_an_absent_source_leaves_the_last_good_copy(self, source: FakeSource) -> None:
        publish_some(source)
        a.synced(source)
        good = mirror()
        source.faults.away = True
        for full in (False, True):
            with pytest.raises(SourceAway):
                sync_page(source, full=full)

        assert mirror() == good
        source.faults.away = False
        a.synced(source)
        assert mirror() == good

    def test_an_answer_that_is_lost_is_asked_for_again(self, source: FakeSource) -> None:
        publish_some(source)
        source.faults.lose_answers = 2
        for _ in range(2):
            with pytest.raises(SourceAway):
                sync_page(source)
        a.synced(source)

        assert mirror() == space(source)


class TestRefusedToken:
    @pytest.fixture(autouse=True)
    def _in_step(self, database: object, source: FakeSource) -> None:  # noqa: ARG002  # emptied first
        source.page_size = 2
        publish_some(source)
        a.synced(source)
        source.refuse_token(last_sync().token)  # type: ignore[union-attr]

    def test_everything_is_read_again_without_a_gap(self, source: FakeSource) -> None:
        source.publish(
            a.entry("page", "about", title="Changed meanwhile"), a.entry("page", "new", title="New")
        )
        before = mirror()
        assert sync_page(source)
        assert mirror() == before
        a.synced(source)

        assert mirror() == space(source)

    def test_what_was_withdrawn_meanwhile_is_withdrawn(self, source: FakeSource) -> None:
        """A sync from the start does not tell of deletions: what it does not show is gone."""
        source.withdraw("product-mug", "pic")
        a.synced(source)

        assert mirror() == space(source)
        assert a.events(ContentChanged)[-1] == ContentChanged(["product-mug", "pic"], ["product:mug"])

    def test_nothing_is_withdrawn_before_the_end(self, source: FakeSource) -> None:
        source.withdraw("pic")
        for _ in range(2):
            sync_page(source)

        assert "pic" in mirror()

    def test_a_full_sync_that_was_broken_off_withdraws_nothing_of_what_it_did_not_reach(
        self, source: FakeSource
    ) -> None:
        sync_page(source)
        sync_page(source)
        source.faults.away = True
        with pytest.raises(SourceAway):
            sync_page(source)
        source.faults.away = False
        source.refuse_token(last_sync().token)  # type: ignore[union-attr]
        a.synced(source)

        assert mirror() == space(source)


class TestSeveralPages:
    """A mirror that was whole once goes from one state of the space to the next in a single moment."""

    @pytest.fixture(autouse=True)
    def _whole(self, database: object, source: FakeSource) -> None:  # noqa: ARG002  # emptied first
        publish_some(source)
        a.synced(source)
        source.page_size = 1

    @pytest.mark.parametrize("refused", ["refused", ""])
    def test_nobody_reads_half_of_it(self, refused: str, source: FakeSource) -> None:
        before, told = mirror(), len(a.events(ContentChanged))
        edit_everything(source)
        if refused:
            source.refuse_token(last_sync().token)  # type: ignore[union-attr]  # there is one
        states = [mirror()]
        while sync_page(source):
            states.append(mirror())
            assert len(a.events(ContentChanged)) == told

        assert len(states) > 4
        assert states == [before] * len(states)
        assert mirror() == space(source)
        assert SetAside.objects.count() == 0
        changed = {name for event in a.events(ContentChanged)[told:] for name in event.ids}
        assert changed == {"product-mug", "page-about", "page-new", "home-home", "pic"}

    def test_whoever_dies_on_the_way_leaves_one_state_or_the_other(
        self, source: FakeSource, wire: Wire
    ) -> None:
        before = mirror()
        edit_everything(source)
        for step in range(1, 90):
            try:
                with wire.dying_before(step):
                    a.synced(source)
            except Killed:
                assert mirror() in (before, space(source))
            else:
                break
        a.synced(source)

        assert step > 8
        assert mirror() == space(source)

    def test_what_waited_for_a_sync_that_was_given_up_is_forgotten(self, source: FakeSource) -> None:
        source.publish(a.entry("page", "a", title="A"), a.entry("page", "b", title="B"))
        sync_page(source)
        source.withdraw("page-a")
        source.refuse_token(last_sync().token)  # type: ignore[union-attr]  # there is one
        assert SetAside.objects.count() == 1
        sync_page(source)
        assert SetAside.objects.count() == 0
        a.synced(source)

        assert mirror() == space(source)

    def test_what_is_gone_and_made_again_on_the_way_is_there(self, source: FakeSource) -> None:
        """Its revisions begin anew, below the one that we had."""
        again = a.entry("page", "about", title="Another", revision=1)
        source.publish(a.entry("page", "about", title="Second"))
        a.synced(source)
        token = last_sync().token  # type: ignore[union-attr]  # there is one
        store_page(ContentPage(deleted_entries=["page-about"], token="1", last=False), asked=token)
        store_page(ContentPage(entries=[again], token="2", last=False), asked="1")
        store_page(ContentPage(token="3"), asked="2")

        assert mirror()["page-about"] == (1, dict(again.fields))

    def test_what_is_more_than_a_transaction_takes_is_shown_in_parts(self, source: FakeSource) -> None:
        source.page_size = 1_000
        source.publish(*(a.entry("page", f"p{number}", title="P") for number in range(MOST_AT_ONCE + 1_500)))
        shown = set()
        while sync_page(source):
            shown.add(ContentEntry.objects.count())

        assert shown == {3, 3 + MOST_AT_ONCE}
        assert mirror() == space(source)

    def test_of_large_things_fewer_are_shown_at_once(
        self, source: FakeSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("core.content.aside.MOST_BYTES", 5_000)
        source.page_size = 2
        source.publish(*(a.entry("page", f"p{number}", title="P" * 1_000) for number in range(16)))
        shown = set()
        while sync_page(source):
            shown.add(ContentEntry.objects.count())

        assert shown == {3, 9, 15}
        assert mirror() == space(source)

    def test_how_much_waits_is_counted_in_an_index(self, source: FakeSource, wire: Wire) -> None:
        source.page_size = 2
        source.publish(*(a.entry("page", f"p{number}", title="P") for number in range(6)))
        sync_page(source)
        with wire.recorded() as commands:
            sync_page(source)
        (count,) = [command for command in commands if command.name == "aggregate"]

        assert a.explained(count)["totalDocsExamined"] == 0


class TestLimits:
    def test_a_source_that_wants_to_be_asked_more_slowly_is_waited_for(self, source: FakeSource) -> None:
        publish_some(source)
        source.faults.error, source.faults.lose_answers = SourceBusy(0), 2

        assert sync(source)
        assert mirror() == space(source)

    def test_it_is_not_waited_for_longer_than_there_is_time(self, source: FakeSource) -> None:
        source.faults.error, source.faults.lose_answers = SourceBusy(60), 1
        with pytest.raises(SourceBusy):
            sync(source, seconds=10)

    def test_what_there_is_no_time_for_is_read_by_the_next(self, source: FakeSource) -> None:
        source.page_size = 1
        publish_some(source)
        times = 1
        while not sync(source, seconds=0):
            times += 1

        assert times > 1
        assert mirror() == space(source)

    def test_a_page_that_is_too_large_to_be_sent_is_asked_for_in_smaller_ones(
        self, source: FakeSource
    ) -> None:
        source.most_at_once = 20
        publish_some(source)
        a.synced(source)

        assert mirror() == space(source)
        assert 1 < last_sync().page_size <= 20  # type: ignore[union-attr, operator]  # there is one
        source.most_at_once = 0
        with pytest.raises(SourceAway, match="too large"):
            sync(source, full=True)

    def test_an_entry_of_5_mb_is_kept_and_one_that_no_document_holds_is_left_out_and_told_of(self) -> None:
        large, huge = (a.entry("page", name, body="x" * size) for name, size in SIZES.items())
        with capture_logs() as logs:
            store_page(ContentPage(entries=[huge, large, a.entry("page", "small")]), cursor=False)

        assert set(mirror()) == {"page-large", "page-small"}
        assert mirror()["page-large"][1] == large.fields
        (line,) = [line for line in logs if line["event"] == "content_too_large"]
        assert (line["id"], line["log_level"]) == ("page-huge", "warning")


class TestTwoSyncs:
    """A webhook and the schedule may sync at the same moment."""

    @pytest.mark.parametrize("page_size", [1, 2, 100])
    @pytest.mark.parametrize("refused", ["refused", ""])
    def test_one_that_comes_late_undoes_nothing(
        self, page_size: int, refused: str, source: FakeSource, wire: Wire
    ) -> None:
        """The late one has read that the mug was withdrawn; meanwhile it was published again, and synced."""
        publish_some(source)
        a.synced(source)
        source.withdraw("product-mug")
        source.page_size = page_size
        if refused:
            source.refuse_token(last_sync().token)  # type: ignore[union-attr]

        def publish_and_sync() -> None:
            source.publish(a.entry("product", "mug", title="Back again"))
            a.synced(source)

        with wire.meanwhile(_stores, publish_and_sync, must=False):
            a.synced(source)
        a.synced(source)

        assert mirror() == space(source)

    def test_many_at_once_end_in_the_same_mirror(self, source: FakeSource) -> None:
        from tests.at_once import at_once, refusals

        source.page_size = 1
        publish_some(source)

        assert refusals(at_once([lambda: a.synced(source)] * 4)) == []
        assert mirror() == space(source)
        assert last_sync().complete  # type: ignore[union-attr]


class TestStorePage:
    def test_a_page_and_its_token_are_stored_together_or_not_at_all(
        self, source: FakeSource, wire: Wire
    ) -> None:
        publish_some(source)
        for step in range(1, 30):
            try:
                with wire.dying_before(step):
                    sync_page(source)
            except Killed:
                cursor = last_sync()
                assert (mirror() == {}) == (cursor is None or cursor.token is None)
            else:
                break
        assert step > 8
        assert mirror() == space(source)

    def test_the_newest_revision_wins_in_whatever_order(self) -> None:
        newest = a.entry("page", "about", title="Newest", revision=7)
        older = a.entry("page", "about", title="Older", revision=3)
        for items in ([newest, older], [older, newest]):
            _empty()
            store_page(ContentPage(entries=items), cursor=False)
            assert mirror() == {"page-about": (7, dict(newest.fields))}

        assert store_page(ContentPage(entries=[older]), cursor=False) == 0
        assert store_page(ContentPage(entries=[newest]), cursor=False) == 0
        assert mirror()["page-about"][0] == 7

    def test_an_unknown_deletion_is_none(self) -> None:
        assert store_page(ContentPage(deleted_entries=["x"], deleted_assets=["y"]), cursor=False) == 0
        assert a.announced() == []

    def test_field_names_and_values_come_back_as_they_were(self) -> None:
        fields: dict[str, dict[str, Any]] = {
            "a.b$c": {"en-US": {"$ne": [1, 2.5, None, True, "Ä\u2028"]}},
            "": {"en-US": ""},
        }
        item = SourceItem("odd", 1, "2026-01-01T00:00:00Z", "thing", fields)
        store_page(ContentPage(entries=[item]), cursor=False)

        assert ContentEntry.objects.get().fields == fields


EDITS: st.SearchStrategy[list[tuple[str, int]]] = st.lists(
    st.tuples(st.sampled_from(["page-a", "page-b", "page-c", "pic"]), st.integers(1, 6)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=EDITS, cuts=st.lists(st.integers(0, 8), max_size=3), repeats=st.integers(1, 3), dice=st.randoms()
)
def test_any_order_and_repetition_of_pages_ends_in_the_same_mirror(
    edits: list[tuple[str, int]], cuts: list[int], repeats: int, dice: random.Random
) -> None:
    items = [_revision(name, revision) for name, revision in edits]
    pages = _in_pages(items, sorted(cuts)) * repeats
    dice.shuffle(pages)
    _empty()
    for page in pages:
        store_page(page, cursor=False)

    newest = {item.id: item for item in sorted(items, key=lambda item: item.revision)}
    assert mirror() == {name: (item.revision, dict(item.fields)) for name, item in newest.items()}


ACTS: st.SearchStrategy[list[tuple[str, str]]] = st.lists(
    st.tuples(
        st.sampled_from(["publish", "withdraw", "sync", "sync one page", "refuse", "full", "away"]),
        st.sampled_from(["a", "b", "c", "d"]),
    ),
    max_size=25,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, page_size=st.integers(1, 3))
def test_whatever_editors_do_and_whatever_fails_a_last_sync_ends_in_what_is_published(
    acts: list[tuple[str, str]], page_size: int
) -> None:
    _empty()
    source = FakeSource(page_size=page_size)
    for act, slug in acts:
        _do(source, act, slug)
    a.synced(source)

    assert mirror() == space(source)


def _do(source: FakeSource, act: str, slug: str) -> None:
    cursor = last_sync()
    if act == "publish":
        source.publish(a.entry("page", slug, title=f"Version {len(source.asked)}"))
    elif act == "withdraw":
        source.withdraw(f"page-{slug}")
    elif act == "refuse":
        source.refuse_token(cursor.token if cursor else None)
    elif act == "away":
        source.faults.lose_answers = 1
        with pytest.raises(SourceAway):
            sync_page(source)
    elif act == "sync":
        a.synced(source)
    else:
        sync_page(source, full=act == "full")


def test_languages_become_what_the_source_says() -> None:
    put_locales([SourceLocale("en-US", None, True)])
    put_locales([SourceLocale("en-US", None, False), SourceLocale("de-DE", None, True)])

    assert {row.code for row in ContentLocale.objects(default=True)} == {"de-DE"}


def _revision(name: str, revision: int) -> SourceItem:
    if name == "pic":
        return a.asset(name, revision=revision, alt=f"Revision {revision}")
    return a.entry("page", name.removeprefix("page-"), title=f"Revision {revision}", revision=revision)


def _in_pages(items: list[SourceItem], cuts: list[int]) -> list[ContentPage]:
    edges = [0, *cuts, len(items)]
    parts = [items[start:end] for start, end in pairwise(edges)]
    return [
        ContentPage(
            entries=[item for item in part if item.content_type],
            assets=[item for item in part if not item.content_type],
        )
        for part in parts
    ]


def _empty() -> None:
    for document in DOCUMENTS:
        document._get_collection().delete_many({})


def _stores(command: Command) -> bool:
    """The first command of storing a page: the cursor is read in a transaction."""
    return command.in_transaction and command.collection == SyncCursor._get_collection_name()
