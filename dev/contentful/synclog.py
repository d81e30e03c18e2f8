"""The sync log: for each audience, which entity changed last at which position."""

from dataclasses import dataclass
from uuid import uuid4

from dev.contentful.entities import Audience, Entity, Key


@dataclass(frozen=True, kw_only=True)
class Change:
    """What one act of an editor did; *before* is None for a new entity, *after* for a deleted one."""

    action: str
    before: Entity | None
    after: Entity | None
    at: str

    @property
    def entity(self) -> Entity:
        entity = self.after or self.before
        assert entity, "a change is of something"
        return entity


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The last change of one entity that one audience could see; *gone* when it can no longer see it."""

    audience: Audience
    position: int
    type: str
    id: str
    content_type: str | None
    gone: bool
    revision: int
    at: str

    @property
    def key(self) -> Key:
        return self.type, self.id


class SyncLog:
    """Positions grow by one with each change and are only comparable within one epoch.

    Only the last mark of an entity is kept, so the log is never longer than the space. Not thread-safe: the
    Space that owns it holds the lock.
    """

    def __init__(self, epoch: str | None = None, position: int = 0) -> None:
        self.epoch = epoch or uuid4().hex
        self.position = position
        self._marks: dict[Audience, dict[Key, Mark]] = {audience: {} for audience in Audience}

    def marks_for(self, change: Change) -> list[Mark]:
        """The marks *change* leaves, at the next position; none for an audience that cannot see it."""
        marks = (self._mark_for(audience, change) for audience in Audience)
        return [mark for mark in marks if mark]

    def _mark_for(self, audience: Audience, change: Change) -> Mark | None:
        before = change.before and change.before.edition(audience)
        after = change.after and change.after.edition(audience)
        if before == after:
            return None
        entity = change.entity
        return Mark(
            audience=audience,
            position=self.position + 1,
            type=entity.type,
            id=entity.id,
            content_type=entity.content_type,
            gone=after is None,
            revision=entity.revision,
            at=change.at,
        )

    def record(self, marks: list[Mark]) -> None:
        """Take *marks* in; a later mark of the same entity replaces the earlier one and goes to the end."""
        for mark in marks:
            self.position = max(self.position, mark.position)
            self._marks[mark.audience].pop(mark.key, None)
            self._marks[mark.audience][mark.key] = mark

    def since(self, audience: Audience, position: int) -> list[Mark]:
        """The marks after *position*, oldest first."""
        later = []
        for mark in reversed(self._marks[audience].values()):
            if mark.position <= position:
                break
            later.append(mark)
        return later[::-1]
