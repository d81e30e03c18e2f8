"""What an earlier run of the same folder left behind: found by a record, proven to be its own, ended."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import psutil

from dev.errors import CannotStart

MARK = "SHOP_DEV_STACK"  # in the environment of every process of a stack: the folder it belongs to
# psutil derives a start time from the clock of the system, which a time server may have nudged since.
START_TOLERANCE_SECONDS = 2.0
KILL_SECONDS = 2.0
EXEC_SECONDS = 1.0


@dataclass(frozen=True)
class Record:
    """Enough about a process to know it again: a pid alone may by now be somebody else's."""

    pid: int
    started: float  # seconds since 1970, UTC
    command: list[str]

    @classmethod
    def of(cls, pid: int) -> "Record":
        """Raises psutil.Error when there is no such process."""
        process = psutil.Process(pid)
        return cls(pid, process.create_time(), command_of(process))

    @classmethod
    def read(cls, kept: object) -> "Record | None":
        """A record as JSON gave it back, or None when *kept* is not one: a damaged record proves nothing."""
        match kept:
            case {"pid": int(pid), "started": float(started), "command": [*words]}:
                return cls(pid, started, [str(word) for word in words])
        return None

    def process(self, mark: str | None = None) -> psutil.Process | None:
        """The recorded process if it still runs; None when it ended or its pid is now another's.

        It is known by its start and its command line; or, where it has replaced itself by another program since
        (`shop worker` does), by its start and the *mark* in its environment.
        """
        try:
            process = psutil.Process(self.pid)
            same_start = abs(process.create_time() - self.started) < START_TOLERANCE_SECONDS
            same_program = process.cmdline() == self.command or (mark and process.environ().get(MARK) == mark)
        except psutil.Error:
            return None
        return process if same_start and same_program else None


class HasCommand(Protocol):
    """What psutil.Process is to `command_of`."""

    def cmdline(self) -> list[str]: ...


def command_of(process: HasCommand) -> list[str]:
    """Its command line. Linux shows none for the moment in which a program takes the place of the forked one."""
    deadline = time.monotonic() + EXEC_SECONDS
    while not (words := process.cmdline()) and time.monotonic() < deadline:
        time.sleep(0.001)
    return words


def end_all(records: Iterable[Record], patience: float, mark: str | None = None) -> int:
    """End the recorded processes that still run: SIGTERM, after *patience* seconds SIGKILL. Answers how many.

    With *mark*, what they started goes with them, also where they themselves are gone: members of their
    process groups that carry it in their environment.
    """
    records = list(records)
    found = [process for record in records if (process := record.process(mark))]
    for process in found:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    stubborn = psutil.wait_procs(found, patience)[1]
    strays = _members({record.pid for record in records}, mark) if mark else []
    for process in [*stubborn, *strays]:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs([*stubborn, *strays], KILL_SECONDS)
    return len({*found, *strays})


def _members(groups: set[int], mark: str) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if _belongs(process, groups, mark)]


def _belongs(process: psutil.Process, groups: set[int], mark: str) -> bool:
    try:
        return os.getpgid(process.pid) in groups and process.environ().get(MARK) == mark
    except (psutil.Error, OSError):
        return False


class FolderLock:
    """Held by the one run that a folder may have; freed by the system when its process ends, anyhow."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        """Raises CannotStart when another run holds it."""
        self._descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            # A record lock: unlike that of flock, no child inherits it.
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CannotStart(self._held()) from None
        os.truncate(self._descriptor, 0)
        os.write(self._descriptor, str(os.getpid()).encode())
        return self

    def _held(self) -> str:
        assert self._descriptor is not None
        pid = os.read(self._descriptor, 20).decode(errors="replace")
        os.close(self._descriptor)
        return f"A shop runs already with its data in {self._file.parent} (pid {pid}). Stop that one first."

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._descriptor is not None
        os.close(self._descriptor)
