"""Where an answer leads: which of its values another operation takes (OpenAPI links)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bff.identity import CART_HEADER

BODY = "$response.body#"


@dataclass(frozen=True)
class Link:
    """*values* are the parameters of the other operation, *sent* its body: both point into this answer."""

    to: str
    values: Mapping[str, str] = field(default_factory=dict)
    sent: Mapping[str, str] = field(default_factory=dict)


def _cart(*operations: str) -> tuple[Link, ...]:
    return tuple(Link(one, {f"header.{CART_HEADER}": f"{BODY}/token"}) for one in operations)


def _order(pointer: str) -> tuple[Link, ...]:
    taken = {"number": BODY + pointer}
    return (
        Link("GET /v1/orders/{number}", taken),
        Link("GET /v1/pages/order/{number}", taken),
        Link("POST /v1/orders/{number}/returns", taken),
        Link("POST /v1/orders/{number}/payment", taken),
        Link("GET /v1/orders/{number}/invoice.pdf", taken),
    )


def _wish_list(pointer: str) -> tuple[Link, ...]:
    taken = {"list_id": BODY + pointer}
    path = "/v1/me/wishlists/{list_id}"
    return (
        *(Link(f"{method} {path}", taken) for method in ("GET", "PATCH", "DELETE")),
        *(Link(f"{method} {path}/wishes/{{sku}}", taken) for method in ("PUT", "DELETE")),
    )


def _address(pointer: str) -> tuple[Link, ...]:
    taken = {"address_id": BODY + pointer}
    return tuple(Link(f"{method} /v1/me/addresses/{{address_id}}", taken) for method in ("PUT", "DELETE"))


REFRESH = {"refreshToken": f"{BODY}/refreshToken"}
SIGNED_IN = (Link("POST /v1/auth/refresh", sent=REFRESH), Link("POST /v1/auth/logout", sent=REFRESH))
CHECKOUT = (
    Link("PUT /v1/checkout/addresses"),
    Link("PUT /v1/checkout/delivery"),
    Link("POST /v1/checkout/payment"),
)

LINKS: Mapping[str, tuple[Link, ...]] = {
    "POST /v1/cart": _cart(
        "GET /v1/cart",
        "PATCH /v1/cart",
        "POST /v1/cart/lines",
        "GET /v1/pages/cart",
        "GET /v1/checkout",
        "PUT /v1/checkout/addresses",
        "PUT /v1/checkout/delivery",
        "POST /v1/checkout/payment",
        "POST /v1/checkout/place",
    ),
    "POST /v1/cart/lines": CHECKOUT,
    "PUT /v1/checkout/addresses": CHECKOUT,
    "PUT /v1/checkout/delivery": CHECKOUT,
    "POST /v1/checkout/payment": (Link("POST /v1/checkout/place"),),
    "POST /v1/checkout/place": _order("/order/number"),
    "GET /v1/me/orders": _order("/orders/0/number"),
    "POST /v1/auth/login": SIGNED_IN,
    "POST /v1/auth/refresh": SIGNED_IN,
    "POST /v1/me/addresses": _address("/addresses/0/id"),
    "GET /v1/me/addresses": _address("/addresses/0/id"),
    "GET /v1/me/sessions": (
        Link("DELETE /v1/me/sessions/{session_id}", {"session_id": f"{BODY}/sessions/0/id"}),
    ),
    "GET /v1/me/cards": (Link("DELETE /v1/me/cards/{card_id}", {"card_id": f"{BODY}/cards/0/id"}),),
    "POST /v1/me/wishlists": _wish_list("/id"),
    "GET /v1/me/wishlists": _wish_list("/lists/0/id"),
}


def links_of(name: str, called: Callable[[str], str]) -> dict[str, Any]:
    """The links of the operation of that *name*; *called* says what an operation's id is."""
    return {called(link.to): _written(link, called) for link in LINKS.get(name, ())}


def _written(link: Link, called: Callable[[str], str]) -> dict[str, Any]:
    written: dict[str, Any] = {"operationId": called(link.to)}
    if link.values:
        written["parameters"] = dict(link.values)
    if link.sent:
        written["requestBody"] = dict(link.sent)
    return written
