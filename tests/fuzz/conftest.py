"""Ada, who has something of everything, and what there was before anybody attacked."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from pymongo.database import Database

from bff.app import create_app
from core.bootstrap import Shop
from core.catalog.gathering import CollectionInFile, put_collections
from core.content.ports import Draft
from core.files import record_of
from core.invoices.models import Invoice
from core.keys.models import SCOPES
from core.keys.services import issue_key
from core.listing.asked import Asked
from core.listing.cards import IN_STOCK
from core.listing.cursors import Place, cursor_of
from core.listing.lists import bound_to
from core.migrations.documents import DOCUMENTS
from core.orders.ledger import change_due
from core.orders.links import ask_for_link
from core.orders.services import claim
from core.pages.preview import Previewed, token_for
from core.redirects.services import put_redirect
from tests import builders as a
from tests.bff.asker import ADDRESS, Asker
from tests.bff.test_strangers import linked
from tests.conftest import Resettle
from tests.fakes import FakeMailer, FakeProvider, FakeQueue, FakeVault, somebody
from tests.fuzz.ground import ACCESS, CART, ORDER

Documents = dict[str, list[Any]]
PREVIEWED = {
    "home": ("home", ""),
    "product": ("product/{slug}", "mug-sand"),
    "category": ("category/{path}", "kitchen"),
    "collection": ("collection/{slug}", "best"),
    "content": ("content/{slug}", "about"),
    "post": ("blog/{slug}", "first"),
}
LISTS = {
    "category/{path}": "shelves|kitchen|us|en-US",
    "collection/{slug}": "collections|best|us|en-US",
    "search": "search|us|en-US|mug",
}
"""What a list is called that is gone on with, by its page."""


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


@dataclass(frozen=True)
class Editors:
    """Have a draft of whatever is asked for."""

    def draft(self, entry_id: str | None, *, content_types: Sequence[str], slug: str) -> Draft | None:
        return Draft(a.entry(content_types[0], slug, named=entry_id, title="Not for everybody yet"))


@pytest.fixture
def ground(
    shop: Shop, queue: FakeQueue, mailer: FakeMailer, database: "Database[dict[str, Any]]", resettle: Resettle
) -> Ground:
    """Ada has an order that has arrived, its invoice, a ready cart, a wish list with a wish, a card, an address.

    Her access token is good for as long as the longest test takes.
    """
    settings = resettle(access_token_seconds=4 * 3600)
    provider = FakeProvider(people={"a code": somebody("sub-ida", "ida@example.com")})
    wired = replace(
        shop, vault=FakeVault(), providers={"local": provider}, drafts=Editors(), settings=settings
    )
    ada = Asker(create_app(wired).test_client())
    bought = a.delivered_order(shop, {"MUG-SAND": 2})
    a.stock("MUG-SAND", 9)
    a.mirrored(a.entry("page", "about", title="About"), a.entry("blogPost", "first", title="First"))
    put_collections(
        [
            record_of(
                CollectionInFile, {"slug": "best", "name": "Best", "products": ["mug-sand"]}, where="here"
            )
        ]
    )
    put_redirect("/product/old-mug", "/product/mug-sand", True, a.STAFF)
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
    ada.pay()
    again = a.signed_in()
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
        "query.path": "/product/old-mug",
        "type": "product",
        "n": "1",
        "country": "US",
        "email": "ada@example.com",
        "delivery": "us-standard",
        "market": "us",
        "locale": "en-US",
        "minVersion": "0",
        "q": "mug",
        "sort": "price",
        "priceMin": "0",
        "priceMax": "100000",
        "f.availability": IN_STOCK,
        CART: str(ada.cart),
        ORDER: "no-token-of-a-link",
        ACCESS: f"Bearer {ada.access}",
        "POST /v1/auth/refresh refreshToken": again.refresh_token,
        **of_operations(wired, ada, str(bought.number), lambda: posted(queue, mailer)),
    }
    return Ground(ada.client, database, known)


def place_in(name: str) -> str:
    """A cursor of that list, as it is asked for here: all that it has are after it."""
    asked = Asked({"availability": frozenset({IN_STOCK})}, price_min=0, price_max=100_000)
    return cursor_of(Place(0, "a"), bound_to(name, "price", asked))


def posted(queue: FakeQueue, mailer: FakeMailer) -> str:
    """The token in the last mail."""
    a.drain(queue)
    return str(re.findall(r"#token=(\w+)", mailer.sent[-1][1].text)[-1])


def of_operations(shop: Shop, ada: Asker, number: str, token: Callable[[], str]) -> dict[str, str]:
    """What works for one operation alone, by its name and that of the place."""
    change_due(number, 500, cause="edit:1", actor=a.STAFF, reason="A second spoon.")
    guests, sold = a.placed_order(shop, {"MUG-SAND": 1}), a.paid_order(shop, {"MUG-SAND": 1})
    ask_for_link(guests.number, guests.email)
    found = {
        "POST /v1/orders/{number}/claim number": str(guests.number),
        f"POST /v1/orders/{{number}}/claim {ORDER}": token(),
        "POST /v1/machine/orders/{number}/shipments number": str(sold.number),
        "GET /v1/machine/orders status": "paid",
        "GET /v1/machine/orders after": number,
        "GET /v1/me/orders after": number,
        "GET /v1/pages/account/orders after": number,
        "GET /v1/machine/stock after": "MUG-SAND@reno",
        **{f"GET /v1/pages/{path} after": place_in(name) for path, name in LISTS.items()},
        "GET /v1/paths/{type} after": urlsafe_b64encode(b"product a").decode().rstrip("="),
        "GET /v1/pages/content/{slug} slug": "about",
        "GET /v1/pages/blog/{slug} slug": "first",
        "GET /v1/pages/collection/{slug} slug": "best",
        "POST /v1/cart/lines version": str(ada.get("/v1/cart").get_json()["version"]),
    }
    ada.do("POST", "/v1/auth/password/forgot", {"email": "ada@example.com"})
    found["POST /v1/auth/password/reset token"] = token()
    ada.do("PUT", "/v1/me/email", {"email": "ada.c@example.com", "password": a.PASSWORD})
    found["POST /v1/auth/email/confirm token"] = token()
    begun = ada.do("POST", "/v1/auth/oidc/local")
    state = parse_qs(urlsplit(begun["url"]).query)["state"][0]
    callback = "POST /v1/auth/oidc/{provider}/callback"
    found |= {f"{callback} ticket": begun["ticket"], f"{callback} state": state}
    secret = shop.settings.secret_ring
    for kind, (place, key) in PREVIEWED.items():
        operation = f"GET /v1/preview/{place}"
        found[f"{operation} X-Preview-Token"] = token_for(Previewed(kind, key, "us", "en-US"), secret)
        found[f"{operation} slug"] = key
    return found
