from datetime import timedelta

from core import clock
from core.bootstrap import Shop
from core.outbox.services import announce_alone
from core.privacy.models import Erasure, ErasureState
from core.privacy.services import LOOK_AGAIN, ask_for_erasure
from jobs.schedule_events import ErasuresReviewDue
from tests import builders as a
from tests.core.privacy.lives import ZENOBIA, found
from tests.fakes import FakeQueue


def state() -> str:
    erasure: Erasure = Erasure.objects.get()
    return str(erasure.state)


def test_whoever_asked_is_forgotten_by_a_worker_and_looked_for_once_more(
    shop: Shop, queue: FakeQueue
) -> None:
    a.customer(ZENOBIA.email)
    ask_for_erasure(ZENOBIA.email, actor=a.STAFF)

    a.drain(queue)
    assert (state(), found(ZENOBIA.email)) == (ErasureState.SETTLING, [])
    a.drain(queue, later=LOOK_AGAIN + timedelta(seconds=1))
    assert state() == ErasureState.DONE


def test_what_a_crash_left_half_done_is_found_by_the_schedule(shop: Shop, queue: FakeQueue) -> None:
    a.customer(ZENOBIA.email)
    erasure = ask_for_erasure(ZENOBIA.email, actor=a.STAFF)
    Erasure.objects(id=erasure.id).update_one(set__state=ErasureState.WORKING, set__due_at=clock.now())
    a.relay_all(queue)
    queue.flush()

    announce_alone(ErasuresReviewDue())
    a.drain(queue)
    assert (state(), found(ZENOBIA.email)) == (ErasureState.SETTLING, [])
