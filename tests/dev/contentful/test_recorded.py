"""Our answers beside answers recorded from the real service, for the same space."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.dev.contentful.exports import Json, written
from tests.dev.contentful.running import SHARED, StandIn

RECORDED = SHARED / "recorded"
pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="../shared/data/contentful/recorded is not there"
)

LOCALES = [
    {"code": "en-US", "name": "English", "default": True, "fallbackCode": None},
    {"code": "tlh", "name": "Klingon", "default": False, "fallbackCode": "en-US"},
]


def recorded(name: str, number: int = 0) -> Json:
    call: Json = json.loads((RECORDED / f"{name}.json").read_text())[number]
    return call


def body(name: str, number: int = 0) -> Json:
    content: Json = recorded(name, number)["body"]
    return content


def as_exported(item: Json) -> Json:
    """A delivered item as an export would have it: published at its revision."""
    sys = item["sys"]
    published = {
        "publishedVersion": 1,
        "version": 2,
        "publishedCounter": sys["revision"],
        "publishedAt": sys["updatedAt"],
    }
    return {**item, "sys": {**sys, **published}}


def in_english(item: Json) -> Json:
    return {**item, "fields": {name: {"en-US": value} for name, value in item["fields"].items()}}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """The example space of the recordings, made again of its recorded sync."""
    items = [as_exported(item) for item in body("py-client_sync")["items"]]
    document = {
        "contentTypes": [as_exported(item) for item in body("py-client_content_types")["items"]],
        "entries": [item for item in items if item["sys"]["type"] == "Entry"],
        "assets": [item for item in items if item["sys"]["type"] == "Asset"],
        "locales": LOCALES,
    }
    export = written(tmp_path_factory.mktemp("recorded"), document)
    server = StandIn(export, space="cfexampleapi").start()
    yield server
    server.stop()


@pytest.fixture
def cats(rebuilt: StandIn) -> StandIn:
    rebuilt.do("/reset")
    return rebuilt


def comparable(value: Any) -> Any:
    """What must be equal: without hosts, and without what Contentful added since the recording."""
    if isinstance(value, list):
        return [comparable(part) for part in value]
    if not isinstance(value, dict):
        return value
    if "fileName" in value:
        # Very old files lie under an id that is not their asset's: only upload and name are compared.
        value = {**value, "url": urlsplit(value["url"]).path.split("/")[-2:]}
    newer = ("environment", "publishedVersion", "metadata")
    return {name: comparable(part) for name, part in value.items() if name not in newer}


def by_id(items: list[Json]) -> Json:
    return {f"{item['sys']['type']} {item['sys']['id']}": comparable(item) for item in items}


def test_entries_with_their_includes_are_the_recorded_ones(cats: StandIn) -> None:
    ours, theirs = cats.get("/entries"), body("py-client_entries")

    assert by_id(ours["items"]) == by_id(theirs["items"])
    assert by_id(ours["includes"]["Asset"]) == by_id(theirs["includes"]["Asset"])
    assert set(ours) == set(theirs)
    assert {name: ours[name] for name in ("sys", "total", "skip", "limit")} == {
        name: theirs[name] for name in ("sys", "total", "skip", "limit")
    }


def test_all_locales_of_an_entry_are_the_recorded_ones(cats: StandIn) -> None:
    ours, theirs = cats.get("/entries", sys__id="nyancat", locale="*"), body("rb-entry_locales")

    assert by_id(ours["items"]) == by_id(theirs["items"])
    assert {type_: by_id(items) for type_, items in ours["includes"].items()} == {
        type_: by_id(items) for type_, items in theirs["includes"].items()
    }


def test_assets_are_the_recorded_ones(cats: StandIn) -> None:
    assert by_id(cats.get("/assets")["items"]) == by_id(body("py-client_assets")["items"])


def test_content_types_are_the_recorded_ones(cats: StandIn) -> None:
    ours, theirs = cats.get("/content_types"), body("py-client_content_types")

    assert by_id(ours["items"]) == by_id(theirs["items"])
    assert set(ours) == set(theirs)


def test_the_initial_sync_is_the_recorded_one(cats: StandIn) -> None:
    ours, theirs = cats.get("/sync", initial="true"), body("py-client_sync")

    assert by_id(ours["items"]) == by_id(theirs["items"])
    assert set(ours) == set(theirs)


def test_deletions_have_the_recorded_shape(cats: StandIn) -> None:
    cats.do("/delete/Asset/jake")
    cats.do("/delete/Entry/finn")
    ours, theirs = cats.get("/sync", initial="true", type="Deletion"), body("rb-sync_deletion")

    assert set(ours) == set(theirs)
    for item in ours["items"]:
        assert set(comparable(item)["sys"]) == set(theirs["items"][0]["sys"])
        assert item["sys"]["createdAt"] == item["sys"]["deletedAt"]
    assert {item["sys"]["type"] for item in ours["items"]} == {
        item["sys"]["type"] for item in theirs["items"]
    }


def test_nothing_found_is_the_recorded_answer(cats: StandIn) -> None:
    assert cats.get("/entries", sys__id="foobar") == body("py-client_entry_not_found")


def test_a_rate_limit_is_the_recorded_answer(cats: StandIn) -> None:
    cats.do("/faults", {"next": 1, "status": 429})
    ours, theirs = cats.ask("/entries"), recorded("rb-ratelimit")

    assert ours.status_code == theirs["status"]
    assert ours.headers["Content-Type"] == theirs["headers"]["content-type"]
    assert {**ours.json(), "requestId": ""} == {**theirs["body"], "requestId": ""}


def test_locales_have_the_recorded_shape(cats: StandIn) -> None:
    ours, theirs = cats.get("/locales"), body("py-client_locales_on_environment")

    assert (ours["sys"], ours["skip"], ours["limit"]) == (theirs["sys"], theirs["skip"], theirs["limit"])
    assert set(ours["items"][0]) == set(theirs["items"][0])
    assert set(ours["items"][0]["sys"]) == set(theirs["items"][0]["sys"])


def test_rich_text_resolves_as_recorded(launch: Callable[..., StandIn], tmp_path: Path) -> None:
    theirs = body("py-fields_rich_text", 1)
    items = theirs["items"] + theirs["includes"]["Entry"]
    document = {
        "contentTypes": body("py-fields_rich_text", 0)["items"],
        "entries": [as_exported(in_english(item)) for item in items],
    }
    server = launch(written(tmp_path, document), space="jd7yc4wnatx3")
    ours = server.get("/entries", sys__id=theirs["items"][0]["sys"]["id"])

    assert by_id(ours["items"]) == by_id(theirs["items"])
    assert by_id(ours["includes"]["Entry"]) == by_id(theirs["includes"]["Entry"])
    assert ours["errors"] == theirs["errors"][:1], (
        "the real service repeats an error for every place of the link"
    )
