"""Where a list is gone on with: `next` of an answer comes back as `after`, as it was, and for the same list."""

from typing import TypeVar

from core.errors import Invalid

T = TypeVar("T")


class BadCursor(Invalid):
    """Made up, empty, another list's, somebody else's: all of it is wrong in the same way, in every list."""

    code = "bad-cursor"
    title = "The cursor is not one of ours"

    def __init__(self, detail: str = "Use the cursor of an earlier answer as it was.") -> None:
        super().__init__(detail, field="after")


def standing(last: T | None) -> T:
    """What a cursor names: the last that was answered. Raises BadCursor where this list has none of that name."""
    if last is None:
        raise BadCursor
    return last
