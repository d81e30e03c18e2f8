"""One kind of records without one person: a batch at a time, each in a transaction with its count."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pymongo import UpdateOne

from core.db import transactional
from core.privacy.fates import ABSENT, made_of
from core.privacy.holdings import Holding
from core.privacy.models import Erasure
from core.privacy.people import Person

BATCH = 50


def erase_from(holding: Holding, person: Person, erasure_id: str, on: Callable[[int], None]) -> None:
    """Delete or change what that collection holds of the person. Killed and begun again, nothing is counted twice."""
    rows = holding.document._get_collection().find(holding.of(person), {"_id": 1})
    for batch in _batches([row["_id"] for row in rows]):
        on(_erase(holding, person, erasure_id, batch))


@transactional
def _erase(holding: Holding, person: Person, erasure_id: str, ids: Sequence[Any]) -> int:
    collection = holding.document._get_collection()
    if holding.goes:
        count = int(collection.delete_many({"_id": {"$in": ids}}).deleted_count)
    else:
        steps = list(_steps(holding, person, collection.find({"_id": {"$in": ids}})))
        count = len(steps)
        if steps:
            collection.bulk_write(steps, ordered=False)
    if count:
        _count(erasure_id, holding, count)
    return count


def _count(erasure_id: str, holding: Holding, count: int) -> None:
    Erasure.objects(id=erasure_id).update_one(**{f"inc__counts__{holding.name}": count})


def _steps(holding: Holding, person: Person, rows: Iterator[Mapping[str, Any]]) -> Iterator[UpdateOne]:
    for row in rows:
        made = made_of(row, holding.fields, person)
        change = {
            "$set": {name: value for name, value in made.items() if value is not ABSENT},
            "$unset": {name: 1 for name, value in made.items() if value is ABSENT},
        }
        if made:
            yield UpdateOne({"_id": row["_id"]}, {how: what for how, what in change.items() if what})


def _batches(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(ids), BATCH):
        yield ids[first : first + BATCH]
