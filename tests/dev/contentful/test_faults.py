"""Faults on order, and what the SDK makes of them."""

import time

import pytest
import requests
from contentful.errors import RateLimitExceededError, ServiceUnavailableError

from tests.dev.contentful.running import StandIn


def test_a_rate_limit_says_when_to_come_back_and_the_sdk_does(shop: StandIn) -> None:
    client = shop.client(content_type_cache=False)
    shop.do("/faults", {"next": 1, "status": 429, "reset": 0})

    assert client.entry("cup").title == "Cup"


def test_a_second_rate_limit_reaches_the_caller(shop: StandIn) -> None:
    client = shop.client(content_type_cache=False)
    shop.do("/faults", {"next": 2, "status": 429, "reset": 0})

    with pytest.raises(RateLimitExceededError, match=r"Time until reset \(seconds\): 0"):
        client.entry("cup")


@pytest.mark.parametrize(
    ("status", "name"), [(429, "RateLimitExceeded"), (500, "ServerError"), (503, "ServiceUnavailable")]
)
def test_the_next_calls_fail_and_then_no_more(shop: StandIn, status: int, name: str) -> None:
    shop.do("/faults", {"next": 2, "status": status})
    answers = [shop.ask("/entries/cup") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [status, status, 200]
    assert answers[0].json()["sys"] == {"type": "Error", "id": name}
    assert answers[0].headers.get("X-Contentful-RateLimit-Reset") == ("1" if status == 429 else None)


def test_an_outage_reaches_the_sdks_caller(shop: StandIn) -> None:
    client = shop.client(content_type_cache=False)
    shop.do("/faults", {"next": 1, "status": 503})

    with pytest.raises(ServiceUnavailableError):
        client.sync({"initial": True})


def test_a_call_can_hang_and_then_be_answered(shop: StandIn) -> None:
    shop.do("/faults", {"next": 1, "hang": 0.4})
    started = time.monotonic()

    assert shop.get("/entries/cup")
    assert time.monotonic() - started >= 0.4


def test_others_are_served_while_one_hangs(shop: StandIn) -> None:
    shop.do("/faults", {"next": 1, "hang": 30, "path": f"/spaces/{shop.space}/environments/master/sync"})
    with pytest.raises(requests.ReadTimeout):
        requests.get(f"{shop.api}/sync", timeout=0.1)

    assert shop.get("/entries/cup")


def test_only_calls_under_the_path_are_struck(shop: StandIn) -> None:
    shop.do("/faults", {"next": 1, "status": 500, "path": f"/spaces/{shop.space}/environments/master/sync"})

    assert shop.ask("/entries").status_code == 200
    assert shop.ask("/sync", initial="true").status_code == 500


def test_the_controls_answer_whatever_is_armed(shop: StandIn) -> None:
    shop.do("/faults", {"next": 5, "status": 500, "path": "/"})

    assert shop.do("/faults", {"next": 0, "path": "/"}) == {"armed": []}


def test_none_left_disarms_the_path(shop: StandIn) -> None:
    shop.do("/faults", {"next": 50, "status": 500})
    shop.do("/faults", {"next": 0})

    assert shop.ask("/entries").status_code == 200
    assert requests.get(f"{shop.url}/_dev/faults", timeout=5).json() == {"armed": []}


@pytest.mark.parametrize(
    "body",
    [
        {"next": -1, "status": 500},
        {"next": True, "status": 500},
        {"status": 418},
        {"status": [500]},
        {"hang": "long"},
        {"hang": 100_000},
        {"path": "/_dev", "status": 500},
        {"reset": 1.5, "status": 429},
    ],
    ids=str,
)
def test_a_bad_fault_is_refused_by_name(shop: StandIn, body: dict[str, object]) -> None:
    answer = shop.post("/faults", body)

    assert answer.status_code == 400
    assert answer.json()["message"].startswith(next(iter(body)))
