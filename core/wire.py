"""Commands said to MongoDB directly, on a connection of PyMongo's pool but without its machinery round them.

Of the time of the processor that PyMongo takes for a small command, two thirds go to sessions, retries, monitoring
and the choice of a server (docs/adr/0026). While all is well, little of that is needed; where anything is not as
expected, the driver is asked after all. `core.rows` is the only one to ask here.
"""

import os
import struct
import threading
import time
from contextlib import AbstractContextManager
from itertools import count
from typing import Any

import bson
import pymongo
from bson import Int64
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo import _csot
from pymongo.client_session import ClientSession
from pymongo.common import MAX_MESSAGE_SIZE, MIN_WIRE_VERSION
from pymongo.errors import (
    AutoReconnect,
    ConnectionFailure,
    DuplicateKeyError,
    NetworkTimeout,
    PyMongoError,
    WriteConcernError,
    WriteError,
)
from pymongo.helpers_shared import _check_command_response
from pymongo.monitoring import ConnectionClosedReason
from pymongo.read_preferences import ReadPreference
from pymongo.synchronous.pool import Connection, Pool
from pymongo.topology_shared import _ErrorContext

from core.connections import Borrowed, Client, pool_of_primary

Row = dict[str, Any]
OP_MSG = 2013
HEADER = struct.Struct("<iiiiIb")
"""Length, number, number of what is answered, kind, flags, and the kind of the one section that follows."""
PIECE = 16_384
AS_THE_DRIVER: CodecOptions[Row] = CodecOptions(tz_aware=True)
AS_IT_COMES: CodecOptions[RawBSONDocument] = CodecOptions(tz_aware=True, document_class=RawBSONDocument)
"""Rows whose bytes are left alone until somebody looks."""
DUPLICATE_KEY = 11_000
A_MOMENT = 0.001
"""PyMongo takes 0 seconds for no limit at all."""

_numbers = count(1)
_mine = threading.local()


def over_in(seconds: float) -> float:
    """The moment at which so many seconds are over, or those of the `pymongo.timeout` that this is in."""
    left = _csot.remaining()
    return time.monotonic() + (seconds if left is None else min(left, seconds))


def until(over: float) -> AbstractContextManager[Any]:
    """For what the driver says: it may take until then. To say so for all would cost a tenth of a command."""
    return pymongo.timeout(max(over - time.monotonic(), A_MOMENT))


def rows(
    client: Client, database: str, command: Row, over: float, codec: CodecOptions[Any] = AS_THE_DRIVER
) -> list[Any] | None:
    """The rows that a find or an aggregate answers as the majority has them; None: ask the driver instead.

    Raises NetworkTimeout when it is *over*, WaitQueueTimeoutError.
    """
    answer = _said(client, database, {**command, "readConcern": {"level": "majority"}}, over, codec)
    if answer is None:
        return None
    cursor: Row = answer["cursor"]
    if cursor["id"]:  # there is more than the server sends at once
        with until(over):
            client[database].command("killCursors", next(iter(command.values())), cursors=[cursor["id"]])
        return None
    found: list[Any] = cursor["firstBatch"]
    return found


def rows_within(
    session: ClientSession, database: str, command: Row, over: float, codec: CodecOptions[Any] = AS_THE_DRIVER
) -> list[Any] | None:
    """The same in a transaction, as it sees them."""
    cursor: Row = said_within(session, database, command, over, codec)["cursor"]
    found: list[Any] = cursor["firstBatch"]
    return None if cursor["id"] else found  # a cursor ends with its transaction


def written(client: Client, database: str, command: Row, over: float) -> Row:
    """What is answered to a write of documents by name, which is done once whatever is lost on the way.

    It carries the number by which MongoDB knows a write that comes again (retryable writes), so that it may be sent
    anew to whoever is primary then, until it is *over*.
    Raises DuplicateKeyError, WriteError, WriteConcernError and what `Database.command` raises.
    """
    session = _own_session(client)
    session._start_retryable_write()
    name, own = session.session_id, session._server_session
    command = {**command, "writeConcern": {"w": "majority"}, "txnNumber": Int64(own.transaction_id)}
    answer = _said(client, database, {**command, "lsid": name}, over)
    if answer is None or "writeConcernError" in answer:
        with until(over):
            answer = _said_by_the_driver(client, database, command, session)
    _check(answer)
    return answer


def said_within(
    session: ClientSession, database: str, command: Row, over: float, codec: CodecOptions[Any] = AS_THE_DRIVER
) -> Row:
    """What is answered to a command of that transaction.

    What breaks here breaks the transaction, and is marked as such: `ClientSession.with_transaction` begins it anew.
    Raises what `Database.command` raises, DuplicateKeyError and WriteError.
    """
    client = session.client
    seconds, pool = over - time.monotonic(), pool_of_primary(client)
    if pool is None or seconds <= 0:
        with until(over):
            answer: Row = client[database].command(command, session=session, codec_options=codec)
    else:
        command = {**command, "maxTimeMS": int(seconds * 1000) + 1, "$db": database}
        answer = _said_on(pool, session, command, seconds, codec)
    _check(answer)
    return answer


def _said_on(
    pool: Pool, session: ClientSession, command: Row, seconds: float, codec: CodecOptions[Any]
) -> Row:
    """As the driver says it: it keeps in the session how far the transaction is, and which servers are well."""
    generation, connection = pool.gen.get_overall(), None
    try:
        with Borrowed(pool) as connection:
            session._apply_to(command, False, ReadPreference.PRIMARY, connection)
            if session._starting_transaction:
                session._transaction.set_in_progress()
            answer = _answer(connection, command, seconds, codec)
        session._process_response(answer)
        _check_command_response(answer, connection.max_wire_version)
    except (OSError, AutoReconnect) as broken:
        error = _as_the_driver_says(broken, seconds)
        error._add_error_label("TransientTransactionError")
        session._server_session.mark_dirty()
        wire = connection.max_wire_version if connection else MIN_WIRE_VERSION
        context = _ErrorContext(error, wire, generation, connection is not None, None)
        session.client._topology.handle_error(pool.address, context)
        if error is broken:
            raise
        raise error from broken
    return answer


def _as_the_driver_says(broken: Exception, seconds: float) -> ConnectionFailure:
    if isinstance(broken, AutoReconnect):
        return broken
    late = isinstance(broken, TimeoutError)
    return (
        NetworkTimeout(f"MongoDB has not answered within {seconds:.3f} s")
        if late
        else AutoReconnect(str(broken))
    )


def _said_by_the_driver(client: Client, database: str, command: Row, session: ClientSession) -> Row:
    """The driver finds the primary, and knows what has become of it. It does not send a command again by itself."""
    while True:
        try:
            return client[database].command(command, session=session, codec_options=AS_THE_DRIVER)
        except PyMongoError as error:
            passes = isinstance(error, AutoReconnect) or error.has_error_label("RetryableWriteError")
            if not passes or error.timeout or not _csot.remaining():
                raise


def _check(answer: Row) -> None:
    for error in answer.get("writeErrors", ()):
        kind = DuplicateKeyError if error["code"] == DUPLICATE_KEY else WriteError
        raise kind(error["errmsg"], error["code"], error)
    if error := answer.get("writeConcernError"):
        raise WriteConcernError(error["errmsg"], error["code"], error)


def _own_session(client: Client) -> ClientSession:
    """That of this thread of this process: MongoDB counts writes by session, and lets one at a time use it."""
    if getattr(_mine, "client", None) is not client or _mine.process != os.getpid():
        _mine.client, _mine.process = client, os.getpid()
        _mine.session = client.start_session(causal_consistency=False)
    session: ClientSession = _mine.session
    return session


def _said(
    client: Client, database: str, command: Row, over: float, codec: CodecOptions[Any] = AS_THE_DRIVER
) -> Row | None:
    """The server's answer; None where there is no primary that is known, it hangs up, or it refuses."""
    seconds, pool = over - time.monotonic(), pool_of_primary(client)
    if pool is None or seconds <= 0:
        return None
    command = {**command, "maxTimeMS": int(seconds * 1000) + 1, "$db": database}
    try:
        with Borrowed(pool) as connection:
            answer = _answer(connection, command, seconds, codec)
    except TimeoutError as late:
        raise NetworkTimeout(f"MongoDB has not answered within {seconds:.3f} s") from late
    except (OSError, AutoReconnect):
        return None
    return answer if answer.get("ok") == 1 else None


def _answer(connection: Connection, command: Row, seconds: float, codec: CodecOptions[Any]) -> Row:
    """What the server says to it. Whatever goes wrong, nobody else gets a connection with half an answer in it."""
    number = next(_numbers) & 0x7FFFFFFF
    said = bson.encode(command)
    try:
        _tell(connection, command, number)
        connection.set_conn_timeout(seconds)
        stream = connection.conn.sock
        stream.sendall(HEADER.pack(HEADER.size + len(said), number, 0, OP_MSG, 0, 0) + said)
        return _received(stream, number, codec)
    except BaseException:
        connection.close_conn(ConnectionClosedReason.ERROR)
        raise


def _tell(connection: Connection, command: Row, number: int) -> None:
    """Whoever listens to what the driver sends hears of this as well."""
    heard_by = connection.listeners
    if heard_by is not None and heard_by.enabled_for_commands:
        server = connection.address, connection.server_connection_id
        heard_by.publish_command_start(command, command["$db"], number, *server)


def _received(stream: Any, number: int, codec: CodecOptions[Any]) -> Row:
    data = stream.recv(PIECE)
    while len(data) < HEADER.size:
        data += _more(stream)
    length, _, answered, kind, flags, section = HEADER.unpack_from(data)
    if (answered, kind, flags, section) != (number, OP_MSG, 0, 0) or length > MAX_MESSAGE_SIZE:
        raise ConnectionError("that is no answer to what was asked")
    if len(data) < length:
        data = bytearray(data)
        while len(data) < length:
            data += _more(stream)
    answer: Row = bson.decode(memoryview(data)[HEADER.size :], codec)
    return answer


def _more(stream: Any) -> bytes:
    if piece := stream.recv(PIECE):
        return bytes(piece)
    raise ConnectionResetError("MongoDB has hung up")
