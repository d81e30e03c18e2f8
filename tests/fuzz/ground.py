"""The operations of the document as requests that work in a shop that has something of everything."""

import copy
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bff.policy import POLICY, Proof
from tests.bff.asker import ADDRESS
from tests.builders import PASSWORD
from tests.holding import contract

Json = Any
Pointer = tuple[str | int, ...]
KEY = "Idempotency-Key"
CART, ORDER, ACCESS = SHOWN = ("X-Cart-Token", "X-Order-Token", "Authorization")
METHODS = ("get", "post", "put", "patch", "delete")
FACETS = {"facets": "f.availability"}
"""Every facet is a parameter of its own; the document says so by what it calls one of no fixed name."""
TOKENS: Mapping[Proof, tuple[str, ...]] = {
    Proof.SHOPPER: (CART, ACCESS),
    Proof.BUYER: (CART, ACCESS),
    Proof.CUSTOMER: (ACCESS,),
}
"""What its owner sends with an operation, besides what the document calls a parameter."""


@dataclass(frozen=True)
class Place:
    """A part of a request that a caller chooses: a parameter, or a part of the body by its pointer."""

    where: str
    name: str = ""
    pointer: Pointer = ()

    def __str__(self) -> str:
        return f"{self.where} {self.name or '/'.join(map(str, self.pointer)) or '(all)'}"


@dataclass(frozen=True)
class Request:
    """One request of an operation. *raw* is a body as it is sent, whatever JSON makes of it."""

    operation: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Json = None

    @property
    def method(self) -> str:
        return self.operation.partition(" ")[0]

    @property
    def url(self) -> str:
        found = self.operation.partition(" ")[2]
        for name, value in self.path.items():
            found = found.replace(f"{{{name}}}", quote(value.encode("utf-8", "surrogatepass"), safe=""))
        return f"{found}?{urlencode(_sendable(self.query))}" if self.query else found

    def places(self) -> Iterator[Place]:
        """Whatever of it a caller chooses, one after the other."""
        yield from (Place("path", name) for name in self.path)
        yield from (Place("query", name) for name in self.query)
        yield from (Place("header", name) for name in self.headers)
        if self.body is not None:
            yield from (Place("body", pointer=pointer) for pointer in pointers(self.body))

    def having(self, place: Place, value: Json) -> "Request":
        """The same with *value* in that place: as it is in a body, as text elsewhere."""
        if place.where == "body":
            return replace(self, body=put(self.body, place.pointer, value))
        text = value if isinstance(value, str) else json.dumps(value)
        parts: dict[str, Any] = {place.where: {**getattr(self, _part(place.where)), place.name: text}}
        return replace(self, **{_part(where): one for where, one in parts.items()})

    def having_body(self, body: Json) -> "Request":
        return replace(self, body=body)

    def showing(self, tokens: Mapping[str, str]) -> "Request":
        """The same from somebody else, who shows those instead."""
        rest = {name: value for name, value in self.headers.items() if name not in SHOWN}
        return replace(self, headers={**rest, **tokens})

    def sent_by(self, client: FlaskClient) -> TestResponse:
        """Ask, under a new key where one is taken."""
        headers = dict(self.headers)
        if headers.get(KEY) == KEY:
            headers[KEY] = str(uuid.uuid4())
        sent: dict[str, Any] = {}
        if self.body is not None:
            sent = {"data": json.dumps(self.body), "content_type": "application/json"}
        return client.open(self.url, method=self.method, headers=_visible(headers), **sent)


def _part(where: str) -> str:
    return {"header": "headers"}.get(where, where)


def _sendable(query: Mapping[str, str]) -> dict[str, bytes]:
    return {name: value.encode("utf-8", "surrogatepass") for name, value in query.items()}


def _visible(headers: Mapping[str, str]) -> dict[str, str]:
    """What a header can carry at all: nobody can send a line break or another alphabet in one."""
    return {
        name: "".join(letter if " " <= letter <= "ÿ" and letter != "\x7f" else "?" for letter in value)
        for name, value in headers.items()
    }


def pointers(value: Json, at: Pointer = ()) -> Iterator[Pointer]:
    """Every part of a body, the whole of it first."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from pointers(one, (*at, key))


def put(body: Json, pointer: Pointer, value: Json) -> Json:
    """A copy of *body* with *value* there."""
    if not pointer:
        return value
    made = copy.deepcopy(body)
    inside = made
    for step in pointer[:-1]:
        inside = inside[step]
    inside[pointer[-1]] = value
    return made


def at(body: Json, pointer: Pointer) -> Json:
    for step in pointer:
        body = body[step]
    return body


def requests_of(known: Mapping[str, str]) -> list[Request]:
    """Every operation of the document, asked for with the names of things that are there (*known*)."""
    found = contract().document
    return [
        _request(f"{method.upper()} {path}", item[method], item.get("parameters", []), known)
        for path, item in found["paths"].items()
        for method in METHODS
        if method in item
    ]


def _request(name: str, operation: Mapping[str, Any], shared: list[Any], known: Mapping[str, str]) -> Request:
    parameters = [
        {**one, "name": FACETS.get(one["name"], one["name"])}
        for one in (*shared, *operation.get("parameters", []))
    ]
    by_place: dict[str, dict[str, str]] = {"path": {}, "query": {}, "header": {}}
    for one in parameters:
        called = one["name"]
        value = KEY if called == KEY else _known(known, f"{name} {called}", f"{one['in']}.{called}", called)
        by_place[one["in"]][called] = str(value if value is not None else _of(one))
    by_place["header"] |= {token: known[token] for token in TOKENS.get(POLICY[name].proof, ())}
    if POLICY[name].proof is Proof.MACHINE:
        by_place["header"][ACCESS] = known["machine_key"]
    return Request(
        name, by_place["path"], by_place["query"], by_place["header"], _body(name, operation, known)
    )


def _known(known: Mapping[str, str], *names: str) -> str | None:
    """What is known under the first of these names that anything is known under."""
    return next((known[name] for name in names if name in known), None)


def _of(parameter: Mapping[str, Any]) -> Any:
    schema = parameter["schema"]
    return schema.get("example", schema.get("default", 1 if schema.get("type") == "integer" else "text"))


REPORTED = {"reference": "ASN-1", "lines": [{"sku": "MUG-SAND", "location": "reno", "pieces": 3}]}
BODIES: Mapping[str, Json] = {
    "PATCH /v1/cart": {"email": "ada@example.com", "market": "us", "locale": "en-US", "codes": ["NONE"]},
    "POST /v1/checkout/payment": {"provider": "manual"},
    "POST /v1/orders/{number}/payment": {"provider": "manual"},
    "POST /v1/auth/login": {"email": "ada@example.com", "password": PASSWORD},
    "POST /v1/me/proof": {"password": PASSWORD},
    "PUT /v1/me/email": {"email": "ada.b@example.com", "password": PASSWORD},
    "PUT /v1/me/password": {"currentPassword": PASSWORD, "password": PASSWORD},
    "PUT /v1/checkout/addresses": {
        "email": "ada@example.com",
        "shippingAddress": ADDRESS,
        "billingAddress": ADDRESS,
    },
    "POST /v1/orders/{number}/returns": {
        "lines": [{"sku": "MUG-SAND", "quantity": 1, "reason": "damaged", "note": "A crack."}]
    },
    "POST /v1/auth/oidc/{provider}/callback": {"code": "a code", "state": "a state", "ticket": "a ticket"},
    "PUT /v1/machine/stock": REPORTED,
    "POST /v1/machine/stock/changes": REPORTED,
    "POST /v1/machine/orders/{number}/shipments": {
        "carrier": "UPS",
        "trackingCode": "1Z",
        "lines": [{"sku": "MUG-SAND", "quantity": 1}],
    },
    "PUT /v1/machine/products/{slug}": {
        "name": "Mug",
        "category": "kitchen",
        "variants": [{"sku": "MUG-SAND", "prices": {"us": {"minor": 1_800}, "eu": {"minor": 1_800}}}],
    },
    "POST /v1/machine/prices": {"prices": [{"sku": "MUG-SAND", "market": "us", "minor": 1_900}]},
    "POST /v1/me/addresses": ADDRESS,
    "PUT /v1/me/addresses/{address_id}": ADDRESS,
}
"""Where the example of the document does not say what works here."""


def _body(name: str, operation: Mapping[str, Any], known: Mapping[str, str]) -> Json:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    if name in BODIES:
        return _named(BODIES[name], known, name)
    reference = content["examples"]["example"]["$ref"].rpartition("/")[2]
    return _named(contract().document["components"]["examples"][reference]["value"], known, name)


def _named(value: Json, known: Mapping[str, str], operation: str) -> Json:
    """The same with the names of things that are there, by the names of the fields."""
    if isinstance(value, list):
        return [_named(one, known, operation) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: _field(key, one, known, operation) for key, one in value.items()}


def _field(key: str, one: Json, known: Mapping[str, str], operation: str) -> Json:
    found = _known(known, f"{operation} {key}", key)
    return (
        type(one)(found) if found is not None and type(one) in (str, int) else _named(one, known, operation)
    )
