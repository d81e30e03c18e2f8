"""What stands against guessing: tries are counted before they are looked at, and too many wrong ones lock the place.

Three places have a count of their own, so that nobody locks another's: each device on which the member has been in
(core/devices.py), the sessions of whoever is in, and anywhere else. Passwords and codes are counted together.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mongoengine import DateTimeField, Document, IntField, StringField
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from core import clock
from core.documents import collection, expires
from core.passwords import matches
from core.staff.errors import StaffNotSignedIn, WrongPassword
from core.staff.models import StaffMember

MOST_FAILURES = 10
LOCK, LONGEST_LOCK = timedelta(minutes=5), timedelta(hours=1)
DOUBLINGS = 8
"""More than it takes to come to the longest."""
REMEMBERED = timedelta(days=1)
SIGNED_IN = "signed in"
"""The place of whoever is in and types their password once more. No device has that name."""


class StaffTries(Document):
    """How often something was wrong of late at a place that is a member's own. Its name is a hash of both."""

    id: str = StringField(primary_key=True)
    failures: int = IntField(required=True, default=0)
    locked_until: datetime | None = DateTimeField()
    expires_at: datetime = DateTimeField(required=True)

    meta = collection("staff_tries", expires("expires_at"))


@dataclass(frozen=True)
class Try:
    """A try that was counted as a wrong one before anybody looked at it: of many at one moment no eleventh is."""

    document: type[Document]
    name: str
    failures: int

    def was_right(self) -> None:
        """It counts no more; what was wrong before still does."""
        unlocked = {"$unset": {"locked_until": 1}} if self.failures % MOST_FAILURES == 0 else {}
        counted = {"_id": self.name, "failures": {"$gt": 0}}
        self.document._get_collection().update_one(counted, {"$inc": {"failures": -1}, **unlocked})

    def forgive(self) -> None:
        """Nor does anything that was wrong before at this place."""
        gone = {"$set": {"failures": 0}, "$unset": {"locked_until": 1}}
        self.document._get_collection().update_one({"_id": self.name}, gone)


def begin_try(email: str, place: str | None = None) -> Try | None:
    """Count one more at that place, a device of the member's or SIGNED_IN; anywhere else without one.

    The tenth wrong one locks it for five minutes, the twentieth for ten, and so on to an hour. None while it is
    locked: then what is right does not count either; and for somebody who does not work here.
    """
    own = place is not None
    document, name = (StaffTries, _digest(email, str(place))) if own else (StaffMember, email)
    now = clock.now()
    free = {"_id": name, "$or": [{"locked_until": None}, {"locked_until": {"$lte": now}}]}
    try:
        row = document._get_collection().find_one_and_update(
            free, _counted(now, own=own), upsert=own, return_document=ReturnDocument.AFTER
        )
    except DuplicateKeyError:  # it is there, and is not free
        return None
    return None if row is None else Try(document, name, row["failures"])


def proved(email: str, password: str, *, field: str) -> StaffMember:
    """The member who is signed in, and knows their password still. Raises WrongPassword, StaffNotSignedIn."""
    member: StaffMember | None = StaffMember.objects(email=email, active=True).first()
    if member is None:
        raise StaffNotSignedIn("Nobody of that address works here any more.")
    tried = begin_try(email, SIGNED_IN)
    if not matches(member.password, password) or tried is None:
        raise WrongPassword(field=field)
    tried.was_right()
    return member


def _counted(now: datetime, *, own: bool) -> list[dict[str, Any]]:
    """Count and lock are one write: nothing comes between the tenth and its lock."""
    rounds = {"$floor": {"$divide": ["$failures", MOST_FAILURES]}}
    doubled = {"$pow": [2, {"$min": [{"$subtract": [rounds, 1]}, DOUBLINGS]}]}
    seconds = {"$min": [{"$multiply": [LOCK.total_seconds(), doubled]}, LONGEST_LOCK.total_seconds()]}
    until = {"$add": [now, {"$multiply": [1_000, seconds]}]}
    is_last = {"$eq": [{"$mod": ["$failures", MOST_FAILURES]}, 0]}
    kept = {"expires_at": now + REMEMBERED} if own else {}
    return [
        {"$set": {"failures": {"$add": [{"$ifNull": ["$failures", 0]}, 1]}, **kept}},
        {"$set": {"locked_until": {"$cond": [is_last, until, "$locked_until"]}}},
    ]


def _digest(email: str, place: str) -> str:
    return hashlib.sha256(f"{email}\n{place}".encode()).hexdigest()
