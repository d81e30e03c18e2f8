"""The mirror of Contentful: read page by page, the newest revision wins, half a page is never seen."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import orjson
from pymongo import ReplaceOne

from core import clock
from core.content.errors import SyncTokenRefused
from core.content.events import ContentChanged, ContentSyncDue
from core.content.models import ContentAsset, ContentEntry, ContentLocale, Mirrored, SyncCursor
from core.content.ports import ContentPage, ContentSource, SourceItem, SourceLocale
from core.content.roles import role_of, slug_of, sort_key_of
from core.db import outside_call, transactional
from core.outbox.services import announce

CURSOR = "contentful"
DEFAULT_LOCALE = "en-US"


@outside_call
def sync_page(source: ContentSource, *, full: bool = False) -> bool:
    """Read and store one page of changes; True when there is more. Goes on where the last one stopped.

    A token that the source refuses starts a full sync; the pages stay served from the last good copy.
    What a full sync does not show is withdrawn when it has come to its end. Raises SourceAway.
    """
    cursor = SyncCursor.objects(id=CURSOR).first()
    token = None if full or cursor is None else cursor.token
    if token is None:
        put_locales(source.locales())
        _begin_full_sync()
    try:
        page = source.changes(token)
    except SyncTokenRefused:
        _begin_full_sync()
        return True
    store_page(page, asked=token)
    return not page.last


@transactional
def store_page(page: ContentPage, *, cursor: bool = True, asked: str | None = None) -> int:
    """Store one page of changes with the token it came with: both, or neither. How much is new.

    An entry that we have in the same or a newer revision is left alone, so pages may come twice. A page
    that was *asked* for with a token which the mirror has left meanwhile is not stored at all: another
    sync has stored it, and what has been published since must not be withdrawn by it.
    """
    standing = SyncCursor.objects(id=CURSOR).first() if cursor else None
    if standing is not None and standing.token != asked:
        return 0
    default = default_locale()
    changed = _store(ContentEntry, page.entries, default) + _store(ContentAsset, page.assets, default)
    gone_entries, gone_assets = list(page.deleted_entries), list(page.deleted_assets)
    if standing is not None and standing.full_since:
        gone_entries += _unseen(ContentEntry, page.entries, standing.full_since, last=page.last)
        gone_assets += _unseen(ContentAsset, page.assets, standing.full_since, last=page.last)
    names = _names(ContentEntry.objects(id__in=[*gone_entries, *changed]))
    removed = _remove(ContentEntry, gone_entries) + _remove(ContentAsset, gone_assets)
    if changed or removed:
        announce(ContentChanged(changed + removed, names))
    if cursor:
        _move_cursor(page)
    return len(changed) + len(removed)


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


def _store(kind: type[Mirrored], items: Sequence[SourceItem], default: str) -> list[str]:
    known = {
        row["_id"]: row["revision"]
        for row in kind.objects(id__in=[item.id for item in items]).only("id", "revision").as_pymongo()
    }
    fresh = sorted(
        (item for item in items if item.revision > known.get(item.id, -1)), key=lambda item: item.revision
    )
    if fresh:
        documents = (_document(kind, item, default) for item in fresh)
        kind._get_collection().bulk_write(
            [ReplaceOne({"_id": document.id}, document.to_mongo(), upsert=True) for document in documents]
        )
    return [item.id for item in fresh]


def _document(kind: type[Mirrored], item: SourceItem, default: str) -> Mirrored:
    document = kind(
        id=item.id,
        revision=item.revision,
        updated_at=datetime.fromisoformat(item.updated_at),
        body=orjson.dumps(item.fields, default=float),  # an import's numbers are Decimals
    )
    if isinstance(document, ContentEntry):
        document.content_type = item.content_type or ""
        document.role = role_of(item.content_type, item.fields, default)
        document.slug = slug_of(item.fields, default)
        document.sort_key = sort_key_of(item.fields, default)
    document.validate()
    return document


def _remove(kind: type[Mirrored], ids: Sequence[str]) -> list[str]:
    there = [str(document.id) for document in kind.objects(id__in=list(ids)).only("id")]
    kind.objects(id__in=there).delete()
    return there


def _unseen(kind: type[Mirrored], items: Sequence[SourceItem], since: datetime, *, last: bool) -> list[str]:
    """Note what this page of a full sync shows; on its last one, all that no page of it has shown."""
    kind.objects(id__in=[item.id for item in items]).update(set__seen_in=since)
    return [str(document.id) for document in kind.objects(seen_in__ne=since).only("id")] if last else []


def _names(entries: Iterable[ContentEntry]) -> list[str]:
    return sorted({f"{entry.role}:{entry.slug}" for entry in entries if entry.slug})


def _begin_full_sync() -> None:
    now = clock.now()
    SyncCursor.objects(id=CURSOR).update_one(
        upsert=True, unset__token=1, set__complete=False, set__full_since=now, set_on_insert__synced_at=now
    )


def _move_cursor(page: ContentPage) -> None:
    done = {"unset__full_since": 1} if page.last else {}
    SyncCursor.objects(id=CURSOR).update_one(
        upsert=True, set__token=page.token, set__complete=page.last, set__synced_at=clock.now(), **done
    )


def continue_later() -> None:
    """There is more to read than one job has time for: have another go on."""
    transactional(announce)(ContentSyncDue())
