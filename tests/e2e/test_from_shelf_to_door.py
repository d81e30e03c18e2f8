"""The whole path, through real processes and real protocols: from the product page to the shipped parcel."""

import hashlib
import hmac
import json
import re

import pytest
import requests

from dev.stack import Stack
from tests.e2e.canaries import (
    CARD,
    COOKIE,
    EMAIL,
    PEOPLE,
    Wren,
    hits,
    in_mongodb,
    in_redis,
    logged,
    metrics,
)
from tests.e2e.conftest import SECRET, Shop
from tests.e2e.outside import dev, mails, pay, signed_in_staff
from tests.e2e.receiver import Received, Receiver
from tests.e2e.shopper import Shopper
from tests.e2e.waiting import eventually

SECONDS = 10
MUG, INK = "MUG-SAND", "MUG-INK"


def signed(received: Received) -> bool:
    """Whether the storefront would believe it."""
    header = dict(part.split("=", 1) for part in received.headers["x-quayside-signature"].split(","))
    mac = hmac.new(SECRET.encode(), f"{header['t']}.".encode() + received.body, hashlib.sha256)
    return hmac.compare_digest(mac.hexdigest(), header["v1"])


def test_from_the_product_page_to_the_shipped_parcel(
    stack: Stack, outside: Receiver, shop_command: Shop
) -> None:
    guest = Shopper(stack.urls["bff"])
    the_sample_shop_is_there(guest)
    number = a_guest_pays_through_stripe(guest, stack)
    the_shop_has_done_its_part(number, guest, stack, outside)
    staff_ship_it(number, guest, stack)
    an_edit_reaches_the_page(guest, stack, outside)
    the_guest_becomes_a_customer(number, guest, stack)
    assert "every rule holds" in shop_command("invariants", "check")


def the_sample_shop_is_there(guest: Shopper) -> None:
    """1 and 2: goods, content and pictures, one answer per page."""
    page = guest.page("product/harbour-mug", market="eu", locale="de-DE")
    product = page["data"]["product"]
    assert product["name"] == "Hafenbecher"
    assert product["priceRange"]["min"]["currency"] == "EUR"
    assert page["data"]["content"]["descriptionHtml"].startswith("<")
    assert page["data"]["related"]
    assert page["meta"]["tags"]
    assert guest.page("layout")["data"]["header"]
    assert guest.page("home")["data"]["sections"][0]["products"]
    assert guest.page("category/table")["data"]["products"]
    assert guest.page("search", q="mug")["data"]["products"]
    assert guest.page("content/about")["data"]["page"]["bodyHtml"]
    assert len(guest.page("blog")["data"]["posts"]) == 6
    picture = requests.get(f"{product['images'][0]['url']}?w=200", timeout=SECONDS)
    assert picture.headers["Content-Type"].startswith("image/")


def a_guest_pays_through_stripe(guest: Shopper, stack: Stack) -> str:
    """3: two lines, an address, a delivery, a payment; and one order, however often it is asked for."""
    guest.fill_cart(MUG, INK)
    guest.give_address()
    guest.pick_delivery()
    payment = guest.start_payment("stripe")
    intent = pay(stack, payment)
    numbers = {guest.place()["number"] for _ in range(5)}
    (number,) = numbers
    order = eventually(lambda: paid if (paid := guest.order(number))["status"] == "paid" else None)
    assert order["totals"]["total"] == payment["amount"]
    ledger = requests.get(f"{stack.urls['stripe']}/_dev/ledger", timeout=SECONDS).json()
    assert ledger["payment_intents"][intent]["captured"] == payment["amount"]["minor"]
    return str(number)


def the_shop_has_done_its_part(number: str, guest: Shopper, stack: Stack, outside: Receiver) -> None:
    """4: stock has moved, the mail is in the mailbox, analytics have heard."""
    (letter,) = eventually(lambda: mails(stack, f"{number} is confirmed"))
    assert number in letter["text"]
    assert number in letter["html"]
    (told,) = eventually(lambda: [call for call in outside.at("/v1/batch") if number in str(call.body)])
    assert told.json["batch"][0]["event"] == "Order Completed"
    assert "ida@example.com" not in str(told.body)
    assert {line["sku"] for line in guest.order(number)["lines"]} == {MUG, INK}


def staff_ship_it(number: str, guest: Shopper, stack: Stack) -> None:
    """5: staff see the order, its lines and the stock, receive a delivery, and mark the order shipped."""
    staff = signed_in_staff(stack)
    assert number in staff.look("/orders/")
    assert "Ida Lund" in staff.look(f"/orders/{number}")
    assert MUG in staff.look(f"/orders/{number}")
    assert MUG in staff.send("/stock/", "/stock/search", search=MUG).text
    staff.send("/stock/receive", "/stock/receive", sku=MUG, location="reno", quantity="7", reference="note 1")
    staff.send(f"/orders/{number}", "/ship", carrier="UPS", tracking_code="1Z999")
    assert eventually(lambda: guest.order(number)["shipment"])["trackingCode"] == "1Z999"
    assert eventually(lambda: mails(stack, f"{number} is on its way"))
    audit = staff.look("/audit/")
    assert number in audit
    assert "note 1" in audit


def an_edit_reaches_the_page(guest: Shopper, stack: Stack, outside: Receiver) -> None:
    """6: webhook, sync, rebuilt page, and a signed call that tells the storefront."""
    before = guest.page("product/harbour-mug", market="us")
    outside.kept.clear()
    edit = {"fields": {"title": {"en-US": "Harbour mug, new glaze"}}}
    dev(stack, "contentful", "edit/product-harbour-mug", edit)
    eventually(lambda: mug_named(guest, "Harbour mug, new glaze"))
    told = eventually(lambda: revalidation(outside, "product:harbour-mug", above=before["meta"]["version"]))
    assert signed(told)
    after = guest.page("product/harbour-mug", market="us")
    assert after["data"]["product"]["name"] == "Harbour mug, new glaze"
    assert after["meta"]["version"] > before["meta"]["version"]
    assert after["meta"]["version"] >= told.json["version"]


def mug_named(guest: Shopper, name: str) -> bool:
    """Sales and stock change the page as well, so that not every call is about the edit."""
    return bool(guest.page("product/harbour-mug", market="us")["data"]["product"]["name"] == name)


def the_guest_becomes_a_customer(number: str, guest: Shopper, stack: Stack) -> None:
    """7: registers, follows the link in the mail, signs in, and finds that order in the account."""
    login = {"email": "ida@example.com", "password": "a boat in the harbour"}
    assert guest.ask("POST", "/v1/auth/register", {**login, "name": "Ida"}).status_code == 202
    (letter,) = eventually(lambda: mails(stack, "Open your account"))
    (token,) = re.findall(r"#token=(\w+)", letter["text"])
    assert guest.ask("POST", "/v1/auth/email/confirm", {"token": token}).status_code == 204
    guest.access_token = guest.do("POST", "/v1/auth/login", login)["accessToken"]
    guest.do("POST", "/v1/cart/claim")
    assert [found["number"] for found in guest.do("GET", "/v1/me/orders")["orders"]] == [number]
    assert guest.order(number)["status"] == "shipped"


def revalidation(outside: Receiver, tag: str, *, above: int) -> Received | None:
    """The first call about that tag that tells of something newer: those of the sample's loading may still come."""
    calls = [call for call in outside.at("/api/revalidate") if tag in call.json["tags"]]
    return next((call for call in calls if call.json["version"] > above), None)


def test_no_secret_and_nobody_is_read_where_they_have_no_business(stack: Stack, shop_command: Shop) -> None:
    wren = Wren(stack)
    number = wren.lives()
    people = {canary: canary for canary in PEOPLE}
    secrets = {**wren.secrets, "card": CARD, "cookie": COOKIE}

    for name, text in logged(stack).items():
        assert (name, hits({**secrets, **people}, text)) == (name, [])
    assert hits({**secrets, **people}, in_redis(stack)) == []
    assert hits({**secrets, **people}, metrics(stack)) == []
    kept = in_mongodb(stack)
    assert hits(secrets, kept) == []
    assert EMAIL in kept, "the look into MongoDB sees nothing"
    forgotten(wren, number, stack, shop_command, people)


def erased(shop_command: Shop) -> str | None:
    """What the command says, once nothing is open any more."""
    try:
        return shop_command("gdpr", "erase", EMAIL)
    except AssertionError:
        return None


def forgotten(wren: Wren, number: str, stack: Stack, shop_command: Shop, people: dict[str, str]) -> None:
    """While the order is open it waits; then nothing is left, in no log that is written afterwards either."""
    told = json.loads(shop_command("gdpr", "export", EMAIL))
    assert [order["number"] for order in told["records"]["orders"]["documents"]] == [number]
    with pytest.raises(AssertionError, match=f"open: order {number}"):
        shop_command("gdpr", "erase", EMAIL)
    signed_in_staff(stack).send(f"/orders/{number}", "/ship", carrier="UPS", tracking_code="1Z888")

    said = eventually(lambda: erased(shop_command))

    assert "customers: 1" in said
    assert hits(people, in_mongodb(stack)) == []
    assert hits(people, in_redis(stack)) == []
    assert hits(people, said) == []
    for name, text in logged(stack).items():
        assert (name, hits(people, text)) == (name, [])
    assert wren.ask("GET", "/v1/me").status_code == 401
    assert "every rule holds" in shop_command("invariants", "check")


def test_a_manual_order_waits_for_staff(stack: Stack, shop_command: Shop) -> None:
    guest = Shopper(stack.urls["bff"])
    number = guest.check_out("manual", MUG)["number"]
    assert eventually(lambda: mails(stack, f"We have your order {number}"))
    signed_in_staff(stack).send(f"/orders/{number}", "/paid")
    assert guest.order(number)["status"] == "paid"
    assert eventually(lambda: mails(stack, f"{number} is confirmed"))
    assert "every rule holds" in shop_command("invariants", "check")


def test_a_paid_order_is_made_even_when_the_browser_never_comes_back(stack: Stack) -> None:
    guest = Shopper(stack.urls["bff"])
    guest.fill_cart(MUG)
    guest.give_address("gone@example.com")
    guest.pick_delivery()
    pay(stack, guest.start_payment("stripe"))
    assert eventually(
        lambda: [mail for mail in mails(stack, "is confirmed") if "gone@example.com" in str(mail)]
    )


@pytest.mark.parametrize("killed", ["worker", "relay", "schedule", "redis"])
def test_nothing_is_lost_when_a_process_is_killed(killed: str, stack: Stack, shop_command: Shop) -> None:
    guest = Shopper(stack.urls["bff"])
    guest.fill_cart(MUG)
    guest.give_address()
    guest.pick_delivery()
    payment = guest.start_payment("stripe")
    stack.kill(killed)
    pay(stack, payment)
    number = guest.place()["number"]
    stack.restart(killed)
    eventually(lambda: guest.order(number)["status"] == "paid", seconds=60)
    assert len(eventually(lambda: mails(stack, f"{number} is confirmed"), seconds=60)) == 1
    assert "every rule holds" in shop_command("invariants", "check")


def test_every_exchange_with_stripe_keeps_to_its_contract(stack: Stack) -> None:
    if stack.plan.contracts is None:
        pytest.skip("the folder with Stripe's contracts is not here")
    found = requests.get(f"{stack.urls['stripe']}/_dev/violations", timeout=SECONDS).json()
    assert found == {"watching": True, "violations": []}
