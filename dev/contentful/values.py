"""What editors may write into a field: the content model's types, its required fields, its locales."""

import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

from dev.contentful.answers import Json, Refused, invalid_value
from dev.contentful.locales import Locales

LONGEST_SYMBOL = 256  # characters; Contentful's own limit for short text
LONGEST_TEXT = 50_000


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def is_link(value: Any) -> bool:
    """Whether *value* is `{sys: {type: "Link", linkType: "Entry" or "Asset", id}}`."""
    sys = value.get("sys") if isinstance(value, dict) else None
    if not isinstance(sys, dict) or sys.get("type") != "Link":
        return False
    return sys.get("linkType") in ("Entry", "Asset") and isinstance(sys.get("id"), str)


def _is_rich_text(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.get("nodeType") == "document"
        and isinstance(value.get("content"), list)
    )


def _is_location(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_number(value.get(name)) for name in ("lat", "lon"))


Check = tuple[Callable[[Any], bool], str]

CHECKS: dict[str, Check] = {
    "Symbol": (
        lambda value: isinstance(value, str) and len(value) <= LONGEST_SYMBOL,
        f"must be text of at most {LONGEST_SYMBOL} characters",
    ),
    "Text": (
        lambda value: isinstance(value, str) and len(value) <= LONGEST_TEXT,
        f"must be text of at most {LONGEST_TEXT} characters",
    ),
    "Integer": (lambda value: _is_number(value) and int(value) == value, "must be a whole number"),
    "Number": (_is_number, "must be a number"),
    "Boolean": (lambda value: isinstance(value, bool), "must be true or false"),
    "Date": (_is_date, "must be a date such as 2026-03-01 or 2026-03-01T09:00Z"),
    "Link": (is_link, "must be a link: {sys: {type: Link, linkType: Entry or Asset, id}}"),
    "RichText": (_is_rich_text, "must be a rich text document"),
    "Location": (_is_location, "must be {lat, lon}"),
    "Array": (lambda value: isinstance(value, list), "must be a list"),
}


def field_definitions(content_type: Json) -> dict[str, Json]:
    return {field["id"]: field for field in content_type.get("fields", [])}


def merge_fields(content_type: Json, locales: Locales, current: Json, patch: Any) -> Json:
    """*current* with the values of *patch* (`{field: {locale: value}}`) in it; a null takes a value away.

    Nothing given is changed. Raises Refused (422), naming field and locale, for an unknown one of them, for
    a translation of a field that is not localized, and for a value that is not of the field's type.
    """
    if not isinstance(patch, dict):
        raise invalid_value(["fields"], "must be an object {field: {locale: value}}")
    merged = {field: dict(values) for field, values in current.items()}
    definitions = field_definitions(content_type)
    for field, values in patch.items():
        _check_field(definitions, locales, field, values)
        merged[field] = _without_nulls({**merged.get(field, {}), **values})
    return {field: values for field, values in merged.items() if values}


def _without_nulls(values: Json) -> Json:
    return {locale: value for locale, value in values.items() if value is not None}


def _check_field(definitions: dict[str, Json], locales: Locales, field: str, values: Any) -> None:
    path = ["fields", field]
    if field not in definitions:
        raise invalid_value(path, "is not a field of this content type")
    if not isinstance(values, dict):
        raise invalid_value(path, "must be an object {locale: value}")
    for locale, value in values.items():
        _check_locale(definitions[field], locales, locale, [*path, locale])
        if value is not None:
            _check_value(definitions[field], value, [*path, locale])


def _check_locale(definition: Json, locales: Locales, locale: str, path: list[str]) -> None:
    if locale not in locales.all:
        raise invalid_value(path, f"has an unknown locale; known are {', '.join(locales.codes)}")
    if locale != locales.default and not definition.get("localized"):
        raise invalid_value(path, f"is not translated: the field has a value in {locales.default} only")


def _check_value(definition: Json, value: Any, path: list[str]) -> None:
    fits, problem = CHECKS.get(definition["type"], (lambda _: True, ""))
    if not fits(value):
        raise invalid_value(path, problem)
    if definition["type"] == "Array":
        for place, item in enumerate(value):
            _check_value(definition.get("items", {"type": "Symbol"}), item, [*path, str(place)])


def missing_field(content_type: Json, locales: Locales, fields: Json) -> Refused | None:
    """Why an entry with *fields* cannot be published: the first required field without a default value."""
    for field in content_type.get("fields", []):
        value = fields.get(field["id"], {}).get(locales.default)
        if field.get("required") and not field.get("omitted") and value in (None, "", []):
            return invalid_value(["fields", field["id"], locales.default], "is required")
    return None
