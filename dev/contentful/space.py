"""The space: its entries and assets, the acts of its editors, and the sync log they move."""

import secrets
import threading
from bisect import bisect_right, insort
from collections.abc import Callable, Iterator
from itertools import islice

from dev.contentful.answers import Json, Refused, invalid_query, invalid_value, not_found
from dev.contentful.datafile import DataFile
from dev.contentful.entities import ENTRY, Audience, Entity, Key, now
from dev.contentful.export import Export
from dev.contentful.locales import Locales
from dev.contentful.synclog import Change, Mark, SyncLog
from dev.contentful.values import merge_fields, missing_field


class Space:
    """One environment of one space. Thread-safe.

    A change is first on disk (when there is a data file), then visible, then announced, in this order and one
    at a time. Readers get the entities themselves: those never change, so nothing is copied.
    """

    def __init__(self, export: Export, datafile: DataFile | None, announce: Callable[[Change], None]) -> None:
        self.content_types = {raw["sys"]["id"]: raw for raw in export.content_types}
        self.locales = Locales(export.locales)
        self._export = export
        self._datafile = datafile
        self._announce = announce
        self._lock = threading.RLock()
        self._log = datafile.log() if datafile else SyncLog()
        self._entities = {entity.key: entity for entity in export.entities}
        if datafile:
            self._take_edits(datafile)
        self._order = sorted(self._entities)

    def _take_edits(self, datafile: DataFile) -> None:
        for key, entity in datafile.edited():
            if entity:
                self._entities[key] = entity
            else:
                self._entities.pop(key, None)

    # Reading

    def entity(self, type_: str, id_: str) -> Entity | None:
        return self._entities.get((type_, id_))

    def entities(self, type_: str) -> list[Entity]:
        """All entries, or all assets, drafts and archived ones too, by id."""
        with self._lock:
            return [self._entities[key] for key in self._order if key[0] == type_]

    def content_type(self, id_: str) -> Json:
        if id_ not in self.content_types:
            raise invalid_query(name="unknownContentType", value=id_)
        return self.content_types[id_]

    def after(self, key: Key | None, limit: int, wanted: Callable[[Entity], bool]) -> list[Entity]:
        """The next *limit* entities behind *key*, in a fixed order that survives changes in between."""
        with self._lock:
            start = bisect_right(self._order, key) if key else 0
            return list(islice(filter(wanted, self._from(start)), limit))

    def _from(self, start: int) -> Iterator[Entity]:
        return (self._entities[self._order[place]] for place in range(start, len(self._order)))

    def position(self) -> tuple[str, int]:
        """The epoch of the sync log, and where it stands."""
        with self._lock:
            return self._log.epoch, self._log.position

    def marks_since(self, audience: Audience, position: int) -> tuple[list[Mark], int]:
        """What this audience has not seen since *position*, and the position that it then stands at."""
        with self._lock:
            return self._log.since(audience, position), self._log.position

    # Editing

    def create_entry(self, content_type: str, id_: str | None, fields: Json) -> Entity:
        """A new draft entry; raises Refused when the id is taken or a field does not fit."""
        model = self._model(content_type)
        at = now()
        entity = Entity(
            type=ENTRY,
            id=id_ or secrets.token_hex(11),
            content_type=content_type,
            created_at=at,
            updated_at=at,
            version=1,
            fields=merge_fields(model, self.locales, {}, fields),
            metadata={"tags": [], "concepts": []},
        )
        with self._lock:
            if entity.key in self._entities:
                raise Refused(409, "VersionMismatch", f"id {entity.id} is taken.")
            return self._commit(Change(action="create", before=None, after=entity, at=at))

    def edit_entry(self, id_: str, fields: Json) -> Entity:
        """Merge *fields* into the draft; what is published stays as it is."""
        with self._lock:
            entity = self.existing(ENTRY, id_)
            model = self._model(entity.content_type or "")
            merged = merge_fields(model, self.locales, entity.fields, fields)
            at = now()
            return self._commit(Change(action="save", before=entity, after=entity.edit(merged, at), at=at))

    def edit_and_publish(self, id_: str, fields: Json) -> Entity:
        """Both at once: when it cannot be published, the draft is not changed either."""
        with self._lock:
            entity = self.existing(ENTRY, id_)
            model = self._model(entity.content_type or "")
            merged = merge_fields(model, self.locales, entity.fields, fields)
            return self._publish(entity, entity.edit(merged, now()))

    def publish(self, type_: str, id_: str) -> Entity:
        with self._lock:
            entity = self.existing(type_, id_)
            return self._publish(entity, entity)

    def _publish(self, before: Entity, draft: Entity) -> Entity:
        if draft.archived_at:
            raise _wrong_state(draft, "is archived and cannot be published; unarchive it first")
        missing = missing_field(
            self.content_types.get(draft.content_type or "", {}), self.locales, draft.fields
        )
        if missing:
            raise missing
        at = now()
        return self._commit(Change(action="publish", before=before, after=draft.publish(at), at=at))

    def unpublish(self, type_: str, id_: str) -> Entity:
        with self._lock:
            entity = self.existing(type_, id_)
            if entity.published is None:
                raise _wrong_state(entity, "is not published")
            at = now()
            return self._commit(Change(action="unpublish", before=entity, after=entity.unpublish(at), at=at))

    def archive(self, type_: str, id_: str) -> Entity:
        """Hide it from both audiences; what is published is taken back in the same step."""
        with self._lock:
            entity = self.existing(type_, id_)
            if entity.archived_at:
                raise _wrong_state(entity, "is archived already")
            at = now()
            return self._commit(Change(action="archive", before=entity, after=entity.archive(at), at=at))

    def unarchive(self, type_: str, id_: str) -> Entity:
        with self._lock:
            entity = self.existing(type_, id_)
            if not entity.archived_at:
                raise _wrong_state(entity, "is not archived")
            at = now()
            return self._commit(Change(action="unarchive", before=entity, after=entity.unarchive(at), at=at))

    def delete(self, type_: str, id_: str) -> Entity:
        """Take it away for good; a published one is taken back in the same step."""
        with self._lock:
            return self._commit(
                Change(action="delete", before=self.existing(type_, id_), after=None, at=now())
            )

    def reset(self) -> None:
        """Back to the export. Sync tokens given out so far are void."""
        with self._lock:
            self._log = SyncLog()
            if self._datafile:
                self._datafile.forget(self._log)
            self._entities = {entity.key: entity for entity in self._export.entities}
            self._order = sorted(self._entities)

    def existing(self, type_: str, id_: str) -> Entity:
        entity = self.entity(type_, id_)
        if entity is None:
            raise not_found(type=type_, id=id_)
        return entity

    def _model(self, content_type: str) -> Json:
        if content_type not in self.content_types:
            raise invalid_value(["content_type"], f"names no content type of this space: {content_type!r}")
        return self.content_types[content_type]

    def _commit(self, change: Change) -> Entity:
        marks = self._log.marks_for(change)
        position = max([self._log.position, *(mark.position for mark in marks)])
        if self._datafile:
            self._datafile.keep(change, marks, position)
        self._log.record(marks)
        self._place(change)
        self._announce(change)
        return change.entity

    def _place(self, change: Change) -> None:
        key = change.entity.key
        if change.after is None:
            del self._entities[key]
            self._order.remove(key)
            return
        if key not in self._entities:
            insort(self._order, key)
        self._entities[key] = change.after


def _wrong_state(entity: Entity, problem: str) -> Refused:
    return Refused(409, "Conflict", f"{entity.type} {entity.id} {problem}.")
