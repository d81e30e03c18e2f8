import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from dev.leftovers import MARK
from dev.plan import BINDS, PORTS
from dev.ports import free_port

Spawn = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Starts a Python program in a group of its own, as the stack does; whatever is left of it ends with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(program: str, *words: str, mark: str = "") -> "subprocess.Popen[bytes]":
        child = subprocess.Popen(
            [sys.executable, "-c", program, *words],
            env={**os.environ, MARK: mark},
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.kill()
        child.communicate()


@pytest.fixture
def environment() -> dict[str, str]:
    """For a stack of the test's own: no variable of the developer, and ports that nobody holds."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHOP_")}
    binds = {name: f"127.0.0.1:{free_port()}" for name, _ in BINDS.values()}
    return {**kept, **binds, **{name: str(free_port()) for name, _ in PORTS.values()}}
