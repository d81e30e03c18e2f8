"""The Sync API: everything once, page by page, and then only what has changed.

Source: references/content-delivery-api/synchronization of Contentful's documentation. All locales, links as
links, deletions as `DeletedEntry` and `DeletedAsset`; type, content type and page size live on in the token.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import orjson

from dev.contentful.answers import Json, Refused, bad_request
from dev.contentful.entities import ASSET, ENTRY, Audience, Entity, Key
from dev.contentful.queries import LARGEST_LIMIT, Arguments, whole_number
from dev.contentful.rendering import Renderer
from dev.contentful.space import Space
from dev.contentful.synclog import Mark

PAGE = 100
CHECKSUM_BYTES = 9
INITIAL_PARAMETERS = {"initial", "type", "content_type", "limit", "access_token"}
DELETED = {f"Deleted{type_}" for type_ in (ENTRY, ASSET)}
TYPES: dict[str, set[str]] = {
    "all": {ENTRY, ASSET, *DELETED},
    "Entry": {ENTRY},
    "Asset": {ASSET},
    "Deletion": DELETED,
    "DeletedEntry": {"DeletedEntry"},
    "DeletedAsset": {"DeletedAsset"},
}


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """Where a client stands. A token is this, spelled so that it fits into an address.

    `behind` is the last entity of the page before, while the initial sync lasts; None afterwards, when
    `position` counts. `epoch` ties the token to one history: after a reset the old ones are refused.
    """

    space_id: str
    environment: str
    audience: str
    epoch: str
    type: str
    content_type: str | None
    limit: int
    position: int
    behind: list[str] | None

    def token(self) -> str:
        content = orjson.dumps(list(vars(self).values()))
        return base64.urlsafe_b64encode(_checksum(content) + content).decode().rstrip("=")

    def wants(self, type_: str, content_type: str | None) -> bool:
        if self.content_type and content_type != self.content_type:
            return False
        return type_ in TYPES[self.type]


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:CHECKSUM_BYTES]


def read_token(token: str) -> Cursor:
    """The cursor a token spells; raises Refused for one that was never given out as it is."""
    try:
        spelled = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        raise unknown_token() from None
    checksum, content = spelled[:CHECKSUM_BYTES], spelled[CHECKSUM_BYTES:]
    if not content or checksum != _checksum(content):
        raise unknown_token()
    return Cursor(**dict(zip(Cursor.__dataclass_fields__, orjson.loads(content), strict=True)))


def unknown_token() -> Refused:
    return bad_request(
        "The sync token is not valid for this space and environment. Start a new sync with initial=true."
    )


@dataclass(frozen=True)
class Synchronization:
    """The sync endpoint for one audience of one space."""

    space: Space
    renderer: Renderer
    audience: Audience

    def answer(self, arguments: Arguments, address: str) -> Json:
        """One page; *address* is the endpoint's own, for the URLs in the answer. Raises Refused (400)."""
        cursor = self._cursor(arguments)
        starting = cursor.behind is not None
        items, following, more = self._initial_page(cursor) if starting else self._delta_page(cursor)
        name = "nextPageUrl" if more else "nextSyncUrl"
        return {"sys": {"type": "Array"}, "items": items, name: f"{address}?sync_token={following.token()}"}

    def _cursor(self, arguments: Arguments) -> Cursor:
        if "sync_token" not in arguments:
            return self._start(arguments)
        if set(arguments) - {"sync_token", "access_token"}:
            raise bad_request(
                "When passing a sync token you can not pass any other parameters. "
                'For another type, content_type or limit start a new sync with "initial".'
            )
        cursor = read_token(arguments["sync_token"])
        if not self._is_ours(cursor):
            raise unknown_token()
        return cursor

    def _is_ours(self, cursor: Cursor) -> bool:
        home, (epoch, position) = self.renderer.home, self.space.position()
        ours = (home.space_id, home.environment, self.audience, epoch)
        theirs = (cursor.space_id, cursor.environment, cursor.audience, cursor.epoch)
        return ours == theirs and cursor.type in TYPES and 0 <= cursor.position <= position

    def _start(self, arguments: Arguments) -> Cursor:
        _check_start(arguments)
        epoch, position = self.space.position()
        type_ = arguments.get("type", "all")
        deletions_only = TYPES[type_] <= DELETED
        content_type = arguments.get("content_type")
        if content_type is not None:
            self.space.content_type(content_type)
        return Cursor(
            space_id=self.renderer.home.space_id,
            environment=self.renderer.home.environment,
            audience=self.audience,
            epoch=epoch,
            type=type_,
            content_type=content_type,
            limit=whole_number(arguments, "limit", PAGE, LARGEST_LIMIT),
            # Only the log knows of deletions: a sync of nothing else begins at the log's beginning.
            position=0 if deletions_only else position,
            behind=None if deletions_only else [],
        )

    def _initial_page(self, cursor: Cursor) -> tuple[list[Json], Cursor, bool]:
        """What changes while a client reads the pages comes again with its first delta: nothing is missed."""
        behind: Key | None = (cursor.behind[0], cursor.behind[1]) if cursor.behind else None
        found = self.space.after(behind, cursor.limit + 1, self._wanted(cursor))
        page, more = found[: cursor.limit], len(found) > cursor.limit
        items = (self.renderer.item(entity, self.audience) for entity in page)
        following = replace(cursor, behind=list(page[-1].key) if more else None)
        return [item for item in items if item], following, more

    def _wanted(self, cursor: Cursor) -> Callable[[Entity], bool]:
        def wanted(entity: Entity) -> bool:
            return entity.fields_for(self.audience) is not None and cursor.wants(
                entity.type, entity.content_type
            )

        return wanted

    def _delta_page(self, cursor: Cursor) -> tuple[list[Json], Cursor, bool]:
        marks, position = self.space.marks_since(self.audience, cursor.position)
        shown = [pair for pair in ((mark, self._item(cursor, mark)) for mark in marks) if pair[1]]
        page, more = shown[: cursor.limit], len(shown) > cursor.limit
        following = replace(cursor, position=page[-1][0].position if more else position)
        return [item for _, item in page if item], following, more

    def _item(self, cursor: Cursor, mark: Mark) -> Json | None:
        """What a mark tells this client: the entity as it is now, its deletion, or nothing it asked for."""
        entity = self.space.entity(*mark.key)
        item = self.renderer.item(entity, self.audience) if entity else None
        if item is None:
            return (
                self.renderer.deleted(mark)
                if cursor.wants(f"Deleted{mark.type}", mark.content_type)
                else None
            )
        return item if cursor.wants(mark.type, mark.content_type) else None


def _check_start(arguments: Arguments) -> None:
    if arguments.get("initial") != "true":
        raise bad_request('Start a sync with "initial=true", or go on with a "sync_token".')
    unknown: list[Any] = sorted(set(arguments) - INITIAL_PARAMETERS)
    if unknown:
        raise bad_request(f"The sync endpoint does not know the parameter {unknown[0]!r}.")
    if arguments.get("type", "all") not in TYPES:
        raise bad_request(f'The value provided for "type" is invalid: use one of {", ".join(TYPES)}.')
    if "content_type" in arguments and arguments.get("type") != "Entry":
        raise bad_request('When specifying "content_type" you must specify "type" as "Entry".')
    if arguments.get("limit") == "0":
        raise bad_request('The value provided for "limit" is invalid: a page holds at least 1.')
