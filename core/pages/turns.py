"""A page that is asked for and not there is built once, however many ask: one builds it, the others wait for that."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

from mongoengine import NotUniqueError

from core import clock
from core.pages.answers import Answer
from core.pages.errors import PageUnderWay
from core.pages.models import BuildTurn

LEASE = timedelta(seconds=10)
"""Longer than a page takes. Whose process died meanwhile loses the turn with it."""
WAIT_SECONDS = 6.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.02, 0.25


def built_once(name: str, ready: Callable[[], Answer | None], build: Callable[[], Answer]) -> Answer:
    """What is *ready* under that name, else what is built now: by one caller at a time among all processes.

    *ready* says None while there is nothing that would do. Raises what *build* raises, and PageUnderWay when
    another's build takes longer than anybody is to wait.
    """
    end, pause = time.monotonic() + WAIT_SECONDS, FIRST_PAUSE_SECONDS
    while True:
        with _turn(name) as mine:
            if found := ready():
                return found
            if mine:
                return build()
        if time.monotonic() > end:
            raise PageUnderWay
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


@contextmanager
def _turn(name: str) -> Iterator[bool]:
    """Whether it is the caller's turn to build that page."""
    holder, now = uuid4().hex, clock.now()
    free = BuildTurn.objects(id=name, ends_at__lte=now)
    try:
        free.update_one(upsert=True, set__holder=holder, set__ends_at=now + LEASE)
    except NotUniqueError:
        yield False
        return
    try:
        yield True
    finally:
        BuildTurn.objects(id=name, holder=holder).delete()
