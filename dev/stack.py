"""The embedded stack, running: servers, stand-ins and the shop; started in order, watched, stopped."""

import contextlib
import json
import shutil
import time
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from dev import leftovers
from dev.daemon import Daemon
from dev.errors import CannotStart
from dev.mongod import Mongod
from dev.plan import Command, Plan
from dev.ports import require_free
from dev.redis_server import RedisServer
from dev.supervisor import Supervisor

READY_SECONDS = 60.0
FILL_SECONDS = 180.0
ANSWER_SECONDS = 2.0
POLL_SECONDS = 0.05
WATCH_SECONDS = 0.2
LAST_LINES = 15
# Together less than 10 s: a stop is over by then, whatever hangs.
SHOP_STOP_SECONDS, STAND_IN_STOP_SECONDS, SERVER_STOP_SECONDS = 4.0, 1.0, 2.0


class Left(Exception):
    """Whoever waits for a start has asked it to give up."""


def _nobody(*_said: str) -> None:
    """Nobody listens."""


class Stack:
    """Everything in *plan*, as real processes. For one thread, but for `leaving`, which a signal may set.

    *say* is told one short line per step, *write* every line of every process: its name, the line.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        say: Callable[[str], None] = _nobody,
        write: Callable[[str, str], None] = _nobody,
    ) -> None:
        self.plan = plan
        self.leaving = False
        self._say = say
        self._supervisor = Supervisor(plan.folder / "run.json", write)
        self._commands = {command.name: command for command in plan.commands}
        self._servers = self._own_servers()

    def _own_servers(self) -> dict[str, Daemon]:
        """In the order in which they stop."""
        folder, at = self.plan.folder, self.plan.addresses
        logs = folder / "logs"
        servers: dict[str, Daemon] = {
            "redis": RedisServer(folder / "redis", at["redis"].port, durable=True, log=logs / "redis.log"),
            "mongodb": Mongod(folder / "mongodb", at["mongodb"].port, log=logs / "mongod.log"),
        }
        return servers

    @property
    def urls(self) -> dict[str, str]:
        """`bff`, `admin`, `metrics`, `stripe`, `contentful`, `mailbox`, `oidc`: where each answers HTTP."""
        return {
            name: at.url
            for name, at in self.plan.addresses.items()
            if name not in {"mongodb", "redis", "smtp"}
        }

    def start(self) -> None:
        """Returns when the shop answers. Raises CannotStart or Left, and then leaves nothing running."""
        try:
            self._end_leftovers()
            for address in self.plan.listening.values():
                require_free(address)
            self._clear_metrics()
            # The faces take longest to load, so they begin at once; until the database is there they are not ready.
            self._start_all([*self.plan.stand_ins, *self.plan.faces])
            self._start_servers()
            self._await_stand_ins()
            self._fill()
            self._start_all(self.plan.background)
            self._await_answers()
        except BaseException:
            self.stop()
            raise

    def _end_leftovers(self) -> None:
        """Also those of parts that are given this time."""
        kept: list[object] = []
        with contextlib.suppress(OSError, ValueError):
            kept = list(json.loads((self.plan.folder / "run.json").read_text()))
        records = [record for entry in kept if (record := leftovers.Record.read(entry))]
        ended = leftovers.end_all(records, SHOP_STOP_SECONDS, mark=str(self.plan.folder))
        ended += sum(server.end_leftover() for server in self._servers.values())
        if ended:
            self._say(f"ended {ended} processes that an earlier run had left")

    def _clear_metrics(self) -> None:
        """Those of an earlier run would be counted again."""
        shutil.rmtree(self.plan.metrics, ignore_errors=True)
        self.plan.metrics.mkdir()

    def _start_all(self, commands: Iterable[Command]) -> None:
        for command in commands:
            self._supervisor.start(command, self.plan.env_of(command))

    def _start_servers(self) -> None:
        ours = {name: server for name, server in self._servers.items() if self.plan.is_ours(name)}
        with ThreadPoolExecutor() as pool:
            for starting in [pool.submit(server.start) for server in ours.values()]:
                starting.result()
        if ours:
            where = ", ".join(f"{name} on port {server.port}" for name, server in ours.items())
            self._say(f"{where}; data in {self.plan.folder}")

    def _await_stand_ins(self) -> None:
        """Loading content asks Contentful where its changes begin."""

        def all_listen() -> bool:
            self._require_all_up()
            return all("LISTENING" in self.output(part.name) for part in self.plan.stand_ins)

        self._wait_until(all_listen, READY_SECONDS, "A stand-in does not listen")

    def _require_all_up(self) -> None:
        if fall := self.fallen():
            raise CannotStart(fall)

    def _fill(self) -> None:
        """Migrate, and load the sample where there is nothing."""
        fill = self.plan.fill
        self._supervisor.start(fill, self.plan.env_of(fill), quiet=True)
        self._wait_until(
            lambda: fill.name in self._supervisor.ended(), FILL_SECONDS, "The database was not prepared"
        )
        code = self._supervisor.kill(fill.name)
        said = self._supervisor.output(fill.name).splitlines()
        if code:
            raise CannotStart("\n".join(["The database could not be prepared:", *said[-LAST_LINES:]]))
        self._say(said[-1])

    def _await_answers(self) -> None:
        waiting = [f"{self.urls['bff']}/readyz", self.urls["admin"]]

        def all_answer() -> bool:
            self._require_all_up()
            while waiting and _answers(waiting[0]):
                del waiting[0]
            return not waiting

        self._wait_until(all_answer, READY_SECONDS, "The shop does not answer")

    def _wait_until(self, holds: Callable[[], bool], seconds: float, otherwise: str) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            time.sleep(POLL_SECONDS)
            if self.leaving:
                raise Left
            if time.monotonic() > deadline:
                raise CannotStart(f"{otherwise} within {seconds:.0f} s.")

    def fallen(self) -> str | None:
        """A sentence about the first part that ended though nobody asked it to, with its last lines."""
        for server in self._servers.values():
            if server.has_fallen:
                return server.explain("has ended")
        for name in self._supervisor.ended():
            last = self.output(name).splitlines()[-LAST_LINES:]
            return "\n".join([f"{name} has ended. The last it said:", *(f"  {line}" for line in last)])
        return None

    def watch(self) -> str | None:
        """Returns None once `leaving` is set, or the sentence of `fallen` when a part falls."""
        while not self.leaving:
            if fall := self.fallen():
                return fall
            time.sleep(WATCH_SECONDS)
        return None

    def output(self, name: str) -> str:
        """What a process wrote so far, its last lines at least; of `redis` and `mongodb` the log."""
        if name in self._servers:
            return self._servers[name].log.read_text(errors="replace")
        return self._supervisor.output(name)

    def kill(self, name: str) -> None:
        """SIGKILL, as a crash; also `redis` and `mongodb`."""
        if name in self._servers:
            self._servers[name].kill()
        else:
            self._supervisor.kill(name)

    def restart(self, name: str) -> None:
        """Start again what was killed, or what ended; does not wait until it answers."""
        if name in self._servers:
            self._servers[name].start()
        else:
            if name in self._supervisor.ended():
                self._supervisor.kill(name)
            self._start_all([self._commands[name]])

    def stop(self) -> None:
        """Shop, stand-ins, redis, mongod, in this order; over within 10 s."""
        self._supervisor.stop([self.plan.fill, *self.plan.background, *self.plan.faces], SHOP_STOP_SECONDS)
        self._supervisor.stop(self.plan.stand_ins, STAND_IN_STOP_SECONDS)
        for server in self._servers.values():
            server.stop(SERVER_STOP_SECONDS)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _answers(url: str) -> bool:
    """Whether a GET ends, after redirects, in a 2xx."""
    try:
        with urllib.request.urlopen(url, timeout=ANSWER_SECONDS):  # noqa: S310 - a URL of ours
            return True
    except OSError:
        return False
