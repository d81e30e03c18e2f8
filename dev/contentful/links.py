"""Links between entities: finding them in fields, and answering what they point to in `includes`."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dev.contentful.answers import Json
from dev.contentful.entities import ASSET, ENTRY, Key
from dev.contentful.values import is_link

Lookup = Callable[[str, str], Json | None]


def links_in(value: Any) -> Iterator[Key]:
    """The (type, id) of every link in *value*, in reading order: fields, lists, rich text, any depth."""
    stack = [value]
    while stack:
        part = stack.pop()
        if is_link(part):
            yield part["sys"]["linkType"], part["sys"]["id"]
        elif isinstance(part, dict):
            stack.extend(reversed(part.values()))
        elif isinstance(part, list):
            stack.extend(reversed(part))


def resolve(items: list[Json], present: Iterable[Key], depth: int, lookup: Lookup) -> Json:
    """`includes` and `errors` for *items*, as far as *depth* links away; each key only when not empty.

    The assets of the entries on the last level come too, as the recorded answers of the real service show.
    What is *present* in the answer itself is not included again. What *lookup* does not find (missing, or a
    draft to a reader of the Delivery API) is listed once as `notResolvable`.
    """
    seen = set(present)
    found: list[Json] = []
    lost: list[Key] = []
    frontier = items
    for wanted in [(ENTRY, ASSET)] * depth + [(ASSET,)] * bool(depth):
        frontier = _next_level(frontier, wanted, seen, lost, lookup)
        found.extend(frontier)
    return _answer(found, lost)


def _next_level(
    frontier: list[Json], wanted: tuple[str, ...], seen: set[Key], lost: list[Key], lookup: Lookup
) -> list[Json]:
    level = []
    for key in links_in([item.get("fields") for item in frontier]):
        if key in seen or key[0] not in wanted:
            continue
        seen.add(key)
        item = lookup(*key)
        if item is None:
            lost.append(key)
        else:
            level.append(item)
    return level


def _answer(found: list[Json], lost: list[Key]) -> Json:
    answer: Json = {}
    if lost:
        answer["errors"] = [_not_resolvable(*key) for key in lost]
    if found:
        includes: dict[str, list[Json]] = {}
        for item in found:
            includes.setdefault(item["sys"]["type"], []).append(item)
        answer["includes"] = includes
    return answer


def _not_resolvable(type_: str, id_: str) -> Json:
    details = {"type": "Link", "linkType": type_, "id": id_}
    return {"sys": {"id": "notResolvable", "type": "error"}, "details": details}
