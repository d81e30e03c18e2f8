"""What an editor does, by the controls under `/_dev`."""

from typing import Any

import pytest
import requests

from tests.dev.contentful.exports import link, paragraph, rich_text
from tests.dev.contentful.running import PREVIEW, StandIn

GOOD_VALUES: dict[str, Any] = {
    "title": "Bowl",
    "summary": "Long text",
    "weight": 12,
    "rating": 1.5,
    "listed": False,
    "since": "2026-03-01T09:00Z",
    "tags": ["a", "b"],
    "body": rich_text(paragraph("Hello")),
    "category": link("Entry", "home"),
    "related": [link("Entry", "cup")],
    "image": link("Asset", "cup-picture"),
}


class TestEditing:
    def test_an_edit_is_a_draft_until_it_is_published(self, shop: StandIn) -> None:
        before = shop.get("/entries/cup")
        shop.do("/entries/cup", {"fields": {"title": {"en-US": "Beaker"}}})
        assert shop.get("/entries/cup") == before
        assert shop.get("/entries/cup", token=PREVIEW)["fields"]["title"] == "Beaker"

        shop.do("/publish/Entry/cup")
        assert shop.get("/entries/cup")["fields"]["title"] == "Beaker"

    def test_an_edit_leaves_other_fields_and_languages_alone(self, shop: StandIn) -> None:
        shop.do("/edit/cup", {"fields": {"title": {"en-US": "Beaker"}}})
        fields = shop.get("/entries/cup", locale="*")["fields"]

        assert fields["title"] == {"en-US": "Beaker", "de-DE": "Tasse"}
        assert fields["slug"] == {"en-US": "cup"}

    def test_null_takes_a_value_away(self, shop: StandIn) -> None:
        shop.do("/edit/cup", {"fields": {"title": {"de-DE": None}, "weight": {"en-US": None}}})
        fields = shop.get("/entries/cup", locale="*")["fields"]

        assert fields["title"] == {"en-US": "Cup"}
        assert "weight" not in fields

    def test_publishing_counts_revisions_and_versions(self, shop: StandIn) -> None:
        before = shop.get("/entries/cup")["sys"]
        shop.do("/edit/cup", {"fields": {"weight": {"en-US": 1}}})
        after = shop.get("/entries/cup")["sys"]

        assert after["revision"] == before["revision"] + 1
        assert after["publishedVersion"] > before["publishedVersion"]
        assert after["updatedAt"] > before["updatedAt"]
        assert after["createdAt"] == before["createdAt"]

    @pytest.mark.parametrize(("field", "value"), GOOD_VALUES.items())
    def test_a_value_of_every_type_is_kept(self, shop: StandIn, field: str, value: Any) -> None:
        shop.do("/edit/cup", {"fields": {field: {"en-US": value}}})

        assert shop.get("/entries/cup")["fields"][field] == value


class TestCreating:
    def test_a_new_entry_is_a_draft_with_an_id(self, shop: StandIn) -> None:
        answer = shop.post("/entries", {"content_type": "category", "fields": {"title": {"en-US": "New"}}})
        id_ = answer.json()["sys"]["id"]

        assert answer.status_code == 201
        assert shop.ask(f"/entries/{id_}").status_code == 404
        assert shop.get(f"/entries/{id_}", token=PREVIEW)["fields"] == {"title": "New"}

    def test_an_id_is_taken_once(self, shop: StandIn) -> None:
        body = {"content_type": "category", "id": "new", "fields": {"title": {"en-US": "New"}}}

        assert [shop.post("/entries", body).status_code for _ in range(2)] == [201, 409]


class TestTakingAway:
    def test_an_unpublished_entry_is_a_draft_again(self, shop: StandIn) -> None:
        shop.do("/unpublish/Entry/cup")

        assert shop.ask("/entries/cup").status_code == 404
        assert shop.get("/entries/cup", token=PREVIEW)["sys"]["id"] == "cup"
        assert shop.post("/unpublish/Entry/cup").status_code == 409

    def test_a_deleted_entry_is_gone_for_everyone(self, shop: StandIn) -> None:
        shop.do("/delete/Entry/cup")

        assert shop.ask("/entries/cup", token=PREVIEW).status_code == 404
        assert shop.post("/delete/Entry/cup").status_code == 404

    def test_an_archived_entry_hides_until_it_is_unarchived(self, shop: StandIn) -> None:
        shop.do("/archive/Entry/cup")
        assert shop.ask("/entries/cup", token=PREVIEW).status_code == 404
        assert shop.post("/publish/Entry/cup").status_code == 409

        shop.do("/unarchive/Entry/cup")
        shop.do("/publish/Entry/cup")
        assert shop.get("/entries/cup")["fields"]["title"] == "Cup"

    def test_an_unpublished_asset_is_not_resolved_any_more(self, shop: StandIn) -> None:
        shop.do("/unpublish/Asset/cup-picture")

        assert "cup-picture" in [
            error["details"]["id"] for error in shop.get("/entries", sys__id="cup")["errors"]
        ]

    def test_reset_brings_the_export_back(self, shop: StandIn) -> None:
        shop.do("/delete/Entry/cup")
        shop.do("/edit/mug", {"fields": {"title": {"en-US": "Other"}}})
        shop.do("/reset")

        assert shop.get("/entries/cup")["fields"]["title"] == "Cup"
        assert shop.get("/entries/mug")["fields"]["title"] == "Mug"


class TestRefusals:
    @pytest.mark.parametrize(
        ("fields", "name"),
        [
            ({"colour": {"en-US": "red"}}, "fields.colour"),
            ({"title": "Cup"}, "fields.title"),
            ({"title": {"nl-NL": "Kop"}}, "fields.title.nl-NL"),
            ({"slug": {"de-DE": "tasse"}}, "fields.slug.de-DE"),
            ({"title": {"en-US": 5}}, "fields.title.en-US"),
            ({"title": {"en-US": "x" * 257}}, "fields.title.en-US"),
            ({"weight": {"en-US": 1.5}}, "fields.weight.en-US"),
            ({"weight": {"en-US": True}}, "fields.weight.en-US"),
            ({"rating": {"en-US": "4"}}, "fields.rating.en-US"),
            ({"listed": {"en-US": 1}}, "fields.listed.en-US"),
            ({"since": {"en-US": "soon"}}, "fields.since.en-US"),
            ({"tags": {"en-US": ["a", 1]}}, "fields.tags.en-US.1"),
            ({"body": {"en-US": "text"}}, "fields.body.en-US"),
            ({"category": {"en-US": "home"}}, "fields.category.en-US"),
            ([], "fields"),
        ],
        ids=str,
    )
    def test_a_value_that_does_not_fit_is_named_and_changes_nothing(
        self, shop: StandIn, fields: Any, name: str
    ) -> None:
        before = shop.get("/entries/cup", token=PREVIEW)
        answer = shop.post("/edit/cup", {"fields": fields})

        assert answer.status_code == 422
        assert answer.json()["message"].startswith(f"{name} ")
        assert shop.get("/entries/cup", token=PREVIEW) == before

    def test_a_required_field_must_be_there_to_publish(self, shop: StandIn) -> None:
        before = shop.get("/entries/cup", token=PREVIEW)
        answer = shop.post("/edit/cup", {"fields": {"title": {"en-US": None}}})

        assert (answer.status_code, answer.json()["message"]) == (422, "fields.title.en-US is required")
        assert shop.get("/entries/cup", token=PREVIEW) == before

    @pytest.mark.parametrize(
        ("path", "body", "status", "word"),
        [
            ("/entries", {"content_type": "nothing", "fields": {}}, 422, "content_type"),
            ("/entries", {"fields": {}}, 400, "content_type"),
            ("/entries", {"content_type": "category", "id": "a b", "fields": {}}, 400, "id"),
            ("/entries", {"content_type": "category"}, 400, "fields"),
            ("/edit/cup", {"fields": {}, "colour": "red"}, 400, "colour"),
            ("/edit/cup", {"field": {}}, 400, "field"),
            ("/edit/cup", [1], 400, "object"),
            ("/edit/nothing", {"fields": {}}, 404, "nothing"),
            ("/publish/Entry/nothing", None, 404, "nothing"),
            ("/publish/Person/cup", None, 404, "NotFound"),
            ("/publish/Asset/cup", None, 404, "cup"),
        ],
    )
    def test_a_bad_call_is_explained(
        self, shop: StandIn, path: str, body: Any, status: int, word: str
    ) -> None:
        answer = shop.post(path, body)

        assert answer.status_code == status
        assert answer.json()["sys"]["type"] == "Error"
        assert word in answer.text

    @pytest.mark.parametrize(
        "content", ['{"fields": ', '{"fields": {"title": {"en-US": "\\ud800"}}}', "null", "1"]
    )
    def test_a_body_that_is_no_json_object_is_refused(self, shop: StandIn, content: str) -> None:
        answer = requests.post(f"{shop.url}/_dev/edit/cup", data=content, timeout=5)

        assert answer.status_code == 400
        assert "The body" in answer.json()["message"]

    def test_a_page_of_another_site_may_not_edit(self, shop: StandIn) -> None:
        for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
            answer = requests.post(f"{shop.url}/_dev/delete/Entry/cup", headers=headers, timeout=5)
            assert answer.status_code == 403
        assert shop.get("/entries/cup")

    def test_the_wrong_method_says_which_is_right(self, shop: StandIn) -> None:
        answer = requests.delete(f"{shop.url}/_dev/reset", timeout=5)

        assert (answer.status_code, "POST" in answer.headers["Allow"]) == (405, True)
