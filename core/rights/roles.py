"""The shop's roles and users in MongoDB: a role for each process, made of the table, and a user who has it alone.

Roles stand in the shop's database, and so do users with a password. Whoever shows a certificate is known by its
subject, in `$external`. All of it may be done again at any time: what is there already is made like this.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pymongo.database import Database
from pymongo.errors import OperationFailure

from core.processes import SECRETS_OF, Process
from core.rights.table import DROPS_INDEXES, rights_of

Command = dict[str, Any]
EXTERNAL: Final = "$external"
PROCESSES: Final[tuple[Process, ...]] = tuple(SECRETS_OF)
EVERYWHERE: Final[Mapping[Process, tuple[str, ...]]] = {
    "bff": ("listIndexes",),
    "admin": ("listIndexes",),
    "release": ("createCollection", "createIndex", "listCollections", "listIndexes"),
}
"""What is done to every collection: `/readyz` looks whether the indexes are there, and the release makes them."""
ALREADY_THERE: Final = frozenset({51_002, 51_003})
"""MongoDB's codes for a role, or a user, of that name (`51002`, `51003`)."""


def name_of(process: Process, generation: str = "") -> str:
    """The name of that process's user. Another *generation* is another user beside it, with the same role."""
    return f"{process}-{generation}" if generation else process


def privileges_of(process: Process, database: str) -> list[Command]:
    """What a role may do, in MongoDB's words and in one order."""
    told = {name: set(actions) for name, actions in rights_of(process).items()}
    if process == "release":
        for document in DROPS_INDEXES:
            told.setdefault(document._get_collection_name(), set()).add("dropIndex")
    told[""] = set(EVERYWHERE.get(process, ()))
    return [
        {"resource": {"db": database, "collection": name}, "actions": sorted(actions)}
        for name, actions in sorted(told.items())
        if actions
    ]


def make_roles(database: Database[dict[str, Any]]) -> None:
    """Make every role what the table says. Raises pymongo's OperationFailure where whoever asks may not."""
    for process in PROCESSES:
        _make(database, "Role", process, {"privileges": privileges_of(process, database.name), "roles": []})


def make_users(
    database: Database[dict[str, Any]], passwords: Mapping[Process, str], generation: str = ""
) -> None:
    """Give each of those processes its user with that password; after `make_roles`."""
    for process, password in passwords.items():
        facts = {"pwd": password, "roles": [_role(database, process)]}
        _make(database, "User", name_of(process, generation), facts)


def make_subjects(database: Database[dict[str, Any]], subjects: Mapping[Process, str]) -> None:
    """Let whoever shows a certificate of that subject (RFC 2253) be that process; after `make_roles`."""
    external = database.client[EXTERNAL]
    for process, subject in subjects.items():
        _make(external, "User", subject, {"roles": [_role(database, process)]})


def drop_users(database: Database[dict[str, Any]], generation: str) -> list[str]:
    """Take a generation's users away; who were there. Who is connected as one of them is let go by MongoDB."""
    wanted = {name_of(process, generation) for process in PROCESSES}
    known = {user["user"] for user in database.command("usersInfo")["users"]}
    for name in sorted(wanted & known):
        database.command("dropUser", name)
    return sorted(wanted & known)


def script(database: str) -> Iterator[str]:
    """The same for mongosh, line by line, for whoever makes roles and users by hand. It asks for each password."""
    yield f"use {database}"
    for process in PROCESSES:
        role = {"role": process, "privileges": privileges_of(process, database), "roles": []}
        yield f"db.createRole({json.dumps(role)})"
    for process in PROCESSES:
        yield f'db.createUser({{user: "{process}", pwd: passwordPrompt(), roles: ["{process}"]}})'


def _role(database: Database[dict[str, Any]], process: Process) -> Command:
    return {"role": process, "db": database.name}


def _make(database: Database[dict[str, Any]], kind: str, name: str, facts: Command) -> None:
    """Create it or, where it is there, make it the same."""
    try:
        database.command({f"create{kind}": name, **facts})
    except OperationFailure as refusal:
        if refusal.code not in ALREADY_THERE:
            raise
        database.command({f"update{kind}": name, **facts})
