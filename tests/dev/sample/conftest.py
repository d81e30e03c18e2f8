"""The sample as it is kept: what `make run` loads, read once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dev.sample.build import SAMPLE

Json = dict[str, Any]


class Space:
    """The export, with its entries by type and everything by id."""

    def __init__(self, export: Json) -> None:
        self.export = export
        self.entries = {entry["sys"]["id"]: entry for entry in export["entries"]}
        self.assets = {asset["sys"]["id"]: asset for asset in export["assets"]}
        self.types = {kind["sys"]["id"]: kind for kind in export["contentTypes"]}

    def of_type(self, kind: str) -> list[Json]:
        return [entry for entry in self.entries.values() if kind_of(entry) == kind]

    def by_slug(self, kind: str) -> dict[str, Json]:
        return {entry["fields"]["slug"]["en-US"]: entry["fields"] for entry in self.of_type(kind)}


def kind_of(entry: Json) -> str:
    kind: str = entry["sys"]["contentType"]["sys"]["id"]
    return kind


def parts_of(value: Any) -> Iterator[Json]:
    """Every object inside a JSON value, the value itself included."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from parts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from parts_of(part)


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def space(sample: Path) -> Space:
    return Space(json.loads((sample / "export.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def goods(sample: Path) -> dict[str, Json]:
    """The lines of the goods file by slug; a repeated slug fails here."""
    lines = [json.loads(line) for line in (sample / "goods.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {line["slug"]: line for line in lines}
    assert len(found) == len(lines)
    return found


@pytest.fixture(scope="session")
def markets(sample: Path) -> Json:
    found: Json = json.loads((sample / "markets.json").read_text(encoding="utf-8"))
    return found
