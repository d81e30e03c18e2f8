"""A server that runs as a child of ours, in a folder of its own: started, watched, stopped, found again."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

import psutil

from dev import leftovers
from dev.errors import CannotStart
from dev.folders import open_folder
from dev.ports import LOOPBACK, Address, free_port, require_free

START_SECONDS = 10.0
STOP_SECONDS = 10.0
POLL_SECONDS = 0.02
TAIL_LINES = 5
LARGEST_LOG_BYTES = 10 * 2**20
FREE_PORT_TRIES = 3


class Daemon(ABC):
    """One server on loopback with its data in *directory*; port 0 takes a free one.

    `start` returns when the server does its work and raises CannotStart when it never will. A server that an
    earlier run left behind on the same directory is ended first; nothing else is ever touched.
    """

    name: ClassVar[str]
    variable: ClassVar[str]
    room: ClassVar[int]  # free bytes without which starting makes no sense
    advice: ClassVar[dict[str, str]] = {}  # words in the log, and what to do when they stand there

    def __init__(self, directory: Path, port: int, log: Path | None) -> None:
        self.directory = directory.absolute()
        self.port = port
        self.log = log or self.directory / f"{self.name}.log"
        self.child: subprocess.Popen[bytes] | None = None
        self._log_start = 0

    @abstractmethod
    def command(self) -> list[str]:
        """The command line, binary first; raises CannotStart when there is no binary."""

    @abstractmethod
    def is_ready(self, deadline: float) -> bool:
        """Whether it does its work by now; may block until *deadline* (of time.monotonic)."""

    @property
    def pid(self) -> int:
        assert self.child, f"{self.name} was not started"
        return self.child.pid

    @property
    def is_running(self) -> bool:
        return self.child is not None and self.child.poll() is None

    @property
    def has_fallen(self) -> bool:
        """Whether it was started and has ended though nobody stopped it."""
        return self.child is not None and self.child.poll() is not None

    def start(self) -> None:
        """Start it and wait until it serves, 10 s at most; raises CannotStart with the reason."""
        if self.is_running:
            return
        open_folder(self.directory, self.name)
        self._require_room()
        self.end_leftover()
        if self.port:
            require_free(Address(self.variable, LOOPBACK, self.port))
            self._start_here()
        else:
            self._start_anywhere()

    def _start_anywhere(self) -> None:
        """Between finding a free port and taking it another process may be faster: try again."""
        for left in reversed(range(FREE_PORT_TRIES)):
            self.port = free_port()
            try:
                return self._start_here()
            except CannotStart as trouble:
                self.port = 0
                if not left or "already in use" not in str(trouble):
                    raise
        return None

    def _start_here(self) -> None:
        self._spawn()
        deadline = time.monotonic() + START_SECONDS
        try:
            while not self.is_ready(deadline):
                self._require_running(deadline)
                time.sleep(POLL_SECONDS)
        except BaseException:
            self.kill()
            raise
        self._keep_record()  # again: redis-server has changed its command line by now

    def _spawn(self) -> None:
        command = self.command()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as log:
            self._log_start = log.tell()
            self.child = subprocess.Popen(
                command,
                cwd=self.directory,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the launcher, which stops things in order
            )
        self._keep_record()

    def _require_running(self, deadline: float) -> None:
        if not self.is_running:
            raise CannotStart(self.explain("ended at once"))
        if time.monotonic() > deadline:
            raise CannotStart(self.explain(f"was not ready within {START_SECONDS:.0f} s"))

    def explain(self, what: str) -> str:
        """A sentence about what became of it, with advice where its log gives reason, and the end of that log."""
        tail = self._log_tail()
        advice = "".join(f" {deed}" for words, deed in self.advice.items() if words in tail)
        return f"{self.name} {what}.{advice} Its log, {self.log}, ends with:\n{tail}"

    def _log_tail(self) -> str:
        """The last lines of this start: older ones belong to another story."""
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            lines = log.read().decode(errors="replace").splitlines()
        return "\n".join(f"  {line}" for line in self.telling(lines)[-TAIL_LINES:])

    def telling(self, lines: list[str]) -> list[str]:
        """The lines of the log that a person should see; overridden where the log is for machines."""
        return lines

    def _require_room(self) -> None:
        free = shutil.disk_usage(self.directory).free
        if free < self.room:
            needed = f"{self.name} needs {self.room // 2**20} MB"
            raise CannotStart(
                f"Only {free // 2**20} MB are free in {self.directory}; {needed}. Free some space."
            )

    def _keep_record(self) -> None:
        with contextlib.suppress(psutil.Error):
            self._record.write_text(json.dumps(asdict(leftovers.Record.of(self.pid))))

    @property
    def _record(self) -> Path:
        return self.directory / f"{self.name}.pid.json"

    def end_leftover(self) -> int:
        """End the one that an earlier run left on this directory, if any; answers how many that were."""
        ended = 0
        with contextlib.suppress(OSError, ValueError):
            if record := leftovers.Record.read(json.loads(self._record.read_text())):
                ended = leftovers.end_all([record], STOP_SECONDS)
            self._record.unlink()
        return ended

    def stop(self, patience: float = STOP_SECONDS) -> None:
        """SIGTERM, after *patience* seconds SIGKILL; returns when it is gone."""
        if self.child is None:
            return
        self.child.terminate()
        try:
            self.child.wait(patience)
        except subprocess.TimeoutExpired:
            self.child.kill()
        self._forget()

    def kill(self) -> None:
        """SIGKILL, as a crash: nothing is flushed, nothing is tidied."""
        if self.child is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child.pid, signal.SIGKILL)
        self._forget()

    def _forget(self) -> None:
        assert self.child
        self.child.wait()
        self.child = None
        self._record.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
