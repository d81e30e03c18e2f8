"""Tell the storefront which copies are stale, and write down what each of its replicas answers."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from enum import Enum, auto

from bson import ObjectId

from core import clock, log
from core.audit.services import record
from core.db import outside_call, transactional
from core.outbox.hearing import Heard
from core.outbox.queries import under_way
from core.outbox.services import announce
from core.storefront import metrics
from core.storefront.errors import StorefrontAway
from core.storefront.events import PurgeRequested, ReplicasBehind
from core.storefront.models import Purge, Replica, ReplicaCall
from core.storefront.ports import Storefront
from core.storefront.queries import purge_by_id

TAGS_IN_A_CALL = 1_000
MOST_LANES = 16
"""Replicas that are told at the same time."""
MISSED = 100
"""So many missed purges are looked up at once."""
BUDGET_SECONDS = 12.0
"""After that no further call is begun: with the last one's time limit, still well below that of a job."""


class Outcome(Enum):
    """What came of telling one replica."""

    HEARD = auto()
    LEFT_ALONE = auto()
    LATE = auto()


def revalidate(storefront: Storefront, tags: Sequence[str], version: int, *, cause: Heard) -> None:
    """Have every replica drop what is older than *version* under one of the tags; each call is kept as a `Purge`.

    One call holds at most 1,000 tags. A replica that does not hear is told later (`catch_up`), and keeps nobody
    waiting meanwhile. Raises StorefrontAway when the time was too short for all of it. Safe to repeat for the same
    *cause*: who has answered already is not called again.
    """
    if not storefront.replicas:
        log.get(__name__).info("nobody_to_revalidate", tags=list(tags)[:10], version=version)
        return
    parts = [tags[start : start + TAGS_IN_A_CALL] for start in range(0, len(tags), TAGS_IN_A_CALL)]
    send(
        storefront,
        [
            _opened(f"{cause.message_id}-{number}", part, version, storefront.replicas, cause)
            for number, part in enumerate(parts, 1)
        ],
    )


@outside_call
def send(storefront: Storefront, purge_ids: Sequence[str]) -> None:
    """Tell every replica that has not heard of those purges yet, all replicas at once: none waits for another.

    One that has failed before is not called, nor is one that fails for the rest of it. Raises StorefrontAway, and
    says who has more to hear, when the time is up.
    """
    purges = list(Purge.objects(id__in=list(purge_ids)).order_by("id"))
    end = time.monotonic() + BUDGET_SECONDS
    found = _all_at_once(storefront.replicas, lambda url: _tell_all(storefront, url, purges, end))
    if late := [url for url, came_to in found.items() if came_to is Outcome.LATE]:
        raise StorefrontAway(f"{'; '.join(late)} has more to hear")
    if all(came_to is Outcome.HEARD for came_to in found.values()):
        for purge in purges:
            Purge.objects.finish(purge.id)


def replicas_due() -> bool:
    """Whether a replica that failed is to be tried again, and nobody is at that: a look at the few that failed."""
    return Replica.objects.due().first() is not None and not under_way(ReplicasBehind)


@outside_call
def catch_up(storefront: Storefront) -> None:
    """Tell every replica that is to be tried again what it has missed, call by call, the oldest first.

    One that fails again is left alone for longer. One that has heard everything is called like the others from
    then on. Safe to repeat.
    """
    due = [str(url) for url in Replica.objects.due().scalar("id")]
    end = time.monotonic() + BUDGET_SECONDS
    for url in due:
        if url not in storefront.replicas:
            _forget(storefront, url)
    _all_at_once(
        [url for url in due if url in storefront.replicas], lambda url: _tell_missed(storefront, url, end)
    )


@transactional
def send_again(purge_id: str, *, actor: str) -> str:
    """Have a job tell every replica once more, as a purge of its own, whose id this answers. Raises PurgeNotFound."""
    earlier = purge_by_id(purge_id)
    now = clock.now()
    purge = Purge(
        id=f"{ObjectId()}-again",
        tags=earlier.tags,
        tag_count=earlier.tag_count,
        version=earlier.version,
        request_id=log.current("request_id"),
        again_of=purge_id,
        changed_at=now,
        created_at=now,
    ).save(force_insert=True)
    announce(PurgeRequested(purge.id))
    record(actor, "send_purge_again", f"purge:{purge.id}", version=purge.version, tags=purge.tag_count)
    return str(purge.id)


def _opened(purge_id: str, tags: Sequence[str], version: int, replicas: Sequence[str], cause: Heard) -> str:
    """The record of a call is there before anybody is called; the second time it stays as it is."""
    Purge.objects(id=purge_id).update_one(
        upsert=True,
        set_on_insert__tags=list(tags),
        set_on_insert__tag_count=len(tags),
        set_on_insert__version=version,
        set_on_insert__cause=cause.message_id,
        set_on_insert__request_id=log.current("request_id"),
        set_on_insert__changed_at=cause.began_at,
        set_on_insert__created_at=clock.now(),
        set_on_insert__calls=[ReplicaCall(url=url) for url in replicas],
    )
    return purge_id


def _all_at_once(urls: Sequence[str], tell: Callable[[str], Outcome]) -> dict[str, Outcome]:
    with ThreadPoolExecutor(min(len(urls), MOST_LANES) or 1, "purge") as lanes:
        told = {url: lanes.submit(copy_context().run, tell, url) for url in urls}
    return {url: lane.result() for url, lane in told.items()}


def _tell_all(storefront: Storefront, url: str, purges: Sequence[Purge], end: float) -> Outcome:
    """One replica, call by call; at its first failure it is left alone."""
    missing = [purge for purge in purges if not purge.has_told(url)]
    for purge in missing:
        Purge.objects.with_replica(purge.id, url)
    if missing and Replica.objects.is_left_alone(url):
        return Outcome.LEFT_ALONE
    for purge in missing:
        if time.monotonic() > end:
            return Outcome.LATE
        if fault := _tell(storefront, url, purge):
            Replica.objects.leave_alone(url, fault)
            return Outcome.LEFT_ALONE
    return Outcome.HEARD


def _tell_missed(storefront: Storefront, url: str, end: float) -> Outcome:
    """As before; what is missed while it is told is told too, and only then is it one of the others again."""
    while replica := Replica.objects(id=url).first():
        missed = list(Purge.objects.missed_by(url).limit(MISSED))
        for purge in missed:
            if time.monotonic() > end:
                return Outcome.LATE
            if fault := _tell(storefront, url, purge):
                Replica.objects.leave_alone(url, fault)
                return Outcome.LEFT_ALONE
            _finish_if_all_heard(storefront, purge)
        if not missed:
            Replica.objects(id=url, missed=replica.missed).delete()
    return Outcome.HEARD


def _forget(storefront: Storefront, url: str) -> None:
    """That replica is none any more: what only it has not heard is heard."""
    for purge in Purge.objects.missed_by(url):
        _finish_if_all_heard(storefront, purge)
    Replica.objects(id=url).delete()


def _finish_if_all_heard(storefront: Storefront, purge: Purge) -> None:
    if all(purge_by_id(str(purge.id)).has_told(url) for url in storefront.replicas):
        Purge.objects.finish(purge.id)


def _tell(storefront: Storefront, url: str, purge: Purge) -> str | None:
    """What went wrong, if anything did."""
    reply = storefront.tell(url, purge.tags, purge.version)
    Purge.objects.note(purge.id, url, reply)
    metrics.count(reply, purge.changed_at)
    return reply.fault
