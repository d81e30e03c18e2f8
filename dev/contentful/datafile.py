"""The data file: edits and the sync log on disk, so that a restart (or a kill -9) loses nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

import orjson

from dev.contentful.entities import Audience, Entity, Key
from dev.contentful.synclog import Change, Mark, SyncLog
from dev.errors import CannotStart

LOCK_SECONDS = 0.2
OURS = 0x51435346  # "QCSF": marks a file as ours in SQLite's own header
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS entities (type TEXT, id TEXT, state BLOB, PRIMARY KEY (type, id))",
    """CREATE TABLE IF NOT EXISTS marks (
        audience TEXT, type TEXT, id TEXT, position INTEGER, mark BLOB NOT NULL,
        PRIMARY KEY (audience, type, id)
    )""",
)


class DataFile:
    """One SQLite file. Each change is one transaction: after a crash it is there wholly or not at all.

    Opening raises CannotStart when the file is not ours, or not free. Only what differs from the export is
    kept, so a change costs the same however large the space is. Its Space holds the lock while it writes.
    """

    def __init__(self, path: Path, source: str) -> None:
        self._connection = _open(path)
        self._start_over_unless(source)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _start_over_unless(self, source: str) -> None:
        """Another export under the same edits is another history: its sync tokens must not pass."""
        if self._about("source") != source:
            with self._transaction() as connection:
                connection.execute("DELETE FROM marks")
                self._write_about(source=source, epoch=SyncLog().epoch, position="0")

    def _about(self, name: str) -> str | None:
        with closing(self._connection.execute("SELECT value FROM about WHERE name = ?", (name,))) as rows:
            row = rows.fetchone()
        return row[0] if row else None

    def _write_about(self, **values: str) -> None:
        self._connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", values.items())

    def edited(self) -> Iterator[tuple[Key, Entity | None]]:
        """What was changed since the export; None stands for a deleted entity."""
        for type_, id_, state in self._connection.execute("SELECT type, id, state FROM entities"):
            yield (type_, id_), Entity(**orjson.loads(state)) if state else None

    def log(self) -> SyncLog:
        log = SyncLog(self._about("epoch"), int(self._about("position") or 0))
        rows = self._connection.execute("SELECT mark FROM marks ORDER BY position")
        log.record([_read_mark(mark) for (mark,) in rows])
        return log

    def keep(self, change: Change, marks: list[Mark], position: int) -> None:
        """Write one change and its marks; returns when they are on disk."""
        state = orjson.dumps(change.after.as_json()) if change.after else None
        rows = [(mark.audience, *mark.key, mark.position, orjson.dumps(asdict(mark))) for mark in marks]
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO entities VALUES (?, ?, ?)", (*change.entity.key, state)
            )
            connection.executemany("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?)", rows)
            self._write_about(position=str(position))

    def forget(self, log: SyncLog) -> None:
        """Drop every edit; *log* begins anew."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM entities")
            connection.execute("DELETE FROM marks")
            self._write_about(epoch=log.epoch, position=str(log.position))

    def close(self) -> None:
        self._connection.close()


def _read_mark(stored: bytes) -> Mark:
    mark = orjson.loads(stored)
    return Mark(**{**mark, "audience": Audience(mark["audience"])})


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=LOCK_SECONDS
        )
        # Held until the process ends: two servers on one file would overwrite each other's log.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        _claim(path, connection)
        connection.execute("COMMIT")
    except OSError as error:
        raise CannotStart(f"{path} cannot be made: {error.strerror}.") from error
    except sqlite3.DatabaseError as error:
        raise CannotStart(f"{path} cannot be used as a data file: {error}.") from error
    return connection


def _claim(path: Path, connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file; refuse a database that somebody else made."""
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if owner != OURS and tables:
        raise CannotStart(f"{path} is a database of another program.")
    for statement in (*SCHEMA, f"PRAGMA application_id = {OURS}"):
        connection.execute(statement)
