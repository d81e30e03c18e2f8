"""The time. The only place that asks the system for it, so that tests can move it instead of waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta

from core.settings import settings

_moved: ContextVar[timedelta] = ContextVar("clock_moved", default=timedelta())


def by_the_system() -> datetime:
    """The time in UTC as the machine has it, for who runs without a shop's settings."""
    return datetime.now(UTC) + _moved.get()


def now() -> datetime:
    """The time in UTC, to the millisecond, which is what MongoDB keeps."""
    moment = by_the_system()
    if offset := settings().clock_offset_seconds:
        moment += timedelta(seconds=offset)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def rfc3339(moment: datetime) -> str:
    """A moment as RFC 3339 writes it in UTC: `2026-11-23T06:00:00.000Z`."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def begins(day: date) -> datetime:
    """The moment in UTC at which that day begins for the shop (`SHOP_TIME_ZONE`)."""
    return datetime.combine(day, time(), settings().zone).astimezone(UTC)


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """Let this context live *by* later than the others: for tests of what time does."""
    token = _moved.set(_moved.get() + by)
    try:
        yield
    finally:
        _moved.reset(token)
