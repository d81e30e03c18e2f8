"""Any export can be served: the three real ones, and odd ones."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests

from dev.contentful.export import load_export
from dev.errors import CannotStart
from tests.dev.contentful.exports import Json, entry, written
from tests.dev.contentful.running import DELIVERY, SHARED, StandIn

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data/contentful is not there")
REAL = {"shop": "hg94h980vf1n", "clothing": "30382ra23mzv", "blog": "28p9vvm1oxuw"}


class RealExport(NamedTuple):
    space: str
    path: Path
    server: StandIn

    def read(self) -> Json:
        document: Json = json.loads(self.path.read_text())
        return document


@pytest.fixture(scope="module", params=REAL)
def real(request: pytest.FixtureRequest) -> Iterator[RealExport]:
    path, space = SHARED / f"export-{request.param}.json", REAL[request.param]
    server = StandIn(path, space=space).start()
    yield RealExport(space, path, server)
    server.stop()


@needs_shared
class TestRealExports:
    def test_the_sdk_reads_all_of_it(self, real: RealExport) -> None:
        document, client = real.read(), real.server.client()

        assert {one.id for one in client.content_types()} == _ids(document["contentTypes"])
        assert {one.id for one in client.entries({"limit": 1000, "include": 10})} == _ids(document["entries"])
        assert {one.id for one in client.assets({"limit": 1000})} == _ids(document["assets"])
        page = client.sync({"initial": True, "limit": 5})
        items = list(page.items)
        while not page.next_sync_url:
            page = page.next(client)
            items += page.items
        assert {one.id for one in items} == _ids(document["entries"]) | _ids(document["assets"])

    def test_a_sync_gives_the_fields_as_the_export_has_them(self, real: RealExport) -> None:
        items, _, _ = real.server.sync(initial="true", type="Entry")

        assert {item["sys"]["id"]: item["fields"] for item in items} == {
            item["sys"]["id"]: item["fields"] for item in real.read()["entries"]
        }

    def test_every_picture_can_be_seen(self, real: RealExport) -> None:
        for item in real.server.get("/assets", limit=1000)["items"]:
            answer = requests.get(f"http:{item['fields']['file']['url']}?w=32&fm=webp", timeout=10)
            assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")

    def test_every_entry_can_be_published_again(self, real: RealExport) -> None:
        for item in real.server.get("/entries", limit=1000)["items"]:
            real.server.do(f"/publish/Entry/{item['sys']['id']}")

    def test_its_own_space_is_the_default(self, real: RealExport) -> None:
        assert load_export(real.path).space_id == real.space


def _ids(items: list[Any]) -> set[str]:
    return {item["sys"]["id"] for item in items}


class TestOddExports:
    def test_an_entry_of_an_unknown_content_type_and_without_fields_is_served(
        self, launch: Callable[..., StandIn], tmp_path: Path
    ) -> None:
        bare = entry("unknown", "bare")
        del bare["fields"]
        server = launch(written(tmp_path, {"entries": [bare, entry("unknown", "odd", name="Odd")]}))

        assert server.get("/entries/bare")["fields"] == {}
        assert server.get("/entries/odd")["fields"] == {"name": "Odd"}
        assert server.get("/locales")["items"][0]["code"] == "en-US"

    def test_an_asset_that_was_never_processed_is_served(
        self, launch: Callable[..., StandIn], tmp_path: Path
    ) -> None:
        sys = {"type": "Asset", "id": "raw", "publishedVersion": 1}
        file = {
            "en-US": {
                "upload": "https://example.com/x.jpg",
                "fileName": "x y/z.jpg",
                "contentType": "image/jpeg",
            }
        }
        document = {"entries": [entry("any", "one")], "assets": [{"sys": sys, "fields": {"file": file}}]}
        server = launch(written(tmp_path, document))
        url = server.get("/assets/raw")["fields"]["file"]["url"]

        assert requests.get(f"http:{url}", timeout=5).status_code == 200

    def test_a_circle_of_fallbacks_ends(self, launch: Callable[..., StandIn], tmp_path: Path) -> None:
        locales = [
            {"code": "a", "name": "A", "default": True, "fallbackCode": "b"},
            {"code": "b", "name": "B", "default": False, "fallbackCode": "a"},
        ]
        document = {"entries": [entry("any", "one", name={"en-US": "only English"})], "locales": locales}

        assert launch(written(tmp_path, document)).get("/entries/one")["fields"] == {}

    def test_a_byte_order_mark_does_no_harm(self, tmp_path: Path) -> None:
        path = tmp_path / "export.json"
        path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"entries": [entry("any", "one")]}).encode())

        assert len(load_export(path).entities) == 1

    @pytest.mark.parametrize(
        ("content", "word"),
        [
            ("{", "is not JSON"),
            ("[]", "no JSON object"),
            ("{}", "neither contentTypes nor entries"),
            ('{"entries": {}}', None),
            ('{"entries": {"a": 1}}', "entries must be a list"),
            ('{"entries": [{"sys": {"type": "Entry"}}]}', r"entries\[0\] has no sys with type and id"),
            ('{"entries": [{"sys": {"type": "Entry", "id": "a"}}], "locales": [{"code": "x"}]}', "default"),
        ],
    )
    def test_what_is_no_export_is_refused_with_the_reason(
        self, tmp_path: Path, content: str, word: str | None
    ) -> None:
        path = tmp_path / "export.json"
        path.write_text(content)

        with pytest.raises(CannotStart, match=word) as refusal:
            load_export(path)
        assert str(path) in str(refusal.value)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(CannotStart, match=r"nowhere.json cannot be read: No such file"):
            load_export(tmp_path / "nowhere.json")


@needs_shared
def test_an_entry_that_was_never_published_is_a_draft(launch: Callable[..., StandIn], tmp_path: Path) -> None:
    document = json.loads((SHARED / "export-clothing.json").read_text())
    draft = document["entries"][0]["sys"]
    for name in ("publishedVersion", "publishedAt", "firstPublishedAt", "publishedCounter", "publishedBy"):
        del draft[name]
    server = launch(written(tmp_path, document))

    assert server.get("/entries", token=DELIVERY)["total"] == 13
