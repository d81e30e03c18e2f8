"""Who asks MongoDB, and whether the table of rights lets them: every command that a test sends is looked at."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import click

from core.migrations.documents import WRITTEN_ONCE
from core.processes import Process
from core.rights.commands import process_for
from core.rights.roles import MAKES, privileges_of

ROOT = f"{Path(__file__).parents[1]}/"
FACES: Mapping[str, Process] = {
    "bff/": "bff",
    "admin/": "admin",
    "jobs/relay.py": "relay",
    "jobs/schedule.py": "schedule",
    "jobs/": "worker",
    "core/migrations/": "release",
}
"""The first that fits. Who is beneath them works for whoever has called."""
OF_ALL = ("jobs/process.py", "jobs/context.py")
OWN = ("getMore", "killCursors", "commitTransaction", "abortTransaction", "endSessions")
SIGNS_IN = ("saslStart", "saslContinue", "authenticate")
"""What anybody may: to say who they are. A new connection does, in the midst of whatever needed one."""
NEED_NOTHING = frozenset(
    {"hello", "isMaster", "ping", "connectionStatus", "configureFailPoint", "killAllSessions"}
).union(OWN, SIGNS_IN)
"""Commands about one's own connection, cursor or transaction, and two that the tests send."""
ACTIONS = {
    "find": "find",
    "aggregate": "find",
    "count": "find",
    "distinct": "find",
    "insert": "insert",
    "update": "update",
    "delete": "remove",
    "create": "createCollection",
    "createIndexes": "createIndex",
    "dropIndexes": "dropIndex",
    "rolesInfo": "viewRole",
}
"""Which action a command takes, where they are named differently (MongoDB's manual, "Privilege Actions")."""

BEFORE_RIGHTS = {(action, document._get_collection_name()) for action in MAKES for document in WRITTEN_ONCE}
"""What nobody may who has rights: it was done with them. A MongoDB that asks nobody has it done by the release."""


def process_asking() -> Process | None:
    """Whose work this is: by the `shop` command that is being run, or by the outermost face that has called."""
    if context := click.get_current_context(silent=True):
        return process_for(context.command_path.partition(" ")[2])
    found, frame = None, sys._getframe(1)  # what called us
    while frame := frame.f_back:  # type: ignore[assignment]
        if frame.f_code.co_filename.startswith(ROOT):
            found = _face(frame.f_code.co_filename) or found
    return found


@cache
def _face(file: str) -> Process | None:
    where = file.removeprefix(ROOT)
    fits = (process for start, process in FACES.items() if where.startswith(start))
    return None if where in OF_ALL else next(fits, None)


def actions_in(name: str, command: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What one has to be allowed for that command: an action, and the collection that it is for.

    Of a command that has a secret in it, such as `createUser`, the driver shows nothing but the name.
    """
    if name in NEED_NOTHING:
        return
    where = found if isinstance(found := command.get(name), str) else ""
    if name == "findAndModify":
        yield "find", where
        yield "remove" if command.get("remove") else "update", where
    else:
        yield ACTIONS.get(name, name), where
    if command.get("upsert") or any(one.get("upsert") for one in command.get("updates", ())):
        yield "insert", where
    for other in _joined(command.get("pipeline", ())):
        yield "find", other


def _joined(steps: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Other collections that an aggregation reads."""
    for step in steps:
        for how in step.values():
            if isinstance(how, Mapping):
                if isinstance(other := how.get("from", how.get("coll")), str):
                    yield other
                yield from _joined(how.get("pipeline", ()))


def refused(process: Process, name: str, command: Mapping[str, Any]) -> list[str]:
    """What of that command MongoDB would not let that process do."""
    may = _rights(process)
    return [
        f"{action} {collection}"
        for action, collection in actions_in(name, command)
        if (action, collection) not in BEFORE_RIGHTS
        and action not in may.get(collection, frozenset()) | may.get("", frozenset())
    ]


@cache
def _rights(process: Process) -> Mapping[str, frozenset[str]]:
    return {one["resource"]["collection"]: frozenset(one["actions"]) for one in privileges_of(process, "any")}
