"""The file behind the store: one line of JSON per change, added in a single write."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

# (kind, id, record); None instead of the record says that it is gone.
Entry = tuple[str, str, dict[str, Any] | None]


class DamagedJournal(Exception):
    """The file is not a journal of this stand-in; names the file and the line."""


class Journal:
    """Changes in the order in which they happened.

    A change is whole or absent after `kill -9`: it is one line, and a last line without its end is dropped.
    (After a loss of power the newest changes may be missing: nothing waits for the disk.)
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.length = 0
        self._out: int | None = None

    def read(self) -> Iterator[Entry]:
        """Every entry, oldest first; raises DamagedJournal."""
        with contextlib.suppress(FileNotFoundError):
            lines = self.file.read_bytes().split(b"\n")
            for number, line in enumerate(lines[:-1], start=1):
                yield from self._entries(line, number)

    def _entries(self, line: bytes, number: int) -> Iterator[Entry]:
        try:
            for kind, key, record in orjson.loads(line):
                yield str(kind), str(key), record
        except (ValueError, TypeError) as error:
            raise DamagedJournal(
                f"{self.file}, line {number}: not a change of this stand-in ({error})"
            ) from error

    def rewrite(self, entries: Iterable[Entry]) -> None:
        """Put *entries* in the place of all that was; another process sees the old file or the new one."""
        fresh = self.file.with_name(self.file.name + ".new")
        self.file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(b"".join(orjson.dumps([entry]) + b"\n" for entry in entries))
        fresh.replace(self.file)
        self.close()
        self._out = os.open(self.file, os.O_WRONLY | os.O_APPEND)
        self.length = 0

    def append(self, entries: list[Entry]) -> None:
        assert self._out is not None, "the journal is opened by rewrite()"
        line = orjson.dumps(entries) + b"\n"
        written = os.write(self._out, line)
        assert written == len(line), f"{self.file}: only {written} of {len(line)} bytes fitted"
        self.length += 1

    def close(self) -> None:
        if self._out is not None:
            os.close(self._out)
            self._out = None
