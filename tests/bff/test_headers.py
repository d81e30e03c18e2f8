from collections import Counter

import pytest
from flask.testing import FlaskClient

from bff.headers import ALWAYS, VARY
from core.bootstrap import Shop
from tests import builders as a

ANSWERS = [
    "/livez",
    "/docs",
    "/openapi.json",
    "/v1/cart",
    "/v1/pages/nothing",
    "/v1/addresses/US",
    "/sitemap.xml",
]


@pytest.fixture(autouse=True)
def _markets(shop: Shop) -> None:
    a.markets()


@pytest.mark.parametrize("path", ANSWERS)
def test_each_header_of_every_answer_is_there_once(path: str, client: FlaskClient) -> None:
    answer = client.get(path)

    assert set(ALWAYS) <= set(answer.headers.keys())
    assert [name for name, times in Counter(answer.headers.keys()).items() if times > 1] == []


@pytest.mark.parametrize("path", ["/livez", "/v1/cart", "/v1/pages/nothing"])
def test_what_nobody_may_keep_says_so_and_on_what_it_depends(path: str, client: FlaskClient) -> None:
    answer = client.get(path)

    assert "no-store" in answer.headers["Cache-Control"]
    assert set(VARY) <= set(answer.vary)


def test_the_page_of_the_document_runs_its_own_scripts_and_no_others(client: FlaskClient) -> None:
    policy = client.get("/docs").headers["Content-Security-Policy"]

    assert "script-src 'self' 'sha256-" in policy
    assert policy != ALWAYS["Content-Security-Policy"]
