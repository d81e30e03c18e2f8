import json
from typing import Any

import pytest

from bff.carts.schemas import CartSchema
from bff.orders.schemas import OrderSchema
from core.carts.models import Cart
from core.catalog.models import Product
from core.shipping.models import DeliveryRate
from core.tenders.services import issue_gift_card
from tests import builders as a
from tests.bff.asker import Asker, fields_of

LINES = "/v1/cart/lines"


@pytest.fixture
def open_cart(shop: Any, asker: Asker) -> Asker:
    """A shopper whose cart holds two mugs."""
    a.markets()
    a.goods("MUG-SAND", available=9)
    a.goods("MUG-INK", available=1)
    asker.open_cart(MUG_SAND=2)
    return asker


def held(asker: Asker) -> dict[str, int]:
    return {line["sku"]: line["quantity"] for line in asker.get("/v1/cart").get_json()["lines"]}


def test_a_cart_answers_lines_totals_and_what_changed(open_cart: Asker) -> None:
    body = {"lines": [{"sku": "MUG-INK", "quantity": 1}, {"sku": "MUG-SAND", "quantity": 3}]}
    cart = open_cart.do("POST", LINES, body)
    assert CartSchema().validate(cart) == {}
    assert cart["changed"] == ["MUG-INK", "MUG-SAND"]
    assert cart["totals"]["subtotal"]["minor"] == 4 * 1_800
    assert cart["totals"]["tax"]["minor"] == 504
    assert cart["totals"]["total"]["minor"] == 7_704


def test_quantity_zero_takes_a_line_out(open_cart: Asker) -> None:
    cart = open_cart.do("POST", LINES, {"lines": [{"sku": "MUG-SAND", "quantity": 0}]})
    assert (cart["lines"], held(open_cart)) == ([], {})


def test_adding_counts_on_top(open_cart: Asker) -> None:
    open_cart.do("POST", LINES, {"add": True, "lines": [{"sku": "MUG-SAND", "quantity": 1}] * 2})
    assert held(open_cart) == {"MUG-SAND": 4}


@pytest.mark.parametrize("quantity", [-1, 1.5, 1e9, 1e309, "1", True, None, {"$gt": 0}, [1], 100, 10**30])
def test_a_quantity_that_is_not_a_count_is_refused_by_name(quantity: Any, open_cart: Asker) -> None:
    answer = open_cart.client.post(
        LINES,
        data=f'{{"lines":[{{"sku":"MUG-SAND","quantity":{json.dumps(quantity)}}}]}}',
        content_type="application/json",
        headers={"X-Cart-Token": str(open_cart.cart)},
    )
    assert answer.status_code in (400, 422)
    if answer.status_code == 422:
        assert fields_of(answer) == ["lines.0.quantity"]
    assert held(open_cart) == {"MUG-SAND": 2}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"lines": [{"sku": {"$ne": None}, "quantity": 1}]}, "lines.0.sku"),
        ({"lines": [{"sku": ["MUG-SAND"], "quantity": 1}]}, "lines.0.sku"),
        ({"lines": [{"sku": "MUG\x00", "quantity": 1}]}, "lines.0.sku"),
        ({"lines": [{"sku": "MUG\nINK", "quantity": 1}]}, "lines.0.sku"),
        ({"lines": [{"sku": "", "quantity": 1}]}, "lines.0.sku"),
        ({"lines": [{"sku": "NOPE", "quantity": 1}]}, "sku"),
        ({"lines": [{"sku": "MUG-SAND", "quantity": 1, "price": 1}]}, "lines.0.price"),
        ({"lines": [{"quantity": 1}]}, "lines.0.sku"),
        ({"lines": []}, "lines"),
        ({"lines": "MUG-SAND"}, "lines"),
        ({}, "lines"),
        ({"lines": [{"sku": "MUG-INK", "quantity": 1}], "total": 1}, "total"),
        ({"lines": [{"sku": "MUG-INK", "quantity": 1}], "$set": {}}, "$set"),
        ({"lines": [{"sku": "MUG-INK", "quantity": 1}], "version": "1"}, "version"),
        ({"lines": [{"sku": "MUG-INK", "quantity": 1}], "add": "yes"}, "add"),
    ],
)
def test_a_bad_body_names_its_field_and_changes_nothing(body: Any, field: str, open_cart: Asker) -> None:
    answer = open_cart.ask("POST", LINES, body)
    assert answer.status_code == 422
    assert fields_of(answer) == [field]
    assert held(open_cart) == {"MUG-SAND": 2}


@pytest.mark.parametrize("raw", [b"{bad", b"[]", b'"x"', b"\xff\xfe", b"{" * 20_000, b"null"])
def test_a_body_that_is_no_json_object_is_refused(raw: bytes, open_cart: Asker) -> None:
    headers = {"X-Cart-Token": str(open_cart.cart)}
    answer = open_cart.client.post(LINES, data=raw, content_type="application/json", headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.content_type == "application/problem+json"


def test_a_body_of_a_thousand_faults_is_answered_with_a_few(open_cart: Asker) -> None:
    answer = open_cart.ask("POST", LINES, {"lines": [{}] * 5_000})
    assert answer.status_code == 422
    assert len(answer.get_json()["errors"]) == 20
    assert open_cart.ask("POST", LINES, {"lines": [{}] * 50_000}).status_code == 413


def test_one_unknown_sku_among_many_changes_nothing(open_cart: Asker) -> None:
    lines = [{"sku": "MUG-INK", "quantity": 1}, {"sku": "NOPE", "quantity": 1}]
    assert open_cart.ask("POST", LINES, {"lines": lines}).status_code == 422
    assert held(open_cart) == {"MUG-SAND": 2}


def test_a_write_that_read_an_older_version_is_told_the_newer(open_cart: Asker) -> None:
    version = open_cart.get("/v1/cart").get_json()["version"]
    body = {"lines": [{"sku": "MUG-SAND", "quantity": 5}], "version": version}
    assert open_cart.ask("POST", LINES, body).status_code == 200
    stale = open_cart.ask("POST", LINES, body)
    assert (stale.status_code, stale.get_json()["version"]) == (409, version + 1)
    assert stale.get_json()["cart"] == open_cart.get("/v1/cart").get_json()


def test_more_than_there_is_is_a_warning_and_not_a_refusal(open_cart: Asker) -> None:
    cart = open_cart.do("POST", LINES, {"lines": [{"sku": "MUG-INK", "quantity": 2}]})
    assert [(warning["code"], warning["sku"]) for warning in cart["warnings"]] == [("low-stock", "MUG-INK")]


def test_without_its_token_there_is_no_cart(open_cart: Asker) -> None:
    for token in (None, "", "x" * 43, "null", "../cart"):
        answer = Asker(open_cart.client, cart=token).get("/v1/cart")
        assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/cart-not-found")


def test_another_market_has_its_own_prices(open_cart: Asker) -> None:
    cart = open_cart.do("PATCH", "/v1/cart", {"market": "eu", "locale": "de-DE"})
    assert cart["totals"]["taxIncluded"] is True
    assert cart["totals"]["total"]["currency"] == "EUR"


@pytest.mark.parametrize(
    ("body", "field"),
    [({"email": "not-an-address"}, "email"), ({"market": "moon"}, "market"), ({"locale": "xx"}, "locale")],
)
def test_a_change_that_makes_no_sense_names_its_field(body: Any, field: str, open_cart: Asker) -> None:
    answer = open_cart.ask("PATCH", "/v1/cart", body)
    assert (answer.status_code, fields_of(answer)) == (422, [field])


def test_a_change_that_is_half_wrong_changes_nothing(open_cart: Asker) -> None:
    assert open_cart.ask("PATCH", "/v1/cart", {"email": "a@example.com", "market": "moon"}).status_code == 422
    assert open_cart.get("/v1/cart").get_json()["email"] is None


def test_a_cart_of_unknown_goods_is_not_opened(open_cart: Asker) -> None:
    before = Cart.objects.count()
    answer = open_cart.ask("POST", "/v1/cart", {"lines": [{"sku": "NOPE", "quantity": 1}]})
    assert (answer.status_code, Cart.objects.count()) == (422, before)


def test_a_claimed_cart_opens_for_its_customer_alone(open_cart: Asker) -> None:
    guest = Asker(open_cart.client, cart=open_cart.cart)
    open_cart.register()
    open_cart.do("POST", "/v1/cart/claim")
    assert open_cart.get("/v1/cart").status_code == 200
    assert guest.get("/v1/cart").status_code == 404
    other = Asker(open_cart.client, cart=open_cart.cart)
    other.register("eve@example.com")
    assert other.get("/v1/cart").status_code == 404
    assert other.ask("POST", "/v1/cart/claim").status_code == 404


def test_signing_in_brings_the_two_carts_together(open_cart: Asker) -> None:
    phone = Asker(open_cart.client)
    phone.register()
    phone.open_cart(MUG_INK=1)
    open_cart.access = phone.access

    cart = open_cart.do("POST", "/v1/cart/claim")

    assert {line["sku"]: line["quantity"] for line in cart["lines"]} == {"MUG-SAND": 2, "MUG-INK": 1}
    assert held(phone) == held(open_cart)


def test_a_customer_without_a_token_has_the_cart_of_the_account(open_cart: Asker) -> None:
    open_cart.register()
    elsewhere = Asker(open_cart.client, access=open_cart.access)
    assert elsewhere.get("/v1/cart").status_code == 404
    open_cart.do("POST", "/v1/cart/claim")

    elsewhere.do("POST", LINES, {"lines": [{"sku": "MUG-INK", "quantity": 1}]})

    assert held(open_cart) == {"MUG-SAND": 2, "MUG-INK": 1}


class TestCodes:
    def test_a_code_takes_something_off_and_every_amount_says_why(self, open_cart: Asker) -> None:
        a.promotion("ten", codes=["TEN"])
        cart = open_cart.do("PATCH", "/v1/cart", {"codes": [" ten "]})

        assert (cart["totals"]["subtotal"]["minor"], cart["totals"]["discount"]["minor"]) == (3_240, 360)
        assert (cart["totals"]["tax"]["minor"], cart["totals"]["total"]["minor"]) == (227, 3_467)
        assert [(one["id"], one["code"], one["amount"]["minor"]) for one in cart["discounts"]] == [
            ("ten", "TEN", 360)
        ]
        assert [(one["code"], one["applies"], one["reason"]) for one in cart["codes"]] == [
            ("TEN", True, None)
        ]
        assert "trace" not in cart["lines"][0]
        (line,) = open_cart.get("/v1/cart?trace=true").get_json()["lines"]
        assert [(step["kind"], step["amount"]["minor"]) for step in line["trace"]] == [
            ("base", 3_600),
            ("promotion", -360),
            ("tax", 226),
            ("rounding", 1),
        ]

    def test_a_code_that_does_not_apply_says_why(self, open_cart: Asker) -> None:
        a.promotion("big", codes=["BIG"], when={"basketMinor": {"us": 5_000}})
        cart = open_cart.do("PATCH", "/v1/cart", {"codes": ["BIG", "NOPE", "big"]})

        assert [(one["code"], one["reason"], one["missing"]) for one in cart["codes"]] == [
            ("BIG", "basket-value", 1_400),
            ("NOPE", "unknown-code", None),
        ]
        assert CartSchema().validate(cart) == {}
        assert open_cart.do("PATCH", "/v1/cart", {"codes": []})["codes"] == []

    @pytest.mark.parametrize("codes", ["TEN", [1], [""], ["x" * 41], ["A"] * 11, [{"$ne": 1}], ["A B"]])
    def test_what_is_no_list_of_codes_is_refused_by_name(self, codes: Any, open_cart: Asker) -> None:
        answer = open_cart.ask("PATCH", "/v1/cart", {"codes": codes})
        assert answer.status_code == 422
        assert fields_of(answer)[0].startswith("codes")

    def test_a_code_that_is_not_good_any_more_is_warned_about(self, open_cart: Asker) -> None:
        a.promotion("ten", codes=["TEN"])
        open_cart.do("PATCH", "/v1/cart", {"codes": ["TEN"]})
        a.promotion("ten", codes=["TEN"], until="2026-01-01T00:00:00Z")

        (warning,) = open_cart.get("/v1/cart").get_json()["warnings"]
        assert (warning["code"], warning["sku"], warning["discountCode"]) == ("discount-lapsed", None, "TEN")

    def test_a_price_that_changed_is_warned_about_until_the_line_is_written(self, open_cart: Asker) -> None:
        assert open_cart.get("/v1/cart").get_json()["warnings"] == []
        a.goods("MUG-SAND", price=1_900)

        (warning,) = open_cart.get("/v1/cart").get_json()["warnings"]
        assert (warning["code"], warning["sku"]) == ("price-changed", "MUG-SAND")
        cart = open_cart.do("POST", LINES, {"lines": [{"sku": "MUG-SAND", "quantity": 3}]})
        assert cart["warnings"] == []


class TestGiftCards:
    def test_are_added_by_code_and_shown_by_their_last_characters(self, open_cart: Asker) -> None:
        card, code = issue_gift_card(1_000, "USD", actor=a.STAFF)
        cart = open_cart.do("PATCH", "/v1/cart", {"addGiftCards": [code, code]})

        (tender,) = cart["tenders"]
        assert (tender["ending"], tender["amount"]["minor"], tender["balance"]["minor"]) == (
            card.ending,
            1_000,
            1_000,
        )
        assert cart["toPay"]["minor"] == cart["totals"]["total"]["minor"] - 1_000
        assert code not in str(cart)
        assert CartSchema().validate(cart) == {}
        cart = open_cart.do("PATCH", "/v1/cart", {"removeGiftCards": [tender["id"]]})
        assert (cart["tenders"], cart["toPay"]) == ([], cart["totals"]["total"])

    @pytest.mark.parametrize("code", ["NOPE", "0000-0000-0000-0000"])
    def test_that_are_none_are_refused_alike(self, code: str, open_cart: Asker) -> None:
        answer = open_cart.ask("PATCH", "/v1/cart", {"addGiftCards": [code]})
        assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/unknown-gift-card")
        assert fields_of(answer) == ["addGiftCards"]


def test_a_past_order_is_ordered_again_as_far_as_it_is_still_sold(open_cart: Asker) -> None:
    open_cart.register()
    open_cart.ready_cart(MUG_SAND=2, MUG_INK=1)
    open_cart.pay()
    number = open_cart.place()["number"]
    open_cart.do("POST", "/v1/cart/claim")
    open_cart.open_cart(MUG_SAND=1)
    Product.objects(slug="mug-ink").update_one(set__status="hidden")

    cart = open_cart.do("POST", "/v1/cart/reorder", {"orderNumber": number})

    assert held(open_cart) == {"MUG-SAND": 3}
    assert [(one["code"], one["sku"]) for one in cart["warnings"]] == [("not-sold", "MUG-INK")]


def test_the_order_of_another_is_not_there_to_order_again(open_cart: Asker) -> None:
    open_cart.ready_cart(MUG_SAND=1)
    open_cart.pay()
    number = open_cart.place()["number"]
    eve = Asker(open_cart.client)
    eve.register("eve@example.com")
    eve.open_cart(MUG_INK=1)

    assert eve.ask("POST", "/v1/cart/reorder", {"orderNumber": number}).status_code == 404
    assert held(eve) == {"MUG-INK": 1}


def test_a_delivery_that_is_not_offered_any_more_is_a_warning(open_cart: Asker) -> None:
    open_cart.ready_cart(MUG_SAND=1)
    assert open_cart.get("/v1/cart").get_json()["warnings"] == []
    DeliveryRate.objects(code="us-standard").delete()

    cart = open_cart.get("/v1/cart").get_json()

    assert [one["code"] for one in cart["warnings"]] == ["delivery-stale"]
    assert CartSchema().validate(cart) == {}


def test_notes_and_gift_wrapping_go_from_the_cart_to_the_order_and_into_the_next_cart(
    open_cart: Asker,
) -> None:
    a.markets({**a.US, "giftWrappingMinor": 400})
    open_cart.register()
    open_cart.ready_cart(MUG_SAND=2, MUG_INK=1)
    wishes: dict[str, dict[str, Any]] = {
        "MUG-SAND": {"note": " For Ada ", "giftWrap": True},
        "MUG-INK": {"note": "theirs"},
    }
    lines = [{"sku": sku, "quantity": 1, **wish} for sku, wish in wishes.items()]
    cart = open_cart.do("POST", LINES, {"lines": lines})
    shown = {one["sku"]: (one["note"], one["wrapping"]) for one in cart["lines"]}
    assert shown == {"MUG-SAND": ("For Ada", cart["giftWrapping"]), "MUG-INK": ("theirs", None)}
    assert (cart["giftWrapping"]["minor"], CartSchema().validate(cart)) == (400, {})

    open_cart.pay()
    order = open_cart.place()
    assert {one["sku"]: (one["note"], one["wrapping"]) for one in order["lines"]} == shown
    assert OrderSchema().validate(order) == {}

    open_cart.do("POST", "/v1/cart/claim")
    own = {"sku": "MUG-INK", "quantity": 1, "note": "mine"}
    open_cart.cart = open_cart.do("POST", "/v1/cart", {"market": "us", "lines": [own]})["token"]
    again = open_cart.do("POST", "/v1/cart/reorder", {"orderNumber": order["number"]})
    notes = {one["sku"]: (one["note"], one["wrapping"]) for one in again["lines"]}
    assert notes == {"MUG-SAND": shown["MUG-SAND"], "MUG-INK": ("mine", None)}


@pytest.mark.parametrize(
    "wish", [{"note": "x" * 501}, {"note": "two\nlines"}, {"note": 1}, {"giftWrap": "yes"}]
)
def test_a_wish_that_is_none_is_refused_by_name(wish: dict[str, Any], open_cart: Asker) -> None:
    body = {"lines": [{"sku": "MUG-SAND", "quantity": 1, **wish}]}
    answer = open_cart.ask("POST", LINES, body)
    assert (answer.status_code, fields_of(answer)) == (422, [f"lines.0.{next(iter(wish))}"])
