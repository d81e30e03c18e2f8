"""Tell the storefront which copies are stale, and write down what each of its replicas answers."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from bson import ObjectId

from core import clock, log
from core.audit.services import record
from core.db import outside_call, transactional
from core.outbox.hearing import Heard
from core.outbox.services import announce
from core.storefront import metrics
from core.storefront.errors import StorefrontAway
from core.storefront.events import PurgeRequested
from core.storefront.models import Purge, ReplicaCall
from core.storefront.ports import Storefront
from core.storefront.queries import purge_by_id

TAGS_IN_A_CALL = 1_000
MOST_LANES = 16
"""Replicas that are told at the same time."""
BUDGET_SECONDS = 12.0
"""After that no further call is begun: with the last one's time limit, still well below that of a job."""


def revalidate(storefront: Storefront, tags: Sequence[str], version: int, *, cause: Heard) -> None:
    """Have every replica drop what is older than *version* under one of the tags; each call is kept as a `Purge`.

    One call holds at most 1,000 tags. Raises StorefrontAway when a replica has not heard. Safe to repeat for
    the same *cause*: who has answered already is not called again.
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

    Raises StorefrontAway, and says who has not heard.
    """
    purges = list(Purge.objects(id__in=list(purge_ids)).order_by("id"))
    end = time.monotonic() + BUDGET_SECONDS
    with ThreadPoolExecutor(min(len(storefront.replicas), MOST_LANES) or 1, "purge") as lanes:
        told = [
            lanes.submit(copy_context().run, _tell_all, storefront, url, purges, end)
            for url in storefront.replicas
        ]
    deaf = [fault for lane in told if (fault := lane.result())]
    if deaf:
        raise StorefrontAway("; ".join(deaf))
    for purge in purges:
        Purge.objects.finish(purge.id)


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


def _tell_all(storefront: Storefront, url: str, purges: Sequence[Purge], end: float) -> str | None:
    """One replica, call by call; at its first failure it is left alone until the next try. What went wrong."""
    for purge in purges:
        if purge.has_told(url):
            continue
        if time.monotonic() > end:
            return f"{url} has more to hear"
        fault = _tell(storefront, url, purge)
        if fault:
            return f"{url} {fault}"
    return None


def _tell(storefront: Storefront, url: str, purge: Purge) -> str | None:
    Purge.objects.with_replica(purge.id, url)
    reply = storefront.tell(url, purge.tags, purge.version)
    Purge.objects.note(purge.id, url, reply)
    metrics.count(reply, purge.changed_at)
    return reply.fault
