"""Days and moments in the shop's own time: what people read and type. Everywhere else time is UTC."""

from datetime import UTC, date, datetime

from markupsafe import Markup

from core import clock
from core.settings import settings

DASH = "\N{EN DASH}"


def moment(when: datetime | None) -> Markup | str:
    """`23 Nov 2026, 06:40 UTC`, in the shop's time zone, with the exact moment for machines and pointers."""
    return DASH if when is None else _told(when, f"{_here(when):%-d %b %Y, %H:%M}", zone=True)


def day(when: datetime | None) -> Markup | str:
    """`23 Nov 2026`: on which day that is for the shop."""
    return DASH if when is None else _told(when, f"{_here(when):%-d %b %Y}", zone=False)


def day_of(when: datetime | None) -> date | None:
    """The shop's day that a moment is in."""
    return None if when is None else _here(when).date()


def today() -> datetime:
    """When today began for the shop, in UTC."""
    return clock.begins(_here(clock.now()).date())


def _here(when: datetime) -> datetime:
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return aware.astimezone(settings().zone)


def _told(when: datetime, text: str, *, zone: bool) -> Markup:
    exact = clock.rfc3339(when)
    name = Markup(" <abbr>{}</abbr>").format(_here(when).tzname()) if zone else ""
    return Markup('<time datetime="{}" title="{}">{}{}</time>').format(exact, exact, text, name)
