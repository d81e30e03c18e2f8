"""One real mongod and one real redis-server per run, an environment of the tests' own, fakes at the shop's ports.

shop       the wired shop: real MongoDB, fakes for whatever is outside; the jobs work for it too
database   MongoDB alone, with all indexes and no documents
resettle   read the settings anew with some of them changed
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import structlog
from flask import Flask
from pymongo.database import Database

from core import clock, db
from core.adapters import outgoing
from core.adapters.free_gateway import FreeGateway
from core.adapters.manual_gateway import ManualGateway
from core.adapters.mongo_search import MongoSearch
from core.adapters.table_carrier import TableCarrier
from core.bootstrap import Shop
from core.catalog.sellable import Sellable, kept, made_of
from core.connections import let_go
from core.inventory import spread
from core.listing.racks import EVERYTHING_RACKS, RACKS
from core.markets.queries import forget
from core.migrations.documents import DOCUMENTS
from core.migrations.services import migrate
from core.promotions import queries as promotions
from core.settings import Settings, settings
from core.staff.codes import STEP_SECONDS
from dev.mongod import Mongod
from dev.redis_server import RedisServer
from jobs.context import work_for
from tests.dev.oidc.running import RunningProvider
from tests.fakes import FakeGateway, FakeMailer, FakeQueue, FakeSource, FakeStorefront, FakeTaxes, FakeTracker
from tests.holding import HeldClient
from tests.wire import WIRE, Wire, listen

DEAD = "127.0.0.1:1"
OWN = {
    "SHOP_ENV": "test",
    "SHOP_MONGODB_URI": f"mongodb://{DEAD}/",
    "SHOP_MONGODB_DATABASE": "quayside-test",
    "SHOP_REDIS_URL": f"redis://{DEAD}/0",
    "SHOP_SECRET_KEY": "the-secret-key-of-the-tests-and-of-nothing-else",
    "SHOP_CONSOLE_SECRET_KEY": "the-secret-key-of-the-console-of-the-tests-alone",
    "SHOP_JWT_KEYS": "test:the-signing-key-of-the-tests-and-of-nothing-else",
    "SHOP_STOREFRONT_URL": "http://storefront.example",
    "SHOP_REVALIDATE_SECRET": "the-revalidate-secret-of-the-tests-alone",
    "SHOP_LIMITS_FACTOR": "1000",  # what is limited is tested where it is meant
}
IN_MEMORY = Path("/dev/shm")
JANITOR = Path(__file__).parent / "janitor.py"
ROOM = 2 * 2**30

Resettle = Callable[..., Settings]


def pytest_configure() -> None:
    """The same examples in every run, and none of them in a hurry: others use this machine too.

    Told to stop, the tests stop their servers first.
    """
    hypothesis.settings.register_profile("quayside", deadline=None, derandomize=True, database=None)
    hypothesis.settings.load_profile("quayside")
    signal.signal(signal.SIGTERM, lambda *_: pytest.exit("told to stop", returncode=143))


def pytest_make_parametrize_id(val: object) -> str | None:
    """A set has no order of its own: named in order, an example has the same name in every process."""
    return str(sorted(val, key=str))[:60] if isinstance(val, set | frozenset) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What long tests have measured (`record_property`) is read at the end."""
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties if report.when == "call" else ():
            terminalreporter.write_line(f"{report.nodeid}: {name}: {value}")


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_the_developer() -> Iterator[None]:
    """SHOP_ variables of whoever runs the tests are not seen, and loopback is never asked of a proxy."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.upper().startswith("SHOP_")]:
            patch.delenv(name)
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")
        patch.setenv("no_proxy", "127.0.0.1,localhost")
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_network_beyond_loopback() -> Iterator[None]:
    """A test that calls anybody but this machine fails, and says whom it called."""
    with pytest.MonkeyPatch.context() as patch:
        for call in ("connect", "connect_ex"):
            patch.setattr(socket.socket, call, _only_loopback(getattr(socket.socket, call)))
        yield


@pytest.fixture(scope="session", autouse=True)
def _every_answer_is_in_the_document() -> Iterator[None]:
    """Whatever a test has the BFF answer is held against its OpenAPI document."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "test_client_class", HeldClient)
        yield


def _only_loopback(call: Callable[..., Any]) -> Callable[..., Any]:
    def checked(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
            "127.0.0.1",
            "::1",
            "localhost",
        ):
            raise PermissionError(f"a test called {address[0]}, which is not this machine")
        return call(self, address)

    return checked


@pytest.fixture(autouse=True)
def _whom_this_process_may_call() -> Iterator[None]:
    """A test that opens a shop keeps the others from nobody: the list is of the whole process."""
    before = outgoing._List.hosts, outgoing._List.ports, outgoing._List.domains
    yield
    outgoing._List.hosts, outgoing._List.ports, outgoing._List.domains = before


@pytest.fixture(scope="session", autouse=True)
def _kept_goods_are_left_as_they_were() -> Iterator[None]:
    """Other threads have the same ones: whoever changed a price inside them would change it for everybody."""
    yield
    for row, goods in kept.rows().items():
        assert [facts_of(one) for one in goods] == [facts_of(one) for one in made_of(row)]


def facts_of(goods: Sellable) -> list[Any]:
    """All that is said of them; the variants of a product stand for themselves."""
    return [goods.product._data | {"variants": None}, goods.variant._data]


@pytest.fixture(scope="session", autouse=True)
def _plain_log() -> None:
    """As in production, one line per event: the console's coloured tracebacks take half a second each."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        cache_logger_on_first_use=False,
    )


@pytest.fixture(scope="session")
def workshop() -> Iterator[Path]:
    """A folder for the servers' data: in memory where there is room, because nothing in it is to last."""
    roomy = IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM
    where = tempfile.TemporaryDirectory(prefix="quayside-", dir=IN_MEMORY if roomy else None)
    command = [sys.executable, str(JANITOR), where.name]
    with where as folder, subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True):
        yield Path(folder)


@pytest.fixture(scope="session")
def own_environment(workshop: Path) -> dict[str, str]:
    """The variables of the tests' shop, for `settings` and for processes that a test starts."""
    return dict(OWN)


@pytest.fixture(scope="session", autouse=True)
def _settled(own_environment: dict[str, str], workshop: Path) -> None:
    read_settings_of(own_environment, workshop)


def read_settings_of(environment: dict[str, str], empty_folder: Path) -> Settings:
    """Have `settings()` answer what that environment says; no `.env` of the project takes part."""
    settings.cache_clear()
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(empty_folder):
        for name, value in environment.items():
            patch.setenv(name, value)
        return settings()


@pytest.fixture
def steady() -> Iterator[None]:
    """A step of thirty seconds has just begun, so no code of an app is over before the test is."""
    now = clock.now().timestamp()
    with clock.moved(timedelta(seconds=STEP_SECONDS - now % STEP_SECONDS + 1)):
        yield


@pytest.fixture
def resettle(own_environment: dict[str, str], workshop: Path) -> Iterator[Resettle]:
    """`resettle(hold_seconds=5)`: the settings of the tests, some of them changed, until the test ends."""

    def changed(**changes: Any) -> Settings:
        more = {f"SHOP_{name.upper()}": str(value) for name, value in changes.items()}
        return read_settings_of({**own_environment, **more}, workshop)

    yield changed
    read_settings_of(own_environment, workshop)


@pytest.fixture(scope="session")
def mongod(workshop: Path) -> Iterator[Mongod]:
    with Mongod(workshop / "mongod", test_commands=True) as server:
        yield server


@pytest.fixture(scope="session")
def redis_server(workshop: Path) -> Iterator[RedisServer]:
    with RedisServer(workshop / "redis") as server:
        yield server


@pytest.fixture(scope="session")
def _connected(mongod: Mongod, own_environment: dict[str, str], workshop: Path) -> Iterator[None]:
    """This process is connected to the tests' MongoDB, and every collection has its indexes."""
    own_environment["SHOP_MONGODB_URI"] = mongod.uri
    listen()
    db.connect(read_settings_of(own_environment, workshop))
    migrate()
    yield
    let_go()
    db.client().close()


def empty(collections: set[str]) -> None:
    """Delete every document of those collections: of the others nobody has written one."""
    for name in collections & {document._get_collection_name() for document in DOCUMENTS}:
        db.client()[settings().mongodb_database][name].delete_many({})
    collections.clear()


@pytest.fixture
def shared_database(database: "Database[dict[str, Any]]") -> "Iterator[Database[dict[str, Any]]]":
    """The same for a test that starts processes: what those write is emptied too."""
    yield database
    WIRE.written.update(document._get_collection_name() for document in DOCUMENTS)


@pytest.fixture
def database(_connected: None) -> "Database[dict[str, Any]]":
    """The tests' database, with every index and without a document."""
    empty(WIRE.written)
    forget()
    promotions.forget()
    RACKS.forget()
    EVERYTHING_RACKS.forget()
    spread.forget()
    return db.client().get_default_database(settings().mongodb_database)


@pytest.fixture
def wire(database: "Database[dict[str, Any]]") -> Wire:
    """What goes over the wire to MongoDB."""
    return WIRE


@pytest.fixture(scope="session")
def _oidc() -> Iterator[RunningProvider]:
    with RunningProvider() as running:
        yield running


@pytest.fixture
def oidc(_oidc: RunningProvider) -> RunningProvider:
    """A provider of OpenID Connect in its best mood, with one key."""
    _oidc.reset()
    return _oidc


@pytest.fixture
def gateway() -> FakeGateway:
    return FakeGateway()


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


@pytest.fixture
def mailer() -> FakeMailer:
    return FakeMailer()


@pytest.fixture
def tracker() -> FakeTracker:
    return FakeTracker()


@pytest.fixture
def storefront() -> FakeStorefront:
    return FakeStorefront()


@pytest.fixture
def taxes() -> FakeTaxes:
    return FakeTaxes()


@pytest.fixture
def queue() -> FakeQueue:
    return FakeQueue()


@pytest.fixture
def shop(
    database: "Database[dict[str, Any]]",
    gateway: FakeGateway,
    source: FakeSource,
    mailer: FakeMailer,
    tracker: FakeTracker,
    storefront: FakeStorefront,
    queue: FakeQueue,
    taxes: FakeTaxes,
) -> Iterator[Shop]:
    """The shop with fakes at its ports; `stripe` is the fake gateway. The jobs of this process work for it."""
    wired = Shop(
        settings=settings(),
        gateways={"manual": ManualGateway(), "none": FreeGateway(), "stripe": gateway},
        content=source,
        carrier=TableCarrier(),
        mailer=mailer,
        tracker=tracker,
        storefront=storefront,
        jobs=queue,
        search=MongoSearch(),
        taxes={"stripe": taxes},
    )
    work_for(wired)
    yield wired
    work_for(None)
