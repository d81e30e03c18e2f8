"""Examples of every body in the document, put together from examples of single fields: each fits its schema.

A field's own `example` comes first, then what fields of that name hold everywhere in the shop, then its first choice.
"""

from collections.abc import Mapping
from typing import Any

from apispec import APISpec

Schema = Mapping[str, Any]

REFERENCE = "#/components/schemas/"
DAY, LATER = "2026-11-27T09:30:00Z", "2026-12-27T09:30:00Z"
LETTERS = "sVb8Qm2kXr5tLw0nYc7d"

NAMED: Mapping[str, Any] = {
    # who and where
    "email": "ada@example.com",
    "password": "correct horse battery",  # pragma: allowlist secret
    "currentPassword": "an older horse battery",  # pragma: allowlist secret
    "Address.name": "Ada Byron",
    "BookAddress.name": "Ada Byron",
    "Customer.name": "Ada Byron",
    "Profile.name": "Ada Byron",
    "Register.name": "Ada Byron",
    "company": "Analytical Engines",
    "line1": "1 Quay Street",
    "line2": "Floor 2",
    "city": "Reno",
    "region": "NV",
    "postalCode": "89501",
    "postalCodeExamples": ["89501"],
    "country": "US",
    "countries": ["US"],
    "phone": "+1 775 555 0100",
    "market": "us",
    "locale": "en-US",
    "locales": ["en-US"],
    "currency": "USD",
    # names of things
    "name": "Harbour Mug",
    "DeliveryOption.name": "Standard",
    "Discount.name": "Welcome",
    "WishListName.name": "Kitchen",
    "code": "WELCOME10",
    "DeliveryOption.code": "us-standard",
    "Market.code": "us",
    "promotion": "welcome",
    "discountCode": "WELCOME10",
    "changed": ["HARBOUR-MUG-SAND"],
    "id": "5f0c2a7e9b41",  # pragma: allowlist secret
    "sku": "HARBOUR-MUG-SAND",
    "skus": ["HARBOUR-MUG-SAND"],
    "slug": "harbour-mug",
    "handle": "harbour-mug",
    "path": "/product/harbour-mug",
    "canonicalPath": "/product/harbour-mug",
    "number": "Q-7K3M-9XWA-2C",
    "orderNumber": "Q-7K3M-9XWA-2C",
    "paymentId": "P-7K3M-9XWA-2C",
    "image": "https://images.example/mug.jpg",
    "url": "https://images.example/mug.jpg",
    "token": LETTERS,
    "refreshToken": LETTERS,
    "accessToken": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl",  # pragma: allowlist secret
    "clientSecret": "pi_3Example_secret_example",  # pragma: allowlist secret
    "publishableKey": "pk_test_example",
    "provider": "stripe",
    "providers": ["stripe"],
    "delivery": "us-standard",
    "codes": ["WELCOME10"],
    "addGiftCards": ["GIFT-7K3M-9XWA"],
    "removeGiftCards": ["5f0c2a7e9b41"],  # pragma: allowlist secret
    "carrier": "UPS",
    # of machines
    "keyId": "key_7Kq2LmX9aB",
    "scopes": ["stock:write"],
    "Machine.name": "erp",
    "reference": "ASN-2041",
    "location": "reno",
    "pieces": 12,
    "Goods.category": "mugs",
    "from": DAY,
    "trackingCode": "1Z999AA10123456784",
    # words
    "title": "Harbour Mug",
    "description": "A mug for every harbour.",
    "detail": "What is wrong, in a sentence.",
    "field": "lines.0.quantity",
    "note": "Happy birthday!",
    "device": "Mozilla/5.0",
    "brand": "Quayside",
    "category": "mugs",
    "robots": "index,follow",
    "what": "placed",
    "reason": "damaged",
    "query": "mug",
    "queries": ["mug"],
    "tags": ["product:harbour-mug"],
    # times
    "at": DAY,
    "addedAt": DAY,
    "askedAt": DAY,
    "builtAt": DAY,
    "createdAt": DAY,
    "deliveredAt": LATER,
    "endsAt": LATER,
    "issuedAt": DAY,
    "lastModified": DAY,
    "lastUsedAt": DAY,
    "placedAt": DAY,
    "publishedAt": DAY,
    "shippedAt": DAY,
    "shipsFrom": LATER,
    "startedAt": DAY,
    "until": LATER,
    "updatedAt": DAY,
    # numbers
    "expMonth": 12,
    "expYear": 2029,
    "last4": "4242",
    "ending": "4242",
    "expiresIn": 600,
    "expectedTotalMinor": 1299,
    "weightGrams": 350,
    "status": 301,
    "strictStatus": 308,
    "x": 0.5,
    "y": 0.5,
}
"""By the name of the field, or of shape and field; where the type is another one, the value is not taken."""
PLAIN: Mapping[str, Any] = {"string": "text", "integer": 1, "number": 0.5, "boolean": True, "object": {}}
TYPES: Mapping[str, Any] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
}


class Examples:
    """Adds the example of each shape once to the components, and refers to it wherever the shape is."""

    def __init__(self, spec: APISpec) -> None:
        self._spec = spec

    def add_to(self, operation: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
        """Say in an operation what its request and its answers look like."""
        for part in (operation.get("requestBody", {}), *answers.values()):
            content = part.get("content", {}).get("application/json", {})
            reference = content.get("schema", {}).get("$ref")
            if reference:
                content["examples"] = {"example": self._example(reference.removeprefix(REFERENCE))}

    def _example(self, name: str) -> dict[str, str]:
        if name not in self._spec.components.examples:
            value = self._of({"$ref": REFERENCE + name}, "", ())
            self._spec.components.example(name, {"value": value})
        return {"$ref": f"#/components/examples/{name}"}

    def _of(self, schema: Schema, name: str, inside: tuple[str, ...]) -> Any:
        """An example of *schema*, of a field of that name, in shapes that are named by where one is *inside*."""
        if "$ref" in schema:
            shape = schema["$ref"].removeprefix(REFERENCE)
            return self._of(self._spec.components.schemas[shape], name, (*inside, shape))
        if "anyOf" in schema:
            return self._chosen(schema["anyOf"], name, inside)
        own = f"{inside[-1]}.{name}" if inside else name
        for said in (schema.get("example"), NAMED.get(own), NAMED.get(name), schema.get("default")):
            if said is not None and _fits(said, schema):
                return said
        return schema["enum"][0] if schema.get("enum") else self._built(schema, name, inside)

    def _chosen(self, shapes: list[Schema], name: str, inside: tuple[str, ...]) -> Any:
        """A shape that holds itself ends at null."""
        first = next(one for one in shapes if one.get("type") != "null")
        loops = first.get("$ref", "").removeprefix(REFERENCE) in inside
        return None if loops else self._of(first, name, inside)

    def _built(self, schema: Schema, name: str, inside: tuple[str, ...]) -> Any:
        kind = _kind(schema)
        if kind == "object" and "properties" in schema:
            return {key: self._of(one, key, inside) for key, one in schema["properties"].items()}
        if kind == "array":
            item = schema.get("items", {})
            loops = item.get("$ref", "").removeprefix(REFERENCE) in inside
            return [] if loops else [self._of(item, name, inside)]
        return max(PLAIN[kind], schema.get("minimum", 1)) if kind == "integer" else PLAIN[kind]


def _kind(schema: Schema) -> str:
    kinds = schema.get("type", "object")
    named: str = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    return named


def _fits(value: Any, schema: Schema) -> bool:
    """Whether a value from another place is one for this field: its type, its choices, and its items' type."""
    kind = _kind(schema)
    if isinstance(value, bool) or not isinstance(value, TYPES.get(kind, ())):
        return isinstance(value, bool) and kind == "boolean"
    if schema.get("enum"):
        return value in schema["enum"]
    if kind == "array":
        item = schema["items"]
        return "$ref" not in item and all(_fits(one, item) for one in value)
    return kind != "object" or "properties" not in schema
