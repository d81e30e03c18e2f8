"""Checks that whoever calls the released API today can go on calling it. Exit code 1 names what would break.

What is released lies in `docs/openapi/v1.json`; adding to it is free. An operation may go, or change, when it was
released as deprecated and its sunset has passed; all may with a new version: a major, or before 1.0 a minor one.
`python -m dev.check_contract --accept` writes down what the server says now as what is released.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from dev.client import document
from dev.folders import ROOT
from dev.narrowing import Spot, asked_breakages, told_breakages

RELEASED = ROOT / "docs" / "openapi" / "v1.json"
METHODS = ("get", "post", "put", "patch", "delete")
SAID_ONLY = {"description", "summary", "example", "examples", "links", "tags", "title", "operationId"}
"""Words for people: they may change at any time."""
ADVICE = "Deprecate it first, or give the release a new version (CONTRIBUTING.md, The contract)."

Document = Mapping[str, Any]


def main(arguments: list[str]) -> int:
    now = contract_of(document())
    released = json.loads(RELEASED.read_text(encoding="utf-8")) if RELEASED.is_file() else None
    found = [] if released is None or is_new_version(released, now) else list(breakages(released, now))
    if found:
        print("\n".join([*found, ADVICE]))
        return 1
    if "--accept" in arguments:
        RELEASED.write_text(text_of(now), encoding="utf-8")
    print(f"contract             ok       {sum(1 for _ in operations(now))} operations")
    return 0


def breakages(released: Document, now: Document, today: date | None = None) -> Iterator[str]:
    """One line for everything that worked for callers of *released* and does not work *now*."""
    known = dict(operations(now))
    for name, operation in operations(released):
        if is_over(operation, today or datetime.now(UTC).date()):
            continue
        if name not in known:
            yield f"{name} is gone"
            continue
        old, new = Spot(name, operation, released), Spot(name, known[name], now)
        yield from _newly_demanded(old, new)
        yield from asked_breakages(old, new)
        yield from told_breakages(old, new)


def is_over(operation: Mapping[str, Any], today: date) -> bool:
    """Whether it was released as deprecated, and its sunset is not after that day."""
    sunset = operation.get("x-sunset")
    return bool(operation.get("deprecated") and sunset and date.fromisoformat(sunset) <= today)


def is_new_version(released: Document, now: Document) -> bool:
    """Whether a release under that version may break what was there (Semantic Versioning, rules 4 and 8)."""
    old, new = ([int(part) for part in found["info"]["version"].split(".")[:2]] for found in (released, now))
    return new[0] > old[0] or (new[0] == old[0] == 0 and new[1] > old[1])


def operations(found: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each by its name, with the parameters of its path."""
    for path, item in found["paths"].items():
        for method in METHODS:
            if method in item:
                parameters = [*item.get("parameters", ()), *item[method].get("parameters", ())]
                yield f"{method.upper()} {path}", {**item[method], "parameters": parameters}


def _newly_demanded(old: Spot, new: Spot) -> Iterator[str]:
    """Each alternative of what was enough to show has to be enough still."""
    before, after = old.schema.get("security", []), new.schema.get("security", [])
    if not before and after:
        yield f"{old.name} demands {_shown(after)} now"
    for way in before:
        if after and not any(set(one) <= set(way) for one in after):
            yield f"{old.name} is not open to {_shown([way])} any more"


def _shown(ways: list[dict[str, Any]]) -> str:
    return " or ".join(" and ".join(way) for way in ways)


def contract_of(found: Document) -> dict[str, Any]:
    """The document without what is only said."""
    parts = {name: found["components"][name] for name in ("headers", "schemas", "securitySchemes")}
    whole = {"openapi": found["openapi"], "info": found["info"], "paths": found["paths"], "components": parts}
    plain: dict[str, Any] = _without_words(whole, inside="")
    return {**plain, "info": {"version": found["info"]["version"]}}


def _without_words(value: Any, inside: str) -> Any:
    """A property may have the name of a word: names of properties and shapes stay."""
    if isinstance(value, list):
        return [_without_words(one, inside) for one in value]
    if not isinstance(value, dict):
        return value
    named = inside in {"properties", "schemas", "headers", "paths", "responses", "securitySchemes"}
    kept = {key: one for key, one in value.items() if named or key not in SAID_ONLY}
    return {key: _without_words(one, "" if named else key) for key, one in kept.items()}


def text_of(found: Document) -> str:
    """JSON with a line for each path and each shape: a change shows where it is, and the rest stays short."""
    lines = [f'"openapi": {json.dumps(found["openapi"])}', f'"info": {_compact(found["info"])}']
    lines.append(f'"paths": {{\n{_rows(found["paths"])}\n}}')
    parts = [f'"{name}": {{\n{_rows(part)}\n}}' for name, part in sorted(found["components"].items())]
    lines.append('"components": {\n' + ",\n".join(parts) + "\n}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _rows(found: Mapping[str, Any]) -> str:
    return ",\n".join(f"{json.dumps(name)}: {_compact(one)}" for name, one in sorted(found.items()))


def _compact(found: Any) -> str:
    return json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
