"""A closed loop of clients on loopback, bounded in count and time; only the server's CPU is counted."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

from bench.servers import Server

CLIENTS = 8
WARM_UP = 200


@dataclass(frozen=True)
class Figure:
    """One unit of work: CPU of the server's own processes, and what a client waits, in milliseconds."""

    name: str
    cpu_ms: float
    median_ms: float
    per_second: float


Unit = Callable[[HTTPConnection, int], None]


def measure(name: str, server: Server, unit: Unit, *, units: int, warm_up: int = WARM_UP) -> Figure:
    """Run *unit* that many times from eight clients, after a warm-up."""
    _run(server, unit, warm_up)
    before, start = server.cpu_seconds(), time.perf_counter()
    waits = sorted(_run(server, unit, units))
    seconds, cpu = time.perf_counter() - start, server.cpu_seconds() - before
    return Figure(name, 1000 * cpu / len(waits), 1000 * waits[len(waits) // 2], len(waits) / seconds)


def get(path_of: Callable[[int], str], headers: dict[str, str] | None = None, status: int = 200) -> Unit:
    """A unit that asks for one path and must get that status."""

    def unit(connection: HTTPConnection, number: int) -> None:
        connection.request("GET", path_of(number), headers=headers or {})
        answer = connection.getresponse()
        answer.read()
        if answer.status != status:
            raise RuntimeError(f"{path_of(number)}: {answer.status}")

    return unit


def _run(server: Server, unit: Unit, units: int) -> list[float]:
    waits: list[float] = []
    faults: list[Exception] = []

    def client(first: int) -> None:
        connection = HTTPConnection(urlsplit(server.url).netloc, timeout=30)
        try:
            for number in range(first, units, CLIENTS):
                start = time.perf_counter()
                unit(connection, number)
                waits.append(time.perf_counter() - start)
        except Exception as fault:  # noqa: BLE001  # told to the caller, from the thread
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return waits
