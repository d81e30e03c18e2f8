"""Sitemaps in parts of at most 50,000 addresses. Where each part begins is kept, so that no part is counted off.

A part is a stretch of subjects (`product:harbour-mug`) in their order: all languages and markets of a thing are
side by side in one index, and a part is one read of one stretch of it, wherever it begins. Parts are planned
smaller than they may be, because the shop grows until they are planned anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from core import clock
from core.listing.versions import current_version
from core.markets.models import Market
from core.markets.queries import markets
from core.pages.addresses import Row, checked_type
from core.pages.errors import SitemapPartNotFound
from core.pages.models import Page, Sitemap
from core.storefront.paths import PAGES, ROOTS, path_of

MOST, PLANNED = 50_000, 45_000
BATCH = 5_000
KINDS = {**PAGES, **ROOTS}
Place = tuple[str, str]
"""Market and locale."""
SHOWN = {"$ne": False}
"""Pages that search engines are not to list have no place in a sitemap."""


@dataclass(frozen=True)
class Url:
    """One page of the market: where it is, and where the same thing is in other languages."""

    path: str
    locale: str
    changed_at: datetime
    languages: dict[str, str]
    """By locale: this market's first, then those that only other markets speak."""


@dataclass(frozen=True)
class Parts:
    """How many parts the sitemap of a kind has, and how many addresses were in them when they were planned."""

    kind: str
    parts: int
    urls: int


@dataclass
class _Plan:
    starts: list[str] = field(default_factory=list)
    urls: int = 0
    in_part: int = 0

    def count(self, subject: str) -> None:
        """One address more. A part begins with a subject, so that none is torn, whichever of its pages it was."""
        if not self.starts or self.in_part >= PLANNED:
            self.starts.append(subject if self.starts else "")
            self.in_part = 0
        self.in_part += 1
        self.urls += 1


def sitemap_index(market: str) -> list[Parts]:
    """Every kind with its parts, as they were planned last."""
    kinds = _planned(market).kinds
    return [Parts(kind, len(kinds[kind]["starts"]), kinds[kind]["urls"]) for kind in KINDS]


@dataclass(frozen=True)
class Part:
    """A part of a sitemap: `urls` are read while they are taken, `state` is another one whenever they are others."""

    urls: Iterator[Url]
    state: str


def sitemap_part(kind: str, market: Market, number: int) -> Part:
    """The addresses of that part (from 1), each with its other languages: one read of one stretch of an index.

    Raises UnknownPageType, SitemapPartNotFound, both before an address is read.
    """
    starts = _planned(market.code).kinds[checked_type(kind, KINDS)]["starts"]
    if not 1 <= number <= len(starts):
        raise SitemapPartNotFound(kind, number, len(starts))
    stretch = starts[number - 1], starts[number] if number < len(starts) else None
    return Part(_urls(kind, market, *stretch), f"{_places(market)} {_state(kind, *stretch)}")


def plan_sitemaps() -> bool:
    """Count anew where every part begins; False where no page has been built since the last time."""
    version = current_version()
    known = {str(sitemap.id): sitemap for sitemap in Sitemap.objects}
    if all(_is_current(known.get(code), version) for code in markets()):
        return False
    plans = {kind: _plans(kind) for kind in KINDS}
    for code in markets():
        kinds = {kind: {"starts": plan[code].starts, "urls": plan[code].urls} for kind, plan in plans.items()}
        Sitemap(id=code, kinds=kinds, version=version, planned_at=clock.now()).save()
    return True


def _is_current(sitemap: Sitemap | None, version: int) -> bool:
    return sitemap is not None and sitemap.version == version and set(sitemap.kinds) == set(KINDS)


def _planned(market: str) -> Sitemap:
    """The plan of that market; in a shop that has none yet it is made now."""
    plan: Sitemap | None = Sitemap.objects(id=market).first()
    if plan is None or set(plan.kinds) != set(KINDS):
        plan_sitemaps()
        plan = Sitemap.objects(id=market).get()
    return plan


def _plans(kind: str) -> dict[str, _Plan]:
    """By market: one walk along the index for all of them."""
    plans = {code: _Plan() for code in markets()}
    for row in _rows(kind, "", None, "subject", "market"):
        if row["market"] in plans:
            plans[row["market"]].count(row["subject"])
    return plans


def _state(kind: str, start: str, end: str | None) -> str:
    """How many pages there are and when they changed: whatever comes, goes or changes makes it another one.

    Counted by MongoDB in the index, because who asks again mostly has it.
    """
    changed = {"$toLong": "$changed_at"}
    counted = {"count": {"$sum": 1}, "last": {"$max": changed}, "all": {"$sum": changed}}
    found = Page._get_collection().aggregate(
        [{"$match": _within(kind, start, end)}, {"$group": {"_id": None, **counted}}]
    )
    row: Row = next(iter(found), {})
    return "-".join(str(row.get(name, 0)) for name in counted)


def _within(kind: str, start: str, end: str | None) -> Row:
    subjects = {"$gte": start, **({"$lt": end} if end is not None else {})}
    return {"kind": kind, "subject": subjects, "indexed": SHOWN}


def _rows(kind: str, start: str, end: str | None, *fields: str) -> Iterator[Row]:
    """Pages of those subjects, in the order of subjects, read from the index alone."""
    wanted = _within(kind, start, end)
    shown = {"_id": 0, **dict.fromkeys(fields, 1)}
    return iter(Page._get_collection().find(wanted, shown).sort("subject", 1).batch_size(BATCH))


def _urls(kind: str, market: Market, start: str, end: str | None) -> Iterator[Url]:
    places = _places(market)
    count = 0
    rows = _rows(kind, start, end, "subject", "market", "locale", "key", "changed_at")
    for _, pages in groupby(rows, itemgetter("subject")):
        for url in _of_subject(kind, pages, market.code, places):
            yield url
            count += 1
            if count == MOST:
                return


def _places(market: Market) -> list[Place]:
    """Every market and language, that market's first."""
    order = [market, *(other for other in markets().values() if other.code != market.code)]
    return [(other.code, locale) for other in order for locale in other.locales]


def _of_subject(kind: str, pages: Iterable[Row], market: str, places: Sequence[Place]) -> list[Url]:
    """The addresses of one thing in that market."""
    found = {(page["market"], page["locale"]): page for page in pages}
    there = [(place, found[place]) for place in places if place in found]
    languages: dict[str, str] = {}
    for (_, locale), page in there:
        languages.setdefault(locale, path_of(kind, page["key"]))
    return [
        Url(path_of(kind, page["key"]), locale, page["changed_at"], languages)
        for (code, locale), page in there
        if code == market
    ]
