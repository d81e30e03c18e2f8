"""Servers for a benchmark: real gunicorns over a real MongoDB, on free ports, ended with the block."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from dev.mongod import Mongod
from dev.ports import free_port
from dev.redis_server import RedisServer

WORKERS, THREADS = 2, 8
START_SECONDS = 30


@dataclass(frozen=True)
class Server:
    """A running gunicorn, and how much CPU it has used, its workers included."""

    url: str
    pid: int

    def cpu_seconds(self) -> float:
        arbiter = psutil.Process(self.pid)
        times = [process.cpu_times() for process in [arbiter, *arbiter.children(recursive=True)]]
        return sum(t.user + t.system for t in times)


@dataclass(frozen=True)
class Bench:
    """A database with goods, and the environment that processes of the shop run in."""

    env: Mapping[str, str]
    folder: Path


@contextmanager
def database(folder: Path, products: int) -> Iterator[Bench]:
    """A MongoDB of its own with *products* made-up products in the sample's markets."""
    with empty_database(folder) as bench:
        shop(bench, "seed", "--products", str(products))
        shop(bench, "pages", "build")
        yield bench


@contextmanager
def empty_database(folder: Path) -> Iterator[Bench]:
    """A MongoDB and a Redis of its own with the sample's markets and nothing to sell."""
    with Mongod(folder / "mongodb") as mongod, RedisServer(folder / "redis") as redis:
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SHOP_")},
            "SHOP_ENV": "test",
            "SHOP_MONGODB_URI": mongod.uri,
            "SHOP_REDIS_URL": redis.url,
            "SHOP_SECRET_KEY": "s" * 40,
            "SHOP_CONSOLE_SECRET_KEY": "c" * 40,
            "SHOP_JWT_KEYS": "bench:" + "j" * 40,
            "SHOP_LIMITS_FACTOR": "100000",
            "SHOP_WEB_WORKERS": str(WORKERS),
            "SHOP_WEB_THREADS": str(THREADS),
        }
        bench = Bench(env, folder)
        shop(bench, "migrate")
        shop(bench, "import", "markets", str(Path("dev/sample/markets.json")))
        yield bench


def shop(bench: Bench, *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "core.cli", *words], env=bench.env, check=True, stdout=subprocess.DEVNULL
    )


@contextmanager
def bff(bench: Bench) -> Iterator[Server]:
    """The BFF as it is served in production."""
    port = free_port()
    binds = {"SHOP_BFF_BIND": f"127.0.0.1:{port}", "SHOP_METRICS_BIND": f"127.0.0.1:{free_port()}"}
    command = [sys.executable, "-m", "core.cli", "serve", "bff"]
    with _running(command, {**bench.env, **binds}, port, "/readyz") as server:
        yield server


@contextmanager
def constant(bench: Bench) -> Iterator[Server]:
    """Flask with constant bytes, under the same gunicorn."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-w",
        str(WORKERS),
        "-k",
        "gthread",
        "--threads",
        str(THREADS),
    ]
    command += ["--keep-alive", "75", "-b", f"127.0.0.1:{port}", "bench.constant:app()"]
    with _running(command, bench.env, port, "/constant") as server:
        yield server


@contextmanager
def _running(command: list[str], env: Mapping[str, str], port: int, probe: str) -> Iterator[Server]:
    log = subprocess.DEVNULL
    child = subprocess.Popen(command, env=dict(env), stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        _await(url + probe, child)
        yield Server(url, child.pid)
    finally:
        child.terminate()
        child.wait(timeout=40)


def _await(url: str, child: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and child.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # a URL of ours
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")
