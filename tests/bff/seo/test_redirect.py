from urllib.parse import urlencode

import pytest
from werkzeug.test import TestResponse

from bff.seo.schemas import RedirectSchema
from core.redirects.services import put_redirect, remove_redirect
from core.storefront import tags
from tests import builders as a
from tests.bff.asker import Asker, fields_of
from tests.fakes import FakeQueue, FakeStorefront
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("shop")


def ask(asker: Asker, path: str, **headers: str) -> TestResponse:
    return asker.get(f"/v1/redirect?{urlencode({'path': path})}", **headers)


@pytest.fixture(autouse=True)
def _old_mug(shop: object) -> None:
    put_redirect("/product/old-mug", "/product/new-mug", True, a.STAFF)


@pytest.mark.parametrize(
    "path", ["/product/old-mug", "/product/old-mug/", "//product//old-mug?utm=1", "/product/%6fld-mug#top"]
)
def test_an_old_address_answers_with_where_it_leads(path: str, asker: Asker) -> None:
    answer = ask(asker, path)
    assert answer.status_code == 200
    assert RedirectSchema().validate(answer.get_json()) == {}
    assert answer.get_json() == {
        "data": {"target": "/product/new-mug", "permanent": True, "status": 301, "strictStatus": 308},
        "meta": {"tags": [tags.REDIRECTS]},
    }


@pytest.mark.parametrize("path", ["/product/new-mug", "/", "/{$ne:1}", "/" + "x" * 3_000, "/\u0000"])
def test_an_address_that_leads_nowhere_else_is_a_problem(path: str, asker: Asker) -> None:
    answer = ask(asker, path)
    assert answer.status_code == 404
    assert answer.get_json()["type"] == "/problems/redirect-not-found"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["", "product/old-mug", "https://shop.example/x", "/" + "x" * 5_000])
def test_what_is_no_path_is_named(path: str, asker: Asker) -> None:
    answer = ask(asker, path)
    assert answer.status_code == 422
    assert fields_of(answer) == ["path"]


def test_without_a_path_it_is_asked_for(asker: Asker) -> None:
    answer = asker.get("/v1/redirect")
    assert (answer.status_code, fields_of(answer)) == (422, ["path"])


def test_it_may_be_cached_until_a_redirect_changes(
    asker: Asker, queue: FakeQueue, storefront: FakeStorefront
) -> None:
    answer = ask(asker, "/product/old-mug")
    assert "s-maxage=60" in answer.headers["Cache-Control"]
    assert answer.headers["Cache-Tag"] == tags.REDIRECTS
    assert ask(asker, "/product/old-mug", If_None_Match=answer.headers["ETag"]).status_code == 304
    a.drain(queue)
    storefront.told.clear()
    remove_redirect("/product/old-mug", a.STAFF)
    a.drain(queue)
    assert [stale for stale, _ in storefront.told] == [frozenset({tags.REDIRECTS})]


def test_it_takes_one_read(asker: Asker, wire: Wire) -> None:
    with wire.recorded() as commands:
        ask(asker, "/product/old-mug")
    assert [(command.name, command.collection) for command in commands] == [("find", "redirects")]
