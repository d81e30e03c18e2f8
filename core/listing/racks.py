"""Racks that were read already, in this process: a shelf is looked through once for each change of it."""

import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Generic, Protocol, TypeVar
from weakref import WeakValueDictionary

from core import clock, log
from core.db import DATABASE_TROUBLE
from core.listing.rack import Rack

MOST_CARDS = 200_000
"""So many cards are kept in each process, `CARD_BYTES` each; the racks that nobody has asked for longest go first.

More than a large shop has in one market and language: with fewer, shoppers who go from one shelf to the next would
have each of them read again.
"""
MOST_OF_EVERYTHING = 300_000
"""The same for the lists of everything: three markets or languages of a large shop."""

FRESH_MS, OLDEST_MS = 10_000, 60_000
"""How old the list of everything is before it is read anew, and how old it may be at the most."""
MOST_HITS_KEPT = 60_000
"""The same for what searches have found, which is up to 5,000 cards each. One that is empty counts as one."""

CARD_BYTES = 650
"""What a card takes at the most, counted, narrowed and sorted in every way: a hit 600, on a shelf 450."""


class Cards(Protocol):
    """What was read of cards: a rack, or what a search has found."""

    @property
    def slugs(self) -> list[str]: ...

    @property
    def version(self) -> int: ...


R = TypeVar("R", bound=Cards)


@dataclass(frozen=True, slots=True)
class _Kept(Generic[R]):
    stamp: int
    rack: R
    counts: int
    """As so many cards: what it is kept in as one, and its own."""
    read_at: int
    rests_until: float
    """Twice as long after it was read as that took, on the monotonic clock."""

    @property
    def age(self) -> int:
        """In milliseconds."""
        return _moment() - self.read_at

    def does(self, version: int) -> bool:
        return self.age <= OLDEST_MS and self.rack.version >= version


class Racks(Generic[R]):
    """Racks by name, each under the stamp it was read at."""

    def __init__(self, most_cards: int = MOST_CARDS, *, oldest_ms: int | None = None) -> None:
        """Of *most_cards*; with *oldest_ms*, what was read longer ago than that is kept no more."""
        self._most, self._oldest_ms = most_cards, oldest_ms
        self._kept: OrderedDict[str, _Kept[R]] = OrderedDict()
        self._cards = 0
        self._lock = Lock()
        self._turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()
        self._era = 0
        self._under_way: dict[str, Future[None]] = {}

    def kept(self, name: str, stamp: int | None, read: Callable[[], R]) -> R:
        """The rack that was read under that stamp, and not too long ago, else the one that is read now.

        Of several threads that want the same one reads it, and the others wait for that.
        """
        if stamp is None:
            return read()
        with self._turn(name):
            known = self._known(name)
            if known and known.stamp == stamp and not self._is_over(known):
                return known.rack
            return self._read(name, stamp, read, self._era)

    def recent(self, name: str, read: Callable[[], R], *, version: int = 0) -> R:
        """The rack that was read last, if it has seen that version. After ten seconds it is read anew, beside whoever
        asks for it.

        Only who comes first waits, who needs a newer version, or who comes after a minute in which nobody has.
        Whatever is read, here or beside, is read one at a time in this process, and no more than a third of the time.
        """
        known = self._known(name)
        if known is None or not known.does(version):
            with self._turn(""):
                known = self._known(name)
                if known and known.does(version):
                    return known.rack
                time.sleep(max(0.0, known.rests_until - time.monotonic()) if known else 0.0)
                return self._read(name, _moment(), read, self._era)
        if known.age > FRESH_MS:
            self._read_beside(name, read)
        return known.rack

    def forget(self) -> None:
        """Read every rack anew: after the database at hand has become another one."""
        with self._lock:
            self._era += 1
            self._kept.clear()
            self._cards = 0

    @cached_property
    def _beside(self) -> ThreadPoolExecutor:
        """Made at the first use, which is after the fork."""
        return ThreadPoolExecutor(1, "racks")

    def _read_beside(self, name: str, read: Callable[[], R]) -> None:
        with self._lock:
            last = self._under_way.get(name)
            if last is None or last.done():
                self._under_way[name] = self._beside.submit(self._refresh, name, _moment(), read, self._era)

    def _refresh(self, name: str, stamp: int, read: Callable[[], R], era: int) -> None:
        try:
            with self._turn(""):
                self._read(name, stamp, read, era)
        except DATABASE_TROUBLE as fault:
            log.get(__name__).warning("rack_not_read", rack=name, fault=type(fault).__name__)

    def _turn(self, name: str) -> Lock:
        with self._lock:
            return self._turns.setdefault(name, Lock())

    def _known(self, name: str) -> _Kept[R] | None:
        with self._lock:
            known = self._kept.get(name)
            if known:
                self._kept.move_to_end(name)
            return known

    def _read(self, name: str, stamp: int, read: Callable[[], R], era: int) -> R:
        read_at, began = _moment(), time.monotonic()
        rack = read()
        ended = time.monotonic()
        fresh = _Kept(stamp, rack, 1 + len(rack.slugs), read_at, 3 * ended - 2 * began)
        with self._lock:
            if era == self._era:
                self._put(name, fresh)
        return rack

    def _put(self, name: str, fresh: _Kept[R]) -> None:
        """What that takes does not grow with what is kept."""
        former = self._kept.pop(name, None)
        self._cards += fresh.counts - (former.counts if former else 0)
        self._kept[name] = fresh
        while len(self._kept) > 1 and (self._cards > self._most or self._is_over(self._asked_longest_ago)):
            self._cards -= self._kept.popitem(last=False)[1].counts

    @property
    def _asked_longest_ago(self) -> _Kept[R]:
        return next(iter(self._kept.values()))

    def _is_over(self, kept: _Kept[R]) -> bool:
        return self._oldest_ms is not None and kept.age > self._oldest_ms


def _moment() -> int:
    return int(clock.now().timestamp() * 1_000)


RACKS = Racks[Rack]()
EVERYTHING_RACKS = Racks[Rack](MOST_OF_EVERYTHING)
