"""What goes over the wire to MongoDB, seen by the driver's own command monitoring."""

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from mongoengine import ValidationError
from pymongo import monitoring
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

from core import db
from core.carts.models import Cart
from core.inventory.models import StockMove
from core.orders.entries import MoneyEntry
from core.orders.models import Order
from core.outbox.models import OutboxMessage
from core.payments.models import Payment
from tests.asking import NEED_NOTHING, process_asking, refused

OTHERS_SECONDS = 0.5
HELD: Mapping[str, Any] = {
    document._meta["collection"]: document
    for document in (Payment, Order, MoneyEntry, OutboxMessage, StockMove, Cart)
}
WRITES = frozenset({"insert", "update", "delete", "findAndModify"})
QUIET = {"hello", "isMaster", "ping", "endSessions", "configureFailPoint"}


class Killed(BaseException):
    """The process died here. Not an Exception: no code of the shop catches it."""


class ListenerFailed(BaseException):
    """A listener of the test is at fault: the driver would only print an Exception and go on."""


@dataclass(frozen=True)
class Command:
    """One command as it was sent, and on which thread."""

    name: str
    body: dict[str, Any]
    thread: int

    @property
    def collection(self) -> str:
        return str(self.body.get(self.name, ""))

    @property
    def in_transaction(self) -> bool:
        return "autocommit" in self.body

    @property
    def writes(self) -> bool:
        return self.name in WRITES


@dataclass
class Wire(CommandListener):
    """Calls its listeners before each command is sent; a listener may raise Killed, or do what others do."""

    listeners: list[Callable[[Command], None]] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    """Every collection that this process has written to since somebody emptied this."""

    def started(self, event: CommandStartedEvent) -> None:
        try:
            self._look_at(event)
        except Exception as fault:
            raise ListenerFailed(repr(fault)) from fault

    def _look_at(self, event: CommandStartedEvent) -> None:
        if event.command_name in WRITES:
            self.written.add(str(event.command[event.command_name]))
        if event.command_name == "insert":
            _hold_against_its_document(event.command)
        _hold_against_its_rights(event)
        if not self.listeners or event.command_name in QUIET:
            return
        command = Command(event.command_name, dict(event.command), threading.get_ident())
        for listener in list(self.listeners):
            listener(command)

    def succeeded(self, event: CommandSucceededEvent) -> None:
        pass

    def failed(self, event: CommandFailedEvent) -> None:
        pass

    @contextmanager
    def heard_by(self, listener: Callable[[Command], None]) -> Iterator[None]:
        self.listeners.append(listener)
        try:
            yield
        finally:
            self.listeners.remove(listener)

    @contextmanager
    def recorded(self) -> Iterator[list[Command]]:
        """Every command that is sent inside."""
        commands: list[Command] = []
        with self.heard_by(commands.append):
            yield commands

    @contextmanager
    def dying_before(self, step: int) -> Iterator[None]:
        """This thread dies before its command number *step* (from 1) is sent; the driver's own clean-up may pass.

        A server ends the open transaction of a dead process after a minute; here that minute is over at once.
        """
        here, count = threading.get_ident(), 0

        def die(command: Command) -> None:
            nonlocal count
            if command.thread != here or command.name == "abortTransaction":
                return
            count += 1
            if count == step:
                raise Killed

        try:
            with self.heard_by(die):
                yield
        finally:
            db.client().admin.command("killAllSessions", [])

    @contextmanager
    def meanwhile(
        self, when: Callable[[Command], bool], act: Callable[[], object], *, must: bool = True
    ) -> Iterator[None]:
        """Just before the first command for which *when* holds, somebody else does *act*.

        To the end, unless it has to wait for a transaction that is open here: then both go on together.
        Where no such command is sent, it is a mistake of the test, unless it says that none *must* be.
        """
        others: list[Future[object]] = []
        begun = threading.Event()

        def interfere(command: Command) -> None:
            if begun.is_set() or not when(command):
                return
            begun.set()  # what they send themselves is no reason to begin again
            others.append(threads.submit(act))
            wait(others, OTHERS_SECONDS)

        with ThreadPoolExecutor(1) as threads, self.heard_by(interfere):
            yield
        if others:
            others[0].result()
        elif must:
            raise AssertionError("that command was never sent")


def _hold_against_its_document(command: Mapping[str, Any]) -> None:
    """The shop inserts these past MongoEngine's checks (`core.documents.add`): here they are made."""
    document = HELD.get(command["insert"])
    if document is None:
        return
    for row in command["documents"]:
        unknown = row.keys() - {"_id", *(field.db_field for field in document._fields.values())}
        if unknown:
            raise ListenerFailed(f"{document.__name__} has no {unknown}")
        try:
            document._from_son(row).validate()
        except ValidationError as fault:
            raise ListenerFailed(repr(fault)) from fault


def _hold_against_its_rights(event: CommandStartedEvent) -> None:
    """Whatever a face, a job or a command sends, its process may do (`core/rights/table.py`)."""
    if event.command_name in NEED_NOTHING:
        return
    process = process_asking()
    if process and (lacking := refused(process, event.command_name, event.command)):
        raise ListenerFailed(f"{process} may not: {', '.join(lacking)} (core/rights/table.py)")


def nth(number: int) -> Callable[[Command], bool]:
    """True for the command with that number, from 1."""
    numbers = count(1)
    return lambda _command: next(numbers) == number


def elsewhere(act: Callable[[], object]) -> None:
    """Do that to the end in another thread: outside of whatever transaction is open here."""
    with ThreadPoolExecutor(1) as other:
        other.submit(act).result()


WIRE = Wire()


def listen() -> None:
    """Have every client that is made from now on report here."""
    monitoring.register(WIRE)
