"""Child processes that belong together: one log, known again by the next run, ended together.

honcho prints the log. Its own manager is not used: it ends all processes at once, and the shop's must go
before the servers they talk to.
"""

import contextlib
import datetime as dt
import json
import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TextIO

import psutil
from honcho.colour import get_colours
from honcho.printer import Message, Printer

from dev.leftovers import Record
from dev.plan import Command

KEPT_LINES = 2_000
POLL_SECONDS = 0.05
LAST_WORDS_SECONDS = 1.0


class Log:
    """One stream of lines from several processes, each line with its time and the name of who said it."""

    def __init__(self, names: Iterable[str], out: TextIO) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._colours = dict(zip(names, get_colours(), strict=False))
        self._printer = Printer(out, width=max(map(len, self._colours), default=0))

    def write(self, name: str, line: str) -> None:
        now = dt.datetime.now().astimezone()
        self._put(self._printer.write, Message("line", line, now, name, self._colours.get(name)))

    def say(self, line: str) -> None:
        """A line of the launcher's own."""
        self._put(partial(print, file=self._out, flush=True), line)

    def _put(self, write: Callable[..., None], what: object) -> None:
        """The reader may have gone (`make run | head`): ask the launcher to go too; the rest is for nobody."""
        with self._lock:
            try:
                write(what)
            except BrokenPipeError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._out.fileno())
                os.kill(os.getpid(), signal.SIGTERM)


class Member:
    """One started process, which leads a group and a session of its own, and the last lines it wrote."""

    def __init__(self, command: Command, env: Mapping[str, str], write: Callable[[str, str], None]) -> None:
        self.name = command.name
        self.lines: deque[str] = deque(maxlen=KEPT_LINES)
        self._write = write
        self.child = subprocess.Popen(
            command.line,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the launcher, which ends things in order
        )
        self._reader = threading.Thread(target=self._read, name=f"log of {self.name}", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.child.stdout
        for raw in self.child.stdout:
            line = raw.decode(errors="replace").rstrip("\r\n")
            self.lines.append(line)
            self._write(self.name, line)

    def has_ended(self) -> bool:
        """Whether it ended; it is not reaped yet, so that its pid still names its group and nobody else's."""
        if self.child.returncode is not None:
            return True
        return os.waitid(os.P_PID, self.child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def ask_to_end(self) -> None:
        if not self.has_ended():
            self.child.terminate()

    def bury(self) -> int:
        """SIGKILL to what is left of its group; answers its exit code when its last words are read."""
        if self.child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()
        self._reader.join(LAST_WORDS_SECONDS)
        assert self.child.stdout
        if not self._reader.is_alive():
            self.child.stdout.close()
        return self.child.wait()


class Supervisor:
    """Starts processes, keeps *record* of them for the next run, and ends them. For one thread."""

    def __init__(self, record: Path, write: Callable[[str, str], None]) -> None:
        self._record = record
        self._write = write
        self._members: dict[str, Member] = {}
        self._past: dict[str, list[str]] = {}

    def start(self, command: Command, env: Mapping[str, str], *, quiet: bool = False) -> None:
        """What a *quiet* one says is kept and not written to the log."""
        assert command.name not in self._members, f"{command.name} runs already"
        self._members[command.name] = Member(command, env, (lambda *_: None) if quiet else self._write)
        self._keep_record()

    def ended(self) -> list[str]:
        """Those that ended though nobody asked them to."""
        return [name for name, member in self._members.items() if member.has_ended()]

    def output(self, name: str) -> str:
        """The last lines of a process, those of its earlier lives included."""
        member = self._members.get(name)
        return "\n".join([*self._past.get(name, []), *(member.lines if member else ())])

    def kill(self, name: str) -> int:
        """SIGKILL to a process and all it started, as a crash; answers its exit code."""
        member = self._members.pop(name)
        code = member.bury()
        self._past[name] = [*self._past.get(name, []), *member.lines][-KEPT_LINES:]
        self._keep_record()
        return code

    def stop(self, commands: Iterable[Command], seconds: float) -> None:
        """SIGTERM to those of *commands* that run, after *seconds* SIGKILL to their groups."""
        leaving = [member for command in commands if (member := self._members.get(command.name))]
        for member in leaving:
            member.ask_to_end()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not all(member.has_ended() for member in leaving):
            time.sleep(POLL_SECONDS)
        for member in leaving:
            self.kill(member.name)

    def _keep_record(self) -> None:
        records = []
        for member in self._members.values():
            with contextlib.suppress(psutil.Error):
                records.append(asdict(Record.of(member.child.pid)))
        draft = self._record.with_suffix(".part")
        draft.write_text(json.dumps(records))
        draft.replace(self._record)
