"""Sign-ins through gunicorn, whose workers share nothing but the database.

Checks 35 and 36: what is over is over in all of them with the next request.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from core import clock
from core.bootstrap import Shop
from core.customers.models import Customer, RefreshToken
from core.customers.sessions import GRACE
from core.customers.standing import disable, end_sessions
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.battery.crowd import Answer, Buyer, quantile
from tests.battery.house import Bff
from tests.fakes import FakeMailer, FakeQueue

ADA = {"email": "ada@example.com", "password": a.PASSWORD}
NEW = "seven gulls over Reno"
MANY = 20
LOOKS = 40
"""So many at once that each of the workers has some of them."""
LONG = [pytest.mark.faults, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def four_workers(environment: dict[str, str], workshop: Path) -> Iterator[Bff]:
    with Bff({**environment, "SHOP_WEB_WORKERS": "4"}, workshop) as server:
        yield server


@pytest.fixture
def four(bff: Bff, four_workers: Bff) -> Bff:
    """The BFF of four workers, beside the one of two, with Ada's account."""
    a.customer()
    return four_workers


def device(bff: Bff, **more: str) -> tuple[Buyer, str]:
    """Ada on one more device, and her refresh token there."""
    buyer = Buyer(bff.url)
    signed_in = buyer.do("POST", "/v1/auth/login", {**ADA, **more})
    buyer.access = signed_in["accessToken"]
    return buyer, signed_in["refreshToken"]


def renewed(bff: Bff, token: str) -> Answer:
    return Buyer(bff.url).ask("POST", "/v1/auth/refresh", {"refreshToken": token})


def seen(buyer: Buyer) -> set[int]:
    """What all the workers answer to that access token."""
    return set(answers(at_once([lambda: buyer.ask("GET", "/v1/me").status] * LOOKS)))


def later(by: timedelta) -> None:
    """So much time goes by for the tokens that were used."""
    used_at = clock.now() - by
    RefreshToken.objects(used_at__ne=None).update(set__used_at=used_at)


def test_of_twenty_refreshes_at_once_all_get_one_successor(four: Bff) -> None:
    _, token = device(four)
    results = at_once([lambda: renewed(four, token)] * MANY)
    later(timedelta(seconds=1))
    results += at_once([lambda: renewed(four, token)] * 2)

    assert refusals(results) == []
    assert {answer.status for answer in answers(results)} == {200}
    assert len({answer.body["refreshToken"] for answer in answers(results)}) == 1


@pytest.mark.parametrize("generations", [1, 2])
def test_a_token_that_comes_back_late_ends_its_sign_in_in_every_worker_and_its_owner_is_told(
    generations: int, four: Bff, live: Shop, queue: FakeQueue, mailer: FakeMailer
) -> None:
    (here, first), (elsewhere, other) = device(four), device(four)
    newest = first
    for _ in range(generations):
        newest = renewed(four, newest).body["refreshToken"]
    later(GRACE + timedelta(seconds=5))

    assert renewed(four, first).status == 401
    assert (seen(here), seen(elsewhere)) == ({401}, {200})
    assert {renewed(four, token).status for token in (newest, first)} == {401}
    assert renewed(four, other).status == 200
    assert re.search(r'"session_stolen"', four.output)
    a.drain(queue)
    assert [message.recipient for key, message in mailer.sent if key.startswith("session_stolen")] == [
        "ada@example.com"
    ]


def sign_out(buyer: Buyer, token: str) -> None:
    buyer.do("POST", "/v1/auth/logout", {"refreshToken": token})


def sign_out_everywhere(buyer: Buyer, _token: str) -> None:
    buyer.do("POST", "/v1/auth/logout-everywhere")


def change_password(buyer: Buyer, _token: str) -> None:
    buyer.do("PUT", "/v1/me/password", {"currentPassword": a.PASSWORD, "password": NEW})


def disable_account(_buyer: Buyer, _token: str) -> None:
    disable(Customer.objects.get().id)


def end_sessions_of(_buyer: Buyer, _token: str) -> None:
    end_sessions(Customer.objects.get().id)


@pytest.mark.parametrize(
    "end", [sign_out, sign_out_everywhere, change_password, disable_account, end_sessions_of]
)
def test_what_is_ended_is_over_in_every_worker(
    end: Callable[[Buyer, str], None], four: Bff, queue: FakeQueue, mailer: FakeMailer, live: Shop
) -> None:
    goes_on = end is sign_out
    (here, token), (elsewhere, other) = device(four), device(four)
    here.do("POST", "/v1/auth/password/forgot", {"email": ADA["email"]})
    a.drain(queue)
    (link,) = re.findall(r"#token=(\w+)", mailer.sent[-1][1].text)
    assert (seen(here), seen(elsewhere)) == ({200}, {200})
    end(here, token)

    assert (seen(here), seen(elsewhere)) == ({401}, {200} if goes_on else {401})
    assert renewed(four, token).status == 401
    assert renewed(four, other).status == (200 if goes_on else 401)
    reset = Buyer(four.url).ask(
        "POST", "/v1/auth/password/reset", {"token": link, "password": "another of mine"}
    )
    assert reset.status == (422 if end in (change_password, disable_account) else 204)


@pytest.mark.parametrize(("sign_ins", "most_seconds"), [pytest.param(200, 0.5, marks=LONG)])
def test_a_flood_of_sign_ins_leaves_room_for_those_who_look_around(
    sign_ins: int, most_seconds: float, four: Bff, record_property: Callable[[str, object], None]
) -> None:
    """Check 44: what has no room at once is told to come back."""
    a.goods("MUG", available=3)
    looking = Buyer(four.url)
    assert looking.ask("GET", "/v1/pages/product/mug").status == 200

    def sign_in() -> Answer:
        return Buyer(four.url).ask("POST", "/v1/auth/login", ADA)

    with ThreadPoolExecutor(sign_ins) as crowd:
        flood = [crowd.submit(sign_in) for _ in range(sign_ins)]
        looks = []
        while not all(one.done() for one in flood):
            looks.append(looking.ask("GET", "/v1/pages/product/mug"))
    statuses = {one.result().status for one in flood}
    record_property("looks", Counter(look.status for look in looks))
    record_property("their 95th percentile in seconds", f"{quantile(looks, 0.95):.2f}")
    record_property("sign-ins", Counter(one.result().problem for one in flood))

    assert len(looks) >= MANY
    assert {look.status for look in looks} == {200}
    assert quantile(looks, 0.95) <= most_seconds
    assert statuses <= {200, 503}
