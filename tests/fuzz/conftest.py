"""Ada, who has something of everything, and what there was before anybody attacked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from pymongo.database import Database

from bff.app import create_app
from core.bootstrap import Shop
from core.invoices.models import Invoice
from core.keys.models import SCOPES
from core.keys.services import issue_key
from core.migrations.documents import DOCUMENTS
from core.orders.services import claim
from tests import builders as a
from tests.bff.asker import ADDRESS, Asker
from tests.bff.test_strangers import linked
from tests.conftest import Resettle
from tests.fakes import FakeProvider, FakeQueue, FakeVault
from tests.fuzz.ground import ACCESS, CART, ORDER

Documents = dict[str, list[Any]]


@dataclass
class Ground:
    """The BFF, what things are called that are there, and the database as it was."""

    client: FlaskClient
    database: "Database[dict[str, Any]]"
    known: Mapping[str, str]
    before: Documents = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before = self.now()

    def now(self, *names: str) -> Documents:
        """The documents of those collections, or of all."""
        chosen = names or tuple(sorted(document._get_collection_name() for document in DOCUMENTS))
        return {name: list(self.database[name].find().sort("_id")) for name in chosen}

    def restore(self, names: set[str]) -> set[str]:
        """Those collections are as they were; the names of those that were not."""
        known = names & self.before.keys()
        now = self.now(*known) if known else {}
        changed = {name for name in known if now[name] != self.before[name]}
        for name in changed:
            self.database[name].delete_many({})
            if self.before[name]:
                self.database[name].insert_many(self.before[name])
        return changed


@pytest.fixture
def ground(shop: Shop, queue: FakeQueue, database: "Database[dict[str, Any]]", resettle: Resettle) -> Ground:
    """Ada has an order that has arrived, its invoice, a ready cart, a wish list with a wish, a card, an address.

    Her access token is good for as long as the longest test takes.
    """
    settings = resettle(access_token_seconds=4 * 3600)
    wired = replace(shop, vault=FakeVault(), providers={"local": FakeProvider()}, settings=settings)
    ada = Asker(create_app(wired).test_client())
    bought = a.delivered_order(shop, {"MUG-SAND": 2})
    a.stock("MUG-SAND", 9)
    a.drain(queue)
    customer = ada.register()["customer"]["id"]
    claim(bought.cart_id, customer)
    wishes = ada.do("POST", "/v1/me/wishlists", {"name": "For nobody else"})["id"]
    ada.do("PUT", f"/v1/me/wishlists/{wishes}/wishes/MUG-SAND")
    ada.do("POST", "/v1/me/cards")
    (card,) = ada.get("/v1/me/cards").get_json()["cards"]
    hidden = {**ADDRESS, "line1": "7 Hidden Quay"}
    (address,) = ada.do("POST", "/v1/me/addresses", hidden)["addresses"]
    ada.ready_cart(MUG_SAND=1)
    ada.do("PUT", "/v1/checkout/addresses", {"shippingAddress": hidden})
    a.signed_in()
    sessions = ada.get("/v1/me/sessions").get_json()["sessions"]
    (invoice,) = Invoice.objects(order_number=bought.number)
    a.drain(queue)
    known = {
        "number": str(bought.number),
        "orderNumber": str(bought.number),
        "invoice_number": str(invoice.number),
        "list_id": wishes,
        "card_id": card["id"],
        "address_id": address["id"],
        "session_id": next(one["id"] for one in sessions if not one["current"]),
        "identity_id": linked(),
        "path.provider": "local",
        "machine_key": f"Bearer {issue_key('erp', list(SCOPES), actor=a.STAFF)[1]}",
        "customer": customer,
        "sku": "MUG-SAND",
        "slug": "mug-sand",
        "path": "kitchen",
        "query.path": "/product/mug-sand",
        "type": "product",
        "n": "1",
        "country": "US",
        "email": "ada@example.com",
        "delivery": "us-standard",
        "market": "us",
        "locale": "en-US",
        "minVersion": "0",
        "after": "",
        CART: str(ada.cart),
        ORDER: "no-token-of-a-link",
        ACCESS: f"Bearer {ada.access}",
    }
    return Ground(ada.client, database, known)
