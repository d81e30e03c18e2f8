"""MongoDB: the connection, the transaction, the indexes. The only module that knows how either is done."""

from collections.abc import Callable, Iterable
from contextvars import Context, ContextVar
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import mongoengine
import pymongo
from mongoengine.connection import get_connection, get_db
from mongoengine.errors import OperationError
from pymongo import MongoClient
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from core import connections
from core.credentials import of_mongodb
from core.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

CONNECT_MS = 2_000
SELECT_SERVER_MS = 5_000
OPERATION_MS = 10_000
TRANSACTION_SECONDS = 12.0
"""For all attempts together: no request outlives 15 s, and PyMongo alone would go on for 120."""
ABORT_SECONDS = 1.0
POOL_SIZE = 20 + connections.MOST_AT_HAND
"""Those at hand are lent, though nobody uses them: what commits must find one while others wait for its locks.
With more threads it is larger by them.
"""
WAIT_FOR_POOL_MS = 2_000

DATABASE_TROUBLE = (PyMongoError, OperationError)
"""What reading and writing raise when MongoDB is away, slow or changes its primary; MongoEngine wraps some of it."""

_session: ContextVar[ClientSession | None] = ContextVar("transaction", default=None)


class MajorityOutsideTransactions(WriteConcern):
    """Acknowledged means: on a majority. Inside a transaction it is silent, because the commit says it.

    PyMongo 4.20 leaves the write concern out of a transaction's writes only when the session is handed over
    with the call; for a bound session it sends it, and the server refuses.
    """

    @property
    def is_server_default(self) -> bool:
        return in_transaction()

    @property
    def document(self) -> dict[str, Any]:
        return {} if in_transaction() else {"w": "majority"}


class ShopClient(MongoClient[dict[str, Any]]):
    """A client whose databases write with majority."""

    def __getitem__(self, name: str) -> Database[dict[str, Any]]:
        return self.get_database(name, write_concern=MajorityOutsideTransactions(w="majority"))


class OutsideCallInTransaction(RuntimeError):
    """A function that runs in a transaction called an outside service: a retry would call it again."""


class NotAReplicaSet(RuntimeError):
    """The MongoDB at hand cannot do transactions, so the shop cannot run on it."""


def connect(settings: Settings) -> None:
    """Register the connection of this process; nothing is opened until it is used, so forks are safe.

    Majority is written here and not left to the server's default: acknowledged means it survives the
    loss of the primary.
    """
    connections.let_go()
    mongoengine.disconnect()
    mongoengine.connect(
        settings.mongodb_database,
        host=settings.mongodb_uri.get_secret_value(),
        connect=False,
        **of_mongodb(settings.certificate_file, settings.ca_file),
        tz_aware=True,
        uuidRepresentation="standard",
        mongo_client_class=ShopClient,
        readConcernLevel="majority",
        retryWrites=True,
        connectTimeoutMS=CONNECT_MS,
        serverSelectionTimeoutMS=SELECT_SERVER_MS,
        timeoutMS=OPERATION_MS,
        maxPoolSize=max(POOL_SIZE, connections.MOST_AT_HAND + 2 * settings.web_threads),
        waitQueueTimeoutMS=WAIT_FOR_POOL_MS,
    )


def come_in(settings: Settings, certificate: Path | None, ca: Path | None) -> None:
    """Ask MongoDB something with those files. Raises PyMongoError where it lets nobody in with them, or is away."""
    files: dict[str, Any] = {**of_mongodb(certificate, ca)}
    with MongoClient[dict[str, Any]](
        settings.mongodb_uri.get_secret_value(),
        **files,
        connectTimeoutMS=CONNECT_MS,
        serverSelectionTimeoutMS=CONNECT_MS,
        timeoutMS=SELECT_SERVER_MS,
    ) as once:
        once.admin.command("ping")


def client() -> "MongoClient[dict[str, Any]]":
    connection: MongoClient[dict[str, Any]] = get_connection()
    return connection


def check_server() -> None:
    """Return when a primary that can do transactions answers; raises PyMongoError or NotAReplicaSet."""
    hello = client().admin.command("hello")
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        raise NotAReplicaSet(
            "MongoDB must run as a replica set (one node is enough): start it with --replSet"
        )


def transaction() -> ClientSession | None:
    """The session of the transaction that this is in, if it is in one."""
    return _session.get()


def in_transaction() -> bool:
    return _session.get() is not None


def transactional(work: Callable[P, R]) -> Callable[P, R]:
    """Run *work* in one transaction (snapshot, majority), or join the caller's; retried on write conflicts.

    Two rules follow from the retry. Load inside what you write inside: a document changed outside is
    written by the first attempt only. Call nothing outside: it would be called again.
    PyMongo's bound session makes MongoEngine's calls join, which MongoEngine 0.29 cannot do by itself.
    """

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if in_transaction():
            return work(*args, **kwargs)
        with (
            pymongo.timeout(TRANSACTION_SECONDS),
            client().start_session(
                causal_consistency=False
            ) as session,  # a snapshot of the majority suffices
            session.bind(end_session=False),
        ):
            return session.with_transaction(
                lambda bound: _aborting(bound, lambda: _attempt(bound, work, *args, **kwargs)),
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority"),
            )

    return run


def _attempt(session: ClientSession, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    token = _session.set(session)
    try:
        return work(*args, **kwargs)
    except OperationError as error:  # MongoEngine wraps the driver's error and hides what it is
        cause = error.__cause__ or error.__context__
        if isinstance(cause, PyMongoError) and (
            cause.has_error_label("TransientTransactionError") or cause.timeout
        ):
            raise cause from error
        raise
    finally:
        _session.reset(token)


def _aborting(session: ClientSession, work: Callable[[], R]) -> R:
    """Whatever goes wrong, the server hears of it at once, even when the time is up.

    PyMongo sends nothing after a deadline, not even the abort: the server would keep what the transaction
    has locked for a minute. The deadline is a context variable, so the abort is sent from an empty context,
    under a deadline of its own: whoever waits for us has waited long enough.
    """
    try:
        return work()
    except BaseException:
        if session.in_transaction:
            Context().run(_abort, session)
        raise


def _abort(session: ClientSession) -> None:
    with pymongo.timeout(ABORT_SECONDS):
        session.abort_transaction()


def outside_call(call: Callable[P, R]) -> Callable[P, R]:
    """Mark a call to an outside service: it refuses to run inside a transaction."""

    @wraps(call)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if in_transaction():
            raise OutsideCallInTransaction(f"{call.__qualname__} was called inside a transaction")
        return call(*args, **kwargs)

    return checked


def ensure_indexes(documents: Iterable[type[mongoengine.Document]]) -> list[str]:
    """Create what is missing, collections included; safe to repeat and to run beside a live shop."""
    made = []
    for document in documents:
        _ensure_collection(document)
        document.ensure_indexes()
        made.append(document._get_collection_name())
    return made


def missing_indexes(documents: Iterable[type[mongoengine.Document]]) -> list[str]:
    """The declared indexes that the database lacks, as `collection: fields`."""
    missing = []
    for document in documents:
        name = document._get_collection_name()
        missing += [f"{name}: {index}" for index in document.compare_indexes()["missing"]]
    return missing


def _ensure_collection(document: type[mongoengine.Document]) -> None:
    """A collection born inside a transaction would make its first writers conflict."""
    name = document._get_collection_name()
    if name not in get_db().list_collection_names(filter={"name": name}):
        get_db().create_collection(name, check_exists=False)
