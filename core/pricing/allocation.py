"""An amount is divided so that its parts are whole and add up to it: by the largest remainder."""

from collections.abc import Mapping


def allocated(minor: int, weights: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The part of each name: its whole share, and the one unit (or none) that it got of what was left over.

    Units that are left over go to the largest remainders, among equal ones by name; so the order of the names
    does not matter. No part is larger than its weight as long as *minor* is not larger than their sum.
    """
    total = sum(weights.values())
    if not total or not minor:
        return dict.fromkeys(weights, (0, 0))
    floors = {name: divmod(minor * weight, total) for name, weight in weights.items()}
    left = minor - sum(whole for whole, _ in floors.values())
    first = sorted(floors, key=lambda name: (-floors[name][1], name))[:left]
    more = frozenset(first)
    return {name: (whole, int(name in more)) for name, (whole, _) in floors.items()}
