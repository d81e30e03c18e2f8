from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from core import clock
from core.idempotency.errors import BadKey, KeyReused, StillAtWork
from core.idempotency.models import LEASE, KeptAnswer
from core.idempotency.services import Answer, answer_id, begin, give_up, keep, noted, once
from tests.at_once import answers, at_once, refusals

pytestmark = pytest.mark.usefixtures("database")

PLACED = Answer(201, "application/json", b'{"number": "Q-1"}')
AFTER_THE_LEASE = LEASE + timedelta(seconds=1)


@pytest.fixture
def name() -> str:
    return answer_id(str(uuid4()), "place cus_1")


def test_the_first_request_is_let_through(name: str) -> None:
    assert begin(name, b"body") is None


def test_a_repeated_request_gets_the_same_bytes(name: str) -> None:
    begin(name, b"body")
    keep(name, PLACED)

    assert begin(name, b"body") == PLACED
    assert begin(name, b"body") == PLACED


def test_the_same_key_with_another_body_is_refused(name: str) -> None:
    begin(name, b"body")
    with pytest.raises(KeyReused):
        begin(name, b"another")

    keep(name, PLACED)
    with pytest.raises(KeyReused):
        begin(name, b"another")


def test_a_request_that_is_being_worked_on_is_not_begun_again(name: str) -> None:
    begin(name, b"body")

    with pytest.raises(StillAtWork):
        begin(name, b"body")


def test_of_twenty_at_once_one_is_let_through(name: str) -> None:
    results = at_once([lambda: begin(name, b"body")] * 20)

    assert answers(results) == [None]
    assert {type(refusal) for refusal in refusals(results)} == {StillAtWork}


def test_a_claim_whose_process_died_is_free_after_thirty_seconds_for_one(name: str) -> None:
    begin(name, b"body")

    with clock.moved(LEASE - timedelta(seconds=1)), pytest.raises(StillAtWork):
        begin(name, b"body")
    with clock.moved(AFTER_THE_LEASE):
        results = at_once([lambda: begin(name, b"body")] * 10)
    assert answers(results) == [None]
    assert len(refusals(results)) == 9


def test_an_answer_is_never_begun_again_however_late(name: str) -> None:
    begin(name, b"body")
    keep(name, PLACED)

    with clock.moved(AFTER_THE_LEASE):
        assert begin(name, b"body") == PLACED


def test_a_request_that_came_to_nothing_may_be_tried_again(name: str) -> None:
    begin(name, b"body")
    give_up(name)

    assert begin(name, b"body") is None


def test_an_answer_that_is_kept_is_not_given_up(name: str) -> None:
    begin(name, b"body")
    keep(name, PLACED)
    give_up(name)

    assert begin(name, b"body") == PLACED


def test_nobody_meets_the_key_of_another() -> None:
    key = str(uuid4())

    assert len({answer_id(key, scope) for scope in ("place cus_1", "place cus_2", "refund cus_1")}) == 3
    assert key not in answer_id(key, "place cus_1")


@pytest.mark.parametrize("key", ["", "short", "x" * 15, "x" * 256, "x" * 20 + "\n", "x" * 20 + "\0"])
def test_a_key_that_would_collide_or_cannot_be_read_is_refused(key: str) -> None:
    with pytest.raises(BadKey) as refusal:
        answer_id(key, "place")

    assert refusal.value.field == "Idempotency-Key"


@pytest.mark.parametrize("key", ["x" * 16, "x" * 255, "e48966d0-08d8-4f10-8be8-bbd86640b1ad"])
def test_an_ordinary_key_is_taken(key: str) -> None:
    assert answer_id(key, "place") == answer_id(key, "place")


def test_answers_are_kept_for_two_days_and_then_forgotten(name: str) -> None:
    begin(name, b"body")

    kept = KeptAnswer.objects.get()
    assert timedelta(hours=47) < kept.kept_until - clock.now() <= timedelta(hours=48)
    assert KeptAnswer._get_collection().index_information()["kept_until_1"]["expireAfterSeconds"] == 0


class TestOnce:
    def test_it_is_done_once_and_its_answer_is_kept(self, name: str) -> None:
        done: list[int] = []

        def act() -> Answer:
            done.append(1)
            return PLACED

        assert once(name, b"", act) == (PLACED, False)
        assert once(name, b"", act) == (PLACED, True)
        assert len(done) == 1

    def test_what_fails_is_free_to_be_tried_again(self, name: str) -> None:
        def fail() -> Answer:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            once(name, b"", fail)

        assert once(name, b"", lambda: PLACED) == (PLACED, False)

    def test_whoever_was_so_slow_that_another_did_it_does_nothing(self, name: str) -> None:
        kept = KeptAnswer.objects(id="done-by-the-slow-one")

        def another() -> object:
            with clock.moved(AFTER_THE_LEASE):
                return once(name, b"", lambda: PLACED)

        def slow() -> Answer:
            with ThreadPoolExecutor(1) as threads:  # outside this transaction
                threads.submit(another).result()
            KeptAnswer(
                id="done-by-the-slow-one", fingerprint="", leased_until=clock.now(), kept_until=clock.now()
            ).save(force_insert=True)
            return PLACED

        with pytest.raises(StillAtWork):
            once(name, b"", slow)

        assert kept.first() is None
        assert begin(name, b"") == PLACED


class TestNoted:
    """What was done before anybody claimed its key."""

    def test_of_twenty_at_once_one_answer_is_everybodys_and_the_others_are_undone(self, name: str) -> None:
        undone: list[int] = []

        def tell(number: int) -> tuple[Answer, bool]:
            return noted(name, b"body", Answer(201, "", b"%d" % number), lambda: undone.append(number))

        told = answers(at_once([partial(tell, number) for number in range(20)]))

        (body,) = {answer.body for answer, _ in told}
        assert sorted(undone) == sorted(set(range(20)) - {int(body)})
        assert [before for _, before in told].count(False) == 1

    def test_another_body_is_refused_and_undone(self, name: str) -> None:
        noted(name, b"body", PLACED, lambda: None)
        undone: list[str] = []

        with pytest.raises(KeyReused):
            noted(name, b"another", PLACED, lambda: undone.append("it"))
        assert undone == ["it"]

    def test_the_note_of_a_claim_whose_process_died_is_ours(self, name: str) -> None:
        begin(name, b"body")
        undone: list[str] = []

        with pytest.raises(StillAtWork):
            noted(name, b"body", PLACED, lambda: undone.append("it"))
        with clock.moved(AFTER_THE_LEASE):
            assert noted(name, b"body", PLACED, lambda: undone.append("it")) == (PLACED, False)
        assert undone == ["it"]
        assert begin(name, b"body") == PLACED
