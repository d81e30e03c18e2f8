import json
from datetime import timedelta

import pytest
from bson import ObjectId

from core import clock, log
from core.bootstrap import Shop
from core.outbox.models import LEASE, MOST_ATTEMPTS, OutboxMessage, OutboxState
from jobs.deliver import deliver
from tests import builders as a
from tests.at_once import at_once
from tests.fakes import FakeMailer, FakeQueue
from tests.lines import lines_of

WELCOME = "jobs.mail.welcome"


@pytest.fixture
def message(shop: Shop, queue: FakeQueue) -> OutboxMessage:
    """A customer has registered; the relay has rung for the mail, and nobody has come yet."""
    a.customer()
    a.relay_all(queue)
    found: OutboxMessage = OutboxMessage.objects.get()
    return found


def again(message: OutboxMessage) -> OutboxMessage:
    known: OutboxMessage = OutboxMessage.objects(id=message.id).get()
    return known


def test_does_the_job_and_writes_down_that_it_has(message: OutboxMessage, mailer: FakeMailer) -> None:
    deliver(str(message.id), WELCOME)

    assert len(mailer.sent) == 1
    assert again(message).state == OutboxState.DONE


def test_delivered_again_does_nothing(message: OutboxMessage, mailer: FakeMailer) -> None:
    for _ in range(3):
        deliver(str(message.id), WELCOME)

    assert len(mailer.sent) == 1


def test_leases_the_message_anew_while_it_works(message: OutboxMessage, mailer: FakeMailer) -> None:
    with clock.moved(LEASE - timedelta(seconds=1)):
        mailer.faults.away = True
        begun = OutboxMessage.objects.begin(message.id, WELCOME)
        assert begun
        assert begun.due_at - clock.now() > LEASE - timedelta(seconds=1)


def test_a_failure_is_noted_and_tried_again_after_a_pause(
    message: OutboxMessage, mailer: FakeMailer, queue: FakeQueue
) -> None:
    mailer.faults.error = ValueError("not a letter")
    mailer.faults.away = True
    deliver(str(message.id), WELCOME)
    assert again(message).state == OutboxState.READY
    assert again(message).last_fault == "jobs.mail.welcome: ValueError: not a letter"

    mailer.faults.away = False
    queue.flush()
    assert a.drain(queue) == 0
    assert a.drain(queue, later=timedelta(seconds=5)) == 1
    assert (again(message).state, len(mailer.sent)) == (OutboxState.DONE, 1)


def test_a_fault_of_a_job_is_told_with_its_traceback_and_what_it_was_about(
    message: OutboxMessage, mailer: FakeMailer
) -> None:
    mailer.faults.error = ValueError("not a letter to ada@example.com")
    mailer.faults.away = True
    with lines_of("worker") as written:
        deliver(str(message.id), WELCOME)

    (line,) = [line for line in written() if line["event"] == "job_failed"]
    assert "ValueError: not a letter to ***" in line["exception"]
    assert "in deliver" in line["exception"] or "in _run" in line["exception"]
    assert (line["job"], line["told"], line["level"]) == (WELCOME, message.event, "error")


def test_a_service_that_is_away_is_no_fault_of_the_jobs_for_three_days(
    message: OutboxMessage, mailer: FakeMailer, queue: FakeQueue
) -> None:
    mailer.faults.away = True
    for minutes in range(3 * MOST_ATTEMPTS):
        a.drain(queue, later=timedelta(minutes=minutes))
        queue.flush()
    assert (again(message).state, again(message).attempts) == (OutboxState.READY, 0)
    assert "MailAway" in str(again(message).last_fault)

    for minutes in range(0, 24 * 60, 60):
        a.drain(queue, later=timedelta(days=4, minutes=minutes))
    assert again(message).state == OutboxState.DEAD


def test_a_fault_in_the_code_is_a_failure_like_any_other(message: OutboxMessage) -> None:
    OutboxMessage.objects(id=message.id).update_one(set__payload={"colour": "red"})
    deliver(str(message.id), WELCOME)

    assert (again(message).state, "TypeError" in str(again(message).last_fault)) == (OutboxState.READY, True)


def test_only_functions_on_the_page_of_subscribers_can_be_named(message: OutboxMessage) -> None:
    OutboxMessage.objects(id=message.id).update_one(push__pending="os.system")
    deliver(str(message.id), "os.system")

    assert "KeyError" in str(again(message).last_fault)


def test_a_message_that_is_not_there_is_nobodys_job(shop: Shop) -> None:
    deliver(str(ObjectId()), WELCOME)


def test_two_at_once_may_both_run_and_the_message_is_done_once(message: OutboxMessage) -> None:
    assert [result for result in at_once([lambda: deliver(str(message.id), WELCOME)] * 4) if result] == []
    assert again(message).state == OutboxState.DONE


def test_lines_of_the_job_carry_the_request_that_caused_it(
    shop: Shop, queue: FakeQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    with log.about(request_id="req-77"):
        a.customer()
    a.drain(queue)

    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "job_done" in line]
    assert (line["request_id"], line["job"], line["told"]) == ("req-77", WELCOME, "CustomerRegistered")
    assert log.current("request_id") is None
