"""Whether the database is what this release needs: its indexes, and the rights of whoever asks."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from mongoengine.connection import get_db
from pymongo.errors import OperationFailure

from core import db
from core.migrations.services import missing_indexes
from core.processes import Process
from core.rights.errors import RightsMissing
from core.rights.roles import PROCESSES, privileges_of
from core.settings import settings

Privilege = Mapping[str, Any]
MOST_NAMED: Final = 5
NOT_LET_IN: Final = (18, 8000)
"""MongoDB's code for a name, password or certificate that it does not know (`AuthenticationFailed`), and Atlas's."""
TO_LOOK: Final = "viewRole"
"""Without it the release can do its work, and not say beforehand what others lack."""


def unready() -> str | None:
    """Why this process cannot serve now, if so: no primary answers, or an index or one of its rights is missing."""
    try:
        db.check_server()
        if why := not_allowed():
            return why
        missing = missing_indexes()
    except (*db.DATABASE_TROUBLE, db.NotAReplicaSet) as error:
        return f"MongoDB: {type(error).__name__}"
    return f"{len(missing)} indexes are missing: run `shop migrate`" if missing else None


def not_allowed() -> str | None:
    """Why MongoDB would not let this process do its work, if so: it does not let it in, or a right is missing.

    Raises what reading raises while MongoDB is away (`db.DATABASE_TROUBLE`).
    """
    try:
        lacking = own_rights_missing()
    except OperationFailure as refusal:
        if refusal.code not in NOT_LET_IN:
            raise
        return "MongoDB does not let this process in: it has no such user, or another password"
    return f"rights are missing ({_short(lacking)}): run `shop rights grant`" if lacking else None


def own_rights_missing() -> list[str]:
    """What the table says of this process and its user may not do, as `insert carts`.

    Nothing where MongoDB asks nobody who they are, or where this is no process of its own.
    """
    process = settings().process
    if process is None:
        return []
    told = get_db().command("connectionStatus", showPrivileges=True)["authInfo"]
    return _missing(process, told["authenticatedUserPrivileges"]) if told["authenticatedUsers"] else []


def check_rights() -> None:
    """For the release, before it begins. Raises RightsMissing where it, or a role that is there, may do too little.

    Users whose roles have other names are not found here: their processes say it themselves (`not_allowed`).
    """
    if lacking := own_rights_missing():
        raise RightsMissing(f"release: {_short(lacking)}")
    if settings().process == "release" and (short := _short_roles()):
        raise RightsMissing("; ".join(f"{process}: {_short(lacking)}" for process, lacking in short.items()))


def _short_roles() -> dict[Process, list[str]]:
    """What those of the shop's roles that are there lack, as far as this user may look."""
    try:
        roles = get_db().command("rolesInfo", 1, showPrivileges=True)["roles"]
    except OperationFailure:
        return {}
    known = {role["role"]: role["inheritedPrivileges"] for role in roles}
    lacking = {process: _missing(process, known[process]) for process in PROCESSES if process in known}
    return {process: some for process, some in lacking.items() if some}


def _missing(process: Process, held: Iterable[Privilege]) -> list[str]:
    given = list(held)
    return [
        f"{action} {wanted['resource']['collection'] or 'everywhere'}"
        for wanted in privileges_of(process, get_db().name)
        for action in wanted["actions"]
        if action != TO_LOOK
        if not any(action in one["actions"] and _covers(one["resource"], wanted["resource"]) for one in given)
    ]


def _covers(held: Mapping[str, Any], wanted: Mapping[str, str]) -> bool:
    """An empty name is every database, or every collection."""
    if held.get("anyResource"):
        return True
    return all(held.get(part) in ("", wanted[part]) for part in ("db", "collection"))


def _short(lacking: list[str]) -> str:
    more = len(lacking) - MOST_NAMED
    return ", ".join([*lacking[:MOST_NAMED], *([f"and {more} more"] if more > 0 else [])])
