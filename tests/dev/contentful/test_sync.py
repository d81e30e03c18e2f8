"""The Sync API: everything once, then only what changed."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.dev.contentful.exports import many_entries, written
from tests.dev.contentful.running import DELIVERY, PREVIEW, StandIn

PUBLISHED = ["Asset cup-picture", "Entry cup", "Entry drinking", "Entry home", "Entry kitchen", "Entry mug"]


def names(items: list[Any]) -> list[str]:
    return sorted(f"{item['sys']['type']} {item['sys']['id']}" for item in items)


def edit(shop: StandIn, id_: str, title: str) -> None:
    shop.do(f"/edit/{id_}", {"fields": {"title": {"en-US": title}}})


class TestThroughTheSdk:
    def test_an_initial_sync_over_pages_and_a_delta_with_a_deletion(self, shop: StandIn) -> None:
        client = shop.client()
        page = client.sync({"initial": True, "limit": 2})
        items, pages = list(page.items), 1
        while not page.next_sync_url:
            page = page.next(client)
            items, pages = items + list(page.items), pages + 1

        assert pages == 3
        assert sorted(item.id for item in items) == [
            "cup",
            "cup-picture",
            "drinking",
            "home",
            "kitchen",
            "mug",
        ]

        shop.do("/delete/Entry/mug")
        edit(shop, "cup", "Beaker")
        delta = page.next(client)

        assert [(type(item).__name__, item.id) for item in delta.items] == [
            ("DeletedEntry", "mug"),
            ("Entry", "cup"),
        ]
        assert delta.items[1].fields("en-US")["title"] == "Beaker"
        assert delta.items[1].fields("de-DE")["title"] == "Tasse"


class TestInitial:
    def test_brings_what_is_published_in_all_locales_with_links_as_links(self, shop: StandIn) -> None:
        items, _, pages = shop.sync(initial="true")
        cup = next(item for item in items if item["sys"]["id"] == "cup")

        assert (names(items), pages) == (PUBLISHED, 1)
        assert cup["fields"]["title"] == {"en-US": "Cup", "de-DE": "Tasse"}
        assert cup["fields"]["category"]["en-US"]["sys"]["type"] == "Link"
        assert "locale" not in cup["sys"]

    def test_the_preview_token_syncs_drafts(self, shop: StandIn) -> None:
        assert "Entry jug" in names(shop.sync(token=PREVIEW, initial="true")[0])

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({"type": "Asset"}, ["Asset cup-picture"]),
            ({"type": "Entry", "content_type": "product"}, ["Entry cup", "Entry mug"]),
            ({"type": "Deletion"}, []),
        ],
    )
    def test_a_type_is_kept_in_the_token(
        self, shop: StandIn, query: dict[str, str], expected: list[str]
    ) -> None:
        items, token, _ = shop.sync(initial="true", **query)
        edit(shop, "kitchen", "Room")
        shop.do("/delete/Entry/mug")

        assert names(items) == expected
        later = names(shop.sync(sync_token=token)[0])
        assert later == (["DeletedEntry mug"] if query["type"] == "Deletion" else [])

    def test_what_changes_between_two_pages_comes_with_the_delta(self, shop: StandIn) -> None:
        first = shop.get("/sync", initial="true", limit=3)
        edit(shop, "cup", "Beaker")
        shop.do("/delete/Entry/kitchen")
        rest, token, _ = shop.sync(sync_token=first["nextPageUrl"].partition("sync_token=")[2])
        delta, _, _ = shop.sync(sync_token=token)

        assert "Entry kitchen" not in names(rest)
        assert names(delta) == ["DeletedEntry kitchen", "Entry cup"]

    def test_deletions_alone_begin_at_the_beginning_of_the_log(self, shop: StandIn) -> None:
        shop.do("/delete/Asset/cup-picture")

        assert names(shop.sync(initial="true", type="Deletion")[0]) == ["DeletedAsset cup-picture"]


class TestDelta:
    def test_nothing_new_is_an_empty_page(self, shop: StandIn) -> None:
        _, token, _ = shop.sync(initial="true")

        assert shop.sync(sync_token=token)[0] == []

    def test_an_entity_comes_once_however_often_it_changed(self, shop: StandIn) -> None:
        _, token, _ = shop.sync(initial="true")
        for title in ("One", "Two", "Three"):
            edit(shop, "cup", title)
        (item,) = shop.sync(sync_token=token)[0]

        assert (item["fields"]["title"]["en-US"], item["sys"]["revision"]) == ("Three", 5)

    def test_a_draft_moves_only_the_preview(self, shop: StandIn) -> None:
        delivery, preview = shop.sync(initial="true")[1], shop.sync(token=PREVIEW, initial="true")[1]
        shop.do("/entries/cup", {"fields": {"title": {"en-US": "Draft"}}})

        assert shop.sync(sync_token=delivery)[0] == []
        assert names(shop.sync(token=PREVIEW, sync_token=preview)[0]) == ["Entry cup"]

    def test_unpublishing_and_archiving_are_deletions_to_readers(self, shop: StandIn) -> None:
        _, token, _ = shop.sync(initial="true")
        shop.do("/unpublish/Entry/mug")
        shop.do("/archive/Entry/cup")
        items, token, _ = shop.sync(sync_token=token)
        shop.do("/publish/Entry/mug")

        assert names(items) == ["DeletedEntry cup", "DeletedEntry mug"]
        assert names(shop.sync(sync_token=token)[0]) == ["Entry mug"]

    def test_a_long_delta_has_pages_too(self, shop: StandIn) -> None:
        _, token, _ = shop.sync(initial="true", limit=2)
        for id_ in ("cup", "mug", "home", "kitchen", "drinking"):
            edit(shop, id_, "New")
        items, _, pages = shop.sync(sync_token=token)

        assert (len(items), pages) == (5, 3)


class TestTokens:
    def test_an_unknown_token_is_a_bad_request(self, shop: StandIn) -> None:
        token = shop.sync(initial="true")[1]
        for wrong in ("nonsense", "", token[:-1], token + "A", "Ä"):
            answer = shop.ask("/sync", sync_token=wrong)
            assert answer.status_code == 400
            assert answer.json()["sys"] == {"type": "Error", "id": "BadRequest"}
            assert set(answer.json()) == {"sys", "message", "requestId"}

    def test_a_token_belongs_to_its_audience(self, shop: StandIn) -> None:
        assert shop.ask("/sync", sync_token=shop.sync(initial="true")[1], token=PREVIEW).status_code == 400

    def test_a_reset_makes_old_tokens_unknown(self, shop: StandIn) -> None:
        token = shop.sync(initial="true")[1]
        shop.do("/reset")

        assert shop.ask("/sync", sync_token=token).status_code == 400

    @pytest.mark.parametrize(
        ("query", "word"),
        [
            ({}, "initial"),
            ({"initial": "true", "type": "Everything"}, "type"),
            ({"initial": "true", "content_type": "product"}, "content_type"),
            ({"initial": "true", "type": "Entry", "content_type": "nothing"}, "unknownContentType"),
            ({"initial": "true", "limit": "0"}, "limit"),
            ({"initial": "true", "limit": "1001"}, "limit"),
            ({"initial": "true", "locale": "de-DE"}, "locale"),
        ],
        ids=str,
    )
    def test_a_bad_start_is_refused_by_name(self, shop: StandIn, query: dict[str, str], word: str) -> None:
        answer = shop.ask("/sync", **query)

        assert answer.status_code == 400
        assert word in answer.text

    def test_a_token_stands_alone(self, shop: StandIn) -> None:
        token = shop.sync(initial="true")[1]

        assert "can not pass any other parameters" in shop.ask("/sync", sync_token=token, type="Entry").text


class Follower:
    """A copy of the space, kept by deltas alone, as the shop keeps one."""

    def __init__(self, server: StandIn) -> None:
        self._server = server
        self.copy: dict[str, Any] = {}
        self._query = {"initial": "true", "limit": "3"}

    def follow(self) -> None:
        items, token, _ = self._server.sync(**self._query)
        self._query = {"sync_token": token}
        for item in items:
            kind = item["sys"]["type"].removeprefix("Deleted")
            self.copy.pop(f"{kind} {item['sys']['id']}", None)
            if "fields" in item:
                self.copy[f"{kind} {item['sys']['id']}"] = item


class TestFollowing:
    def test_a_follower_ends_where_a_fresh_sync_begins_whatever_editors_do_meanwhile(
        self, shop: StandIn
    ) -> None:
        follower = Follower(shop)
        with ThreadPoolExecutor(4) as editors:
            works = [editors.submit(_edit_at_random, shop, seed) for seed in range(4)]
            while not all(work.done() for work in works):
                follower.follow()
        follower.follow()
        fresh, _, _ = shop.sync(initial="true", limit=1000)

        assert sum(work.result() for work in works) > 60
        assert follower.copy == {f"{item['sys']['type']} {item['sys']['id']}": item for item in fresh}


def _edit_at_random(shop: StandIn, seed: int) -> int:
    """Forty acts that may well contradict each other; how many of them were allowed."""
    chance = random.Random(seed)
    done = 0
    for number in range(40):
        id_ = chance.choice(["cup", "mug", "jug", "home", "kitchen", f"new-{number % 5}"])
        fields = {"fields": {"title": {"en-US": f"{seed} {number}"}}}
        path, body = chance.choice(
            [
                (f"/edit/{id_}", fields),
                (f"/edit/{id_}", fields),
                (f"/unpublish/Entry/{id_}", None),
                (f"/publish/Entry/{id_}", None),
                (f"/archive/Entry/{id_}", None),
                (f"/unarchive/Entry/{id_}", None),
                (f"/delete/Entry/new-{number % 5}", None),
                ("/entries", {"content_type": "category", "id": f"new-{number % 5}", **fields}),
            ]
        )
        answer = shop.post(path, body)
        assert answer.status_code in (200, 201, 404, 409)
        done += answer.status_code < 300
    return done


class TestLoad:
    def test_an_initial_sync_is_fast_and_leaves_nothing_behind(
        self, launch: Callable[..., StandIn], tmp_path: Path
    ) -> None:
        server = launch(written(tmp_path, many_entries(3000)))
        seconds = min(self._timed_sync(server) for _ in range(2))
        before = psutil.Process(server.pid).memory_info().rss
        for _ in range(4):
            self._timed_sync(server)
        grown = psutil.Process(server.pid).memory_info().rss - before

        assert 3000 / seconds > 1000, f"{3000 / seconds:.0f} entries a second"
        assert grown < 16 * 1024 * 1024, f"{grown} bytes more"

    def _timed_sync(self, server: StandIn) -> float:
        started = time.perf_counter()
        items, _, pages = server.sync(initial="true", limit=250, token=DELIVERY)
        assert (len(items), pages) == (3000, 12)
        return time.perf_counter() - started
