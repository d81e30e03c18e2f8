"""The shop as it really runs: the BFF under gunicorn, two workers of eight threads, beside Stripe's stand-in."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

import requests

from dev.ports import LOOPBACK, free_port

ROOT = Path(__file__).parents[2]
START_SECONDS = 30.0
WEBHOOK_SECRET = "whsec_of_the_battery_alone"


class Bff:
    """`shop serve bff` in a session of its own; entering it returns when it is ready, leaving it kills it."""

    def __init__(self, environment: Mapping[str, str], folder: Path, port: int | None = None) -> None:
        self.port = port or free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        self._environment = dict(environment)
        self._folder = Path(tempfile.mkdtemp(prefix="bff-", dir=folder))
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, **more: str) -> Self:
        """Start it, or start it again; *more* are variables of this one life."""
        said = (self._folder / "log").open("ab")
        with said:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "core.cli", "serve", "bff"],
                cwd=self._folder,
                env={**os.environ, **self._environment, **self._addresses(), **more},
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._await()
        except AssertionError:
            self.kill()
            raise
        return self

    def _addresses(self) -> dict[str, str]:
        return {
            "PYTHONPATH": str(ROOT),
            "PROMETHEUS_MULTIPROC_DIR": str(self._folder / "metrics"),
            "SHOP_BFF_BIND": f"{LOOPBACK}:{self.port}",
            "SHOP_METRICS_BIND": f"{LOOPBACK}:{free_port()}",
        }

    def _await(self) -> None:
        end = time.monotonic() + START_SECONDS
        while not self._is_ready():
            assert self._child
            assert self._child.poll() is None, self.output
            assert time.monotonic() < end, f"the BFF was not ready in time: {self.output}"
            time.sleep(0.02)

    def _is_ready(self) -> bool:
        with suppress(requests.RequestException):
            return requests.get(f"{self.url}/readyz", timeout=2).ok
        return False

    def kill(self) -> None:
        """As when the machine goes down: arbiter and workers at once."""
        if self._child:
            with suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()
            self._child = None

    @property
    def pid(self) -> int:
        assert self._child
        return self._child.pid

    @property
    def output(self) -> str:
        return (self._folder / "log").read_text(errors="replace")

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()


def takes_money_at(stripe: str) -> dict[str, str]:
    """The variables of a shop that takes money through the stand-in at that address."""
    return {
        "SHOP_STRIPE_API_KEY": "sk_test_battery",
        "SHOP_STRIPE_PUBLISHABLE_KEY": "pk_test_battery",
        "SHOP_STRIPE_API_BASE": stripe,
        "SHOP_STRIPE_WEBHOOK_SECRETS": WEBHOOK_SECRET,
        "SHOP_STOREFRONT_URL": "",
    }


def run_shop(environment: Mapping[str, str], *words: str, seconds: float = 120.0) -> tuple[int, str]:
    """`shop …` as a terminal would run it: its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "core.cli", *words],
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        cwd=tempfile.gettempdir(),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
