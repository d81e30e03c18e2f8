"""Every call to the storefront is kept, asked until it is heard, and never asked again of who has heard."""

import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY
from pymongo.database import Database

from core import clock
from core.bootstrap import Shop
from core.breaker import AT_ONCE
from core.db import OutsideCallInTransaction, outside_call, transactional
from core.outbox.hearing import Heard, heard
from core.outbox.models import OutboxMessage, OutboxState
from core.outbox.services import announce
from core.pages.events import PagesRebuilt
from core.storefront import services
from core.storefront.errors import PurgeNotFound, StorefrontAway
from core.storefront.models import FIRST_PAUSE, KEEP, Purge, Replica
from core.storefront.ports import Reply
from core.storefront.services import TAGS_IN_A_CALL, catch_up, replicas_due, revalidate, send, send_again
from jobs.schedule import tick
from tests import builders as a
from tests.fakes import FakeQueue, FakeStorefront
from tests.wire import Wire

ONE, TWO, THREE = "http://one.example", "http://two.example", "http://three.example"


def _cause() -> Heard:
    return Heard("message", clock.now())


def _rebuilt(tags: Sequence[str] = ("product:mug",), version: int = 7) -> None:
    transactional(announce)(PagesRebuilt(list(tags), version))


def test_a_call_is_kept_with_what_it_said_and_what_was_answered(shop: Shop, queue: FakeQueue) -> None:
    _rebuilt(["product:mug", "category:kitchen"], 17)
    a.drain(queue)

    purge, message = Purge.objects.get(), OutboxMessage.objects.get()
    assert (purge.tags, purge.tag_count, purge.version) == (["product:mug", "category:kitchen"], 2, 17)
    assert (purge.cause, purge.changed_at) == (str(message.id), message.created_at)
    (call,) = purge.calls
    assert (call.url, call.attempts, call.status, call.fault) == ("http://storefront.example", 1, 200, None)
    assert call.milliseconds == 3
    assert call.answered_at >= purge.created_at
    assert purge.answered_at


def _told_again(queue: FakeQueue, later: timedelta) -> None:
    """What the schedule and the jobs do at that time."""
    with clock.moved(later):
        tick()
    a.drain(queue, later=later)


def test_a_replica_that_has_heard_is_not_called_again_for_one_that_has_not(
    shop: Shop, queue: FakeQueue
) -> None:
    storefront: FakeStorefront = shop.storefront  # type: ignore[assignment]  # the fixture's fake
    storefront.replicas = (ONE, TWO, THREE)
    storefront.faults.broken.add(TWO)
    a.markets()
    OutboxMessage.objects.delete()
    _rebuilt()
    for minutes in range(3):
        _told_again(queue, timedelta(minutes=minutes))
    assert sorted(storefront.heard) == [ONE, THREE]
    purge = Purge.objects.get()
    assert {call.url: call.attempts for call in purge.calls} == {ONE: 1, TWO: 3, THREE: 1}
    assert {call.url: call.fault for call in purge.calls}[TWO] == "does not answer in time"
    assert purge.answered_at is None

    storefront.faults.broken.clear()
    _told_again(queue, timedelta(hours=1))
    assert sorted(storefront.heard) == [ONE, THREE, TWO]
    assert Purge.objects.get().answered_at
    assert Replica.objects.count() == 0
    assert OutboxMessage.objects(state=OutboxState.READY).count() == 0


class TestAReplicaThatDoesNotAnswer:
    @pytest.fixture
    def storefront(self, database: object) -> FakeStorefront:  # noqa: ARG002  # first
        found = FakeStorefront(ONE, TWO)
        found.faults.broken.add(TWO)
        return found

    def calls(self) -> int:
        return int(sum(call.attempts for purge in Purge.objects for call in purge.calls if call.url == TWO))

    def test_is_called_once_however_many_changes_there_are_and_hears_of_all_of_them_later(
        self, storefront: FakeStorefront
    ) -> None:
        for number in range(6):
            revalidate(storefront, [f"t{number}"], number, cause=Heard(f"message{number}", clock.now()))
        assert (storefront.heard, self.calls()) == ([ONE] * 6, 1)

        storefront.faults.broken.clear()
        with clock.moved(FIRST_PAUSE):
            catch_up(storefront)
        told = [(tags, version) for tags, version in storefront.told[6:]]
        assert told == [(frozenset({f"t{number}"}), number) for number in range(6)]
        assert Purge.objects(answered_at=None).count() == 0
        revalidate(storefront, ["t"], 9, cause=_cause())
        assert storefront.heard[-2:].count(TWO) == 1

    def test_is_left_alone_for_longer_each_time_and_for_a_minute_at_most(
        self, storefront: FakeStorefront
    ) -> None:
        revalidate(storefront, ["a"], 1, cause=_cause())
        pauses = []
        for _ in range(8):
            pauses.append(round((Replica.objects.get().due_at - clock.now()).total_seconds()))
            with clock.moved(timedelta(seconds=pauses[-1] - 1)):
                assert not replicas_due()
            Replica.objects.update(set__due_at=clock.now())
            assert replicas_due()
            catch_up(storefront)

        assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
        assert self.calls() == 9

    def test_hears_too_what_comes_while_it_catches_up(self, storefront: FakeStorefront, wire: Wire) -> None:
        revalidate(storefront, ["a"], 1, cause=_cause())
        storefront.faults.broken.clear()

        def another() -> None:
            revalidate(storefront, ["b"], 2, cause=Heard("another", clock.now()))

        with (
            clock.moved(FIRST_PAUSE),
            wire.meanwhile(
                lambda command: command.collection == "replicas" and command.name == "delete", another
            ),
        ):
            catch_up(storefront)

        assert storefront.stale == {"a", "b"}
        assert storefront.heard.count(TWO) == 2
        assert Replica.objects.count() == 0

    def test_is_told_in_several_jobs_where_it_missed_much(
        self, storefront: FakeStorefront, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        revalidate(storefront, ["a"], 1, cause=_cause())
        storefront.faults.broken.clear()
        monkeypatch.setattr(services, "BUDGET_SECONDS", -1.0)
        with clock.moved(FIRST_PAUSE):
            catch_up(storefront)
            assert (storefront.heard, replicas_due()) == ([ONE], True)
            monkeypatch.undo()
            catch_up(storefront)
        assert storefront.heard == [ONE, TWO]

    def test_is_not_waited_for_once_it_is_none_any_more(self, storefront: FakeStorefront) -> None:
        revalidate(storefront, ["a"], 1, cause=_cause())
        storefront.replicas = (ONE,)
        with clock.moved(FIRST_PAUSE):
            catch_up(storefront)

        assert Replica.objects.count() == 0
        assert Purge.objects.get().answered_at


def test_an_answer_is_kept_though_the_rest_is_cut_off(database: "Database[dict[str, object]]") -> None:
    """A worker that dies between two answers asks only the second again."""

    class Cut(FakeStorefront):
        @outside_call
        def tell(self, replica: str, tags: Sequence[str], version: int) -> Reply:
            if replica == TWO:
                raise SystemExit
            return super().tell(replica, tags, version)

    storefront = Cut(ONE, TWO)
    with pytest.raises(SystemExit):
        revalidate(storefront, ["a"], 1, cause=_cause())

    assert [bool(call.answered_at) for call in Purge.objects.get().calls] == [True, False]


def test_one_slow_replica_does_not_delay_the_others(database: "Database[dict[str, object]]") -> None:
    heard_by_both = threading.Barrier(2)

    class Slow(FakeStorefront):
        """Each answers only when the other is being asked too."""

        @outside_call
        def tell(self, replica: str, tags: Sequence[str], version: int) -> Reply:
            heard_by_both.wait(5)
            return super().tell(replica, tags, version)

    storefront = Slow(ONE, TWO)
    revalidate(storefront, ["a"], 1, cause=_cause())
    assert sorted(storefront.heard) == [ONE, TWO]


def test_more_tags_than_fit_in_a_call_go_in_several(database: "Database[dict[str, object]]") -> None:
    storefront = FakeStorefront(ONE, TWO)
    tags = [f"product:{number}" for number in range(2 * TAGS_IN_A_CALL + 1)]
    revalidate(storefront, tags, 3, cause=_cause())

    assert storefront.stale == set(tags)
    assert sorted(len(told) for told, _ in storefront.told) == [1, 1, *[TAGS_IN_A_CALL] * 4]
    assert [purge.tag_count for purge in Purge.objects.order_by("id")] == [1000, 1000, 1]


def test_a_replica_that_fails_is_not_asked_for_the_rest_of_it(
    database: "Database[dict[str, object]]",
) -> None:
    storefront = FakeStorefront(ONE, TWO)
    storefront.faults.broken.add(TWO)
    revalidate(storefront, ["a"] * (TAGS_IN_A_CALL + 1), 3, cause=_cause())

    attempts = [{call.url: call.attempts for call in purge.calls} for purge in Purge.objects.order_by("id")]
    assert attempts == [{ONE: 1, TWO: 1}, {ONE: 1, TWO: 0}]


def test_a_job_ends_in_time_and_goes_on_in_the_next(
    database: "Database[dict[str, object]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    storefront, cause = FakeStorefront(ONE), _cause()
    monkeypatch.setattr(services, "BUDGET_SECONDS", -1.0)
    with pytest.raises(StorefrontAway, match="more to hear"):
        revalidate(storefront, ["a"], 3, cause=cause)
    assert storefront.told == []

    monkeypatch.undo()
    revalidate(storefront, ["a"], 3, cause=cause)
    assert len(storefront.told) == 1


def test_a_replica_that_came_later_is_told_too(database: "Database[dict[str, object]]") -> None:
    cause, storefront = _cause(), FakeStorefront(ONE)
    revalidate(storefront, ["a"], 1, cause=cause)
    storefront.replicas = (ONE, TWO)
    revalidate(storefront, ["a"], 1, cause=cause)

    assert storefront.heard == [ONE, TWO]
    assert [call.url for call in Purge.objects.get().calls] == [ONE, TWO]


def test_a_late_failure_does_not_take_back_what_was_heard(database: "Database[dict[str, object]]") -> None:
    revalidate(FakeStorefront(ONE), ["a"], 1, cause=_cause())
    Purge.objects.note("message-1", ONE, Reply(9, 500, "answers 500"))

    (call,) = Purge.objects.get().calls
    assert (call.status, call.fault, call.attempts) == (200, None, 1)


def test_the_record_is_not_written_in_a_transaction(database: "Database[dict[str, object]]") -> None:
    revalidate(FakeStorefront(ONE), ["a"], 1, cause=_cause())
    with pytest.raises(OutsideCallInTransaction):
        transactional(send)(FakeStorefront(ONE), ["message-1"])


def test_nobody_to_tell_leaves_no_record(database: "Database[dict[str, object]]") -> None:
    storefront = FakeStorefront()
    storefront.replicas = ()
    revalidate(storefront, ["a"], 1, cause=_cause())

    assert Purge.objects.count() == 0


def test_sent_again_every_replica_is_told_and_the_first_record_stays(shop: Shop, queue: FakeQueue) -> None:
    storefront: FakeStorefront = shop.storefront  # type: ignore[assignment]  # the fixture's fake
    _rebuilt(["product:mug"], 9)
    a.drain(queue)
    first = Purge.objects.get()
    again = send_again(first.id, actor=a.STAFF)
    a.drain(queue)

    assert storefront.told == [(frozenset({"product:mug"}), 9)] * 2
    assert Purge.objects.get(id=first.id).to_mongo() == first.to_mongo()
    assert Purge.objects.get(id=again).answered_at


def test_what_is_gone_cannot_be_sent_again(database: "Database[dict[str, object]]") -> None:
    with pytest.raises(PurgeNotFound):
        send_again("nothing", actor=a.STAFF)


def test_records_are_deleted_after_thirty_days(database: "Database[dict[str, object]]") -> None:
    (index,) = [
        facts for facts in database["purges"].index_information().values() if "expireAfterSeconds" in facts
    ]
    assert (index["key"], index["expireAfterSeconds"]) == ([("created_at", 1)], KEEP.total_seconds())
    assert timedelta(days=30) == KEEP


def test_calls_are_counted_and_timed_from_the_first_event_of_the_chain(shop: Shop, queue: FakeQueue) -> None:
    a.markets()
    a.goods("MUG-SAND")
    began = OutboxMessage.objects(event="ProductChanged").get().created_at
    before = _counted("heard"), _sum()
    a.drain(queue, later=timedelta(seconds=90))

    purge = Purge.objects(tags="product:mug-sand").get()
    assert purge.changed_at == began
    assert _counted("heard") > before[0]
    assert _sum() - before[1] >= 90


def test_refusals_and_absences_are_counted_apart(database: "Database[dict[str, object]]") -> None:
    before = _counted("away"), _counted("refused")
    storefront = FakeStorefront(ONE)
    storefront.faults.away = True
    revalidate(storefront, ["a"], 1, cause=_cause())

    assert (_counted("away"), _counted("refused")) == (before[0] + 1, before[1])


def test_whoever_was_told_nothing_is_a_cause_of_its_own() -> None:
    assert heard().message_id != heard().message_id


def test_the_log_is_read_by_an_index(database: "Database[dict[str, object]]", wire: Wire) -> None:
    for found in (
        Purge.objects(tags__in=["a", "product:a"]),
        Purge.objects(answered_at=None),
        Purge.objects(),
    ):
        plan = str(found.order_by("-created_at").limit(50).explain()["queryPlanner"]["winningPlan"])
        assert "IXSCAN" in plan
        assert "COLLSCAN" not in plan


def _counted(outcome: str) -> float:
    return REGISTRY.get_sample_value("shop_purge_calls_total", {"outcome": outcome}) or 0.0


def _sum() -> float:
    return REGISTRY.get_sample_value("shop_purge_seconds_sum") or 0.0


def test_all_replicas_that_are_told_at_once_find_room_to_be_told() -> None:
    assert AT_ONCE["storefront"] >= services.MOST_LANES
