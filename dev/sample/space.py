"""What Contentful writes around every entity of an export: who, when, which version."""

from dev.sample.richtext import Json, link
from dev.sample.sheets import ENGLISH, GERMAN

SPACE, ENVIRONMENT, EDITOR = "quayside", "master", "marit"
OPENED = "2026-01-05T08:00:00.000Z"


def content_type_sys(id_: str) -> Json:
    return _published("ContentType", id_, OPENED)


def entry(kind: str, id_: str, fields: Json, stamp: str = OPENED) -> Json:
    """A published entry; `fields` are already keyed by locale, and `stamp` is when it was published."""
    sys = _published("Entry", id_, stamp) | {"contentType": link("ContentType", kind)}
    return {"metadata": {"tags": []}, "sys": sys, "fields": fields}


def asset(id_: str, fields: Json) -> Json:
    return {"metadata": {"tags": []}, "sys": _published("Asset", id_, OPENED), "fields": fields}


def locales() -> list[Json]:
    """American English, and German that falls back to it."""
    return [_locale(ENGLISH, "English (United States)", None), _locale(GERMAN, "German (Germany)", ENGLISH)]


def _published(kind: str, id_: str, stamp: str) -> Json:
    editor = link("User", EDITOR)
    return {
        "space": link("Space", SPACE),
        "id": id_,
        "type": kind,
        "createdAt": stamp,
        "updatedAt": stamp,
        "environment": link("Environment", ENVIRONMENT),
        "publishedVersion": 2,
        "publishedAt": stamp,
        "firstPublishedAt": stamp,
        "createdBy": editor,
        "updatedBy": editor,
        "publishedCounter": 1,
        "version": 3,
        "publishedBy": editor,
    }


def _locale(code: str, name: str, fallback: str | None) -> Json:
    sys = {
        "type": "Locale",
        "id": f"locale-{code.lower()}",
        "version": 1,
        "space": link("Space", SPACE),
        "environment": link("Environment", ENVIRONMENT),
        "createdBy": link("User", EDITOR),
        "createdAt": "2026-01-05T08:00:00Z",
        "updatedBy": link("User", EDITOR),
        "updatedAt": "2026-01-05T08:00:00Z",
    }
    return {
        "name": name,
        "code": code,
        "fallbackCode": fallback,
        "default": fallback is None,
        "contentManagementApi": True,
        "contentDeliveryApi": True,
        "optional": fallback is not None,
        "sys": sys,
    }
