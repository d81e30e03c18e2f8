"""What a sync of several pages brings waits here until its last page: nobody ever reads half of it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from pymongo import ReplaceOne

from core.content.mirror import KINDS, Change, Row, Told, newer, put, remove, revisions
from core.content.models import SetAside

MOST_AT_ONCE = 5_000
"""So many things become visible in one moment; where more has changed, it is shown in parts of that size."""
MOST_BYTES = 32 * 2**20
"""Or things of so many bytes together, whichever comes first: what a transaction writes well within its time."""
CHUNK = 250


def set_aside(changes: Sequence[Change]) -> bool:
    """Let what is new in these wait; whether as much waits now as is shown at once."""
    for change in changes:
        known = revisions(change.kind, change.shown) | _waiting_revisions(change)
        _keep([_waiting(change.kind, name, None) for name in change.gone])
        _keep([_waiting(change.kind, row["_id"], row) for row in newer(change.rows, known)])
    count, size = _waiting_so_far()
    return count >= MOST_AT_ONCE or size >= MOST_BYTES


def bring_in(told: Told) -> None:
    """Make the mirror what waits here, and forget it."""
    waiting = iter(SetAside._get_collection().find().sort("_id").batch_size(CHUNK))
    while chunk := list(islice(waiting, CHUNK)):
        for kind in KINDS:
            ours = [one for one in chunk if one["kind"] == kind]
            remove(kind, [one["thing"] for one in ours if one["row"] is None], told)
            put(kind, [one["row"] for one in ours if one["row"] is not None], told)
    forget_all()


def forget_all() -> None:
    SetAside._get_collection().delete_many({})


def _waiting_so_far() -> tuple[int, int]:
    """How many things wait, and of how many bytes: counted in an index, for their bodies may be large."""
    counted = {"_id": None, "count": {"$sum": 1}, "bytes": {"$sum": "$bytes"}}
    found = SetAside._get_collection().aggregate([{"$group": counted}], hint={"bytes": 1})
    row: Row = next(iter(found), {"count": 0, "bytes": 0})
    return int(row["count"]), int(row["bytes"])


def _waiting_revisions(change: Change) -> dict[str, int]:
    """The revision that waits; -1 for what waits to be gone, so that whatever comes after it is new."""
    names = [f"{change.kind}:{name}" for name in change.shown]
    found: Iterator[Row] = iter(
        SetAside._get_collection().find({"_id": {"$in": names}}, ["thing", "row.revision"])
    )
    return {one["thing"]: (one.get("row") or {}).get("revision", -1) for one in found}


def _waiting(kind: str, thing: str, row: Row | None) -> Row:
    size = len(row["body"]) if row else 0
    return {"_id": f"{kind}:{thing}", "kind": kind, "thing": thing, "row": row, "bytes": size}


def _keep(waiting: Sequence[Row]) -> None:
    if waiting:
        SetAside._get_collection().bulk_write(
            [ReplaceOne({"_id": one["_id"]}, one, upsert=True) for one in waiting], ordered=False
        )
