"""Delivery and Preview, through the official SDK and without it."""

from typing import Any

import contentful
import pytest
import requests
from contentful.errors import BadRequestError, NotFoundError, UnauthorizedError

from tests.dev.contentful.exports import link
from tests.dev.contentful.running import DELIVERY, PREVIEW, StandIn


def ids(items: Any) -> list[str]:
    return [item.id for item in items]


class TestThroughTheSdk:
    def test_the_client_reads_content_types_space_and_locales(self, shop: StandIn) -> None:
        client = shop.client()

        assert sorted(ids(client.content_types())) == ["category", "product"]
        assert client.content_type("product").name == "Product"
        assert client.space().id == "testspace"
        assert [(locale.code, locale.default) for locale in client.locales()] == [
            ("en-US", True),
            ("de-DE", False),
            ("fr-FR", False),
        ]

    def test_entries_come_newest_first(self, shop: StandIn) -> None:
        assert ids(shop.client().entries({"content_type": "product"})) == ["cup", "mug"]

    def test_values_have_the_types_of_the_content_model(self, shop: StandIn) -> None:
        cup = shop.client().entry("cup")

        assert (cup.title, cup.weight, cup.rating, cup.listed) == ("Cup", 200, 4.5, True)
        assert cup.tags == ["kitchen", "coffee"]
        assert cup.sys["content_type"].id == "product"
        assert (cup.sys["revision"], cup.sys["published_version"]) == (2, 4)

    def test_an_entry_may_be_asked_for_in_one_language(self, shop: StandIn) -> None:
        assert shop.client().entry("cup", {"locale": "de-DE"}).title == "Tasse"

    def test_all_languages_at_once(self, shop: StandIn) -> None:
        cup = shop.client().entries({"locale": "*", "sys.id": "cup"})[0]

        assert (cup.fields("en-US")["title"], cup.fields("de-DE")["title"]) == ("Cup", "Tasse")
        assert "locale" not in cup.sys

    def test_links_become_objects_as_far_as_include_reaches(self, shop: StandIn) -> None:
        far = shop.client().entries({"sys.id": "cup", "include": 3})[0]
        near = shop.client().entries({"sys.id": "cup", "include": 1})[0]

        assert far.category.parent.parent.title == "Home"
        assert isinstance(near.category.parent, contentful.entry.Entry) is False
        assert near.image.title == "Cup-Picture"

    def test_links_to_drafts_and_to_nothing_vanish_from_lists(self, shop: StandIn) -> None:
        assert ids(shop.client().entries({"sys.id": "cup"})[0].related) == ["mug"]

    def test_an_asset_leads_to_this_server(self, shop: StandIn) -> None:
        address = shop.client().asset("cup-picture").url(w=120)

        assert address == f"//127.0.0.1:{shop.port}/testspace/cup-picture/0f1e2d3c/cup.jpg?w=120"
        assert requests.get(f"http:{address}", timeout=5).headers["Content-Type"] == "image/jpeg"

    def test_raw_mode_hands_out_the_response(self, shop: StandIn) -> None:
        answer = shop.client(raw_mode=True, content_type_cache=False).entries({"content_type": "category"})

        assert answer.headers["Content-Type"] == "application/vnd.contentful.delivery.v1+json"
        assert answer.json()["total"] == 3

    def test_the_token_may_come_in_the_address(self, shop: StandIn) -> None:
        assert shop.client(authorization_as_header=False).entry("mug").title == "Mug"

    def test_a_wrong_token_is_unauthorized(self, shop: StandIn) -> None:
        with pytest.raises(UnauthorizedError, match="access token"):
            shop.client(token="wrong")

    def test_what_is_not_there_is_not_found(self, shop: StandIn) -> None:
        client = shop.client()
        with pytest.raises(NotFoundError, match=r"The requested Asset could not be found. ID: nowhere."):
            client.asset("nowhere")
        with pytest.raises(NotFoundError, match="ContentType"):
            client.content_type("nowhere")
        client.space_id = "elsewhere"
        with pytest.raises(NotFoundError, match=r"The requested Space could not be found\. ID: elsewhere"):
            client.entries()

    def test_a_bad_query_is_explained(self, shop: StandIn) -> None:
        with pytest.raises(BadRequestError, match=r'The path "fields.colour" is not recognized'):
            shop.client().entries({"content_type": "product", "fields.colour": "red"})


class TestPublishedAndDrafts:
    def test_the_token_decides_who_sees_drafts(self, shop: StandIn) -> None:
        published = shop.get("/entries", content_type="product")
        drafts = shop.get("/entries", content_type="product", token=PREVIEW)

        assert {item["sys"]["id"] for item in published["items"]} == {"cup", "mug"}
        assert {item["sys"]["id"] for item in drafts["items"]} == {"cup", "mug", "jug"}

    def test_a_draft_has_no_published_version(self, shop: StandIn) -> None:
        sys = shop.get("/entries/jug", token=PREVIEW)["sys"]

        assert "publishedVersion" not in sys
        assert sys["revision"] == 0

    def test_a_draft_is_not_found_by_readers(self, shop: StandIn) -> None:
        answer = shop.ask("/entries/jug")

        assert answer.status_code == 404
        assert answer.json()["details"] == {
            "type": "Entry",
            "id": "jug",
            "environment": "master",
            "space": "testspace",
        }

    def test_omitted_fields_are_shown_to_nobody(self, shop: StandIn) -> None:
        for token in (DELIVERY, PREVIEW):
            assert "secret" not in shop.get("/entries/cup", token=token)["fields"]
            assert "secret" not in shop.get("/entries/cup", token=token, locale="*")["fields"]


class TestLocales:
    def test_a_missing_translation_falls_back_along_the_chain(self, shop: StandIn) -> None:
        cup = shop.get("/entries/cup", locale="de-DE")

        assert cup["fields"]["title"] == "Tasse"
        assert cup["fields"]["summary"] == "A small cup for coffee."
        assert cup["sys"]["locale"] == "de-DE"

    def test_without_a_fallback_the_field_is_missing(self, shop: StandIn) -> None:
        fields = shop.get("/entries/cup", locale="fr-FR")["fields"]

        assert "title" not in fields
        assert fields["slug"] == "cup", "a field that is not translated has one value for all languages"

    def test_all_locales_come_as_they_were_written(self, shop: StandIn) -> None:
        assert shop.get("/entries/mug", locale="*")["fields"]["title"] == {"en-US": "Mug"}

    def test_an_unknown_locale_is_refused(self, shop: StandIn) -> None:
        answer = shop.ask("/entries", locale="nl-NL")

        assert (answer.status_code, answer.json()["message"]) == (400, "Unknown locale: nl-NL")


class TestIncludes:
    def test_each_level_brings_one_more_link(self, shop: StandIn) -> None:
        found = [
            {
                item["sys"]["id"]
                for item in shop.get("/entries", sys__id="drinking", include=depth)
                .get("includes", {})
                .get("Entry", [])
            }
            for depth in range(4)
        ]

        assert found == [set(), {"kitchen"}, {"kitchen", "home"}, {"kitchen", "home"}]

    def test_assets_of_the_last_level_come_along(self, shop: StandIn) -> None:
        shop.do("/edit/mug", {"fields": {"related": {"en-US": [link("Entry", "cup")]}}})
        near, none = (shop.get("/entries", sys__id="mug", include=depth) for depth in (1, 0))

        assert [item["sys"]["id"] for item in near["includes"]["Asset"]] == ["cup-picture"]
        assert "includes" not in none

    def test_what_cannot_be_resolved_is_listed_once(self, shop: StandIn) -> None:
        errors = shop.get("/entries", sys__id="cup")["errors"]

        assert [error["details"]["id"] for error in errors] == ["jug", "gone", "mug-picture"]
        assert errors[0] == {
            "sys": {"id": "notResolvable", "type": "error"},
            "details": {"type": "Link", "linkType": "Entry", "id": "jug"},
        }

    def test_items_of_the_answer_are_not_included_again(self, shop: StandIn) -> None:
        answer = shop.get("/entries", content_type="product", include=10)

        assert {item["sys"]["id"] for item in answer["includes"]["Entry"]} == {"drinking", "kitchen", "home"}

    def test_rich_text_is_searched_for_links(self, shop: StandIn) -> None:
        answer = shop.get("/entries", sys__id="cup", select="fields.body", content_type="product")

        assert [item["sys"]["id"] for item in answer["includes"]["Entry"]] == ["mug"]


class TestAnswers:
    def test_errors_have_contentfuls_shape(self, shop: StandIn) -> None:
        answer = requests.get(f"{shop.api}/entries", headers={"Authorization": "Bearer wrong"}, timeout=5)

        assert answer.status_code == 401
        assert answer.json() == {
            "sys": {"type": "Error", "id": "AccessTokenInvalid"},
            "message": "The access token you sent could not be found or is invalid.",
            "requestId": answer.headers["X-Contentful-Request-Id"],
        }

    def test_no_token_is_as_good_as_a_wrong_one(self, shop: StandIn) -> None:
        assert requests.get(f"{shop.api}/entries", timeout=5).status_code == 401

    def test_the_short_form_means_the_environment_master(self, shop: StandIn) -> None:
        short = f"{shop.url}/spaces/testspace/entries/cup?access_token={DELIVERY}"
        other = f"{shop.url}/spaces/testspace/environments/staging/entries?access_token={DELIVERY}"

        assert requests.get(short, timeout=5).json() == shop.get("/entries/cup")
        assert requests.get(other, timeout=5).json()["details"]["type"] == "Environment"

    def test_an_unchanged_answer_is_not_sent_again(self, shop: StandIn) -> None:
        first = shop.ask("/entries")
        headers = {"If-None-Match": first.headers["ETag"], "Authorization": f"Bearer {DELIVERY}"}
        second = requests.get(f"{shop.api}/entries", headers=headers, timeout=5)

        assert (second.status_code, second.content) == (304, b"")

    def test_an_unknown_address_is_a_json_404(self, shop: StandIn) -> None:
        answer = shop.ask("/tags")

        assert (answer.status_code, answer.json()["sys"]["id"]) == (404, "NotFound")
