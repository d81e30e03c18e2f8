"""Everything the stand-in remembers: objects by kind and id, in order of creation, changed in turn."""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dev.stripe.journal import Entry, Journal

Record = dict[str, Any]

# Appended changes after which the journal is written anew, without what was overwritten since.
JOURNAL_LIMIT = 20_000


@dataclass(frozen=True)
class Cause:
    """The call that brought a change about, as its events tell it; empty where time did."""

    request_id: str | None = None
    idempotency_key: str | None = None


class Store:
    """Objects of the API and records of our own, in memory, and in *file* when one is given.

    `change()` is the only place to read or write: one thread at a time, and what happens inside reaches the
    file as one whole. Records are plain JSON; whoever alters one puts it back.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.origin = ""  # the base URL that pages and next actions are given under
        self.bell = threading.Event()  # rings after everything that was put
        self.cause = Cause()
        self._lock = threading.RLock()
        self._kinds: dict[str, dict[str, Record]] = {}
        self._touched: dict[tuple[str, str], None] = {}
        self._journal = Journal(file) if file else None
        if self._journal:
            self._remember(self._journal)

    def _remember(self, journal: Journal) -> None:
        for kind, key, record in journal.read():
            self._place(kind, key, record)
        journal.rewrite(self._entries())

    def _place(self, kind: str, key: str, record: Record | None) -> None:
        if record is None:
            self._kinds.get(kind, {}).pop(key, None)
        else:
            self._kinds.setdefault(kind, {})[key] = record

    def _entries(self) -> Iterator[Entry]:
        for kind, records in self._kinds.items():
            for key, record in records.items():
                yield kind, key, record

    @contextmanager
    def change(self, cause: Cause = Cause()) -> Iterator["Store"]:
        """Hold the store; what was put is kept on leaving, also by an exception: refusals may follow work."""
        with self._lock:
            self.cause = cause
            try:
                yield self
            finally:
                self._keep()
                self.cause = Cause()

    def _keep(self) -> None:
        touched, self._touched = self._touched, {}
        if not touched:
            return
        self.bell.set()
        if not self._journal:
            return
        if self._journal.length >= JOURNAL_LIMIT:
            self._journal.rewrite(self._entries())
        else:
            self._journal.append([(kind, key, self.find(kind, key)) for kind, key in touched])

    def put(self, kind: str, record: Record) -> Record:
        """Keep *record* under its `id`."""
        self._place(kind, record["id"], record)
        self._touched[kind, record["id"]] = None
        return record

    def save(self, thing: Record) -> Record:
        """Keep an object of the API, under the kind it names itself."""
        return self.put(thing["object"], thing)

    def remove(self, kind: str, key: str) -> None:
        self._place(kind, key, None)
        self._touched[kind, key] = None

    def find(self, kind: str, key: str) -> Record | None:
        return self._kinds.get(kind, {}).get(key)

    def get(self, kind: str, key: str) -> Record:
        """Raises KeyError: for what must be there because we put it there."""
        return self._kinds[kind][key]

    def all(self, kind: str) -> list[Record]:
        """Oldest first."""
        return list(self._kinds.get(kind, {}).values())

    def clear(self) -> None:
        for kind, key, _ in list(self._entries()):
            self.remove(kind, key)

    def now(self) -> int:
        """Seconds since 1970, UTC, with what the clock was advanced by."""
        clock = self.find("clock", "clock")
        return int(time.time() + (clock["advanced"] if clock else 0))

    def advance(self, seconds: float) -> None:
        clock = self.find("clock", "clock") or {"id": "clock", "advanced": 0}
        self.put("clock", {**clock, "advanced": clock["advanced"] + seconds})


def new_id(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(12)}"
