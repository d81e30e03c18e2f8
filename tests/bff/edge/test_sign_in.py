"""Check 43: passwords are not guessed, and who guesses keeps nobody out."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
import redis
from flask import Flask
from werkzeug.test import TestResponse

from bff.edge.flows import LIMITS, SIGN_IN, By, Flow
from core import clock
from dev.ports import LOOPBACK, free_port
from dev.redis_server import RedisServer
from tests import builders as a
from tests.bff.asker import Asker
from tests.bff.edge.conftest import KEY, Process, asker_of
from tests.conftest import DEAD

RIGHT, WRONG = "correct horse battery", "correct horse butter"
BLOCKED = [401] * 10 + [429] * 2
MINUTES_5 = timedelta(minutes=5, seconds=1)


def sign_in(asker: Asker, email: str, password: str = WRONG, **headers: str) -> TestResponse:
    return asker.ask("POST", "/v1/auth/login", {"email": email, "password": password}, **headers)


def guesses(asker: Asker, number: int = 12, email: str = "ada@example.com", **headers: str) -> list[int]:
    return [sign_in(asker, email, **headers).status_code for _ in range(number)]


def elsewhere(number: int) -> dict[str, str]:
    """What the storefront says of a shopper at that place."""
    return {"X_Storefront_Key": KEY, "X_Shopper_Address": f"2001:db8:{number:x}::1"}


@pytest.fixture
def ada(app: Flask) -> Asker:
    """Ada has an account, and a device on which she has signed in."""
    a.customer("ada@example.com")
    return asker_of(app)


@pytest.fixture
def device(ada: Asker) -> str:
    return sign_in(ada, "ada@example.com", RIGHT).headers["X-Device-Token"]


@pytest.fixture
def silent() -> Iterator[str]:
    """A Redis that takes calls and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


class TestAnAccount:
    def test_the_eleventh_try_in_five_minutes_is_refused_and_says_for_how_long(self, ada: Asker) -> None:
        assert guesses(ada) == BLOCKED
        refusal = sign_in(ada, "ADA@example.com", RIGHT)

        assert (refusal.status_code, refusal.get_json()["type"]) == (429, "/problems/too-many-requests")
        assert 1 <= int(refusal.headers["Retry-After"]) <= 3_600
        assert refusal.content_type == "application/problem+json"
        assert refusal.headers["Cache-Control"] == "no-store"

    def test_an_account_that_nobody_has_is_no_different(self, ada: Asker) -> None:
        assert guesses(ada, email="nobody@example.com") == BLOCKED

    def test_all_processes_count_together(self, process: Process) -> None:
        one, other = asker_of(process()), asker_of(process())

        answered = [status for _ in range(8) for status in (*guesses(one, 1), *guesses(other, 1))]

        assert answered == [401] * 10 + [429] * 6

    @pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Shopper-Address", "X-Real-IP", "Forwarded"])
    def test_pretending_to_be_elsewhere_changes_nothing(self, header: str, ada: Asker) -> None:
        answered = [
            sign_in(ada, f"victim{n}@example.com", **{header.replace("-", "_"): f"198.51.100.{n}"})
            for n in range(12)
        ]

        assert [answer.status_code for answer in answered] == BLOCKED

    def test_one_password_for_many_accounts_is_tried_ten_times(self, ada: Asker) -> None:
        assert [sign_in(ada, f"victim{n}@example.com").status_code for n in range(12)] == BLOCKED
        with clock.moved(timedelta(minutes=4)):
            assert sign_in(ada, "victim12@example.com").status_code == 429

    def test_from_many_places_it_is_tried_ten_times_in_five_minutes_and_a_hundred_times_a_day(
        self, process: Process
    ) -> None:
        asker, places = asker_of(process()), count()

        def tries(number: int, *, later: timedelta = timedelta()) -> list[int]:
            with clock.moved(later):
                return [
                    sign_in(asker, "ada@example.com", **elsewhere(next(places))).status_code
                    for _ in range(number)
                ]

        assert tries(12) == BLOCKED
        assert [tries(10, later=number * MINUTES_5) for number in range(1, 10)] == [[401] * 10] * 9
        assert tries(1, later=10 * MINUTES_5) == [429]
        assert tries(1, later=timedelta(days=1, hours=1)) == [401]

    def test_from_many_places_all_together_may_be_wrong_a_thousand_times(
        self, process: Process, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        all_of_them = next(bound for bound in SIGN_IN.shared if bound.by is By.EVERYBODY)
        fewer = Flow("sign-in", (replace(all_of_them, amount=20),))
        monkeypatch.setitem(LIMITS, "POST /v1/auth/login", fewer)
        asker = asker_of(process())
        answered = [sign_in(asker, f"{n}@example.com", **elsewhere(n)) for n in range(21)]

        assert [answer.status_code for answer in answered] == [401] * 20 + [429]
        assert (all_of_them.amount, all_of_them.seconds) == (1_000, 300)

    def test_who_signs_in_right_has_not_used_up_anything_of_the_place(self, ada: Asker) -> None:
        for number in range(12):
            a.signed_in(f"guest{number}@example.com")
            assert sign_in(ada, f"guest{number}@example.com", a.PASSWORD).status_code == 200


class TestTheOwner:
    def test_signs_in_from_a_known_device_while_others_guess(self, ada: Asker, device: str) -> None:
        stranger = asker_of(ada.client.application)
        assert 429 in guesses(stranger)

        assert sign_in(stranger, "ada@example.com", RIGHT).status_code == 429
        assert sign_in(ada, "ada@example.com", RIGHT, X_Device_Token=device).status_code == 200

    def test_has_it_in_a_cookie_where_that_is_wished_for(self, ada: Asker) -> None:
        page = {"X_Tokens_In": "cookies", "Origin": "http://storefront.example"}
        first = sign_in(ada, "ada@example.com", a.PASSWORD, **page)
        cookie = next(
            one for one in first.headers.getlist("Set-Cookie") if one.startswith("__Host-quayside-device=")
        )
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        guesses(asker_of(ada.client.application))

        elsewhere = asker_of(ada.client.application)
        name, _, token = cookie.partition(";")[0].partition("=")
        elsewhere.client.set_cookie(name, token, secure=True)
        answer = elsewhere.client.post(
            "/v1/auth/login",
            json={"email": "ada@example.com", "password": a.PASSWORD},
            base_url="https://localhost",
        )
        assert answer.status_code == 200

    def test_has_a_device_for_half_a_year(self, ada: Asker, device: str) -> None:
        with clock.moved(timedelta(days=179)):
            guesses(ada)
            assert sign_in(ada, "ada@example.com", RIGHT, X_Device_Token=device).status_code == 200
        with clock.moved(timedelta(days=181)):
            guesses(ada)
            assert sign_in(ada, "ada@example.com", RIGHT, X_Device_Token=device).status_code == 429

    @pytest.mark.parametrize("change", ["", "x", "1.2.3", "{}x", "x{}", "é.1.é", "{}." + "9" * 300])
    def test_a_device_that_is_made_up_is_none(self, change: str, ada: Asker, device: str) -> None:
        guesses(ada)

        answer = sign_in(ada, "ada@example.com", RIGHT, X_Device_Token=change.format(device))
        assert answer.status_code == 429

    def test_a_device_of_one_account_is_a_stranger_to_all_others(self, ada: Asker, device: str) -> None:
        asker_of(ada.client.application).register("bob@example.com")
        guesses(ada, email="bob@example.com")

        assert sign_in(ada, "bob@example.com", RIGHT, X_Device_Token=device).status_code == 429

    def test_a_stolen_device_may_guess_no_more_than_a_stranger(self, ada: Asker, device: str) -> None:
        assert guesses(ada, X_Device_Token=device) == BLOCKED


class TestWhoGoesOn:
    def test_waits_longer_each_time_after_ten(self, ada: Asker) -> None:
        guesses(ada)
        with clock.moved(MINUTES_5):
            refusal = sign_in(ada, "ada@example.com", RIGHT)
            assert refusal.status_code == 429
            assert 600 < int(refusal.headers["Retry-After"]) <= 1024
        with clock.moved(timedelta(seconds=1_030)):
            assert guesses(ada, 2) == [401, 429]
            assert 2_000 < int(sign_in(ada, "ada@example.com").headers["Retry-After"]) <= 2_048

    def test_does_not_make_others_wait(self, process: Process) -> None:
        asker = asker_of(process(proxy_hops=1))
        asker.register()
        guesses(asker, X_Forwarded_For="198.51.100.7")
        with clock.moved(MINUTES_5):
            assert sign_in(asker, "ada@example.com", RIGHT, X_Forwarded_For="203.0.113.9").status_code == 200

    def test_has_ten_times_as_many_tries_where_all_limits_are_ten_times_as_high(
        self, process: Process
    ) -> None:
        asker = asker_of(process(limits_factor=10))
        assert guesses(asker, 101) == [401] * 100 + [429]
        with clock.moved(MINUTES_5):
            refusal = sign_in(asker, "ada@example.com", RIGHT)

        assert refusal.status_code == 429
        assert 600 < int(refusal.headers["Retry-After"]) <= 1024

    def test_is_forgiven_after_two_hours(self, ada: Asker) -> None:
        guesses(ada)
        with clock.moved(timedelta(hours=2, seconds=1)):
            assert sign_in(ada, "ada@example.com", RIGHT).status_code == 200


class TestWithoutRedis:
    def test_each_process_counts_alone(self, process: Process) -> None:
        one, other = (asker_of(process(redis_url=f"redis://{DEAD}/0")) for _ in range(2))

        assert [guesses(one), guesses(other)] == [BLOCKED, BLOCKED]

    def test_one_that_does_not_answer_costs_half_a_second_once(self, process: Process, silent: str) -> None:
        asker = asker_of(process(redis_url=silent))
        began = time.monotonic()
        answered = [sign_in(asker, "ada@example.com").status_code for _ in range(12)]
        spent = time.monotonic() - began

        assert answered == BLOCKED
        assert spent < 4, "twelve times half a second, and the passwords, would be more"

    def test_one_that_is_emptied_costs_nothing_but_the_counts(self, ada: Asker, counts: object) -> None:
        guesses(ada)
        counts.flushall()  # type: ignore[attr-defined]  # the client is typed as anything here

        assert guesses(ada) == BLOCKED

    @pytest.mark.usefixtures("still")
    def test_one_that_comes_back_counts_again(self, process: Process, tmp_path: Path) -> None:
        port = free_port()
        asker = asker_of(process(redis_url=f"redis://{LOOPBACK}:{port}/0"))
        guesses(asker, 1)
        with RedisServer(tmp_path, port) as later:
            guesses(asker, 1)
            unseen = redis.Redis.from_url(later.url).keys()
            with clock.moved(timedelta(seconds=40)):
                guesses(asker, 1)
            seen = redis.Redis.from_url(later.url).keys()

        assert (unseen, bool(seen)) == ([], True)


def test_redis_is_told_no_address_and_no_name(ada: Asker, counts: object) -> None:
    guesses(ada)
    kept = b" ".join(counts.keys())  # type: ignore[attr-defined]  # as above

    assert kept
    assert not any(word in kept for word in (b"ada", b"example", b"127.0.0.1"))
