"""Servers that want to see a certificate: processes are known by theirs, and take up a renewed one by themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymongo
import pytest
import redis
import requests
from pymongo.errors import OperationFailure, PyMongoError, ServerSelectionTimeoutError

from core import db
from core.adapters.coming_in import come_in
from core.adapters.rq_queue import RqQueue, redis_address, redis_client
from core.migrations.documents import WRITTEN_ONCE
from core.migrations.services import migrate
from core.processes import Process
from core.rights import roles
from core.rights.given import subjects_of
from core.rights.redis import RULES, lines
from dev.ports import LOOPBACK
from tests.battery.house import Bff
from tests.certificates import Authority
from tests.conftest import Resettle
from tests.core.rights.conftest import DATABASE, PASSWORDS, connected
from tests.core.rights.servers import GuardedRedis, Sealed, SealedMongod
from tests.jobs.running import Process as Running
from tests.jobs.running import until

SUBJECT = "CN={process},O=Quayside"
RENEWED = "CN={process}-renewed,O=Quayside"
"""A certificate is renewed under its own name; here it gets another, so that it can be seen which one is shown."""


@dataclass(frozen=True)
class House:
    """A shop whose servers know each process by a certificate."""

    mongod: SealedMongod
    redis: Sealed
    authority: Authority
    own_environment: dict[str, str]
    folder: Path

    def certificate_of(self, process: Process, subject: str = SUBJECT) -> Path:
        """It is written anew: a file that is there already is replaced, as a mounted one would be."""
        return self.authority.sign(subject.replace("{process}", process), f"{process}.pem")

    def environment_of(self, process: Process) -> dict[str, str]:
        url = f"rediss://{process}:{PASSWORDS[process]}@{LOOPBACK}:{self.redis.port}/0"
        return {
            **self.own_environment,
            "SHOP_PROCESS": process,
            "SHOP_MONGODB_DATABASE": DATABASE,
            "SHOP_MONGODB_URI": self.mongod.certificate_uri,
            "SHOP_REDIS_URL": url if process in RULES else "",
            "SHOP_CERTIFICATE_FILE": str(self.certificate_of(process)),
            "SHOP_CA_FILE": str(self.authority.file),
            "SHOP_STOREFRONT_URL": "",
        }

    def who_is_there(self) -> set[str]:
        """The subjects of all who are connected to MongoDB."""
        everybody = {"$currentOp": {"allUsers": True, "idleConnections": True}}
        with pymongo.MongoClient[dict[str, Any]](self.mongod.root_uri) as client:
            return {
                user["user"]
                for one in client.admin.aggregate([everybody])
                for user in one.get("effectiveUsers", ())
            }


@pytest.fixture(scope="module")
def house(workshop: Path, own_environment: dict[str, str]) -> Iterator[House]:
    folder = workshop / "certificates"
    folder.mkdir()
    authority = Authority(folder)
    acl = "\n".join(lines({process: (PASSWORDS[process],) for process in RULES}))
    with (
        SealedMongod(workshop / "sealed", authority) as mongod,
        GuardedRedis(workshop / "acls", acl) as behind,
    ):
        sealed = Sealed(behind.port, authority)
        found = House(mongod, sealed, authority, own_environment, folder)
        with pymongo.MongoClient[dict[str, Any]](mongod.root_uri) as client:
            roles.make_roles(client[DATABASE])
            roles.make_subjects(client[DATABASE], subjects_of(SUBJECT))
            roles.make_subjects(client[DATABASE], subjects_of(RENEWED))
        as_root = {**found.environment_of("release"), "SHOP_MONGODB_URI": mongod.root_uri}
        with connected(as_root, own_environment, workshop):
            db.ensure_indexes(WRITTEN_ONCE)
        with connected(found.environment_of("release"), own_environment, workshop):
            migrate()
        yield found
        sealed.close()


@pytest.fixture
def as_process(house: House, own_environment: dict[str, str], workshop: Path) -> Callable[[Process], Any]:
    """`with as_process("bff") as settings`: this very process is that one."""
    return lambda process: connected(house.environment_of(process), own_environment, workshop)


def test_mongodb_knows_a_process_by_its_certificate(
    house: House, as_process: Callable[[Process], Any]
) -> None:
    with as_process("relay") as told:
        database = db.client()[told.mongodb_database]
        who = database.command("connectionStatus")["authInfo"]
        assert who["authenticatedUsers"] == [{"user": "CN=relay,O=Quayside", "db": "$external"}]
        assert who["authenticatedUserRoles"] == [{"role": "relay", "db": DATABASE}]
        with pytest.raises(OperationFailure):
            database["customers"].find_one()


def test_nobody_comes_in_without_one_or_with_one_of_another_authority(house: House, tmp_path: Path) -> None:
    stranger = Authority(tmp_path).sign("CN=relay,O=Quayside", "stranger.pem")
    ca = str(house.authority.file)
    for shown in (None, str(stranger)):
        with (
            pymongo.MongoClient[dict[str, Any]](
                house.mongod.certificate_uri,
                tlsCAFile=ca,
                tlsCertificateKeyFile=shown,
                serverSelectionTimeoutMS=500,
            ) as client,
            pytest.raises((ServerSelectionTimeoutError, OperationFailure)),
        ):
            client[DATABASE]["outbox"].find_one()


def test_a_new_certificate_is_shown_once_before_it_is_taken_up(
    house: House, tmp_path: Path, resettle: Resettle
) -> None:
    ca, unknown = house.authority.file, house.authority.sign("CN=nobody,O=Quayside", "nobody.pem")
    stranger = Authority(tmp_path).sign("CN=relay,O=Quayside", "stranger.pem")
    told = house.environment_of("relay")
    resettle(mongodb_uri=told["SHOP_MONGODB_URI"], redis_url=told["SHOP_REDIS_URL"])
    come_in(house.certificate_of("relay"), ca)
    for refused in (unknown, stranger):
        with pytest.raises(PyMongoError):
            come_in(refused, ca)


def test_redis_is_shown_it_too_and_keeps_nobody_from_it_while_it_is_away(
    house: House, tmp_path: Path, resettle: Resettle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "come_in", lambda *_: None)
    stranger = Authority(tmp_path).sign("CN=relay,O=Quayside", "stranger.pem")
    resettle(redis_url=house.environment_of("relay")["SHOP_REDIS_URL"])
    with pytest.raises(redis.ConnectionError):
        come_in(stranger, house.authority.file)
    resettle(redis_url=f"rediss://{LOOPBACK}:1/0")
    come_in(stranger, house.authority.file)


def test_a_server_of_another_authority_is_not_believed(house: House, tmp_path: Path) -> None:
    other = Authority(tmp_path)
    with (
        pymongo.MongoClient[dict[str, Any]](
            house.mongod.certificate_uri,
            tlsCAFile=str(other.file),
            tlsCertificateKeyFile=str(house.certificate_of("relay")),
            serverSelectionTimeoutMS=500,
        ) as client,
        pytest.raises(ServerSelectionTimeoutError, match="certificate"),
    ):
        client[DATABASE]["outbox"].find_one()


def test_redis_is_shown_the_same_certificate(house: House, as_process: Callable[[Process], Any]) -> None:
    house.redis.seen.clear()
    with as_process("relay") as told:
        assert RqQueue(redis_address(told)).depth() == 0
    assert house.redis.seen == ["relay"]


def test_redis_is_not_reached_without_one(house: House, as_process: Callable[[Process], Any]) -> None:
    with as_process("relay") as told:
        url = redis_address(told.model_copy(update={"certificate_file": None}))
        with pytest.raises(redis.ConnectionError), redis_client(url) as client:
            client.ping()


def test_redis_is_believed_by_the_authority_that_is_named_and_by_none_of_the_systems(
    house: House, as_process: Callable[[Process], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(house.authority.file))  # OpenSSL takes it for the system's
    others = Authority(tmp_path).file
    with as_process("relay") as told:
        by_the_system, by_others = (
            redis_address(told.model_copy(update={"ca_file": named})) for named in (None, others)
        )
        with redis_client(by_the_system) as client:
            assert client.ping()
        with pytest.raises(redis.ConnectionError, match="certificate"), redis_client(by_others) as client:
            client.ping()


def test_a_process_of_jobs_takes_up_a_renewed_certificate_and_goes_on(house: House, workshop: Path) -> None:
    relay = Running("relay", house.environment_of("relay"), workshop)
    try:
        until(lambda: "CN=relay,O=Quayside" in house.who_is_there())
        house.certificate_of("relay", RENEWED)
        until(lambda: "CN=relay-renewed,O=Quayside" in house.who_is_there())
        assert "CN=relay,O=Quayside" not in house.who_is_there()
        assert relay.is_running
        assert "certificate_renewed" in relay.output
        assert relay.stop() == 0
    finally:
        relay.kill()


@pytest.mark.faults
@pytest.mark.parametrize("name", ["worker", "schedule"])
def test_the_others_too(house: House, workshop: Path, name: Process) -> None:
    def is_seen(subject: str) -> bool:
        """A worker without a job asks Redis alone, and a schedule MongoDB."""
        shown = subjects_of(subject)[name]
        return shown.split(",")[0].removeprefix("CN=") in house.redis.seen or shown in house.who_is_there()

    house.redis.seen.clear()
    running = Running(name, house.environment_of(name), workshop)
    try:
        until(lambda: is_seen(SUBJECT))
        house.certificate_of(name, RENEWED)
        until(lambda: is_seen(RENEWED))
        assert running.is_running
        assert running.stop() == 0
    finally:
        running.kill()


@pytest.mark.faults
def test_gunicorn_makes_workers_that_show_the_renewed_one_and_refuses_nobody_meanwhile(
    house: House, workshop: Path
) -> None:
    with Bff({**house.environment_of("bff"), "SHOP_WEB_WORKERS": "1"}, workshop) as bff:
        assert "CN=bff,O=Quayside" in house.who_is_there()
        house.certificate_of("bff", RENEWED)
        refused: list[int] = []

        def is_renewed() -> bool:
            refused.extend(s for s in [requests.get(f"{bff.url}/readyz", timeout=10).status_code] if s != 200)
            there = house.who_is_there()
            return "CN=bff-renewed,O=Quayside" in there and "CN=bff,O=Quayside" not in there

        until(is_renewed, seconds=60)
        assert refused == []
