"""The shop's roles and users in MongoDB: a role for each process, made of the table, and a user who has it alone.

Roles stand in the shop's database, and so do users with a password. Whoever shows a certificate is known by its
subject, in `$external`. All of it may be done again at any time. A role gets what it lacks and loses nothing, so that
two releases can work side by side; *exactly* takes away what only the former one needed.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pymongo.database import Database
from pymongo.errors import OperationFailure

from core.migrations.documents import DOCUMENTS, WRITTEN_ONCE
from core.processes import SECRETS_OF, Process
from core.rights.table import DROPS_INDEXES, rights_of

Command = dict[str, Any]
EXTERNAL: Final = "$external"
PROCESSES: Final[tuple[Process, ...]] = tuple(SECRETS_OF)
EVERYWHERE: Final[Mapping[Process, tuple[str, ...]]] = {
    "bff": ("listIndexes",),
    "admin": ("listIndexes",),
    "release": ("listCollections", "listIndexes", "viewRole"),
}
"""What is done to every collection: `/readyz` looks whether the indexes are there, the release whether roles are."""
MAKES = ("createCollection", "createIndex")
"""What the release does to each collection, but to those that are written once: an index could empty them."""
ALREADY_THERE: Final = frozenset({51_002, 51_003})
"""MongoDB's codes for a role, or a user, of that name (`51002`, `51003`)."""


def name_of(process: Process, generation: str = "") -> str:
    """The name of that process's user. Another *generation* is another user beside it, with the same role."""
    return f"{process}-{generation}" if generation else process


def privileges_of(process: Process, database: str) -> list[Command]:
    """What a role may do, in MongoDB's words and in one order."""
    told = {name: set(actions) for name, actions in rights_of(process).items()}
    if process == "release":
        for document in DOCUMENTS:
            made = () if document in WRITTEN_ONCE else MAKES
            dropped = ("dropIndex",) if document in DROPS_INDEXES else ()
            told.setdefault(document._get_collection_name(), set()).update(made, dropped)
    told[""] = set(EVERYWHERE.get(process, ()))
    return [
        {"resource": {"db": database, "collection": name}, "actions": sorted(actions)}
        for name, actions in sorted(told.items())
        if actions
    ]


def make_roles(database: Database[dict[str, Any]], *, exactly: bool = False) -> None:
    """Let every role do at least what the table says, or *exactly* that.

    Raises pymongo's OperationFailure where whoever asks may not.
    """
    for process in PROCESSES:
        privileges = privileges_of(process, database.name)
        again: Command = {"updateRole": process, "privileges": privileges, "roles": []}
        if not exactly:
            again = {"grantPrivilegesToRole": process, "privileges": privileges}
        _make(database, {"createRole": process, "privileges": privileges, "roles": []}, again)


def make_users(
    database: Database[dict[str, Any]], passwords: Mapping[Process, str], generation: str = ""
) -> None:
    """Give each of those processes its user with that password; after `make_roles`."""
    for process, password in passwords.items():
        name, facts = name_of(process, generation), {"pwd": password, "roles": [_role(database, process)]}
        _make(database, {"createUser": name, **facts}, {"updateUser": name, **facts})


def make_subjects(database: Database[dict[str, Any]], subjects: Mapping[Process, str]) -> None:
    """Let whoever shows a certificate of that subject (RFC 2253) be that process; after `make_roles`."""
    external = database.client[EXTERNAL]
    for process, subject in subjects.items():
        facts = {"roles": [_role(database, process)]}
        _make(external, {"createUser": subject, **facts}, {"updateUser": subject, **facts})


def drop_users(database: Database[dict[str, Any]], generation: str) -> list[str]:
    """Take a generation's users away; who were there. Who is connected as one of them is let go by MongoDB."""
    wanted = {name_of(process, generation) for process in PROCESSES}
    known = {user["user"] for user in database.command("usersInfo")["users"]}
    for name in sorted(wanted & known):
        database.command("dropUser", name)
    return sorted(wanted & known)


def script(database: str, *, exactly: bool = False) -> Iterator[str]:
    """The same for mongosh, line by line, for whoever makes roles and users by hand.

    It asks for the password of each user who is not there yet, and may be run again for every release.
    """
    yield f"use {database}"
    for document in WRITTEN_ONCE:
        for index in document._meta["index_specs"]:
            fields, options = dict(index["fields"]), {k: v for k, v in index.items() if k != "fields"}
            name = document._get_collection_name()
            yield f'db.getCollection("{name}").createIndex({json.dumps(fields)}, {json.dumps(options)})'
    for process in PROCESSES:
        privileges = privileges_of(process, database)
        role = json.dumps({"role": process, "privileges": privileges, "roles": []})
        update = f'updateRole("{process}", {json.dumps({"privileges": privileges, "roles": []})})'
        more = f'grantPrivilegesToRole("{process}", {json.dumps(privileges)})'
        again = update if exactly else more
        yield f'if (db.getRole("{process}")) {{ db.{again} }} else {{ db.createRole({role}) }}'
    for process in PROCESSES:
        user = f'{{user: "{process}", pwd: passwordPrompt(), roles: ["{process}"]}}'
        yield f'if (!db.getUser("{process}")) {{ db.createUser({user}) }}'


def _role(database: Database[dict[str, Any]], process: Process) -> Command:
    return {"role": process, "db": database.name}


def _make(database: Database[dict[str, Any]], first: Command, again: Command) -> None:
    """Create it or, where it is there, do what is done *again*."""
    try:
        database.command(first)
    except OperationFailure as refusal:
        if refusal.code not in ALREADY_THERE:
            raise
        database.command(again)
