import os
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pymongo
import pytest
from bson import Decimal128, ObjectId
from mongoengine.connection import get_db
from pymongo import ReturnDocument
from pymongo.collection import Collection
from pymongo.errors import (
    AutoReconnect,
    DuplicateKeyError,
    InvalidOperation,
    NetworkTimeout,
    OperationFailure,
    PyMongoError,
    WriteError,
)
from pymongo.synchronous.pool import Pool

from core import connections, db, rows, wire
from core.db import transactional
from core.rows import decoded, inserted, moved, read, read_by_id, reckoned, updated
from core.settings import Settings, settings
from dev.mongod import Mongod
from tests.failpoints import failing
from tests.lossy import Line, line_to
from tests.wire import Wire

Row = dict[str, Any]
GONE: Row = {"closeConnection": True}
NOT_PRIMARY: Row = {"errorCode": 10107}
NOT_YET_ON_A_MAJORITY: Row = {"writeConcernError": {"code": 64, "errmsg": "the others have not said yet"}}


@pytest.fixture
def things(database: object) -> Iterator[Collection[Row]]:
    """A collection of nobody."""
    yield get_db()["things_of_the_tests"]
    get_db()["things_of_the_tests"].drop()


@pytest.fixture
def line(things: Collection[Row], mongod: Mongod, resettle: Callable[..., Settings]) -> Iterator[Line]:
    """The way to MongoDB leads over this line until the test ends."""
    straight, port = settings(), urlsplit(mongod.uri).port
    assert port
    with line_to(port) as line:
        db.connect(resettle(mongodb_uri=f"mongodb://127.0.0.1:{line.port}/?directConnection=true"))
        db.client().admin.command("ping")
        yield line
        db.client().close()
    db.connect(straight)


def lying(things: Collection[Row]) -> list[Row]:
    """What is there, as somebody else's driver sees it."""
    return list(things.find({}))


class TestRead:
    def test_says_what_the_driver_says(self, things: Collection[Row]) -> None:
        kept = {
            "_id": ObjectId(),
            "when": datetime(2026, 11, 27, 12, tzinfo=UTC),
            "bytes": b"\0" * 70_000,
            "price": Decimal128("12.99"),
            "in": [{"it": None}, 2**40, -1.5, "ü", True],
        }
        inserted(things, dict(kept))

        assert read(things, {}) == lying(things) == [kept]

    def test_reads_what_the_majority_has(self, things: Collection[Row], wire: Wire) -> None:
        with wire.recorded() as commands:
            read(things, {})
            reckoned(things, [])

        assert [command.body["readConcern"] for command in commands] == [{"level": "majority"}] * 2

    def test_takes_fields_order_and_a_limit(self, things: Collection[Row]) -> None:
        for n in range(4):
            inserted(things, {"_id": n, "even": n % 2 == 0, "n": n})

        assert read(things, {"even": True}, {"n": 1}, {"n": -1}, 1) == [{"_id": 2, "n": 2}]
        assert [row["_id"] for row in read(things, {}, order={"n": -1}, limit=3)] == [3, 2, 1]
        assert read(things, {"n": 9}) == []
        assert read_by_id(things.name, "nobody", {"n": 1}) is None

    def test_has_all_of_more_than_the_server_sends_at_once(
        self, things: Collection[Row], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        things.insert_many([{"_id": n} for n in range(25)])
        monkeypatch.setattr(rows, "ALL_AT_ONCE", 10)

        assert len(read(things, {})) == len(reckoned(things, [{"$match": {}}])) == 25

    def test_sees_what_its_transaction_wrote_and_nobody_else_does(self, things: Collection[Row]) -> None:
        things.insert_one({"_id": "before"})
        elsewhere: list[Row] = []

        @transactional
        def see() -> list[Row]:
            inserted(things, {"_id": "inside"})
            other = threading.Thread(target=lambda: elsewhere.extend(read(things, {})))
            other.start()
            other.join()
            return [*read(things, {}), *map(decoded, reckoned(things, [{"$match": {}}]))]

        assert [row["_id"] for row in see()] == ["before", "inside", "before", "inside"]
        assert elsewhere == [{"_id": "before"}]

    @pytest.mark.parametrize("fault", [GONE, NOT_PRIMARY])
    def test_is_asked_again_of_the_driver_when_a_server_goes(
        self, things: Collection[Row], fault: Row
    ) -> None:
        things.insert_one({"_id": "a"})

        with failing(["find", "aggregate"], fault, mode={"times": 1}):
            assert read(things, {}) == [{"_id": "a"}]
        with failing(["find", "aggregate"], fault, mode={"times": 1}):
            assert [decoded(row) for row in reckoned(things, [])] == [{"_id": "a"}]

    def test_tells_what_is_wrong_as_the_driver_tells_it(self, things: Collection[Row]) -> None:
        with pytest.raises(OperationFailure, match="nobody"):
            read(things, {"$nobody": 1})

    def test_waits_no_longer_than_it_was_given(self, line: Line) -> None:
        things = get_db()["things_of_the_tests"]
        line.hold_answer_to(b"slow-one", 1.0)

        with pytest.raises(NetworkTimeout), pymongo.timeout(0.2):
            read(things, {"_id": "slow-one"})

    def test_never_gets_an_answer_that_was_meant_for_another(self, line: Line) -> None:
        things = get_db()["things_of_the_tests"]
        things.insert_many([{"_id": "slow-one"}, {"_id": "other"}])
        line.hold_answer_to(b"slow-one", 0.4)
        with pytest.raises(NetworkTimeout), pymongo.timeout(0.2):
            read(things, {"_id": "slow-one"})

        threading.Event().wait(0.4)  # now the late answer has come

        assert read(things, {"_id": "other"}) == [{"_id": "other"}]


class TestWrite:
    def test_inserts_changes_and_moves(self, things: Collection[Row]) -> None:
        row: Row = {"n": 1}
        inserted(things, row)
        query = {"_id": row["_id"]}

        assert updated(things, query, {"$inc": {"n": 1}})
        assert not updated(things, {"_id": "nobody"}, {"$inc": {"n": 1}})
        assert moved(things, query, {"$inc": {"n": 1}}, {}, which=ReturnDocument.BEFORE) == {**query, "n": 2}
        assert moved(things, query, [{"$set": {"m": "$n"}}], {"m": 1}, which=ReturnDocument.AFTER) == {
            **query,
            "m": 3,
        }
        assert moved(things, {"_id": "nobody"}, {"$inc": {"n": 1}}, {}, which=ReturnDocument.AFTER) is None

    def test_says_that_there_is_one_already(self, things: Collection[Row]) -> None:
        inserted(things, {"_id": "a", "n": 1})

        with pytest.raises(DuplicateKeyError) as refused:
            inserted(things, {"_id": "a", "n": 2})
        assert refused.value.details
        assert refused.value.details["keyValue"] == {"_id": "a"}
        assert lying(things) == [{"_id": "a", "n": 1}]

    def test_says_what_the_server_has_against_it(self, things: Collection[Row]) -> None:
        inserted(things, {"_id": "a", "n": "text"})

        with pytest.raises(WriteError, match="non-numeric"):
            updated(things, {"_id": "a"}, {"$inc": {"n": 1}})
        with pytest.raises(OperationFailure, match="non-numeric"):
            moved(things, {"_id": "a"}, {"$inc": {"n": 1}}, {}, which=ReturnDocument.AFTER)

    def test_is_done_once_though_its_answer_is_lost(self, line: Line) -> None:
        things = get_db()["things_of_the_tests"]
        line.lose_answer_to(b"lost-one")
        inserted(things, {"_id": "lost-one", "n": 0})
        line.lose_answer_to(b"lost-one")
        assert updated(things, {"_id": "lost-one"}, {"$inc": {"n": 1}})
        line.lose_answer_to(b"lost-one")
        moved(things, {"_id": "lost-one"}, {"$inc": {"n": 10}}, {}, which=ReturnDocument.AFTER)

        assert line.mark == b"", "an answer was not lost"
        assert lying(things) == [{"_id": "lost-one", "n": 11}]

    def test_whoever_comes_after_a_lost_answer_is_heard(self, line: Line) -> None:
        things = get_db()["things_of_the_tests"]
        inserted(things, {"_id": "lost-one", "n": 0})
        line.lose_answer_to(b"lost-one")
        for _ in range(3):
            updated(things, {"_id": "lost-one"}, {"$inc": {"n": 1}})

        assert lying(things) == [{"_id": "lost-one", "n": 3}]

    @pytest.mark.parametrize("times", [1, 3])
    @pytest.mark.parametrize("fault", [GONE, NOT_PRIMARY])
    def test_goes_to_whoever_is_primary_then(self, things: Collection[Row], fault: Row, times: int) -> None:
        things.insert_one({"_id": "a", "n": 0})
        with failing(["update"], fault, mode={"times": times}):
            assert updated(things, {"_id": "a"}, {"$inc": {"n": 1}})
        assert lying(things) == [{"_id": "a", "n": 1}]

    def test_waits_for_a_primary_no_longer_than_it_was_given(self, things: Collection[Row]) -> None:
        with failing(["update"], GONE), pytest.raises(PyMongoError), pymongo.timeout(0.5):
            updated(things, {"_id": "a"}, {"$inc": {"n": 1}})

    def test_tells_times_as_the_driver_tells_them_whoever_was_asked(self, things: Collection[Row]) -> None:
        moment = datetime(2026, 11, 27, 12, tzinfo=UTC)
        things.insert_one({"_id": "a", "at": moment})

        with failing(["findAndModify"], GONE, mode={"times": 1}):
            found = moved(things, {"_id": "a"}, {"$set": {"n": 1}}, {}, which=ReturnDocument.AFTER)

        assert found == {"_id": "a", "at": moment, "n": 1}

    def test_is_not_done_before_the_majority_has_it(self, things: Collection[Row]) -> None:
        things.insert_one({"_id": "a", "n": 0})

        with failing(["update"], NOT_YET_ON_A_MAJORITY), pytest.raises(pymongo.errors.WriteConcernError):
            updated(things, {"_id": "a"}, {"$inc": {"n": 1}})

    def test_is_asked_for_again_where_the_majority_may_have_it_by_then(self, things: Collection[Row]) -> None:
        things.insert_one({"_id": "a", "n": 0})

        with failing(["update"], NOT_YET_ON_A_MAJORITY, mode={"times": 1}):
            assert updated(things, {"_id": "a"}, {"$inc": {"n": 1}})
        assert lying(things) == [{"_id": "a", "n": 1}]

    def test_asks_for_a_majority_once_outside_and_never_inside_of_a_transaction(
        self, things: Collection[Row], wire: Wire
    ) -> None:
        things.insert_one({"_id": "a", "n": 0})
        with wire.recorded() as commands:
            updated(things, {"_id": "a"}, {"$inc": {"n": 1}})
            transactional(lambda: updated(things, {"_id": "a"}, {"$inc": {"n": 1}}))()

        outside, inside, _commit = commands
        assert outside.body["writeConcern"] == {"w": "majority"}
        assert "writeConcern" not in inside.body

    def test_by_many_at_once_is_counted_apart(self, things: Collection[Row]) -> None:
        things.insert_one({"_id": "a", "n": 0})

        def count() -> None:
            for _ in range(50):
                updated(things, {"_id": "a"}, {"$inc": {"n": 1}})

        threads = [threading.Thread(target=count) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert lying(things) == [{"_id": "a", "n": 400}]


class TestWithinATransaction:
    @pytest.mark.parametrize("fault", [GONE, NOT_PRIMARY])
    @pytest.mark.parametrize("command", ["find", "update", "insert", "commitTransaction"])
    def test_what_breaks_is_begun_anew_and_done_once(
        self, things: Collection[Row], fault: Row, command: str
    ) -> None:
        things.insert_one({"_id": "a", "n": 0})

        @transactional
        def work() -> int:
            (row,) = read(things, {"_id": "a"})
            updated(things, {"_id": "a"}, {"$inc": {"n": 1}})
            inserted(things, {"of": "it"})
            return int(row["n"])

        with failing([command], fault, mode={"times": 1}):
            assert work() == 0
        assert [row.get("n") for row in lying(things)] == [1, None]

    def test_one_that_finds_no_connection_is_begun_anew(
        self, things: Collection[Row], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        things.insert_one({"_id": "a", "n": 0})
        connections.let_go()
        lend, times = connections.lent_by, iter([True])

        def sometimes(pool: Pool) -> connections.Lent:
            if next(times, False):
                raise AutoReconnect("refused")
            return lend(pool)

        monkeypatch.setattr(connections, "lent_by", sometimes)
        assert transactional(lambda: updated(things, {"_id": "a"}, {"$inc": {"n": 1}}))()
        assert lying(things) == [{"_id": "a", "n": 1}]

    def test_one_that_is_over_takes_no_connection_with_it(self, things: Collection[Row]) -> None:
        connections.let_go()
        session = db.client().start_session()
        session.end_session()
        pool = connections.pool_of_primary(db.client())
        assert pool
        before = pool.requests

        for _ in range(3):
            with pytest.raises(InvalidOperation):
                wire.said_within(session, things.database.name, {"ping": 1}, wire.over_in(1))
        assert pool.requests == before

    def test_it_is_done_once_though_an_answer_is_lost(self, line: Line) -> None:
        things = get_db()["things_of_the_tests"]
        things.insert_one({"_id": "lost-one", "n": 0})
        line.lose_answer_to(b"lost-one")

        transactional(lambda: updated(things, {"_id": "lost-one"}, {"$inc": {"n": 1}}))()

        assert line.mark == b"", "an answer was not lost"
        assert lying(things) == [{"_id": "lost-one", "n": 1}]

    def test_of_two_that_meet_one_is_begun_anew(self, things: Collection[Row]) -> None:
        things.insert_one({"_id": "a", "n": 0})
        count = transactional(lambda: updated(things, {"_id": "a"}, {"$inc": {"n": 1}}))

        with ThreadPoolExecutor(8) as threads:
            assert all(threads.map(lambda _: count(), range(40)))
        assert lying(things) == [{"_id": "a", "n": 40}]

    def test_one_that_is_there_already_is_told_and_nothing_is_done(self, things: Collection[Row]) -> None:
        things.insert_one({"_id": "a"})

        @transactional
        def work() -> None:
            inserted(things, {"_id": "b"})
            inserted(things, {"_id": "a"})

        with pytest.raises(DuplicateKeyError):
            work()
        assert lying(things) == [{"_id": "a"}]

    def test_it_waits_no_longer_than_it_was_given(self, line: Line) -> None:
        things = get_db()["things_of_the_tests"]
        things.insert_one({"_id": "slow-one"})
        line.hold_answer_to(b"slow-one", 1.0)

        with pytest.raises(PyMongoError) as late, pymongo.timeout(0.3):
            transactional(lambda: updated(things, {"_id": "slow-one"}, {"$inc": {"n": 1}}))()

        assert late.value.timeout
        assert updated(things, {"_id": "slow-one"}, {"$inc": {"n": 1}}), "it still holds what it has locked"

    def test_has_all_of_more_than_the_server_sends_at_once(
        self, things: Collection[Row], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        things.insert_many([{"_id": n} for n in range(25)])
        monkeypatch.setattr(rows, "ALL_AT_ONCE", 10)

        assert len(transactional(lambda: read(things, {}))()) == 25

    def test_the_driver_is_passed_by(self, things: Collection[Row]) -> None:
        connections.let_go()
        transactional(lambda: read(things, {}))()

        assert len(connections._at_hand) == 1


class TestConnectionsAtHand:
    @pytest.fixture(autouse=True)
    def _none_is_at_hand(self) -> None:
        connections.let_go()

    def test_one_serves_one_command_after_another(self, things: Collection[Row]) -> None:
        read(things, {})
        (before,) = connections._at_hand
        inserted(things, {"_id": "a"})
        read(things, {})

        assert list(connections._at_hand) == [before]

    def test_one_that_was_closed_while_nobody_asked_is_not_used(self, things: Collection[Row]) -> None:
        read(things, {})
        (before,) = connections._at_hand
        before.connection.last_checkin_time -= 2
        before.connection.conn.sock.shutdown(socket.SHUT_RDWR)

        asked = {"find": things.name, "filter": {}}
        assert wire.rows(db.client(), get_db().name, asked, wire.over_in(1)) == []
        assert before not in connections._at_hand

    def test_another_client_has_its_own(self, things: Collection[Row], mongod: Mongod) -> None:
        read(things, {})
        (ours,) = connections._at_hand
        other: pymongo.MongoClient[Row] = pymongo.MongoClient(mongod.uri)
        other.admin.command("ping")
        wire._said(other, things.database.name, {"ping": 1}, wire.over_in(1))

        (theirs,) = connections._at_hand
        assert theirs.pool is not ours.pool
        assert ours.connection in ours.pool.conns  # it has gone back
        connections.let_go()
        other.close()

    def test_a_child_does_not_speak_on_its_parents(self, things: Collection[Row]) -> None:
        things.insert_many([{"_id": n} for n in range(8)])
        read(things, {})

        def heard() -> bool:
            return all(read(things, {"_id": n % 8}) == [{"_id": n % 8}] for n in range(200))

        child = os.fork()
        if not child:
            warnings.simplefilter("ignore")  # the driver's, that forks are to be careful
            try:
                os._exit(0 if heard() else 1)
            finally:
                os._exit(1)

        assert heard()
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0

    def test_the_driver_is_left_the_rest_of_the_pool(self, things: Collection[Row]) -> None:
        with ThreadPoolExecutor(16) as threads:
            found = list(threads.map(lambda _: things.name and read(things, {}), range(400)))

        assert found == [[]] * 400
        assert len(connections._at_hand) <= connections.MOST_AT_HAND


def test_the_driver_is_passed_by(things: Collection[Row]) -> None:
    """What `core.wire` takes of PyMongo's inside is where it was: else everything would still work, and be slow."""
    things.insert_one({"_id": "a"})

    found = wire.rows(db.client(), get_db().name, {"find": things.name, "filter": {}}, wire.over_in(1))
    done = wire._said(db.client(), get_db().name, {"ping": 1}, wire.over_in(1))

    assert found == [{"_id": "a"}]
    assert done
    assert done["ok"] == 1
