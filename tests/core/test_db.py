import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import pymongo
import pytest
from mongoengine import NotUniqueError
from pymongo.database import Database
from pymongo.errors import PyMongoError

from core import db
from core.bootstrap import Shop
from core.carts.models import Cart
from core.checkout.invariants import violations
from core.db import OutsideCallInTransaction, in_transaction, outside_call, transactional
from core.errors import Conflict
from core.markets.models import Location
from core.money import Money
from tests import builders as a
from tests.failpoints import UNKNOWN_COMMIT, WRITE_CONFLICT, failing, failing_in_transactions
from tests.fakes import FakeGateway, FakeMailer, FakeSource, FakeStorefront, FakeTracker
from tests.wire import Wire


class Full(Conflict):
    code = "full-of-the-tests"
    title = "It is full"


def location(code: str, name: str = "Somewhere") -> Location:
    return Location(code=code, name=name, country="DE")


def codes() -> set[str]:
    return {str(known.code) for known in Location.objects}


@pytest.mark.usefixtures("database")
class TestTransactional:
    def test_commits_everything_together(self) -> None:
        @transactional
        def open_two() -> str:
            location("a").save(force_insert=True)
            location("b").save()
            Location.objects(code="a").update_one(set__name="Changed")
            return "done"

        assert open_two() == "done"
        assert codes() == {"a", "b"}
        assert Location.objects(code="a").get().name == "Changed"

    def test_a_refusal_takes_everything_back(self) -> None:
        location("kept").save()

        @transactional
        def refuse() -> None:
            location("a").save(force_insert=True)
            location("b").save()
            Location.objects(code="kept").update_one(set__name="Changed")
            Location.objects(code="kept").modify(set__country="FR")
            Location._get_collection().insert_one({"_id": "c"})
            raise Full("No more.")

        with pytest.raises(Full):
            refuse()
        assert codes() == {"kept"}
        assert (Location.objects.get().name, Location.objects.get().country) == ("Somewhere", "DE")

    def test_nobody_sees_half_of_it(self) -> None:
        seen: list[set[str]] = []

        @transactional
        def open_two() -> None:
            location("a").save(force_insert=True)
            other = threading.Thread(target=lambda: seen.append(codes()))
            other.start()
            other.join()
            assert codes() == {"a"}

        open_two()
        assert seen == [set()]

    def test_joins_the_transaction_that_is_open(self) -> None:
        @transactional
        def inner() -> None:
            location("inner").save(force_insert=True)

        @transactional
        def outer() -> None:
            inner()
            raise Full("No more.")

        with pytest.raises(Full):
            outer()
        assert codes() == set()

    def test_knows_whether_it_is_open(self) -> None:
        seen = []

        @transactional
        def look() -> None:
            seen.append(in_transaction())

        look()
        assert (seen, in_transaction()) == ([True], False)
        with pytest.raises(ZeroDivisionError):
            transactional(lambda: 1 / 0)()
        assert not in_transaction()

    def test_what_is_there_already_is_refused_and_takes_the_rest_back(self) -> None:
        location("a").save()

        @transactional
        def twice() -> None:
            location("b").save(force_insert=True)
            location("a").save(force_insert=True)

        with pytest.raises(NotUniqueError):
            twice()
        assert codes() == {"a"}

    @pytest.mark.parametrize("write", ["save", "update_one", "modify", "delete", "raw"])
    def test_a_write_conflict_is_tried_again_and_loses_nothing(self, write: str, wire: Wire) -> None:
        """Somebody else writes between our read and our write: the second attempt has to see it."""
        Location._get_collection().insert_one({"_id": "a", "name": "0", "country": "DE"})
        attempts = []

        @transactional
        def add_one() -> None:
            known = Location.objects.get(code="a") if write != "raw" else None
            before = int(Location._get_collection().find_one({"_id": "a"})["name"])
            attempts.append(before)
            _write(write, known, str(before + 1))

        with wire.meanwhile(lambda command: command.writes, _add_one_outside):
            add_one()

        assert attempts == [0, 1]
        left = Location._get_collection().find_one({"_id": "a"})
        assert left is None if write == "delete" else left["name"] == "2"

    def test_twenty_at_once_lose_no_addition(self) -> None:
        location("a", "0").save()

        @transactional
        def add_one() -> None:
            known = Location.objects.get(code="a")
            known.name = str(int(known.name) + 1)
            known.save()

        _at_once(20, add_one)
        assert Location.objects.get(code="a").name == "20"

    def test_all_its_commands_share_one_time_limit(self, wire: Wire) -> None:
        """No request outlives 15 s; were the limit each command's own, a transaction could last for minutes."""

        @transactional
        def dawdle() -> None:
            location("a").save(force_insert=True)
            time.sleep(0.3)
            location("b").save(force_insert=True)

        with wire.recorded() as commands:
            dawdle()
        first, second, commit = (command.body["maxTimeMS"] for command in commands)
        assert first <= 1000 * db.TRANSACTION_SECONDS
        assert second <= first - 300
        assert commit <= second

    def test_one_whose_time_is_up_locks_nothing_any_more(self) -> None:
        """The server keeps the locks of a transaction that nobody ends for a minute."""
        location("a").save()

        @transactional
        def dawdle() -> None:
            Location.objects(code="a").update_one(set__name="Mine")
            time.sleep(0.3)
            location("b").save(force_insert=True)

        with pytest.raises(PyMongoError) as refusal, pymongo.timeout(0.2):
            dawdle()
        assert refusal.value.timeout
        start = time.monotonic()
        Location.objects(code="a").update_one(set__name="Theirs")
        assert time.monotonic() - start < 1
        assert (codes(), Location.objects.get().name) == ({"a"}, "Theirs")

    @pytest.mark.faults
    def test_a_database_that_always_conflicts_is_given_up_within_the_time_of_a_request(self) -> None:
        @transactional
        def save() -> None:
            location("a").save(force_insert=True)

        start = time.monotonic()
        with failing(["insert"], WRITE_CONFLICT), pytest.raises(PyMongoError):
            save()
        assert time.monotonic() - start < 15

    def test_a_server_that_does_not_answer_keeps_nobody_waiting_for_the_end_of_it_either(self) -> None:
        @transactional
        def fail() -> None:
            location("a").save(force_insert=True)
            raise Full("to the brim")

        silent = {"blockConnection": True, "blockTimeMS": 5_000}
        with failing(["abortTransaction"], silent, mode={"times": 2}):
            start = time.monotonic()
            with pytest.raises(Full):
                fail()
            waited = time.monotonic() - start
        assert waited < 3


@pytest.mark.usefixtures("database")
class TestOutsideCalls:
    def test_are_refused_inside_a_transaction(self) -> None:
        called = []
        call = outside_call(lambda: called.append(1))
        call()

        with pytest.raises(OutsideCallInTransaction, match="lambda"):
            transactional(call)()
        assert called == [1]

    def test_no_port_can_be_reached_from_inside_a_transaction(self, shop: Shop) -> None:
        """The fakes refuse as the adapters do; `tests/architecture` looks at the adapters themselves."""
        gateway, calls = FakeGateway(), []
        calls += [
            lambda: gateway.start("p", Money(1, "USD"), key="k", email="e"),
            lambda: gateway.look_up("r"),
        ]
        calls += [lambda: FakeMailer().send(None, key="k"), lambda: FakeTracker().track(None)]  # type: ignore[arg-type]
        calls += [lambda: FakeSource().changes(None), lambda: FakeStorefront().tell("", [], 1)]
        calls += [lambda: shop.jobs.enqueue("x", [], key="k")]

        for call in calls:
            with pytest.raises(OutsideCallInTransaction):
                transactional(call)()


class TestOnTheWire:
    def test_every_write_outside_a_transaction_and_every_commit_is_majority(
        self, shop: Shop, wire: Wire
    ) -> None:
        with wire.recorded() as commands:
            order = a.shipped_order(shop, {"MUG-SAND": 2, "MUG-INK": 1})
            a.cancelled_order(shop, {"MUG-RED": 1}, provider="manual")
            a.signed_in()
            a.drain(shop.jobs)  # type: ignore[arg-type]  # the fake of this fixture

        assert order.status == "shipped"
        acknowledged = [
            c for c in commands if (c.writes and not c.in_transaction) or c.name == "commitTransaction"
        ]
        assert {c.name for c in acknowledged} >= {"insert", "update", "findAndModify", "commitTransaction"}
        assert [c for c in acknowledged if c.body.get("writeConcern", {}).get("w") != "majority"] == []

    def test_a_transaction_is_a_snapshot(self, shop: Shop, wire: Wire) -> None:
        with wire.recorded() as commands:
            a.paid_order(shop)

        first = [c for c in commands if c.body.get("startTransaction")]
        assert len(first) > 3
        assert {c.body["readConcern"]["level"] for c in first} == {"snapshot"}

    def test_every_command_between_start_and_commit_belongs_to_the_transaction(
        self, shop: Shop, wire: Wire
    ) -> None:
        """A read that is left outside the session would decide on something that is not what is written on."""
        with wire.recorded() as commands:
            a.shipped_order(shop, {"MUG-SAND": 2, "MUG-INK": 1}, provider="manual")
            a.refunded_payment(shop, {"MUG-RED": 1})

        open_number, strays, spans = None, [], 0
        for command in commands:
            if command.body.get("startTransaction"):
                open_number, spans = command.body["txnNumber"], spans + 1
            elif open_number is not None and command.body.get("txnNumber") != open_number:
                strays.append((command.name, command.collection))
            if command.name in ("commitTransaction", "abortTransaction"):
                open_number = None
        assert spans > 10
        assert strays == []

    def test_every_command_has_an_end_in_time(self, shop: Shop, wire: Wire) -> None:
        with wire.recorded() as commands:
            a.paid_order(shop)
            a.drain(shop.jobs)  # type: ignore[arg-type]  # the fake of this fixture

        longest = 1000 * db.TRANSACTION_SECONDS
        assert [c.name for c in commands if not 0 < c.body.get("maxTimeMS", 0) <= longest] == []


class TestFaultsOfTheServer:
    @pytest.mark.parametrize(
        ("command", "fault"),
        [
            ("insert", WRITE_CONFLICT),
            ("update", WRITE_CONFLICT),
            ("findAndModify", WRITE_CONFLICT),
            ("find", WRITE_CONFLICT),
            ("commitTransaction", WRITE_CONFLICT),
            ("commitTransaction", UNKNOWN_COMMIT),
        ],
        ids=["insert", "update", "findAndModify", "find", "commit", "unknown-commit"],
    )
    def test_no_fault_of_a_transaction_changes_its_result(
        self, command: str, fault: Mapping[str, Any], shop: Shop, wire: Wire
    ) -> None:
        """Five times in a purchase it fails, and the purchase ends as it would have without."""
        payment = a.started_payment(shop, {"MUG-SAND": 2}).payment
        with failing_in_transactions(wire, [command], fault, times=5) as hit:
            order = a.paid_order(shop, basket=Cart.objects.get(id=payment.cart_id))

        assert len(hit) == 5
        assert order.status == "paid"
        told = [name for name, _ in a.announced()]
        assert (told.count("OrderPlaced"), told.count("OrderPaid")) == (1, 1)
        assert violations() == []


def _write(how: str, known: Location | None, name: str) -> None:
    found = Location.objects(code="a")
    if how == "save":
        assert known
        known.name = name
        known.save()
    elif how == "update_one":
        found.update_one(set__name=name)
    elif how == "modify":
        found.modify(set__name=name)
    elif how == "delete":
        found.delete()
    else:
        Location._get_collection().update_one({"_id": "a"}, {"$set": {"name": name}})


def _add_one_outside() -> None:
    known = Location.objects.get(code="a")
    Location.objects(code="a").update_one(set__name=str(int(known.name) + 1))


def _at_once(count: int, act: Callable[[], object]) -> None:
    threads = [threading.Thread(target=act) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_server_without_transactions_is_refused_with_the_thing_to_do(database: "Database[Any]") -> None:
    db.check_server()
