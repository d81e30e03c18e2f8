"""The mirror of Contentful: read page by page, the newest revision wins, half a sync is never seen."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from core import clock
from core.content.aside import bring_in, forget_all, set_aside
from core.content.errors import AnswerTooLarge, SourceAway, SourceBusy, SyncTokenRefused
from core.content.events import ContentChanged, ContentSyncDue
from core.content.mirror import Change, Told, changes_in, mark_seen, newer, put, remove, revisions, unseen
from core.content.models import ContentLocale, SyncCursor
from core.content.ports import PAGE, ContentPage, ContentSource, SourceLocale
from core.db import outside_call, transactional
from core.outbox.services import announce, announce_alone

CURSOR = "contentful"
DEFAULT_LOCALE = "en-US"
MOST_TOLD = 1_000
SETTLED = timedelta(seconds=1)
"""So much later a sync must have been asked for to know what a webhook told of: clocks differ."""
Progress = Callable[[int], None]


def sync(
    source: ContentSource,
    *,
    full: bool = False,
    seconds: float = float("inf"),
    progress: Progress = lambda _: None,
) -> bool:
    """Read and store page after page; False when *seconds* are over and there is more.

    When the source asks for patience, it is waited for as long as *seconds* allow. Raises SourceAway;
    what has been read is kept, and the next call goes on from there.
    """
    end = time.monotonic() + seconds
    more = patiently(lambda: sync_page(source, full=full, progress=progress), end)
    while more:
        if time.monotonic() > end:
            return False
        more = patiently(lambda: sync_page(source, progress=progress), end)
    return True


def patiently(step: Callable[[], bool], end: float) -> bool:
    """Take a step; as often as the source asks for patience, after it, unless that is beyond *end*."""
    while True:
        try:
            return step()
        except SourceBusy as busy:
            if time.monotonic() + busy.retry_after > end:
                raise
            time.sleep(busy.retry_after)


@outside_call
def sync_page(source: ContentSource, *, full: bool = False, progress: Progress = lambda _: None) -> bool:
    """Read and store one page of changes; True when there is more. Goes on where the last one stopped.

    A token that the source refuses starts a full sync; the pages stay served from the last good copy.
    What a full sync does not show is withdrawn when it has come to its end. Raises SourceAway.
    """
    cursor = SyncCursor.objects(id=CURSOR).first()
    token = None if full or cursor is None else cursor.token
    limit = (cursor and cursor.page_size) or PAGE
    if token is None:
        put_locales(source.locales())
        _begin_full_sync()
    asked_at = clock.now()
    try:
        page = source.changes(token, limit)
    except SyncTokenRefused:
        _begin_full_sync()
        return True
    except AnswerTooLarge:
        _ask_for_less(limit)
        return True
    store_page(page, asked=token)
    if page.last:
        SyncCursor.objects(id=CURSOR, token=page.token).update_one(set__asked_at=asked_at)
    progress(len(page))
    return not page.last


def has_seen(moment: datetime) -> bool:
    """Whether everything that was published up to then is in the mirror: the source was asked well after it."""
    cursor = SyncCursor.objects(id=CURSOR).first()
    asked_at = cursor.asked_at if cursor and cursor.complete else None
    return asked_at is not None and asked_at > moment + SETTLED


@transactional
def store_page(page: ContentPage, *, cursor: bool = True, asked: str | None = None) -> int:
    """Store one page of changes with the token it came with: both, or neither. How much is new to readers.

    An entry that we have in the same or a newer revision is left alone, so pages may come twice. A page
    that was *asked* for with a token which the mirror has left meanwhile is not stored at all: another
    sync has stored it, and what has been published since must not be withdrawn by it.
    """
    standing = SyncCursor.objects(id=CURSOR).first() if cursor else None
    if standing is not None and standing.token != asked:
        return 0
    since = standing.full_since if standing else None
    changes = changes_in(page, default_locale(), since)
    told = Told()
    if since:
        _mark_seen(changes, since)
    if standing is not None and standing.filled and not page.last:
        if set_aside(changes):
            bring_in(told)
    else:
        _become(changes, told, after_others=standing is not None)
    if since and page.last:
        for change in changes:
            remove(change.kind, unseen(change.kind, since), told)
    tell(told)
    if cursor:
        _move_cursor(page)
    return len(told)


def _mark_seen(changes: Sequence[Change], since: datetime) -> None:
    for change in changes:
        mark_seen(change.kind, change.shown, since)


def _become(changes: Sequence[Change], told: Told, *, after_others: bool) -> None:
    """Make the mirror what this page says, *after_others* that were waiting for it."""
    if after_others:
        bring_in(told)
    for change in changes:
        put(change.kind, newer(change.rows, revisions(change.kind, change.shown)), told)
    for change in changes:
        remove(change.kind, change.gone, told)


def tell(told: Told) -> None:
    """Announce what has changed, a thousand things at a time."""
    pairs = iter(told.all)
    while part := list(islice(pairs, MOST_TOLD)):
        ids = list(dict.fromkeys(name for name, _ in part))
        announce(ContentChanged(ids, sorted({name for _, name in part if name})))


@transactional
def put_locales(locales: Sequence[SourceLocale]) -> None:
    """Make the known languages what the source says: others are forgotten."""
    ContentLocale.objects(code__nin=[locale.code for locale in locales]).delete()
    for locale in locales:
        ContentLocale.objects(code=locale.code).update_one(
            upsert=True, set__fallback=locale.fallback, set__default=locale.default
        )


def default_locale() -> str:
    default = ContentLocale.objects(default=True).first()
    return str(default.code) if default else DEFAULT_LOCALE


@transactional
def _begin_full_sync() -> None:
    now = clock.now()
    forget_all()
    SyncCursor.objects(id=CURSOR).update_one(
        upsert=True, unset__token=1, set__complete=False, set__full_since=now, set_on_insert__synced_at=now
    )


def _ask_for_less(limit: int) -> None:
    """A page was too large to be sent: read everything anew in smaller ones, for the size lives in the token."""
    if limit == 1:
        raise SourceAway("Contentful holds one entry that is too large for it to send.")
    SyncCursor.objects(id=CURSOR).update_one(set__page_size=max(1, limit // 8))
    _begin_full_sync()


def _move_cursor(page: ContentPage) -> None:
    done = {"unset__full_since": 1, "set__filled": True} if page.last else {}
    SyncCursor.objects(id=CURSOR).update_one(
        upsert=True, set__token=page.token, set__complete=page.last, set__synced_at=clock.now(), **done
    )


def continue_later() -> None:
    """There is more to read than one job has time for: have another go on."""
    announce_alone(ContentSyncDue())
