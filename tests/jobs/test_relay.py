from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from core.orders.events import OrderPaid
from core.outbox.models import LEASE, MOST_ATTEMPTS, OutboxMessage, OutboxState
from core.queue import QueueAway
from jobs.relay import relay_next
from jobs.subscribers import jobs_for
from tests import builders as a
from tests.at_once import at_once
from tests.fakes import FakeMailer, FakeQueue, FakeTracker

AFTER_THE_LEASE = LEASE + timedelta(seconds=1)
LATER = timedelta(minutes=10)


@pytest.fixture
def registered(shop: Shop) -> OutboxMessage:
    """Somebody has registered: one message, one job."""
    a.customer()
    found: OutboxMessage = OutboxMessage.objects.get()
    return found


def again(message: OutboxMessage) -> OutboxMessage:
    known: OutboxMessage = OutboxMessage.objects(id=message.id).get()
    return known


def test_rings_once_for_each_who_is_to_hear_of_it(shop: Shop, queue: FakeQueue) -> None:
    a.paid_order(shop)
    OutboxMessage.objects(event__ne="OrderPaid").delete()
    a.relay_all(queue)

    jobs = sorted(arguments[1] for _, _, arguments in queue.waiting.values())
    assert jobs == sorted(jobs_for(OrderPaid))
    assert "jobs.search.note_sales" in jobs
    assert all(set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-") for key in queue.waiting)


def test_nothing_due_is_nothing_done(shop: Shop, queue: FakeQueue) -> None:
    assert not relay_next(queue)


def test_rings_again_only_for_those_who_have_not_done_their_part(
    shop: Shop, queue: FakeQueue, tracker: FakeTracker, mailer: FakeMailer
) -> None:
    paid = a.paid_order(shop)
    tracker.faults.away = True
    a.drain(queue)
    before = len(queue.rung)
    tracker.faults.away = False
    a.drain(queue, later=AFTER_THE_LEASE)

    assert [key.partition("-")[2] for key in queue.rung[before:]] == ["jobs-analytics-order_completed"]
    assert mailer.keys.count(f"order_confirmation:{paid.number}") == 1
    assert tracker.names == ["Order Completed"]


def test_a_queue_that_forgets_everything_loses_nothing(
    registered: OutboxMessage, queue: FakeQueue, mailer: FakeMailer
) -> None:
    a.relay_all(queue)
    queue.flush()
    assert a.drain(queue) == 0

    assert a.drain(queue, later=AFTER_THE_LEASE) == 1
    assert len(mailer.sent) == 1


def test_a_queue_that_is_away_is_waited_for_and_does_not_count(
    registered: OutboxMessage, queue: FakeQueue
) -> None:
    queue.faults.away = True
    for minutes in range(2 * MOST_ATTEMPTS):
        with clock.moved(timedelta(minutes=minutes)), pytest.raises(QueueAway):
            relay_next(queue)
    assert again(registered).attempts == 0

    queue.faults.away = False
    assert a.drain(queue, later=timedelta(hours=1)) == 1


def test_an_answer_of_the_queue_that_is_lost_rings_no_second_run(
    registered: OutboxMessage, queue: FakeQueue, mailer: FakeMailer
) -> None:
    queue.faults.lose_answers = 1
    with pytest.raises(QueueAway):
        relay_next(queue)
    a.drain(queue, later=AFTER_THE_LEASE)

    assert len(mailer.sent) == 1


def test_two_relays_share_the_work(shop: Shop, queue: FakeQueue) -> None:
    for number in range(10):
        a.customer(f"ada{number}@example.com")

    at_once([lambda: a.relay_all(queue)] * 2)

    assert len(queue.rung) == len(set(queue.rung)) == 10


def test_workers_that_are_away_for_long_use_up_no_attempts(
    registered: OutboxMessage, queue: FakeQueue, mailer: FakeMailer
) -> None:
    """What waits in the queue is rung for every thirty seconds; then the first failure must not be the last."""
    for number in range(3 * MOST_ATTEMPTS):
        with clock.moved(number * AFTER_THE_LEASE):
            a.relay_all(queue)
    assert (len(queue.rung), again(registered).attempts) == (1, 1)

    mailer.faults.error = ValueError("not a letter")
    mailer.faults.away = True
    queue.run()
    assert again(registered).state == OutboxState.READY


def test_a_job_that_fails_every_time_is_dead_after_eight_and_is_shown(
    registered: OutboxMessage, queue: FakeQueue, mailer: FakeMailer
) -> None:
    mailer.faults.error = ValueError("not a letter")
    mailer.faults.away = True
    for number in range(1, MOST_ATTEMPTS + 1):
        assert again(registered).state == OutboxState.READY
        a.drain(queue, later=number * LATER)

    assert (again(registered).state, len(queue.rung)) == (OutboxState.DEAD, MOST_ATTEMPTS)
    assert a.drain(queue, later=100 * LATER) == 0


def test_a_job_that_kills_its_worker_every_time_is_dead_in_the_end(
    registered: OutboxMessage, queue: FakeQueue
) -> None:
    """It never comes back to say that it failed; it must not be rung for for ever."""
    for number in range(3 * MOST_ATTEMPTS):
        with clock.moved(number * LATER):
            a.relay_all(queue)
        queue.flush()

    assert (again(registered).state, len(queue.rung)) == (OutboxState.DEAD, MOST_ATTEMPTS)
    assert "jobs.mail.welcome" in str(again(registered).last_fault)


def test_one_bad_message_does_not_hold_up_the_others(
    shop: Shop, queue: FakeQueue, mailer: FakeMailer
) -> None:
    a.customer("bad@example.com")
    OutboxMessage.objects.get().update(set__payload={})
    for number in range(5):
        a.customer(f"ada{number}@example.com")
    a.drain(queue)

    assert len(mailer.sent) == 5
    assert OutboxMessage.objects(state=OutboxState.READY).count() == 1


def test_an_event_that_only_another_release_knows_waits_and_is_shown_in_the_end(
    registered: OutboxMessage, queue: FakeQueue
) -> None:
    OutboxMessage.objects.update(set__event="MoonFell")
    a.relay_all(queue)
    assert again(registered).state == OutboxState.READY

    OutboxMessage.objects.update(set__event="CustomerRegistered")
    assert a.drain(queue, later=LATER) == 1

    OutboxMessage.objects.update(set__event="MoonFell", set__state=OutboxState.READY, set__attempts=0)
    for number in range(1, MOST_ATTEMPTS + 1):
        a.drain(queue, later=(1 + number) * LATER)
    assert (again(registered).state, again(registered).last_fault) == (
        OutboxState.DEAD,
        "nobody knows the event 'MoonFell'",
    )


def test_a_message_whose_worker_died_after_its_last_job_is_done(
    registered: OutboxMessage, queue: FakeQueue
) -> None:
    a.relay_all(queue)
    OutboxMessage.objects(id=registered.id).update_one(set__pending=[])

    with clock.moved(AFTER_THE_LEASE):
        a.relay_all(queue)
    assert again(registered).state == OutboxState.DONE
