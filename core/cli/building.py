"""`shop pages build`: everything, by several processes, gone on with where an earlier try was stopped."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from multiprocessing import get_context
from typing import TYPE_CHECKING

import click

from core.cli.main import opened, plainly, shop
from core.cli.progress import progress

if TYPE_CHECKING:
    from core.pages.models import Build

LOOK_SECONDS = 0.5


@shop.group()
def pages() -> None:
    """The ready pages."""


@pages.command(name="build")
@click.option(
    "--processes", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="one per core"
)
@click.option("--anew", is_flag=True, help="Begin again, even if an earlier build was left half done.")
@plainly
def build_pages(processes: int, *, anew: bool) -> None:
    """Build every card and page now, instead of when its data changes or it is asked for."""
    from core.listing.versions import current_version
    from core.pages import whole

    opened()
    half_done = None if anew else whole.latest()
    build = half_done if half_done and half_done.phase != "done" else whole.begin(told=False)
    with _pool(processes) as pool, progress("products built, cards and pages") as on:
        while build.phase != "done":
            _work(pool, build, on)
            build = whole.latest() or build
    click.echo(f"every page is at version {current_version()}")


def _pool(processes: int) -> Executor:
    """One process alone works in threads of this one: starting another costs a second."""
    if processes == 1:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(processes, get_context("spawn"), initializer=opened)


def _work(pool: Executor, build: "Build", on: Callable[[int], None]) -> None:
    """Every part that is left of this phase."""
    from core.pages import whole

    parts: Sequence[Future[bool]] = [
        pool.submit(whole.work_on, build.id, part, seconds=float("inf")) for part in build.left
    ]
    seen = whole.done_so_far(build.id, build.phase)
    while wait(parts, timeout=LOOK_SECONDS).not_done:
        now = whole.done_so_far(build.id, build.phase)
        on(now - seen)
        seen = now
    for part in parts:
        part.result()
