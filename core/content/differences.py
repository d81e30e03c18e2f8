"""What can be wrong with a mirror, seen in its rows alone or beside what the source delivers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from core.content.mirror import Row, name_in, use_of
from core.content.ports import SourceItem
from core.content.roles import text_in

MISSING, ORPHAN, STALE, MISFILED = "missing", "orphan", "stale", "misfiled"
TOO_LARGE, MISSING_LOCALE, BROKEN_REFERENCE = "too-large", "missing-locale", "broken-reference"
DRIFT = (MISSING, ORPHAN, STALE, MISFILED)
"""What a comparison repairs; the rest is for the editors, and is only reported."""
WITH_A_PAGE = ("home", "product", "category", "page", "post")
HEADINGS = ("title", "name", "headline")

Fields = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: `thing` is entry, asset or locale, `field` where in it."""

    kind: str
    thing: str
    id: str
    field: str = ""
    detail: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def fields_of(row: Row) -> dict[str, Any]:
    fields: dict[str, Any] = orjson.loads(row["body"])
    return fields


def differs(row: Row | None, item: SourceItem) -> bool:
    """Whether our row is another than the source's: its revision, or, at the same one, what is in it."""
    return row is None or row["revision"] != item.revision or fields_of(row) != item.fields


def refiled(row: Row, default: str) -> Row | None:
    """The row as it would be filed now; None when it is filed so."""
    use = use_of(row["content_type"], fields_of(row), default)
    filed = {name: row[name] for name in ("content_type", "role", "slug", "sort_key", "skus") if name in row}
    if use == filed:
        return None
    return {name: value for name, value in row.items() if name not in filed} | use


def misfiled(row: Row, better: Row) -> Finding:
    detail = f"{name_in(row) or row['role']} is {name_in(better) or better['role']}"
    return Finding(MISFILED, "entry", row["_id"], detail=detail)


def untranslated(row: Row, chains: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """The languages in which a page of this entry would have a heading in none of those languages' own words."""
    if row["role"] not in WITH_A_PAGE:
        return
    fields = fields_of(row)
    heading = next((name for name in HEADINGS if fields.get(name)), None)
    for locale, chain in chains.items():
        if heading and not any(text_in(fields, name, code) for code in chain for name in HEADINGS):
            yield Finding(MISSING_LOCALE, "entry", row["_id"], heading, f"no words in {locale}")


def links_of(row: Row) -> Iterator[tuple[str, str, str]]:
    """Every link in an entry: the field it stands in, `entry` or `asset`, and the id it leads to."""
    for field, values in fields_of(row).items():
        for kind, target in dict.fromkeys(_links(values)):
            yield field, kind, target


def broken(rows: Iterable[Row], there: Mapping[str, set[str]]) -> list[Finding]:
    """The links to what is not published; *there* is what is, by kind."""
    return [
        Finding(BROKEN_REFERENCE, "entry", row["_id"], field, f"{kind} {target} is not published")
        for row in rows
        for field, kind, target in links_of(row)
        if target not in there[kind]
    ]


def _links(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        sys = value.get("sys")
        if isinstance(sys, Mapping) and sys.get("linkType") in ("Entry", "Asset"):
            yield str(sys["linkType"]).lower(), str(sys.get("id"))
        for inner in value.values():
            yield from _links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _links(inner)
