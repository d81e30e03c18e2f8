import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from core import clock
from core.bootstrap import Shop
from core.carts.models import Cart
from core.catalog.models import Product
from core.idempotency.models import KeptAnswer
from tests import builders as a
from tests.bff.asker import ADDRESS, Asker, fields_of
from tests.wire import Command, Killed, Wire

KEY = "5b2e6f1c-aaaa-bbbb-cccc-0123456789ab"


@pytest.fixture(autouse=True)
def _markets(shop: Shop) -> None:
    a.markets()
    a.goods("MUG-SAND", available=9)


def carts() -> int:
    """How many are open: what was undone is over, and MongoDB deletes it within a minute."""
    return int(Cart.objects(expires_at__gt=clock.now()).count())


def test_the_same_request_has_one_effect_and_one_answer(asker: Asker) -> None:
    first = asker.ask("POST", "/v1/cart", {"market": "us"}, Idempotency_Key=KEY)
    again = asker.ask("POST", "/v1/cart", {"market": "us"}, Idempotency_Key=KEY)
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert carts() == 1


def test_another_request_under_the_same_key_is_refused(asker: Asker) -> None:
    asker.ask("POST", "/v1/cart", {"market": "us"}, Idempotency_Key=KEY)
    other = asker.ask("POST", "/v1/cart", {"market": "eu"}, Idempotency_Key=KEY)
    assert (other.status_code, other.get_json()["type"]) == (422, "/problems/idempotency-key-reused")


def test_what_was_answered_is_answered_though_the_shop_would_refuse_it_by_now(asker: Asker) -> None:
    body = {"market": "us", "lines": [{"sku": "MUG-SAND", "quantity": 1}]}
    first = asker.ask("POST", "/v1/cart", body, Idempotency_Key=KEY)
    Product.objects.update(set__status="draft")

    again = asker.ask("POST", "/v1/cart", body, Idempotency_Key=KEY)
    other = asker.ask("POST", "/v1/cart", {"lines": [{"sku": "NONE", "quantity": 1}]}, Idempotency_Key=KEY)

    assert (again.status_code, again.data) == (201, first.data)
    assert (other.status_code, other.get_json()["type"]) == (422, "/problems/idempotency-key-reused")
    fresh = asker.ask("POST", "/v1/cart", body, Idempotency_Key=KEY.replace("5", "6"))
    assert fresh.get_json()["type"] == "/problems/unknown-sku"


def test_a_customers_account_never_leads_to_a_cart_that_is_taken_back(asker: Asker, wire: Wire) -> None:
    asker.register()
    first = asker.ask("POST", "/v1/cart", {}, Idempotency_Key=KEY).get_json()
    with wire.recorded() as commands:
        again = asker.ask("POST", "/v1/cart", {}, Idempotency_Key=KEY).get_json()

    assert again == first
    assert [command for command in commands if command.writes and command.collection == "carts"] == []


def test_another_query_is_another_request(asker: Asker) -> None:
    path, body = "/v1/products/MUG-SAND/notify", {"email": "ada@example.com"}
    asker.ask("POST", f"{path}?market=us", body, Idempotency_Key=KEY)
    other = asker.ask("POST", f"{path}?market=eu", body, Idempotency_Key=KEY)
    again = asker.ask("POST", f"{path}?market=us", body, Idempotency_Key=KEY)

    assert (other.status_code, other.get_json()["type"]) == (422, "/problems/idempotency-key-reused")
    assert again.headers["Idempotent-Replayed"] == "true"


def test_twenty_at_once_have_one_effect(asker: Asker) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: asker.ask("POST", "/v1/cart", {}, Idempotency_Key=KEY), range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.data for answer in answers}) == 1
    assert carts() == 1


def test_of_two_that_meet_the_slower_is_told_what_the_faster_has_done(asker: Asker, wire: Wire) -> None:
    """However little lies between its look for the key and its claim."""

    def ask() -> TestResponse:
        return asker.ask("POST", "/v1/cart", {}, Idempotency_Key=KEY)

    with wire.meanwhile(lambda sent: sent.writes and sent.collection == "kept_answers", ask):
        slower = ask()
    assert (slower.status_code, slower.headers.get("Idempotent-Replayed")) == (201, "true")
    assert carts() == 1


def test_the_key_of_one_shopper_tells_another_nothing(asker: Asker) -> None:
    asker.open_cart(MUG_SAND=1)
    body = {"lines": [{"sku": "MUG-SAND", "quantity": 2}]}
    asker.ask("POST", "/v1/cart/lines", body, Idempotency_Key=KEY)
    other = Asker(asker.client)
    other.open_cart()
    answer = other.ask("POST", "/v1/cart/lines", body, Idempotency_Key=KEY)
    assert "Idempotent-Replayed" not in answer.headers
    assert answer.get_json()["version"] == 2


def test_a_renewed_access_token_is_still_the_same_caller(asker: Asker) -> None:
    refresh = asker.register()["refreshToken"]
    first = asker.ask("POST", "/v1/me/addresses", ADDRESS, Idempotency_Key=KEY)
    with clock.moved(timedelta(seconds=1)):
        asker.access = asker.do("POST", "/v1/auth/refresh", {"refreshToken": refresh})["accessToken"]
    again = asker.ask("POST", "/v1/me/addresses", ADDRESS, Idempotency_Key=KEY)
    assert (again.headers.get("Idempotent-Replayed"), again.data) == ("true", first.data)


def test_a_bad_token_meets_no_kept_answer(asker: Asker) -> None:
    asker.register()
    asker.ask("POST", "/v1/me/addresses", ADDRESS, Idempotency_Key=KEY)
    asker.access = "not-a-token"
    assert asker.ask("POST", "/v1/me/addresses", ADDRESS, Idempotency_Key=KEY).status_code == 401


def test_what_was_refused_may_be_tried_again(asker: Asker) -> None:
    asker.open_cart()
    body = {"lines": [{"sku": "LATE", "quantity": 1}]}
    assert asker.ask("POST", "/v1/cart/lines", body, Idempotency_Key=KEY).status_code == 422
    a.goods("LATE", available=1)
    assert asker.ask("POST", "/v1/cart/lines", body, Idempotency_Key=KEY).status_code == 200


@contextmanager
def dying_before_the_answer_is_kept(wire: Wire) -> Iterator[None]:
    """The work is committed; then the process dies, and so its answer is known to nobody."""

    def die(command: Command) -> None:
        if (command.name, command.collection) == ("update", "kept_answers"):
            raise Killed

    with pytest.raises(Killed), wire.heard_by(die):
        yield


@pytest.mark.parametrize("expected", [{}, {"version": 1}])
def test_lines_are_added_once_though_the_answer_was_lost(
    asker: Asker, wire: Wire, expected: dict[str, int]
) -> None:
    asker.open_cart(MUG_SAND=1)
    body = {"lines": [{"sku": "MUG-SAND", "quantity": 2}], "add": True, **expected}
    with dying_before_the_answer_is_kept(wire):
        asker.ask("POST", "/v1/cart/lines", body, Idempotency_Key=KEY)
    answer = _asked_again(asker, "/v1/cart/lines", body)
    assert ([line["quantity"] for line in answer["lines"]], answer["version"]) == ([3], 2)
    assert [
        line["quantity"] for line in asker.do("POST", "/v1/cart/lines", body | {"version": 2})["lines"]
    ] == [5]


def test_an_older_change_does_not_undo_a_newer_one_though_its_answer_was_lost(
    asker: Asker, wire: Wire
) -> None:
    asker.open_cart(MUG_SAND=1)
    body = {"lines": [{"sku": "MUG-SAND", "quantity": 2}]}
    with dying_before_the_answer_is_kept(wire):
        asker.ask("POST", "/v1/cart/lines", body, Idempotency_Key=KEY)
    asker.do("POST", "/v1/cart/lines", {"lines": [{"sku": "MUG-SAND", "quantity": 5}]})
    answer = _asked_again(asker, "/v1/cart/lines", body)
    assert [line["quantity"] for line in answer["lines"]] == [5]


def test_goods_are_put_in_again_once_though_the_answer_was_lost(asker: Asker, wire: Wire) -> None:
    asker.ready_cart(MUG_SAND=2)
    asker.pay()
    body = {"orderNumber": asker.place()["number"]}
    asker.register()
    asker.do("POST", "/v1/cart/claim")
    asker.open_cart()
    with dying_before_the_answer_is_kept(wire):
        asker.ask("POST", "/v1/cart/reorder", body, Idempotency_Key=KEY)
    answer = _asked_again(asker, "/v1/cart/reorder", body)
    assert [line["quantity"] for line in answer["lines"]] == [2]


def test_an_address_is_in_the_book_once_though_the_answer_was_lost(asker: Asker, wire: Wire) -> None:
    asker.register()
    with dying_before_the_answer_is_kept(wire):
        asker.ask("POST", "/v1/me/addresses", ADDRESS, Idempotency_Key=KEY)
    assert len(_asked_again(asker, "/v1/me/addresses", ADDRESS)["addresses"]) == 1


def test_a_wish_list_is_opened_once_though_the_answer_was_lost(asker: Asker, wire: Wire) -> None:
    asker.register()
    with dying_before_the_answer_is_kept(wire):
        asker.ask("POST", "/v1/me/wishlists", {"name": "Attic"}, Idempotency_Key=KEY)
    opened = _asked_again(asker, "/v1/me/wishlists", {"name": "Attic"})
    assert [one["id"] for one in asker.get("/v1/me/wishlists").get_json()["lists"]] == [opened["id"]]
    assert asker.do("POST", "/v1/me/wishlists", {"name": "Attic"})["id"] != opened["id"]


def _asked_again(asker: Asker, path: str, body: Any) -> dict[str, Any]:
    with clock.moved(timedelta(seconds=31)):
        answer = asker.ask("POST", path, body, Idempotency_Key=KEY)
    assert answer.status_code < 300, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


@pytest.mark.parametrize("key", ["", "short", "x" * 256, "with\ttab-and-more-text"])
def test_a_key_that_could_collide_is_refused(key: str, asker: Asker) -> None:
    answer = asker.ask("POST", "/v1/cart", {}, Idempotency_Key=key)
    assert (answer.status_code, fields_of(answer)) == (400, ["Idempotency-Key"])
    assert carts() == 0


def test_a_kept_answer_cannot_be_read_in_the_database(asker: Asker) -> None:
    token = asker.ask("POST", "/v1/cart", {}, Idempotency_Key=KEY).get_json()["token"]
    (kept,) = KeptAnswer.objects
    assert token.encode() not in bytes(kept.body)
    assert KEY not in str(kept.to_mongo())


def test_a_kept_answer_that_was_altered_is_told_to_nobody(asker: Asker) -> None:
    asker.ask("POST", "/v1/cart", {}, Idempotency_Key=KEY)
    KeptAnswer.objects.update(set__body=b"what another release kept, or nobody")

    answer = asker.ask("POST", "/v1/cart", {}, Idempotency_Key=KEY)

    assert (answer.status_code, answer.get_json()["type"].rpartition("/")[2]) == (409, "request-in-progress")


def test_a_request_whose_process_died_is_free_after_its_lease(asker: Asker) -> None:
    asker.ask("POST", "/v1/cart", {}, Idempotency_Key=KEY)
    KeptAnswer.objects.update(unset__status=1, unset__body=1)
    assert asker.ask("POST", "/v1/cart", {}, Idempotency_Key=KEY).status_code == 409
    with clock.moved(timedelta(seconds=31)):
        assert asker.ask("POST", "/v1/cart", {}, Idempotency_Key=KEY).status_code == 201


def test_writes_work_without_a_key_where_it_is_not_demanded(asker: Asker) -> None:
    assert asker.ask("POST", "/v1/cart", {}).status_code == 201
    assert asker.ask("POST", "/v1/cart", {}, Idempotency_Key=str(uuid.uuid4())).status_code == 201
