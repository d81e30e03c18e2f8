"""What is Ada's is read and changed by nobody else: over every operation that takes the name of something of hers.

Each attempt is made by three strangers, with her ids and, where a cart is meant, with her cart's token. Then she
does the same herself, which works: so the ids were right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from pymongo.database import Database
from werkzeug.test import TestResponse

from bff.app import create_app
from bff.identity import CART_HEADER
from bff.policy import POLICY
from core.bootstrap import Shop
from core.customers.identities import identity_id, sign_in_with
from core.invoices.models import Invoice
from core.migrations.documents import DOCUMENTS
from core.orders.services import claim
from tests import builders as a
from tests.bff.asker import ADDRESS, Asker
from tests.fakes import FakeQueue, FakeVault, somebody

REFUSED = {401, 403, 404}
NO_CURSOR = "/problems/bad-cursor"
"""Of another's order in a list of one's own, as of whatever is no order at all (`tests/fuzz/test_cursors.py`)."""
SAYS_NOTHING = {("DELETE /v1/me/wishlists/{list_id}", 204)}
"""Safe to repeat: the same for a list that is gone, another's, or none."""
KEY = "a-key-of-the-strangers-{}"
CHECKOUT = {"email": "ada@example.com", "shippingAddress": ADDRESS}


@dataclass(frozen=True)
class Attempt:
    """An operation of the policy as Ada would use it; *names* says which part of the request is hers."""

    operation: str
    names: str
    path: str
    body: Any = None
    once: bool = False
    """It works for her, but not twice: she does not try it again here."""


@dataclass(frozen=True)
class Belongings:
    """What Ada has."""

    ada: Asker
    number: str
    invoice: str
    wish_list: str
    card: str
    session: str
    address: str
    identity: str


def attempts(hers: Belongings) -> Iterator[Attempt]:
    order, wishes = f"/v1/orders/{hers.number}", f"/v1/me/wishlists/{hers.wish_list}"
    line = {"sku": "MUG-SAND", "quantity": 1}
    yield Attempt("GET /v1/orders/{number}", "number", order)
    yield Attempt("GET /v1/pages/order/{number}", "number", f"/v1/pages/order/{hers.number}")
    yield Attempt("GET /v1/orders/{number}/invoice.pdf", "number", f"{order}/invoice.pdf")
    named = "GET /v1/orders/{number}/invoices/{invoice_number}.pdf"
    for part in ("number", "invoice_number"):
        yield Attempt(named, part, f"{order}/invoices/{hers.invoice}.pdf")
    returns = {"lines": [{**line, "reason": "damaged"}]}
    yield Attempt("POST /v1/orders/{number}/returns", "number", f"{order}/returns", returns)
    yield Attempt(
        "POST /v1/orders/{number}/payment", "number", f"{order}/payment", {"provider": "manual"}, once=True
    )
    yield Attempt("POST /v1/orders/{number}/claim", "number", f"{order}/claim", once=True)
    yield Attempt("GET /v1/me/orders", "after", f"/v1/me/orders?after={hers.number}")
    yield Attempt("GET /v1/pages/account/orders", "after", f"/v1/pages/account/orders?after={hers.number}")
    reorder = {"orderNumber": hers.number}
    yield Attempt("POST /v1/cart/reorder", "order_number", "/v1/cart/reorder", reorder)
    yield Attempt("POST /v1/cart/reorder", CART_HEADER, "/v1/cart/reorder", reorder)
    yield Attempt("GET /v1/me/wishlists/{list_id}", "list_id", wishes)
    yield Attempt("PATCH /v1/me/wishlists/{list_id}", "list_id", wishes, {"name": "Taken"})
    wish = "/v1/me/wishlists/{list_id}/wishes/{sku}"
    yield Attempt(f"PUT {wish}", "list_id", f"{wishes}/wishes/MUG-SAND")
    yield Attempt(f"DELETE {wish}", "list_id", f"{wishes}/wishes/MUG-SAND")
    yield Attempt("DELETE /v1/me/wishlists/{list_id}", "list_id", wishes)
    yield Attempt("DELETE /v1/me/cards/{card_id}", "card_id", f"/v1/me/cards/{hers.card}")
    yield Attempt("DELETE /v1/me/sessions/{session_id}", "session_id", f"/v1/me/sessions/{hers.session}")
    yield Attempt(
        "DELETE /v1/me/identities/{identity_id}", "identity_id", f"/v1/me/identities/{hers.identity}"
    )
    book = f"/v1/me/addresses/{hers.address}"
    yield Attempt("PUT /v1/me/addresses/{address_id}", "address_id", book, ADDRESS)
    yield Attempt("DELETE /v1/me/addresses/{address_id}", "address_id", book)
    for operation, body in (
        ("GET /v1/cart", None),
        ("GET /v1/pages/cart", None),
        ("GET /v1/pages/checkout", None),
        ("GET /v1/checkout", None),
        ("PATCH /v1/cart", {"email": "eve@example.com"}),
        ("POST /v1/cart/lines", {"lines": [line]}),
        ("PUT /v1/checkout/addresses", CHECKOUT),
        ("PUT /v1/checkout/delivery", {"delivery": "us-standard"}),
        ("POST /v1/checkout/payment", {"provider": "manual"}),
        ("POST /v1/cart/claim", None),
        ("POST /v1/checkout/place", None),
    ):
        yield Attempt(operation, CART_HEADER, operation.partition(" ")[2], body)


@pytest.fixture
def hers(shop: Shop, queue: FakeQueue) -> Belongings:
    """Ada has an order that has arrived, its invoice, a cart, a wish list with a wish, and a card."""
    ada = Asker(create_app(replace(shop, vault=FakeVault())).test_client())
    bought = a.delivered_order(shop, {"MUG-SAND": 2})
    a.stock("MUG-SAND", 9)
    a.drain(queue)
    claim(bought.cart_id, ada.register()["customer"]["id"])
    wishes = ada.do("POST", "/v1/me/wishlists", {"name": "Kitchen"})
    ada.do("POST", "/v1/me/cards")
    (card,) = ada.get("/v1/me/cards").get_json()["cards"]
    ada.open_cart(MUG_SAND=1)
    (invoice,) = Invoice.objects(order_number=bought.number)
    (address,) = ada.do("POST", "/v1/me/addresses", ADDRESS)["addresses"]
    a.signed_in()
    elsewhere = next(
        one["id"] for one in ada.get("/v1/me/sessions").get_json()["sessions"] if not one["current"]
    )
    return Belongings(
        ada, bought.number, invoice.number, wishes["id"], card["id"], elsewhere, address["id"], linked()
    )


def linked() -> str:
    """A provider knows Ada too."""
    sign_in_with(somebody(), lasts=a.LASTING)
    return identity_id(somebody())


@pytest.fixture
def strangers(hers: Belongings) -> list[Asker]:
    """A customer with a cart of her own, a guest with one, and nobody at all."""
    eve, guest, nobody = (Asker(hers.ada.client) for _ in range(3))
    eve.register("eve@example.com")
    for shopper in (eve, guest):
        shopper.open_cart(MUG_SAND=1)
    return [eve, guest, nobody]


def everything(database: "Database[dict[str, Any]]") -> dict[str, list[Any]]:
    """The whole database, but for what `Idempotency-Key` writes of a request, whatever becomes of it."""
    names = {document._get_collection_name() for document in DOCUMENTS} - {"kept_answers"}
    return {name: list(database[name].find().sort("_id")) for name in sorted(names)}


def tried(asker: Asker, attempt: Attempt, number: int) -> Any:
    return asker.ask(
        attempt.operation.partition(" ")[0], attempt.path, attempt.body, Idempotency_Key=KEY.format(number)
    )


def test_every_name_of_something_owned_is_tried(hers: Belongings) -> None:
    declared = {(operation, name) for operation, rule in POLICY.items() for name in rule.owned}

    assert {(attempt.operation, attempt.names) for attempt in attempts(hers)} == declared


def test_nobody_reads_or_changes_what_is_hers(
    hers: Belongings, strangers: list[Asker], database: "Database[dict[str, Any]]"
) -> None:
    with_her_cart = [replace(stranger, cart=hers.ada.cart) for stranger in strangers]
    before, let_in = everything(database), []
    for attempt in attempts(hers):
        askers = with_her_cart if attempt.names == CART_HEADER else [*strangers, *with_her_cart]
        answers = [tried(asker, attempt, number) for number, asker in enumerate(askers)]
        let_in += [(attempt.operation, one.status_code) for one in answers if not is_refused(attempt, one)]

    assert set(let_in) == SAYS_NOTHING
    assert everything(database) == before


def is_refused(attempt: Attempt, answer: TestResponse) -> bool:
    if attempt.names == "after" and answer.status_code == 422:
        return bool(answer.get_json()["type"] == NO_CURSOR)
    return answer.status_code in REFUSED


def test_an_order_of_ones_own_opens_no_invoice_of_hers(hers: Belongings, shop: Shop) -> None:
    eve = Asker(hers.ada.client)
    number = a.paid_order(
        shop, {"MUG-SAND": 1}, customer_id=eve.register("eve@example.com")["customer"]["id"]
    ).number

    assert eve.get(f"/v1/orders/{number}").status_code == 200
    assert eve.get(f"/v1/orders/{number}/invoices/{hers.invoice}.pdf").status_code == 404


def test_all_of_it_works_for_her(hers: Belongings) -> None:
    refused = {
        attempt.operation: answer.text
        for number, attempt in enumerate(attempts(hers))
        if not attempt.once
        for answer in [tried(hers.ada, attempt, number)]
        if answer.status_code not in {200, 201, 204}
    }

    assert refused == {}


def test_no_cart_and_no_order_opens_for_what_is_no_token(hers: Belongings) -> None:
    nobody = Asker(hers.ada.client)
    for token in ("", "0", "null", "undefined", "[]", "../", "%00", "x" * 200):
        assert nobody.get("/v1/cart", X_Cart_Token=token).status_code == 404
        for header in ("X_Cart_Token", "X_Order_Token"):
            assert nobody.get(f"/v1/orders/{hers.number}", **{header: token}).status_code == 404
