"""How long a hole that is public may stay: the one set of rules, for what locks pin and for what an image holds.

The times are those of docs/security.md (ASVS 5.0, 15.1.1 and 15.2.1), from the day on which an advisory is public.
"""

import platform
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

PYPI: Final = "PyPI"
CRITICAL: Final = "critical"
DAYS: Final[Mapping[str, int]] = {CRITICAL: 7, "high": 14, "medium": 30, "low": 90}
DAYS_WHERE_IT_IS_REACHED: Final = 2
"""For what is critical and in the image: whether the shop can be reached by it, no advisory says."""
NOT_OURS: Final[Mapping[str, str]] = {}
"""Advisories that somebody has read and that do not concern the shop, each with the reason."""
IN_THE_IMAGE: Final = "image"
BUILT: Final = Path("/opt/built")
"""When the packages of an image were brought up to their newest: its Dockerfile writes it in that very step."""
OLDEST: Final = timedelta(days=30)
AHEAD: Final = timedelta(days=1)
"""How far a builder's clock may be before ours."""
OF_THE_SYSTEM: Final = "/usr"
DPKG: Final = Path("/var/lib/dpkg/status")
DEBIAN: Final = "Debian:"
LONGEST_SUMMARY: Final = 200


class CannotAsk(Exception):
    """Nobody answered, or not what they are known to answer; or nobody knows what to ask about."""


@dataclass(frozen=True, order=True)
class Library:
    ecosystem: str
    name: str
    version: str


@dataclass(frozen=True)
class Advisory:
    """*names* are all that it is known by. *severity* is one of DAYS; where nobody says, the worst."""

    names: frozenset[str]
    severity: str
    published: datetime
    summary: str

    def due(self, *, in_the_image: bool) -> datetime:
        reached = in_the_image and self.severity == CRITICAL
        return self.published + timedelta(days=DAYS_WHERE_IT_IS_REACHED if reached else DAYS[self.severity])


Line = tuple[str, bool]
"""What is said of something, and whether its time is over."""


def told(
    found: Mapping[Library, Sequence[Advisory]],
    places: Mapping[Library, Collection[str]],
    now: datetime,
    *,
    shipped: str = IN_THE_IMAGE,
    read: Mapping[str, str] | None = None,
) -> Iterator[Line]:
    """A line for each hole. *places* hold each library, *shipped* is the one of them that makes the image.

    *read*: more advisories that do not concern the shop, as NOT_OURS.
    """
    reasons = {**NOT_OURS, **(read or {})}
    for library, advisories in sorted(found.items()):
        where = f"{library.name} {library.version} ({', '.join(sorted(places[library]))})"
        for one in advisories:
            said = f"{' '.join(sorted(one.names))} {_in_one_line(one.summary)}".rstrip()
            if known := one.names & reasons.keys():
                yield f"{where}: not ours, {reasons[min(known)]}: {said}", False
                continue
            due = one.due(in_the_image=shipped in places[library])
            state = "LATE, was" if due < now else "to be"
            yield f"{where}: {one.severity}, {state} mended by {due:%Y-%m-%d}: {said}", due < now


def _in_one_line(summary: str) -> str:
    """Others wrote it, and a terminal or a log is to show it."""
    seen = "".join(letter if letter.isprintable() else " " for letter in summary[:LONGEST_SUMMARY])
    return " ".join(seen.split())


def installed() -> set[Library]:
    """What this interpreter imports from, as it is there and not as a lock wanted it. Raises CannotAsk."""
    found = set()
    for one in distributions():
        name, version = one.metadata["Name"], one.metadata["Version"]
        if not name or not version:
            raise CannotAsk(f"{one.locate_file('')} has something installed that does not say what it is.")
        found.add(Library(PYPI, re.sub(r"[-_.]+", "-", name).lower(), version))
    return found


def python_here() -> Library | None:
    """The interpreter, as OSV knows it; None for a distribution's own, which is one of its packages.

    Of the databases in OSV, Bitnami's has CPython by version and says how bad a hole is. The Python Software
    Foundation's is by commits and tags, and says that nowhere, so all of it would be critical.
    """
    ours = sys.base_prefix != OF_THE_SYSTEM
    return Library("Bitnami", "python", platform.python_version()) if ours else None


def packages(status: Path = DPKG) -> set[Library]:
    """What Debian has installed, by source, as its advisories are. Nothing on any other system."""
    try:
        system = platform.freedesktop_os_release()
        stanzas = status.read_text(encoding="utf-8").split("\n\n")
    except OSError:
        return set()
    if system["ID"] != "debian" or "VERSION_ID" not in system:
        return set()
    every = (dict(re.findall(r"^([A-Za-z-]+): (.+)$", stanza, re.MULTILINE)) for stanza in stanzas)
    here = (one for one in every if one.get("Status", "").endswith(" installed"))
    return {Library(DEBIAN + system["VERSION_ID"], *_source(one)) for one in here}


def _source(package: Mapping[str, str]) -> tuple[str, str]:
    """Name and version of what a package was built from, which are its own where it does not say."""
    name, _, version = package.get("Source", package["Package"]).partition(" ")
    return name, version.strip("()") or package["Version"]


def age_of_the_image(now: datetime, built: Path = BUILT, *, is_one: bool = False) -> Line:
    """Whether the image is new enough. What is none has no age; what *is one* has to say when it was built.

    Raises CannotAsk for a day that cannot be, and where there has to be one and is none.
    """
    try:
        written = built.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        if is_one:
            raise CannotAsk(f"there is no {built}: nobody knows how old this image is") from None
        return f"image                unknown  there is no {built}: this is no image", False
    try:
        day = datetime.fromisoformat(written).astimezone(UTC)
    except ValueError:
        raise CannotAsk(f"{built} is no day: {written[:40]!r}") from None
    if day > now + AHEAD:
        raise CannotAsk(f"{built} says {day:%Y-%m-%d}, which is still to come.")
    due = day + OLDEST
    if due < now:
        return (
            f"image                LATE     of {day:%Y-%m-%d}, was to be built anew by {due:%Y-%m-%d}",
            True,
        )
    return f"image                ok       of {day:%Y-%m-%d}, to be built anew by {due:%Y-%m-%d}", False
