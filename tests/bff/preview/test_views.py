"""Previews over real HTTP to the stand-in's Preview API: what an editor sees before it is published."""

import hmac
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bff.app import create_app
from core import clock
from core.adapters.contentful_source import ContentfulSource
from core.adapters.null import NoDrafts
from core.bootstrap import Shop
from core.catalog.models import Product
from core.content.services import sync
from core.key_ring import KeyRing
from core.pages.models import Page
from core.pages.preview import Previewed, token_for
from tests import builders as a
from tests.apps import shared
from tests.dev.contentful.exports import content_type, entry, field, link, small_shop, written
from tests.dev.contentful.running import DELIVERY, PREVIEW, SECRET, StandIn

See = Callable[..., TestResponse]
PATHS = {"product": "product", "content": "content", "post": "blog"}


@pytest.fixture(scope="module")
def contentful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    export = deepcopy(small_shop())
    export["contentTypes"].append(
        content_type(
            "page", "title", field("title", "Symbol"), field("slug", "Symbol"), field("body", "Text")
        )
    )
    export["contentTypes"].append(
        content_type("blogPost", "title", field("title", "Symbol"), field("slug", "Symbol"))
    )
    export["contentTypes"][0]["fields"].append(field("sku", "Symbol"))
    export["entries"] += [
        entry("product", "about-beaker", title="Beaker", slug="otherwise", sku="BEAKER"),
        entry("page", "about", title="About us", slug="about"),
        entry("page", "coming", draft=True, title="Coming soon", slug="coming"),
    ]
    server = StandIn(written(tmp_path_factory.mktemp("contentful"), export)).start()
    yield server
    server.stop()


@pytest.fixture
def shop(shop: Shop, contentful: StandIn) -> Shop:
    """A shop whose mirror is that space, and which may read its drafts."""
    contentful.do("/reset")
    a.markets()
    a.goods("CUP", slug="cup")
    known: dict[str, Any] = {"space": "testspace", "environment": "master", "api_base": contentful.url}
    sync(ContentfulSource(token=DELIVERY, webhook_secrets=KeyRing(SECRET), **known))
    return replace(shop, drafts=ContentfulSource(token=PREVIEW, webhook_secrets=KeyRing(SECRET), **known))


@pytest.fixture
def client(shop: Shop) -> FlaskClient:
    return shared(create_app, shop).test_client()


@pytest.fixture
def see(shop: Shop, client: FlaskClient) -> See:
    """`see("content", "about")`: the preview with a link that was made just now."""

    def seen(kind: str, key: str, *, market: str = "us", locale: str = "en-US") -> TestResponse:
        token = token_of(shop, kind, key, market, locale)
        return client.get(f"/v1/preview/{PATHS[kind]}/{key}", headers={"X-Preview-Token": token})

    return seen


def token_of(shop: Shop, kind: str, key: str, market: str = "us", locale: str = "en-US") -> str:
    return token_for(Previewed(kind, key, market, locale), shop.settings.secret_ring)


class TestDraft:
    def test_what_is_not_published_yet_is_seen_in_the_preview_and_nowhere_else(
        self, see: See, client: FlaskClient, contentful: StandIn
    ) -> None:
        contentful.do("/entries/about", {"fields": {"title": {"en-US": "About them"}}})

        assert see("content", "about").get_json()["data"]["page"]["title"] == "About them"
        public = client.get("/v1/pages/content/about?market=us&locale=en-US").get_json()
        assert public["data"]["page"]["title"] == "About us"

    def test_it_is_never_cached_and_never_kept(self, see: See) -> None:
        answer = see("content", "about")

        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "ETag" not in answer.headers
        assert Page.objects.count() == 0

    def test_a_page_that_was_never_published_is_seen(self, see: See, client: FlaskClient) -> None:
        assert see("content", "coming").get_json()["data"]["page"]["title"] == "Coming soon"
        assert client.get("/v1/pages/content/coming?market=us").status_code == 404

    def test_what_the_entry_links_to_is_seen_as_its_draft_too(self, see: See, contentful: StandIn) -> None:
        """The picture of the cup is changed to one that is a draft itself."""
        picture = {"image": {"en-US": link("Asset", "mug-picture")}}
        contentful.do("/entries/cup", {"fields": {**picture, "title": {"de-DE": "Neue Tasse"}}})
        data = see("product", "cup", locale="de-DE", market="eu").get_json()["data"]

        assert data["product"]["name"] == "Neue Tasse"
        assert "mug-picture" in data["product"]["images"][0]["url"]

    def test_a_hidden_product_is_seen(self, see: See, client: FlaskClient) -> None:
        Product.objects(slug="cup").update(status="hidden")

        assert client.get("/v1/pages/product/cup?market=us").status_code == 404
        assert see("product", "cup").get_json()["data"]["product"]["name"] == "Cup"

    def test_the_draft_of_an_entry_that_names_a_sku_is_seen(self, see: See, contentful: StandIn) -> None:
        a.goods("BEAKER", slug="beaker")
        contentful.do("/entries/about-beaker", {"fields": {"title": {"en-US": "A new name"}}})

        assert see("product", "beaker").get_json()["data"]["product"]["name"] == "A new name"
        contentful.do("/delete/Entry/about-beaker")
        assert see("product", "beaker").get_json()["data"]["content"] is None

    def test_an_entry_that_was_deleted_is_seen_as_gone(self, see: See, contentful: StandIn) -> None:
        contentful.do("/delete/Entry/about")

        assert see("content", "about").status_code == 404

    def test_what_there_is_not_is_a_404(self, see: See) -> None:
        for kind in PATHS:
            assert see(kind, "nothing").status_code == 404


class TestToken:
    @pytest.mark.parametrize("spoilt", ["", ".", "x{}", "{}0", "\xe9.\xe9", "{}.{}", "bm90aGluZw.{}"])
    def test_a_token_that_we_did_not_make_opens_nothing(
        self, spoilt: str, shop: Shop, client: FlaskClient
    ) -> None:
        token = spoilt.replace("{}", token_of(shop, "content", "about"))
        answer = client.get("/v1/preview/content/about", headers={"X-Preview-Token": token})

        assert (answer.status_code, answer.content_type) == (403, "application/problem+json")
        assert answer.get_json()["type"].endswith("preview-refused")

    def test_one_that_was_made_for_another_page_or_by_another_shop_opens_nothing(
        self, shop: Shop, client: FlaskClient
    ) -> None:
        foreign = token_for(
            Previewed("content", "about", "us", "en-US"), KeyRing("the secret of somebody else")
        )
        tokens = [token_of(shop, "content", "coming"), token_of(shop, "product", "about"), foreign]
        asked = [
            client.get("/v1/preview/content/about", headers={"X-Preview-Token": token}) for token in tokens
        ]

        assert [answer.status_code for answer in asked] == [403] * 3

    def test_a_signature_that_our_secret_made_for_something_else_opens_nothing(
        self, shop: Shop, client: FlaskClient
    ) -> None:
        said = token_of(shop, "content", "about").partition(".")[0]
        secret = shop.settings.secret_key.get_secret_value()
        plain = hmac.new(secret.encode(), said.encode(), "sha256").hexdigest()

        asked = client.get("/v1/preview/content/about", headers={"X-Preview-Token": f"{said}.{plain}"})
        assert asked.status_code == 403

    def test_it_is_good_for_fifteen_minutes(self, shop: Shop, client: FlaskClient) -> None:
        token = {"X-Preview-Token": token_of(shop, "content", "about")}
        statuses = []
        for minutes in (14, 16):
            with clock.moved(timedelta(minutes=minutes)):
                statuses.append(client.get("/v1/preview/content/about", headers=token).status_code)

        assert statuses == [200, 403]

    def test_in_an_address_it_opens_nothing(self, shop: Shop, client: FlaskClient) -> None:
        token = token_of(shop, "content", "about")

        assert client.get("/v1/preview/content/about", query_string={"token": token}).status_code == 422

    def test_without_one_the_field_is_named(self, client: FlaskClient) -> None:
        answer = client.get("/v1/preview/content/about")

        assert answer.status_code == 422
        assert answer.get_json()["errors"][0]["field"] == "X-Preview-Token"


class TestAway:
    def test_a_source_that_is_away_is_said_so(self, see: See, contentful: StandIn) -> None:
        contentful.do("/faults", {"next": 1, "status": 503})
        assert see("content", "about").status_code == 503
        contentful.do("/faults", {"next": 1, "status": 429, "reset": 9})
        busy = see("content", "about")
        assert (busy.status_code, busy.headers["Retry-After"]) == (503, "9")

    def test_a_shop_that_may_not_read_drafts_says_so(self, shop: Shop) -> None:
        client = shared(create_app, replace(shop, drafts=NoDrafts())).test_client()
        token = {"X-Preview-Token": token_of(shop, "content", "about")}
        assert client.get("/v1/preview/content/about", headers=token).status_code == 503
