"""Who may do what: one row for every operation, and what has no row is done by nobody.

The rows are asked before any view runs (`bff/admission.py`). Whose a thing is, is part of the query that finds it:
a row names the part of the request that names the thing, and that query.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bff.identity import CART_HEADER, current_cart, current_cart_or_ordered
from bff.orders.views import my_order
from core.customers.book import change_address, remove_address
from core.customers.identities import unlink
from core.customers.sessions import end_session
from core.invoices.queries import invoice_named
from core.orders.links import claim_by_link
from core.orders.queries import orders_of
from core.payments.cards import forget_card
from core.wishlists import services as wishlists
from core.wishlists.queries import wish_list


class Proof(StrEnum):
    """What a caller has to show."""

    ANYBODY = "nothing"
    SHOPPER = "a cart's token or an access token"
    BUYER = "an access token, a cart's token or the token of a mailed link"
    CUSTOMER = "an access token"
    HOLDER = "a token in the body or a header that the view tries"
    MACHINE = "a key of a machine"
    SENDER = "a signature over what is sent"


Owned = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True)
class Rule:
    """*owned*: the parts of a request that name somebody's thing, each with the query or service that asks whose.

    *scope*: what the key of a machine has to open. Machines see what is everybody's, so nothing is owned there.
    """

    proof: Proof
    owned: Owned = field(default_factory=dict)
    scope: str | None = None


def _of_cart(proof: Proof = Proof.SHOPPER, **owned: Callable[..., Any]) -> Rule:
    return Rule(proof, {CART_HEADER: current_cart, **owned})


def _opened_by(scope: str) -> Rule:
    return Rule(Proof.MACHINE, scope=scope)


OPEN = Rule(Proof.ANYBODY)
MINE = Rule(Proof.CUSTOMER)
LISTED = Rule(Proof.CUSTOMER, {"after": orders_of})
BOUGHT = Rule(Proof.BUYER, {"number": my_order})
SIGNED = Rule(Proof.SENDER)
LINKED = Rule(Proof.HOLDER)

POLICY: Mapping[str, Rule] = {
    "GET /livez": OPEN,
    "GET /readyz": OPEN,
    "GET /openapi.json": OPEN,
    "GET /docs": OPEN,
    "GET /docs/ui/{filename}": OPEN,
    # public pages
    "GET /v1/pages/layout": OPEN,
    "GET /v1/pages/home": OPEN,
    "GET /v1/pages/product/{slug}": OPEN,
    "GET /v1/pages/category/{path}": OPEN,
    "GET /v1/pages/collection/{slug}": OPEN,
    "GET /v1/pages/content/{slug}": OPEN,
    "GET /v1/pages/blog": OPEN,
    "GET /v1/pages/blog/{slug}": OPEN,
    "GET /v1/pages/search": OPEN,
    "GET /v1/products/{slug}/offer": OPEN,
    "POST /v1/products/{sku}/notify": OPEN,
    "GET /v1/suggest": OPEN,
    "GET /v1/redirect": OPEN,
    "GET /v1/paths/{type}": OPEN,
    "GET /v1/sitemap": OPEN,
    "GET /v1/sitemap/{type}/{n}": OPEN,
    "GET /v1/sitemap/{type}/{n}.xml": OPEN,
    "GET /v1/addresses/{country}": OPEN,
    # drafts
    "GET /v1/preview/home": LINKED,
    "GET /v1/preview/product/{slug}": LINKED,
    "GET /v1/preview/category/{path}": LINKED,
    "GET /v1/preview/collection/{slug}": LINKED,
    "GET /v1/preview/content/{slug}": LINKED,
    "GET /v1/preview/blog/{slug}": LINKED,
    # carts
    "POST /v1/cart": OPEN,
    "GET /v1/cart": _of_cart(),
    "PATCH /v1/cart": _of_cart(),
    "POST /v1/cart/lines": _of_cart(),
    "POST /v1/cart/reorder": _of_cart(order_number=my_order),
    "POST /v1/cart/claim": Rule(Proof.CUSTOMER, {CART_HEADER: current_cart_or_ordered}),
    "GET /v1/pages/cart": _of_cart(),
    # checkout
    "GET /v1/pages/checkout": _of_cart(),
    "GET /v1/checkout": _of_cart(),
    "PUT /v1/checkout/addresses": _of_cart(),
    "PUT /v1/checkout/delivery": _of_cart(),
    "POST /v1/checkout/payment": _of_cart(),
    "POST /v1/checkout/place": Rule(Proof.SHOPPER, {CART_HEADER: current_cart_or_ordered}),
    # orders
    "GET /v1/pages/order/{number}": BOUGHT,
    "GET /v1/orders/{number}": BOUGHT,
    "POST /v1/orders/lookup": OPEN,
    "POST /v1/orders/{number}/claim": Rule(Proof.CUSTOMER, {"number": claim_by_link}),
    "POST /v1/orders/{number}/returns": BOUGHT,
    "POST /v1/orders/{number}/payment": BOUGHT,
    "GET /v1/orders/{number}/invoice.pdf": BOUGHT,
    "GET /v1/orders/{number}/invoices/{invoice_number}.pdf": Rule(
        Proof.BUYER, {"number": my_order, "invoice_number": invoice_named}
    ),
    # accounts
    "POST /v1/auth/register": OPEN,
    "POST /v1/auth/login": OPEN,
    "POST /v1/auth/refresh": LINKED,
    "POST /v1/auth/logout": LINKED,
    "POST /v1/auth/logout-everywhere": MINE,
    "POST /v1/auth/password/forgot": OPEN,
    "POST /v1/auth/password/reset": LINKED,
    "POST /v1/auth/email/confirm": LINKED,
    "GET /v1/auth/oidc": OPEN,
    "POST /v1/auth/oidc/{provider}": OPEN,
    "POST /v1/auth/oidc/{provider}/callback": LINKED,
    "GET /v1/me": MINE,
    "PATCH /v1/me": MINE,
    "PUT /v1/me/password": MINE,
    "POST /v1/me/proof": MINE,
    "PUT /v1/me/email": MINE,
    "POST /v1/me/email/proof": MINE,
    "GET /v1/me/sessions": MINE,
    "DELETE /v1/me/sessions/{session_id}": Rule(Proof.CUSTOMER, {"session_id": end_session}),
    "GET /v1/me/identities": MINE,
    "DELETE /v1/me/identities/{identity_id}": Rule(Proof.CUSTOMER, {"identity_id": unlink}),
    "GET /v1/me/addresses": MINE,
    "POST /v1/me/addresses": MINE,
    "PUT /v1/me/addresses/{address_id}": Rule(Proof.CUSTOMER, {"address_id": change_address}),
    "DELETE /v1/me/addresses/{address_id}": Rule(Proof.CUSTOMER, {"address_id": remove_address}),
    "GET /v1/me/orders": LISTED,
    "GET /v1/pages/account": MINE,
    "GET /v1/pages/account/orders": LISTED,
    "GET /v1/me/cards": MINE,
    "POST /v1/me/cards": MINE,
    "DELETE /v1/me/cards/{card_id}": Rule(Proof.CUSTOMER, {"card_id": forget_card}),
    "GET /v1/me/wishlists": MINE,
    "POST /v1/me/wishlists": MINE,
    "GET /v1/me/wishlists/{list_id}": Rule(Proof.CUSTOMER, {"list_id": wish_list}),
    "PATCH /v1/me/wishlists/{list_id}": Rule(Proof.CUSTOMER, {"list_id": wishlists.rename_wish_list}),
    "DELETE /v1/me/wishlists/{list_id}": Rule(Proof.CUSTOMER, {"list_id": wishlists.close_wish_list}),
    "PUT /v1/me/wishlists/{list_id}/wishes/{sku}": Rule(Proof.CUSTOMER, {"list_id": wishlists.wish_for}),
    "DELETE /v1/me/wishlists/{list_id}/wishes/{sku}": Rule(
        Proof.CUSTOMER, {"list_id": wishlists.wish_no_more}
    ),
    # machines
    "GET /v1/machine": Rule(Proof.MACHINE),
    "GET /v1/machine/stock": _opened_by("stock:read"),
    "PUT /v1/machine/stock": _opened_by("stock:write"),
    "POST /v1/machine/stock/changes": _opened_by("stock:write"),
    "GET /v1/machine/orders": _opened_by("orders:read"),
    "GET /v1/machine/orders/{number}": _opened_by("orders:read"),
    "POST /v1/machine/orders/{number}/shipments": _opened_by("shipments:write"),
    "PUT /v1/machine/products/{slug}": _opened_by("catalog:write"),
    "POST /v1/machine/prices": _opened_by("catalog:write"),
    # webhooks
    "POST /v1/hooks/stripe": SIGNED,
    "POST /v1/hooks/contentful": SIGNED,
}
EVERYBODYS = frozenset({"slug", "path", "type", "n", "country", "sku", "filename", "provider"})
"""Parts of a path that name what everybody may see."""
