"""Racks that were read already, in this process: a shelf is looked through once for each change of it."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from threading import Lock
from weakref import WeakValueDictionary

from core import clock, log
from core.db import DATABASE_TROUBLE
from core.listing.rack import Rack

MOST_CARDS = 60_000
"""So many cards are kept, 1 to 1.5 kB each, in each process; the racks that nobody has asked for longest go first."""
MOST_OF_EVERYTHING = 300_000
"""The same for the lists of everything, at about half a kB: three markets or languages of a large shop."""


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: int
    rack: Rack


class Racks:
    """Racks by name, each under the stamp it was read at."""

    def __init__(self, most_cards: int = MOST_CARDS) -> None:
        self._most = most_cards
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = Lock()
        self._turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()
        self._era = 0
        self._under_way: dict[str, Future[None]] = {}

    def kept(self, name: str, stamp: int | None, read: Callable[[], Rack]) -> Rack:
        """The rack that was read under that stamp, else the one that is read now.

        Of several threads that want the same one reads it, and the others wait for that.
        """
        if stamp is None:
            return read()
        with self._turn(name):
            known = self._known(name)
            if known and known.stamp == stamp:
                return known.rack
            return self._read(name, stamp, read, self._era)

    def recent(self, name: str, most: timedelta, read: Callable[[], Rack]) -> Rack:
        """The rack that was read last. One that is older than *most* is read anew beside whoever asks for it.

        Nobody waits but those who come first; whatever is read, here or beside, one at a time in this process.
        """
        known = self._known(name)
        if known is None:
            with self._turn(""):
                known = self._known(name)
                return known.rack if known else self._read(name, _moment(), read, self._era)
        if _moment() - known.stamp > most // timedelta(milliseconds=1):
            self._read_beside(name, read)
        return known.rack

    def forget(self) -> None:
        """Read every rack anew: after the database at hand has become another one."""
        with self._lock:
            self._era += 1
            self._kept.clear()

    @cached_property
    def _beside(self) -> ThreadPoolExecutor:
        """Made at the first use, which is after the fork."""
        return ThreadPoolExecutor(1, "racks")

    def _read_beside(self, name: str, read: Callable[[], Rack]) -> None:
        with self._lock:
            last = self._under_way.get(name)
            if last is None or last.done():
                self._under_way[name] = self._beside.submit(self._refresh, name, _moment(), read, self._era)

    def _refresh(self, name: str, stamp: int, read: Callable[[], Rack], era: int) -> None:
        try:
            with self._turn(""):
                self._read(name, stamp, read, era)
        except DATABASE_TROUBLE as fault:
            log.get(__name__).warning("rack_not_read", rack=name, fault=type(fault).__name__)

    def _turn(self, name: str) -> Lock:
        with self._lock:
            return self._turns.setdefault(name, Lock())

    def _known(self, name: str) -> _Kept | None:
        with self._lock:
            known = self._kept.get(name)
            if known:
                self._kept.move_to_end(name)
            return known

    def _read(self, name: str, stamp: int, read: Callable[[], Rack], era: int) -> Rack:
        rack = read()
        with self._lock:
            if era == self._era:
                self._kept[name] = _Kept(stamp, rack)
                self._kept.move_to_end(name)
            while len(self._kept) > 1 and self._size() > self._most:
                self._kept.popitem(last=False)
        return rack

    def _size(self) -> int:
        return sum(len(kept.rack.slugs) for kept in self._kept.values())


def _moment() -> int:
    return int(clock.now().timestamp() * 1_000)


RACKS = Racks()
EVERYTHING_RACKS = Racks(MOST_OF_EVERYTHING)
