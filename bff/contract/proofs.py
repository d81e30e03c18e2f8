"""What a caller shows, as the document says it: security schemes, and which of them an operation asks for."""

from collections.abc import Mapping, Sequence
from typing import Any

from bff.cookies import ACCESS
from bff.identity import CART_HEADER, ORDER_HEADER
from bff.policy import Proof, Rule

SCHEMES: Mapping[str, Mapping[str, str]] = {
    "accessToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "`accessToken` of a sign-in, for a few minutes.",
    },
    "accessCookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": ACCESS,
        "description": "The same in a cookie, for a page of the storefront. A write brings `X-CSRF-Token` with it.",
    },
    "cartToken": {
        "type": "apiKey",
        "in": "header",
        "name": CART_HEADER,
        "description": "`token` of the answer that opened the cart.",
    },
    "orderToken": {
        "type": "apiKey",
        "in": "header",
        "name": ORDER_HEADER,
        "description": "The token of a link that was mailed to the order's address.",
    },
    "machineKey": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "qs_…",
        "description": "A key of a machine, with the scope that the operation takes.",
    },
    "stripeSignature": {"type": "apiKey", "in": "header", "name": "Stripe-Signature"},
    "contentfulSignature": {"type": "apiKey", "in": "header", "name": "X-Contentful-Signature"},
}

Requirement = Mapping[str, Sequence[str]]

ASKED: Mapping[Proof, Sequence[Requirement]] = {
    Proof.ANYBODY: (),
    Proof.SHOPPER: ({"cartToken": []}, {"accessToken": []}, {"accessCookie": []}),
    Proof.BUYER: ({"accessToken": []}, {"accessCookie": []}, {"cartToken": []}, {"orderToken": []}),
    Proof.CUSTOMER: ({"accessToken": []}, {"accessCookie": []}),
    Proof.HOLDER: (),
    Proof.MACHINE: ({"machineKey": []},),
}
"""One of the alternatives is enough. A token in the body or the query is a value like others."""
SIGNED: Mapping[str, Requirement] = {
    "POST /v1/hooks/stripe": {"stripeSignature": []},
    "POST /v1/hooks/contentful": {"contentfulSignature": []},
}


def asked_for(name: str, rule: Rule) -> list[Any]:
    """The security requirements of the operation of that *name*."""
    if rule.proof is Proof.SENDER:
        return [SIGNED[name]]
    asked = list(ASKED[rule.proof])
    if rule.proof is Proof.CUSTOMER and CART_HEADER in rule.owned:
        return [{**one, "cartToken": []} for one in asked]
    return asked
