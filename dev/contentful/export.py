"""Reading a Contentful export (`contentful space export`): content model, entries, assets, locales."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from dev.contentful.answers import Json
from dev.contentful.entities import Entity, from_export
from dev.errors import CannotStart

FALLBACK_LOCALE: Json = {
    "code": "en-US",
    "name": "English (United States)",
    "default": True,
    "fallbackCode": None,
}
FALLBACK_SPACE = "devspace"


@dataclass(frozen=True)
class Export:
    """What an export file says. `digest` (SHA-256, hex) tells two contents apart."""

    content_types: list[Json]
    locales: list[Json]
    entities: list[Entity]
    space_id: str
    digest: str


def load_export(path: Path) -> Export:
    """The export at *path*; raises CannotStart, naming the file and the part that is wrong."""
    try:
        content = path.read_bytes()
        document = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except OSError as error:
        raise CannotStart(f"{path} cannot be read: {error.strerror}.") from error
    except orjson.JSONDecodeError as error:
        raise CannotStart(f"{path} is not JSON: {error}.") from error
    if not isinstance(document, dict):
        raise CannotStart(f"{path} is not an export: it holds no JSON object.")
    return _read(path, document, hashlib.sha256(content).hexdigest())


def _read(path: Path, document: Json, digest: str) -> Export:
    types, entries, assets = (_items(path, document, part) for part in ("contentTypes", "entries", "assets"))
    if not types and not entries:
        raise CannotStart(f"{path} is not an export: it has neither contentTypes nor entries.")
    return Export(
        content_types=types,
        locales=_locales(path, document),
        entities=[from_export(item) for item in entries + assets],
        space_id=_space_id(types + entries + assets),
        digest=digest,
    )


def _items(path: Path, document: Json, part: str) -> list[Json]:
    items = document.get(part) or []
    if not isinstance(items, list):
        raise CannotStart(f"{path}: {part} must be a list.")
    for place, item in enumerate(items):
        if not _is_item(item):
            raise CannotStart(f"{path}: {part}[{place}] has no sys with type and id.")
    return items


def _is_item(item: Any) -> bool:
    sys = item.get("sys") if isinstance(item, dict) else None
    return isinstance(sys, dict) and isinstance(sys.get("id"), str) and isinstance(sys.get("type"), str)


def _locales(path: Path, document: Json) -> list[Json]:
    locales = document.get("locales") or [FALLBACK_LOCALE]
    if not all(isinstance(locale, dict) and isinstance(locale.get("code"), str) for locale in locales):
        raise CannotStart(f"{path}: every one of locales needs a code.")
    if not any(locale.get("default") for locale in locales):
        raise CannotStart(f"{path}: none of locales is the default.")
    return [locale for locale in locales if locale.get("contentDeliveryApi", True) or locale.get("default")]


def _space_id(items: list[Json]) -> str:
    """The space the export was made of, as its items say; without such links a name of ours."""
    spaces = (item["sys"].get("space", {}).get("sys", {}).get("id") for item in items)
    return next((space for space in spaces if space), FALLBACK_SPACE)
