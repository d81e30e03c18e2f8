"""What staff search for: names and addresses of people, so no address of the console says it in words.

An address has it under a seal, which opens for the member who searched and for that list, as long as a session lasts.
"""

from flask import url_for
from mongoengine import Q

from admin.context import shop
from admin.identity import WHOLE, actor
from core.seals import Box, SealBroken

LAST_LETTER = "\U0010ffff"


def begins(field: str, text: str) -> Q:
    """Where *field* begins with *text*. A range, which an index serves; a pattern would read the whole index,
    because Python's are Unicode patterns, and MongoDB takes no bounds from these.
    """
    return Q(**{f"{field}__gte": text, f"{field}__lt": f"{text}{LAST_LETTER}"})


def address_of(view: str, text: str) -> str:
    """Of the list of that view, with what *text* finds."""
    return url_for(f"{view}.index_view", search=sealed(view, text))


def sealed(view: str, text: str) -> str | None:
    """What stands in an address for *text*; None for none."""
    return _box(view).write(text.encode()) if text else None


def unsealed(view: str, written: str) -> str | None:
    """What was searched for; None where that is over, was another list or somebody else's search, or is in words."""
    try:
        return _box(view).read(written, within=WHOLE).decode()
    except SealBroken:
        return None


def _box(view: str) -> Box:
    return Box(shop().settings.console_ring, f"console search {view} {actor()}")
