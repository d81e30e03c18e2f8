"""Many callers at the same instant, each on a thread of its own."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

R = TypeVar("R")


def at_once(calls: Iterable[Callable[[], R]]) -> list[R | Exception]:
    """What each call answers or raises, in the order of the calls; none starts before all are there.

    Each lives at the time that its caller lives at (`clock.moved`).
    """
    wanted = list(calls)
    together = threading.Barrier(len(wanted))

    def run(call: Callable[[], R]) -> R | Exception:
        together.wait()
        try:
            return call()
        except Exception as refusal:  # noqa: BLE001  # whatever it is, the test is told
            return refusal

    with ThreadPoolExecutor(len(wanted)) as threads:
        started = [threads.submit(copy_context().run, run, call) for call in wanted]
        return [thread.result() for thread in started]


def answers(results: Iterable[R | Exception]) -> list[R]:
    return [result for result in results if not isinstance(result, Exception)]


def refusals(results: Iterable[R | Exception]) -> list[Exception]:
    return [result for result in results if isinstance(result, Exception)]


def many(calls: Iterable[Callable[[], R]], *, threads: int = 16) -> list[R | Exception]:
    """As *at_once*, for more calls than a process serves at the same time: *threads* of them run together."""

    def run(call: Callable[[], R]) -> R | Exception:
        try:
            return call()
        except Exception as refusal:  # noqa: BLE001  # whatever it is, the test is told
            return refusal

    with ThreadPoolExecutor(threads) as pool:
        started = [pool.submit(copy_context().run, run, call) for call in calls]
        return [thread.result() for thread in started]
