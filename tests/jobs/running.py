"""The processes of the shop as they really run, and a mail server that can be made to dawdle."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from dev.ports import LOOPBACK, free_port

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 15.0


def until(condition: Callable[[], object], *, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for what another process does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


class Process:
    """One `python -m jobs.<name>`, in a session of its own."""

    def __init__(self, name: str, environment: dict[str, str], folder: Path) -> None:
        descriptor, self._log = tempfile.mkstemp(f"-{name}.log", dir=folder)
        self._child = subprocess.Popen(
            [sys.executable, "-m", f"jobs.{name}"],
            cwd=folder,
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
            stdout=descriptor,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        os.close(descriptor)

    @property
    def is_running(self) -> bool:
        return self._child.poll() is None

    def kill(self) -> None:
        """As when the machine goes down."""
        if self.is_running:
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait(PATIENCE_SECONDS)

    def terminate(self) -> None:
        """One TERM: finish what is begun, then leave."""
        self._child.terminate()

    def stop(self) -> int:
        """One TERM, and its exit code."""
        self.terminate()
        return self._child.wait(PATIENCE_SECONDS)

    @property
    def output(self) -> str:
        return Path(self._log).read_text()


class MailServer:
    """Takes mail, once `open` is set; until then whoever delivers has to wait."""

    def __init__(self, *, utf8: bool = True) -> None:
        self.open = threading.Event()
        self.callers = 0
        self.taken: list[str] = []
        self.recipients: list[str] = []
        self.answers: dict[str, str] = {}
        """What it says instead to a recipient, or to DATA."""
        port = free_port()
        self.url = f"smtp://{LOOPBACK}:{port}"
        self._controller = Controller(self, hostname=LOOPBACK, port=port, enable_SMTPUTF8=utf8)
        self._controller.start()

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        self.callers += 1
        await asyncio.get_running_loop().run_in_executor(None, self.open.wait)
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.taken.append(envelope.content.decode())
        self.recipients += envelope.rcpt_tos
        return "250 taken"

    def close(self) -> None:
        self.open.set()
        self._controller.stop()
