"""The build pack: what a storefront is built from where no shop can be asked, in one signed file.

It is gzip of JSON lines. The first tells of the pack, the last is the HMAC-SHA256 of all the bytes before it;
between them stand pages, with the bytes that the shop would answer, and then paths.
"""

import gzip
import hashlib
import hmac
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from core import clock
from core.errors import NotFound
from core.files import BadFile
from core.key_ring import KeyRing
from core.listing.versions import current_version
from core.markets.models import Market
from core.pages.addresses import every_address
from core.pages.answers import Answer
from core.pages.errors import UnknownRoute
from core.pages.models import FORMAT, Page, page_id
from core.pages.queries import page
from core.storefront.paths import ROOTS

PACK = 1
"""The form of the file: goes up when an older reader could not make sense of it."""
PAGES_AT_ONCE = 100
ALONE = ("layout", "home", "blog")
Progress = Callable[[int], None]
Wanted = tuple[str, str]
"""Kind and key of a page."""


@dataclass(frozen=True)
class Place:
    """A market in one of its languages."""

    market: str
    locale: str


@dataclass(frozen=True)
class Pack:
    """What a pack holds."""

    version: int
    created_at: str
    paths: int
    pages: int


def wanted_page(route: str) -> Wanted:
    """Kind and key of `product/harbour-mug`, `blog/first`, `home`. Raises UnknownRoute."""
    first, slash, key = route.strip("/").partition("/")
    kind = "post" if first == "blog" and key else first
    if (kind in ROOTS and key and kind != "post") or (kind == "post" and first == "blog"):
        return kind, key
    if first in ALONE and not slash:
        return first, ""
    raise UnknownRoute(route)


def write_pack(
    path: Path,
    secret: KeyRing,
    markets: Sequence[Market],
    locales: Sequence[str],
    wanted: Sequence[Wanted] | None,
    progress: Progress = lambda _: None,
) -> Pack:
    """Write the pack of those markets and locales, with the pages that are wanted (None: every one).

    The layout is always there. The file is there whole, or as it was before. Raises UnknownRoute for a page
    that none of the markets has, and BadFile where the file cannot be written.
    """
    places = [
        Place(market.code, locale) for market in markets for locale in market.locales if locale in locales
    ]
    head = _head(markets, places)
    counts = {"path": 0, "page": 0}
    with _whole_or_not_at_all(path) as file:
        for line in _signed(_lines(head, places, wanted, counts), secret.newest):
            file.write(line)
            progress(1)
    return Pack(head["version"], head["createdAt"], counts["path"], counts["page"])


def read_pack(path: Path, secret: KeyRing) -> Pack:
    """What a pack holds, if it is whole and was signed with a generation of that secret. Raises BadFile."""
    macs = [hmac.new(one.encode(), digestmod=hashlib.sha256) for one in secret]
    counts = {"path": 0, "page": 0}
    head: dict[str, Any] = {}
    held = b""
    for line in _lines_in(path):
        for mac in macs:
            mac.update(held)
        if held:
            _count(held, head, counts, path)
        held = line
    said = _signature(held)
    if not any(hmac.compare_digest(said, mac.hexdigest()) for mac in macs):
        raise BadFile(
            f"{path.name} is not whole, or was signed with another secret, or changed since.", field="FILE"
        )
    if head.get("pack") != PACK:
        raise BadFile(f"{path.name} is a pack of another release.", field="FILE")
    return Pack(head["version"], head["createdAt"], counts["path"], counts["page"])


def _head(markets: Sequence[Market], places: Sequence[Place]) -> dict[str, Any]:
    spoken = {
        market.code: [place.locale for place in places if place.market == market.code] for market in markets
    }
    return {
        "pack": PACK,
        "version": current_version(),
        "createdAt": clock.rfc3339(clock.now()),
        "markets": [{"code": code, "locales": locales} for code, locales in spoken.items() if locales],
    }


def _lines(
    head: Any, places: Sequence[Place], wanted: Sequence[Wanted] | None, counts: dict[str, int]
) -> Iterator[bytes]:
    """Pages before paths: a page that is built only now has a path too."""
    yield _line(head)
    for line in _pages(places, wanted):
        counts["page"] += 1
        yield line
    for line in _paths(places):
        counts["path"] += 1
        yield line


def _signed(lines: Iterable[bytes], secret: str) -> Iterator[bytes]:
    mac = hmac.new(secret.encode(), digestmod=hashlib.sha256)
    for line in lines:
        mac.update(line)
        yield line
    yield _line({"signature": mac.hexdigest()})


def _paths(places: Sequence[Place]) -> Iterator[bytes]:
    for place in places:
        for kind in ROOTS:
            for found in every_address(kind, place.market, place.locale):
                facts = {"slug": found.slug, "path": found.path, "updatedAt": clock.rfc3339(found.changed_at)}
                yield _line({"path": {"type": kind, **asdict(place), **facts}})


def _pages(places: Sequence[Place], wanted: Sequence[Wanted] | None) -> Iterator[bytes]:
    if wanted is None:
        for place in places:
            yield from _every_page(place)
        return
    for kind, key in dict.fromkeys([("layout", ""), *wanted]):
        found = [
            _page_line(place, kind, key, answer) for place in places if (answer := _answer(place, kind, key))
        ]
        if not found:
            raise UnknownRoute(f"{kind}/{key}")
        yield from found


def _every_page(place: Place) -> Iterator[bytes]:
    for kind in ALONE:
        if answer := _answer(place, kind, ""):
            yield _page_line(place, kind, "", answer)
    for kind in ROOTS:
        keys: list[str] = []
        for found in every_address(kind, place.market, place.locale):
            keys.append(found.slug)
            if len(keys) == PAGES_AT_ONCE:
                yield from _ready_or_built(place, kind, keys)
                keys = []
        yield from _ready_or_built(place, kind, keys)


def _ready_or_built(place: Place, kind: str, keys: Sequence[str]) -> Iterator[bytes]:
    """Many pages with one read; one that is not ready is built, one that has gone meanwhile is left out."""
    ids = [page_id(kind, key, place.market, place.locale) for key in keys]
    fields = {"key": 1, "body": 1, "etag": 1}
    ready = {
        row["key"]: Answer(row["body"], row["etag"], (), 0)
        for row in Page._get_collection().find({"_id": {"$in": ids}, "format": FORMAT}, fields)
    }
    for key in keys:
        if answer := ready.get(key) or _answer(place, kind, key):
            yield _page_line(place, kind, key, answer)


def _answer(place: Place, kind: str, key: str) -> Answer | None:
    try:
        return page(kind, key, place.market, place.locale)
    except NotFound:
        return None


def _page_line(place: Place, kind: str, key: str, answer: Answer) -> bytes:
    """The body goes as a text inside the line, so that it comes out byte by byte as it went in."""
    route = f"blog/{key}" if kind == "post" else f"{kind}/{key}" if key else kind
    facts = {"route": route, **asdict(place), "etag": answer.etag, "body": answer.body.decode()}
    return _line({"page": facts})


def _line(facts: Any) -> bytes:
    return orjson.dumps(facts, option=orjson.OPT_APPEND_NEWLINE)


@contextmanager
def _whole_or_not_at_all(path: Path) -> Iterator[gzip.GzipFile]:
    """A file beside it is written, and takes its name when it is complete and on the disk."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            with gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0, compresslevel=6) as packed:
                yield packed
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}.", field="FILE") from None
    finally:
        part.unlink(missing_ok=True)


def _lines_in(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path) as file:
            yield from file
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise BadFile(f"{path.name} is no whole pack: {error}.", field="FILE") from None
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}.", field="FILE") from None


def _signature(line: bytes) -> str:
    """What the last line says; nothing that fits where it is no such line."""
    try:
        said = orjson.loads(line)["signature"]
    except (ValueError, KeyError, TypeError):
        return ""
    return said if isinstance(said, str) and said.isascii() else ""


def _count(line: bytes, head: dict[str, Any], counts: dict[str, int], path: Path) -> None:
    try:
        facts = orjson.loads(line)
        kind = next(iter(facts))
    except (ValueError, TypeError, StopIteration):
        raise BadFile(f"{path.name} is no pack: {line[:40]!r}.", field="FILE") from None
    if kind in counts:
        counts[kind] += 1
    elif not head and isinstance(facts, dict):
        head.update(facts)
