"""How far long work has come: a bar on a terminal, a plain line now and then where nobody looks."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

SECONDS_BETWEEN_LINES = 10.0
BAR = 30


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Gives a function that is told how much more is done; *total* makes the counter a bar."""
    begun = last = time.monotonic()
    done = 0
    seen = sys.stderr.isatty()

    def on(more: int) -> None:
        nonlocal done, last
        done += more
        now = time.monotonic()
        line = _line(what, done, total, now - begun, bar=seen)
        if seen:
            click.echo(f"\r{line}", nl=False, err=True)
        elif now - last > SECONDS_BETWEEN_LINES:
            click.echo(line, err=True)
            last = now

    yield on
    if seen:
        click.echo("", err=True)


def _line(what: str, done: int, total: int | None, seconds: float, *, bar: bool) -> str:
    speed = f"{done / max(seconds, 0.001):.0f}/s"
    if total is None:
        return f"{done} {what}, {speed}"
    full = BAR * min(done, total) // max(total, 1)
    shown = f"[{'#' * full}{'-' * (BAR - full)}] " if bar else ""
    return f"{shown}{done} of {total} {what}, {speed}"
