"""A MongoDB and a Redis that ask who is there: each process does its work as its user, and nothing else."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import sleep
from types import SimpleNamespace
from typing import Any

import pymongo
import pytest
import redis
from click.testing import CliRunner, Result
from mongoengine import Document
from pymongo.database import Database
from pymongo.errors import OperationFailure

from admin.app import create_app as create_console
from bff.app import create_app as create_bff
from bff.edge.counts import SharedCounts
from core import clock, db
from core.bootstrap import Shop, open_shop
from core.cli import rights, shop, upkeep
from core.migrations.documents import WRITTEN_ONCE
from core.migrations.services import pending
from core.orders.models import Order, OrderStatus
from core.outbox.models import OutboxMessage, OutboxState, Slot
from core.processes import Process
from core.rights.redis import RULES
from core.rights.roles import PROCESSES, privileges_of
from core.settings import settings
from jobs.context import work_for
from jobs.relay import relay_next
from jobs.schedule import EVERY, tick
from jobs.worker import MAINTENANCE_SECONDS, ShopWorker
from tests.admin.browser import Browser
from tests.bff.asker import Asker
from tests.core.rights.conftest import DATABASE, PASSWORDS, House
from tests.jobs.running import Process as Running
from tests.jobs.running import until

UNAUTHORIZED = 13
Act = Callable[["Database[dict[str, Any]]"], object]
SeenAs = Callable[[Process], "Database[dict[str, Any]]"]


@pytest.fixture
def seen_as(house: House) -> Iterator[SeenAs]:
    """`seen_as("bff")`: the database as that process sees it."""
    opened: list[Database[dict[str, Any]]] = []

    def see(process: Process) -> "Database[dict[str, Any]]":
        opened.append(house.database_as(process))
        return opened[-1]

    yield see
    for one in opened:
        one.client.close()


def _forgetting(document: type[Document]) -> Act:
    """An index by which MongoDB would delete all of that collection within a minute."""
    name = document._get_collection_name()
    return lambda shop: shop[name].create_index("forgotten", expireAfterSeconds=1)


def order_placed(house: House) -> str:
    """What a shopper does from the first page on, as the BFF."""
    with house.as_process("bff") as told:
        asker = Asker(create_bff(open_shop(told, in_requests=True)).test_client())
        assert asker.get("/readyz").status_code == 200
        assert asker.get("/v1/pages/product/mug-sand?market=us").status_code == 200
        assert asker.get("/v1/pages/search?market=us&q=mug").status_code == 200
        asker.ready_cart(MUG_SAND=2)
        asker.pay("manual")
        return str(asker.place()["number"])


def order_paid(house: House, number: str) -> None:
    """What a member of staff does, as the console."""
    with house.as_process("admin") as told:
        owner = Browser(create_console(open_shop(told, in_requests=True)).test_client())
        assert owner.get("/readyz").status_code == 200
        assert owner.sign_in().status_code == 303
        page = owner.follow(owner.send(f"/orders/{number}/paid"))
        assert f"Order {number} is paid." in page.text
        assert owner.see("/audit/").text


def jobs_done(house: House) -> None:
    """What relay and worker do until nothing is left to do."""
    while rung(house):
        with house.as_process("worker") as told, _working_for(open_shop(told)):
            ShopWorker(Event()).work(burst=True, logging_level="WARNING")


def rung(house: House) -> int:
    with house.as_process("relay") as told:
        queue, count = open_shop(told).jobs, 0
        while relay_next(queue):
            count += 1
        return count


@contextmanager
def _working_for(shop: Shop) -> Iterator[None]:
    """RQ's worker listens to signals, and the tests listen to them again afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    work_for(shop)
    try:
        yield
    finally:
        work_for(None)
        for number, handler in before.items():
            signal.signal(number, handler)


def test_an_order_is_placed_paid_and_told_of_by_processes_that_may_do_no_more(house: House) -> None:
    number = order_placed(house)
    order_paid(house, number)
    with house.as_process("schedule"):
        assert tick() > 0
    jobs_done(house)
    with house.as_root():
        assert OutboxMessage.objects(state__ne=OutboxState.DONE).first() is None
        assert Order.objects.get(number=number).status == OrderStatus.PAID
        assert OutboxMessage.objects(last_fault__ne=None).first() is None


def test_the_release_is_done_again_by_its_own_user(house: House) -> None:
    with house.as_process("release"):
        assert pending() == []


@pytest.mark.parametrize("process", PROCESSES)
def test_a_user_may_do_what_the_table_says_and_not_a_thing_more(
    house: House, seen_as: SeenAs, process: Process
) -> None:
    told = seen_as(process).command("connectionStatus", showPrivileges=True)["authInfo"]
    shown = [
        {"resource": one["resource"], "actions": sorted(one["actions"])}
        for one in told["authenticatedUserPrivileges"]
        if one["resource"].get("db") == DATABASE and one["resource"].get("collection") != "system.users"
    ]
    others = [
        one["resource"] for one in told["authenticatedUserPrivileges"] if "anyResource" in one["resource"]
    ]

    assert sorted(shown, key=str) == sorted(privileges_of(process, DATABASE), key=str)
    assert others == []


@pytest.mark.parametrize("process", ["bff", "admin", "worker", "relay", "schedule"])
@pytest.mark.parametrize(
    "act",
    [
        lambda shop: shop["stock_moves"].delete_many({}),
        lambda shop: shop["stock_moves"].update_many({}, {"$set": {"delta": 0}}),
        lambda shop: shop["tender_moves"].update_many({}, {"$set": {"minor": 0}}),
        lambda shop: shop["order_money"].delete_many({}),
        lambda shop: shop["audit"].delete_many({}),
        lambda shop: shop["order_changes"].delete_many({}),
        lambda shop: shop["orders"].delete_many({}),
        lambda shop: shop["carts"].drop(),
        lambda shop: shop["carts"].create_index("email"),
        lambda shop: shop["carts"].drop_indexes(),
        lambda shop: shop.client.drop_database(shop.name),
        lambda shop: shop.command("createUser", "mallory", pwd="m", roles=["admin"]),
        lambda shop: shop.client["other"]["things"].find_one(),
        lambda shop: shop.client["admin"].command("serverStatus"),
        lambda shop: shop["stock_moves"].aggregate([{"$match": {}}, {"$out": "carts"}]),
    ],
)
def test_no_process_undoes_what_was_written_down(seen_as: SeenAs, process: Process, act: Act) -> None:
    with pytest.raises(OperationFailure) as refusal:
        act(seen_as(process))
    assert refusal.value.code == UNAUTHORIZED


@pytest.mark.parametrize(
    ("process", "act"),
    [
        ("bff", lambda shop: shop["staff"].find_one()),
        ("bff", lambda shop: shop["staff"].insert_one({"_id": "mallory"})),
        ("bff", lambda shop: shop["audit"].find_one()),
        ("bff", lambda shop: shop["audit"].update_one({}, {"$set": {"actor": "nobody"}})),
        ("bff", lambda shop: shop["order_money"].update_one({}, {"$set": {"minor": 0}})),
        ("bff", lambda shop: shop["outbox"].find_one()),
        ("bff", lambda shop: shop["inbox"].find_one()),
        ("bff", lambda shop: shop["mails"].find_one()),
        ("bff", lambda shop: shop["api_keys"].insert_one({"_id": "mallory"})),
        ("bff", lambda shop: shop["customers"].delete_many({})),
        ("admin", lambda shop: shop["order_money"].update_one({}, {"$set": {"minor": 0}})),
        ("admin", lambda shop: shop["audit"].update_one({}, {"$set": {"actor": "nobody"}})),
        ("admin", lambda shop: shop["customers"].delete_many({})),
        ("worker", lambda shop: shop["staff"].find_one()),
        ("worker", lambda shop: shop["api_keys"].find_one()),
        ("relay", lambda shop: shop["customers"].find_one()),
        ("schedule", lambda shop: shop["orders"].find_one()),
        ("release", lambda shop: shop["customers"].find_one()),
        ("release", lambda shop: shop["stock_moves"].delete_many({})),
        *(("release", _forgetting(document)) for document in WRITTEN_ONCE),
        ("release", lambda shop: shop["carts"].drop()),
        ("release", lambda shop: shop["carts"].drop_indexes()),
    ],
)
def test_what_is_not_its_work_is_refused(seen_as: SeenAs, process: Process, act: Act) -> None:
    with pytest.raises(OperationFailure) as refusal:
        act(seen_as(process))
    assert refusal.value.code == UNAUTHORIZED


def test_nobody_is_somebody_by_a_guess(house: House) -> None:
    for user, password in (("bff", "guessed"), ("mallory", PASSWORDS["bff"])):
        with (
            pymongo.MongoClient[dict[str, Any]](house.mongod.uri_of(user, password, DATABASE)) as client,
            pytest.raises(OperationFailure, match="Authentication failed"),
        ):
            client[DATABASE]["carts"].find_one()


def refused_by_redis(house: House, process: Process, *said: str) -> None:
    url = house.redis.url_of(process, PASSWORDS[process])
    with redis.Redis.from_url(url) as client, pytest.raises(redis.exceptions.NoPermissionError):
        client.execute_command(*said)


@pytest.mark.parametrize("process", list(RULES))
@pytest.mark.parametrize(
    "said",
    [
        ("FLUSHALL",),
        ("CONFIG", "GET", "requirepass"),
        ("CONFIG", "SET", "maxmemory", "1"),
        ("KEYS", "*"),
        ("SCAN", "0"),
        ("DEBUG", "SLEEP", "0"),
        ("ACL", "LIST"),
        ("EVAL", "return 1", "0"),
        ("SCRIPT", "FLUSH"),
        ("MONITOR",),
        ("SHUTDOWN", "NOSAVE"),
        ("GET", "of-somebody-else"),
        ("SORT", "rq:queue:money", "GET", "*"),
    ],
)
def test_redis_does_nothing_for_a_process_that_it_does_not_need(
    house: House, process: Process, said: tuple[str, ...]
) -> None:
    refused_by_redis(house, process, *said)


def test_the_bff_counts_in_redis_and_not_alone(house: House) -> None:
    counts = SharedCounts(redis_url=house.redis.url_of("bff", PASSWORDS["bff"]))

    assert [counts.acquire_entry("tries", 2, 60) for _ in range(3)] == [True, True, False]
    assert counts.get_moving_window("tries", 2, 60)[1] == 2
    assert not counts.is_alone


def test_redis_keeps_what_is_counted_from_those_who_ring_and_work(house: House) -> None:
    refused_by_redis(house, "bff", "LPUSH", "rq:queue:money", "x")
    refused_by_redis(house, "relay", "RPUSH", "LIMITS:somebody", "1")
    refused_by_redis(house, "worker", "RPUSH", "LIMITS:somebody", "1")


def test_redis_knows_nobody_who_does_not_say_who_they_are(house: House) -> None:
    with redis.Redis.from_url(house.redis.url) as client, pytest.raises(redis.AuthenticationError):
        client.ping()


@pytest.mark.faults
def test_relay_worker_and_schedule_really_run_as_their_users(house: House) -> None:
    """Minutes of it, so that RQ looks after its registries too."""
    number = order_placed(house)
    order_paid(house, number)
    names: tuple[Process, ...] = ("relay", "worker", "schedule")
    running = [Running(name, house.environment_of(name), house.workshop) for name in names]
    try:
        with house.as_root():
            until(lambda: Slot.objects(due_at__gt=clock.now()).count() >= len(EVERY), seconds=60)
            until(lambda: not OutboxMessage.objects(state=OutboxState.READY).first(), seconds=60)
        sleep(2 * MAINTENANCE_SECONDS)
        assert [process.stop() for process in running] == [0, 0, 0]
    finally:
        for process in running:
            process.kill()
    told = "".join(process.output for process in running)
    assert [fault for fault in ("not authorized", "NOPERM", "NoPermission") if fault in told] == []


def _beating(name: Process, house: House, folder: Path, **more: str) -> Running:
    """That process with a heartbeat in *folder*, from when it works."""
    beat = {"SHOP_HEARTBEAT_FILE": str(folder / name)}
    return Running(name, house.environment_of(name) | beat | more, house.workshop)


def bff_ready(house: House) -> str | None:
    """Why its `/readyz` is red, if it is."""
    with house.as_process("bff") as told:
        answer = create_bff(open_shop(told, in_requests=True)).test_client().get("/readyz")
        return None if answer.status_code == 200 else str((answer.get_json(force=True))["detail"])


def migrated(house: House, monkeypatch: pytest.MonkeyPatch) -> Result:
    """`shop migrate`, as the release."""
    monkeypatch.setattr(upkeep, "opened", lambda: SimpleNamespace(settings=settings()))
    with house.as_process("release"):
        return CliRunner().invoke(shop, ["migrate"])


class TestGranting:
    """`shop rights`, run by whoever may make users."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for process in PROCESSES:
            (tmp_path / process).write_text(f"another-password-of-{process:-<32}")
        return tmp_path

    @pytest.fixture
    def run(self, house: House, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
        """`run("withdraw", "b")`: what that command prints, as root; it must succeed."""
        monkeypatch.setattr(rights, "opened", lambda: SimpleNamespace(settings=settings()))

        def command(*words: object) -> str:
            with house.as_root():
                done = CliRunner().invoke(shop, ["rights", *map(str, words)])
            assert done.exit_code == 0, done.output
            return done.output

        return command

    def test_a_second_generation_stands_beside_the_first_until_it_is_withdrawn(
        self, house: House, run: Callable[..., str], folder: Path, seen_as: SeenAs
    ) -> None:
        new = house.mongod.uri_of("bff-b", (folder / "bff").read_text(), DATABASE)
        for _ in range(2):
            assert (
                run("grant", "--passwords", folder, "--generation", "b") == "6 roles, 6 users, 0 subjects\n"
            )
        with pymongo.MongoClient[dict[str, Any]](new) as client:
            assert client[DATABASE]["markets"].find_one()
            assert run("withdraw", "c") == "withdrawn: nobody\n"
            assert "bff-b, relay-b" in run("withdraw", "b")
            with pytest.raises(OperationFailure):
                client[DATABASE]["markets"].find_one()
        assert seen_as("bff")["markets"].find_one()

    def test_what_the_release_at_work_may_is_taken_from_it_only_when_that_is_asked_for(
        self, house: House, run: Callable[..., str], seen_as: SeenAs
    ) -> None:
        more = [{"resource": {"db": DATABASE, "collection": "staff"}, "actions": ["find"]}]
        with house.as_root():
            db.client()[DATABASE].command("grantPrivilegesToRole", "relay", privileges=more)
        assert seen_as("relay")["staff"].find_one() is not None
        run("grant")
        assert seen_as("relay")["staff"].find_one() is not None
        run("grant", "--exactly")
        with pytest.raises(OperationFailure):
            seen_as("relay")["staff"].find_one()

    def test_a_release_that_does_more_is_not_begun_and_not_served_before_it_may(
        self, house: House, run: Callable[..., str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        new = [{"resource": {"db": DATABASE, "collection": "carts"}, "actions": ["insert"]}]
        with house.as_root():
            db.client()[DATABASE].command("revokePrivilegesFromRole", "bff", privileges=new)
        assert bff_ready(house) == "rights are missing (insert carts): run `shop rights grant`"
        begun = migrated(house, monkeypatch)
        assert begun.exit_code == 1
        assert "bff: insert carts" in begun.output
        run("grant")
        assert bff_ready(house) is None
        assert migrated(house, monkeypatch).exit_code == 0

    def test_who_rings_works_or_keeps_time_begins_when_it_may_do_all_of_its_work(
        self, house: House, run: Callable[..., str], tmp_path: Path
    ) -> None:
        taken: dict[Process, tuple[str, str]] = {
            "relay": ("outbox", "update"),
            "worker": ("mails", "insert"),
            "schedule": ("slots", "insert"),
        }
        with house.as_root():
            for name, (collection, action) in taken.items():
                of_one = [{"resource": {"db": DATABASE, "collection": collection}, "actions": [action]}]
                db.client()[DATABASE].command("revokePrivilegesFromRole", name, privileges=of_one)
        running = {name: _beating(name, house, tmp_path) for name in taken}
        try:
            until(lambda: all("not_allowed" in process.output for process in running.values()))
            for name, (collection, action) in taken.items():
                assert f"rights are missing ({action} {collection})" in running[name].output
            assert list(tmp_path.iterdir()) == []
            run("grant")
            until(lambda: len(list(tmp_path.iterdir())) == len(taken))
            assert [process.stop() for process in running.values()] == [0, 0, 0]
        finally:
            for process in running.values():
                process.kill()

    def test_a_process_with_another_password_says_so_and_does_not_begin(
        self, house: House, tmp_path: Path
    ) -> None:
        wrong = house.mongod.uri_of("schedule", PASSWORDS["bff"], DATABASE)
        schedule = _beating("schedule", house, tmp_path, SHOP_MONGODB_URI=wrong)
        try:
            until(lambda: "MongoDB does not let this process in" in schedule.output)
            assert (list(tmp_path.iterdir()), schedule.stop()) == ([], 0)
        finally:
            schedule.kill()

    def test_the_release_says_what_it_may_not_do_itself(
        self, house: House, run: Callable[..., str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own = [{"resource": {"db": DATABASE, "collection": "carts"}, "actions": ["createIndex"]}]
        with house.as_root():
            db.client()[DATABASE].command("revokePrivilegesFromRole", "release", privileges=own)
        assert "release: createIndex carts" in migrated(house, monkeypatch).output
        run("grant")
        assert migrated(house, monkeypatch).exit_code == 0

    def test_what_is_printed_is_no_password(self, run: Callable[..., str], folder: Path) -> None:
        told = run("redis", "--passwords", folder) + run("mongodb")

        assert told.startswith("user default reset resetchannels off\nuser bff reset")
        assert "another-password" not in told

    def test_a_command_in_another_pod_says_where_it_is_run(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(upkeep, "opened", lambda: SimpleNamespace(settings=settings()))
        with house.as_process("bff"):
            done = CliRunner().invoke(shop, ["staff", "create", "eve@example.com"])
        assert done.exit_code == 1
        assert "This user of MongoDB may not do that; the user of admin may" in done.output
