"""Faults of a real MongoDB server, by its own fail points (`--setParameter enableTestCommands=1`)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from core import db
from tests.wire import Command, Wire, elsewhere

WRITE_CONFLICT: Mapping[str, Any] = {"errorCode": 112, "errorLabels": ["TransientTransactionError"]}
UNKNOWN_COMMIT: Mapping[str, Any] = {
    "writeConcernError": {"code": 64, "errmsg": "the others have not said yet that they have it"},
    "errorLabels": ["UnknownTransactionCommitResult"],
}


@contextmanager
def failing(commands: Sequence[str], fault: Mapping[str, Any], *, mode: Any = "alwaysOn") -> Iterator[None]:
    """These commands fail so while it lasts, whoever sends them."""
    _set(mode, commands, fault)
    try:
        yield
    finally:
        _set("off", commands, fault)


@contextmanager
def failing_in_transactions(
    wire: Wire, commands: Sequence[str], fault: Mapping[str, Any], *, times: int
) -> Iterator[list[Command]]:
    """The first *times* of these commands that belong to a transaction fail so; which ones they were."""
    hit: list[Command] = []

    def arm(command: Command) -> None:
        if command.in_transaction and command.name in commands and len(hit) < times:
            hit.append(command)
            elsewhere(lambda: _set({"times": 1}, commands, fault))

    try:
        with wire.heard_by(arm):
            yield hit
    finally:
        _set("off", commands, fault)


def _set(mode: Any, commands: Sequence[str], fault: Mapping[str, Any]) -> None:
    data = {"failCommands": list(commands), **fault}
    command = {"configureFailPoint": "failCommand", "mode": mode}
    db.client().admin.command(command if mode == "off" else {**command, "data": data})
