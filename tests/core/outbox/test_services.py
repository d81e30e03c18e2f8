from datetime import timedelta
from functools import partial

import pytest
from bson import ObjectId

from core import clock, log
from core.customers.events import CustomerRegistered
from core.db import transactional
from core.outbox.events import KNOWN, Event, event_of
from core.outbox.models import KEEP_DONE, LEASE, MOST_ATTEMPTS, OutboxMessage, OutboxState
from core.outbox.queries import outbox_age, under_way
from core.outbox.services import (
    JITTER,
    AnnouncedOutsideTransaction,
    announce,
    announce_when_due,
    note_failure,
    ring_again,
)
from tests import builders as a
from tests.at_once import at_once
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")

MINUTE = timedelta(minutes=1)


def announced(customer: str = "cus_1") -> OutboxMessage:
    transactional(announce)(CustomerRegistered(customer))
    message: OutboxMessage = OutboxMessage.objects(payload__customer_id=customer).get()
    return message


def again(message: OutboxMessage) -> OutboxMessage:
    known: OutboxMessage = OutboxMessage.objects(id=message.id).get()
    return known


class TestAnnounce:
    def test_what_is_to_be_told_later_is_not_told_before(self) -> None:
        transactional(announce)(CustomerRegistered("cus_1"), after=MINUTE)

        assert OutboxMessage.objects.claim_next() is None
        with clock.moved(MINUTE):
            assert OutboxMessage.objects.claim_next() is not None

    def test_it_is_under_way_until_all_have_heard_by_a_look_at_an_index(self, wire: Wire) -> None:
        assert not under_way(CustomerRegistered)
        for number in range(20):
            OutboxMessage.objects(id=announced(f"cus_{number + 2}").id).update_one(set__event="AnotherOne")
        message = announced()
        with wire.recorded() as commands:
            assert under_way(CustomerRegistered)
        assert a.explained(commands[0])["totalDocsExamined"] == 1
        OutboxMessage.objects(id=message.id).update_one(set__state="done")
        assert not under_way(CustomerRegistered)

    def test_needs_a_transaction(self) -> None:
        with pytest.raises(AnnouncedOutsideTransaction, match="CustomerRegistered"):
            announce(CustomerRegistered("cus_1"))

        assert a.announced() == []

    def test_nothing_is_announced_without_the_commit(self) -> None:
        @transactional
        def refuse() -> None:
            announce(CustomerRegistered("cus_1"))
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            refuse()
        assert a.announced() == []

    def test_is_due_at_once_and_names_the_request_it_comes_from(self) -> None:
        with log.about(request_id="req-1"):
            message = announced()

        assert (message.request_id, message.state, message.attempts) == ("req-1", OutboxState.READY, 0)
        assert message.pending is None
        assert message.due_at <= clock.now()


class TestClaim:
    def test_leases_a_message_to_one_relay_for_thirty_seconds(self) -> None:
        announced()

        assert [OutboxMessage.objects.claim_next() is None for _ in range(2)] == [False, True]
        with clock.moved(LEASE - timedelta(seconds=1)):
            assert OutboxMessage.objects.claim_next() is None
        with clock.moved(LEASE + timedelta(seconds=1)):
            assert OutboxMessage.objects.claim_next().attempts == 2

    def test_two_relays_never_have_the_same_message(self) -> None:
        for number in range(20):
            announced(f"cus_{number}")

        claimed = at_once([OutboxMessage.objects.claim_next] * 30)

        ids = [message.id for message in claimed if isinstance(message, OutboxMessage)]
        assert (len(ids), len(set(ids))) == (20, 20)

    def test_takes_the_one_that_has_been_due_the_longest(self) -> None:
        later, first = announced("later"), announced("first")
        OutboxMessage.objects(id=later.id).update_one(set__due_at=clock.now() - MINUTE)
        OutboxMessage.objects(id=first.id).update_one(set__due_at=clock.now() - 2 * MINUTE)

        assert OutboxMessage.objects.claim_next().id == first.id

    def test_what_is_dead_or_done_is_nobodys(self) -> None:
        for state in (OutboxState.DEAD, OutboxState.DONE):
            OutboxMessage.objects(id=announced(state).id).update_one(set__state=state)

        with clock.moved(MINUTE):
            assert OutboxMessage.objects.claim_next() is None

    def test_a_bell_that_could_not_be_rung_does_not_count(self) -> None:
        announced()
        message = OutboxMessage.objects.claim_next()
        OutboxMessage.objects.put_back(message.id, timedelta(seconds=2))

        assert again(message).attempts == 0
        assert OutboxMessage.objects.claim_next() is None
        with clock.moved(timedelta(seconds=3)):
            assert OutboxMessage.objects.claim_next().attempts == 1


class TestRoute:
    def test_is_written_down_once(self) -> None:
        message = announced()
        OutboxMessage.objects.route(message.id, ["one", "two"])
        OutboxMessage.objects.acknowledge(message.id, "one")
        OutboxMessage.objects.route(message.id, ["one", "two"])

        assert again(message).pending == ["two"]

    def test_what_nobody_wants_to_hear_is_done(self) -> None:
        message = announced()
        OutboxMessage.objects.route(message.id, [])

        assert again(message).state == OutboxState.DONE


class TestAcknowledge:
    def test_the_last_job_finishes_the_message(self) -> None:
        message = announced()
        OutboxMessage.objects.route(message.id, ["one", "two"])

        OutboxMessage.objects.acknowledge(message.id, "two")
        assert again(message).state == OutboxState.READY
        OutboxMessage.objects.acknowledge(message.id, "one")
        assert again(message).state == OutboxState.DONE
        assert again(message).done_at

    def test_is_safe_to_repeat_and_never_finishes_the_work_of_another(self) -> None:
        message = announced()
        OutboxMessage.objects.route(message.id, ["one", "two"])
        for _ in range(3):
            OutboxMessage.objects.acknowledge(message.id, "one")
            OutboxMessage.objects.acknowledge(message.id, "nobody")

        assert (again(message).pending, again(message).state) == (["two"], OutboxState.READY)

    def test_jobs_that_end_at_once_leave_nothing_open(self) -> None:
        message, jobs = announced(), [f"job-{number}" for number in range(8)]
        OutboxMessage.objects.route(message.id, jobs)

        at_once([partial(OutboxMessage.objects.acknowledge, message.id, job) for job in jobs])

        assert again(message).state == OutboxState.DONE

    def test_a_job_that_is_done_is_not_begun_again(self) -> None:
        message = announced()
        OutboxMessage.objects.route(message.id, ["one"])
        assert OutboxMessage.objects.begin(message.id, "one")
        OutboxMessage.objects.acknowledge(message.id, "one")

        assert OutboxMessage.objects.begin(message.id, "one") is None
        assert OutboxMessage.objects.begin(ObjectId(), "one") is None

    def test_done_messages_are_forgotten_after_two_weeks_and_no_others(self) -> None:
        assert OutboxMessage._get_collection().index_information()["done_at_1"]["expireAfterSeconds"] == (
            KEEP_DONE.total_seconds()
        )
        assert announced().done_at is None


class TestFailure:
    def test_pauses_double_and_after_the_eighth_it_is_dead(self) -> None:
        message, pauses, later = announced(), [], timedelta()
        for _ in range(MOST_ATTEMPTS):
            with clock.moved(later):
                OutboxMessage.objects.claim_next()
                note_failure(message.id, "MailAway: no")
                pauses.append(again(message).due_at - clock.now())
                later += pauses[-1] + timedelta(seconds=1)

        longer = [
            pause / timedelta(seconds=wanted)
            for pause, wanted in zip(pauses[:-1], [4, 8, 16, 32, 64, 128, 256], strict=True)
        ]
        assert all(0.99 < one <= 1 + JITTER for one in longer)
        assert max(longer) > 1.02, "what failed together comes back together"
        assert (again(message).state, again(message).last_fault) == (OutboxState.DEAD, "MailAway: no")

    def test_a_service_that_is_away_does_not_count_for_three_days(self) -> None:
        message = announced()
        for day, state in ((0, OutboxState.READY), (2, OutboxState.READY), (4, OutboxState.DEAD)):
            with clock.moved(timedelta(days=day)):
                for _ in range(MOST_ATTEMPTS + 1):
                    OutboxMessage.objects(id=message.id).update_one(inc__attempts=1)
                    note_failure(message.id, "MailAway: no", away=True)
            assert again(message).state == state

    def test_a_late_failure_does_not_wake_what_is_done_or_dead(self) -> None:
        for state in (OutboxState.DONE, OutboxState.DEAD):
            message = announced(state)
            OutboxMessage.objects(id=message.id).update_one(set__state=state)
            note_failure(message.id, "too late")
            assert (again(message).state, again(message).last_fault) == (state, None)
        note_failure(ObjectId(), "never was")

    def test_a_fault_names_nobody(self) -> None:
        message = announced()
        note_failure(message.id, "job: Invalid: 'ada@example.com' is not an e-mail address")
        assert again(message).last_fault == "job: Invalid: '***' is not an e-mail address"

    def test_a_fault_is_kept_short(self) -> None:
        message = announced()
        note_failure(message.id, "x" * 10_000)

        assert len(again(message).last_fault or "") == 500

    def test_a_dead_message_gets_new_attempts_when_somebody_rings_again(self) -> None:
        message = announced()
        OutboxMessage.objects(id=message.id).update_one(set__state=OutboxState.DEAD, set__attempts=8)

        assert at_once([lambda: ring_again(message.id)] * 5).count(True) == 1
        assert (again(message).state, again(message).attempts) == (OutboxState.READY, 0)
        assert OutboxMessage.objects.claim_next().id == message.id

    def test_only_a_dead_message_can_be_rung_for_again(self) -> None:
        assert not ring_again(announced().id)
        assert not ring_again(ObjectId())


class TestSlots:
    def test_a_slot_is_announced_once_by_many(self) -> None:
        results = at_once([lambda: announce_when_due("x", MINUTE, CustomerRegistered("slot"))] * 12)

        assert [result for result in results if isinstance(result, Exception)] == []
        assert results.count(True) == 1
        assert len(a.announced()) == 1

    def test_the_next_time_counts_from_now_so_nothing_piles_up(self) -> None:
        def due() -> bool:
            return announce_when_due("x", MINUTE, CustomerRegistered("slot"))

        assert [due(), due()] == [True, False]
        with clock.moved(60 * MINUTE):
            assert [due(), due()] == [True, False]
        with clock.moved(60 * MINUTE + MINUTE - timedelta(seconds=2)):
            assert not due()
        with clock.moved(61 * MINUTE + timedelta(seconds=2)):
            assert due()

    def test_slots_do_not_wait_for_each_other(self) -> None:
        assert announce_when_due("x", MINUTE, CustomerRegistered("x"))
        assert announce_when_due("y", MINUTE, CustomerRegistered("y"))


class TestEvents:
    def test_an_event_comes_back_as_it_was_announced(self) -> None:
        announced()

        assert a.events(CustomerRegistered) == [CustomerRegistered("cus_1")]

    def test_members_that_only_a_newer_release_knows_are_left_out(self) -> None:
        payload = {"customer_id": "cus_1", "colour": "red"}

        assert event_of("CustomerRegistered", payload, Event) == CustomerRegistered("cus_1")

    def test_an_event_is_not_taken_for_another(self) -> None:
        assert KNOWN["CustomerRegistered"] is CustomerRegistered
        with pytest.raises(TypeError, match="is not a ContentChanged"):
            event_of("CustomerRegistered", {"customer_id": "cus_1"}, KNOWN["ContentChanged"])


class TestAge:
    def test_says_what_waits_how_long_and_what_is_dead(self) -> None:
        assert (outbox_age().waiting, outbox_age().oldest_seconds, outbox_age().dead) == (0, 0.0, 0)
        announced("one")
        OutboxMessage.objects(id=announced("two").id).update_one(set__state=OutboxState.DEAD)
        OutboxMessage.objects(id=announced("three").id).update_one(set__state=OutboxState.DONE)

        with clock.moved(MINUTE):
            age = outbox_age()
        assert (age.waiting, age.dead) == (1, 1)
        assert 60 <= age.oldest_seconds < 70
