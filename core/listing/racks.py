"""Racks that were read already, in this process: a shelf is looked through once for each change of it."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from core.listing.rack import Rack

MOST_CARDS = 60_000
"""So many cards are kept, 1 to 1.5 kB each, in each process; the racks that nobody has asked for longest go first."""


class Racks:
    """Racks by name, each under the stamp it was read at."""

    def __init__(self, most_cards: int = MOST_CARDS) -> None:
        self._most = most_cards
        self._kept: OrderedDict[str, tuple[int, Rack]] = OrderedDict()
        self._lock = Lock()

    def kept(self, name: str, stamp: int | None, read: Callable[[], Rack]) -> Rack:
        """The rack that was read under that stamp, else the one that is read now."""
        if stamp is None:
            return read()
        with self._lock:
            known = self._kept.get(name)
            if known and known[0] == stamp:
                self._kept.move_to_end(name)
                return known[1]
        rack = read()
        self._keep(name, stamp, rack)
        return rack

    def forget(self) -> None:
        """Read every rack anew: after the database at hand has become another one."""
        with self._lock:
            self._kept.clear()

    def _keep(self, name: str, stamp: int, rack: Rack) -> None:
        with self._lock:
            self._kept[name] = stamp, rack
            self._kept.move_to_end(name)
            while len(self._kept) > 1 and self._size() > self._most:
                self._kept.popitem(last=False)

    def _size(self) -> int:
        return sum(len(rack.slugs) for _, rack in self._kept.values())


RACKS = Racks()
