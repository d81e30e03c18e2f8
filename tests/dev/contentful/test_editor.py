"""The editor pages."""

import re

import pytest
import requests

from tests.dev.contentful.running import PREVIEW, Receiver, StandIn, eventually


def page(shop: StandIn, path: str) -> str:
    answer = requests.get(shop.url + path, timeout=5)
    assert answer.status_code == 200
    return answer.text


def save(shop: StandIn, id_: str, do: str = "publish", **texts: str) -> requests.Response:
    data = {name.replace("__", "@").replace("_", "-"): text for name, text in texts.items()}
    return requests.post(f"{shop.url}/edit/{id_}", data={**data, "do": do}, timeout=5)


class TestList:
    def test_shows_entries_under_their_content_types(self, shop: StandIn) -> None:
        html = page(shop, "/")

        assert re.findall(r"<h2>(\w+)</h2>", html) == ["Category", "Product"]
        for id_ in ("cup", "mug", "jug", "home"):
            assert f'href="/edit/{id_}"' in html

    @pytest.mark.parametrize(
        ("query", "found"), [("?q=COFFEE", ["cup"]), ("?q=tasse", ["cup"]), ("?type=category&q=o", ["home"])]
    )
    def test_finds_by_words_and_by_type(self, shop: StandIn, query: str, found: list[str]) -> None:
        assert re.findall(r'href="/edit/(\w+)"', page(shop, f"/{query}")) == found

    def test_says_so_when_nothing_is_found(self, shop: StandIn) -> None:
        assert "Nothing was found." in page(shop, "/?q=nothing-like-it")


class TestEntry:
    def test_has_an_input_for_each_text_in_each_language(self, shop: StandIn) -> None:
        names = re.findall(r'name="([\w@-]+)"', page(shop, "/edit/cup"))

        assert [name for name in names if "@" in name] == [
            "title@en-US",
            "title@de-DE",
            "title@fr-FR",
            "slug@en-US",
            "summary@en-US",
            "summary@de-DE",
            "summary@fr-FR",
        ]

    def test_publishing_changes_what_was_typed_and_nothing_else(self, shop: StandIn) -> None:
        before = shop.get("/entries/cup", locale="*")["fields"]
        answer = save(shop, "cup", title__de_DE="Becher")
        after = shop.get("/entries/cup", locale="*")["fields"]

        assert "Published." in answer.text
        assert after == {**before, "title": {"en-US": "Cup", "de-DE": "Becher"}}

    def test_publishing_tells_the_shop(self, hooked: StandIn, receiver: Receiver) -> None:
        save(hooked, "cup", title__en_US="Beaker")

        assert receiver.wait_for(1)[0].json["fields"]["title"]["en-US"] == "Beaker"
        eventually(lambda: "delivered" in page(hooked, "/edit/cup"))

    def test_a_saved_draft_is_not_published(self, shop: StandIn) -> None:
        save(shop, "cup", do="save", title__en_US="Beaker")

        assert shop.get("/entries/cup")["fields"]["title"] == "Cup"
        assert shop.get("/entries/cup", token=PREVIEW)["fields"]["title"] == "Beaker"

    def test_an_emptied_text_is_taken_away(self, shop: StandIn) -> None:
        save(shop, "cup", title__de_DE="")

        assert shop.get("/entries/cup", locale="*")["fields"]["title"] == {"en-US": "Cup"}

    def test_line_breaks_of_a_browser_are_no_change(self, shop: StandIn) -> None:
        shop.do("/edit/cup", {"fields": {"summary": {"en-US": "One\nTwo"}}})
        before = shop.get("/entries/cup", locale="*")["fields"]
        save(shop, "cup", summary__en_US="One\r\nTwo")

        assert shop.get("/entries/cup", locale="*")["fields"] == before

    def test_a_refusal_is_explained_and_what_was_typed_stays(self, shop: StandIn) -> None:
        answer = save(shop, "cup", title__en_US="", summary__en_US="typed before")

        assert answer.status_code == 422
        assert "fields.title.en-US is required" in answer.text
        assert "typed before" in answer.text
        assert shop.get("/entries/cup")["fields"]["title"] == "Cup"

    def test_an_unknown_entry_is_not_found(self, shop: StandIn) -> None:
        assert requests.get(f"{shop.url}/edit/nothing", timeout=5).status_code == 404


class TestSafety:
    EVIL = '<script>alert("x")</script>'

    def test_texts_are_escaped_everywhere(self, shop: StandIn) -> None:
        shop.do(
            "/edit/cup",
            {"fields": {"title": {"en-US": self.EVIL}, "summary": {"en-US": f"</textarea>{self.EVIL}"}}},
        )

        for path in ("/", "/edit/cup", f"/?q={self.EVIL}"):
            assert "<script" not in page(shop, path)
        assert "</textarea>&lt;" not in page(shop, "/edit/cup")

    def test_nothing_comes_from_another_host(self, shop: StandIn) -> None:
        for path in ("/", "/edit/cup"):
            answer = requests.get(shop.url + path, timeout=5)
            assert not re.search(r'(?:src|href|action)="(?:https?:)?//', answer.text)
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]

    def test_style_and_pictures_are_there(self, shop: StandIn) -> None:
        html = page(shop, "/edit/cup")
        for address in re.findall(r'(?:src|rel="stylesheet" href)="(/[^"]+)"', html):
            assert page(shop, address.replace("&amp;", "&")) is not None
        assert "cup-picture" in html

    def test_a_form_of_another_site_is_refused(self, shop: StandIn) -> None:
        answer = requests.post(
            f"{shop.url}/edit/cup", data={"do": "publish"}, headers={"Origin": "null"}, timeout=5
        )

        assert answer.status_code == 403
