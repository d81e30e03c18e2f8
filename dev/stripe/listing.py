"""Lists with cursors, newest first, as every list of the API is."""

from collections.abc import Callable

from dev.stripe import refusals
from dev.stripe.call import Call
from dev.stripe.parameters import Params
from dev.stripe.store import Record

LONGEST = 100
USUAL = 10
CURSORS = ("limit", "starting_after", "ending_before")
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "gt": lambda made, bound: made > bound,
    "gte": lambda made, bound: made >= bound,
    "lt": lambda made, bound: made < bound,
    "lte": lambda made, bound: made <= bound,
}


def page(call: Call, things: list[Record], *filters: str, applied: tuple[str, ...] = ()) -> Record:
    """One page of *things* (oldest first, as the store has them), narrowed by *filters*.

    A filter is a parameter and the field it must equal, or `created`; *applied* are parameters the caller has
    seen to. Raises Refusal for a limit outside 1 to 100, an unknown parameter, a cursor not in the list.
    """
    params = call.params
    params.allow(*CURSORS, *filters, *applied)
    wanted = {name: params.text(name) for name in filters if name in params and name != "created"}
    was_created = _created(params) if "created" in filters else _whenever
    found = [
        thing
        for thing in reversed(things)
        if was_created(thing) and all(thing.get(name) == value for name, value in wanted.items())
    ]
    return cut(call, found)


def cut(call: Call, found: list[Record]) -> Record:
    """The page of *found* (newest first) that the cursors of the call ask for."""
    limit = _limit(call.params)
    before = call.params.text("ending_before")
    if before:
        start = _position(found, before, "ending_before")
        chosen = found[max(0, start - limit) : start]
        more = start > limit
    else:
        after = call.params.text("starting_after")
        start = _position(found, after, "starting_after") + 1 if after else 0
        chosen = found[start : start + limit]
        more = len(found) > start + limit
    return {"object": "list", "data": chosen, "has_more": more, "url": call.path}


def _limit(params: Params) -> int:
    limit = params.integer("limit")
    if limit is None:
        return USUAL
    if not 1 <= limit <= LONGEST:
        raise refusals.invalid(f"Invalid limit: must be between 1 and {LONGEST}, not {limit}.", "limit")
    return limit


def _position(found: list[Record], key: str, param: str) -> int:
    for position, thing in enumerate(found):
        if thing["id"] == key:
            return position
    raise refusals.no_such("object in this list", key, param)


def _created(params: Params) -> Callable[[Record], bool]:
    """Whether a thing was made when `created` says: one second, or `created[gte]` and its like."""
    if not isinstance(params.tree.get("created"), dict):
        second = params.integer("created")
        return _whenever if second is None else lambda thing: bool(thing["created"] == second)
    inside = params.branch("created")
    inside.allow(*COMPARISONS)
    bounds = [(COMPARISONS[name], inside.need_integer(name)) for name in inside.tree]
    return lambda thing: all(compare(thing["created"], bound) for compare, bound in bounds)


def _whenever(_: Record) -> bool:
    return True
