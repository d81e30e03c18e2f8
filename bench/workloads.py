"""The units of work that are measured, as a storefront asks for them."""

import json
import uuid
from http.client import HTTPConnection
from typing import Any

PRODUCTS = 1_000
ADDRESS = {"name": "B", "line1": "1 Pier", "city": "Portland", "postalCode": "97201", "country": "US"}


def product(number: int) -> str:
    return f"/v1/pages/product/seed-1-{number % PRODUCTS}?market=us"


def category(number: int) -> str:
    return f"/v1/pages/category/hall-{number % 4}/shelf-{number % 20}?market=us"


def cart(connection: HTTPConnection, number: int, products: int = PRODUCTS) -> None:
    """Create a cart, add a line, read it back."""
    token = ask(connection, "POST", "/v1/cart", {"market": "us"})["token"]
    ask(connection, "POST", "/v1/cart/lines", {"lines": [_line(number, products)]}, token)
    read = ask(connection, "GET", "/v1/cart", None, token)
    if read["totalQuantity"] != 1:
        raise RuntimeError(f"the cart holds {read['totalQuantity']}")


def checkout(connection: HTTPConnection, number: int) -> None:
    """A cart with two lines, address, delivery, payment, a placed order."""
    lines = [_line(number), _line(number + 7)]
    token = ask(connection, "POST", "/v1/cart", {"market": "us", "lines": lines})["token"]
    addresses = {"email": "bench@example.com", "shippingAddress": ADDRESS}
    stand = ask(connection, "PUT", "/v1/checkout/addresses", addresses, token)
    choice = {"delivery": stand["deliveryOptions"][0]["code"]}
    ask(connection, "PUT", "/v1/checkout/delivery", choice, token)
    ask(connection, "POST", "/v1/checkout/payment", {"provider": "manual"}, token)
    ask(connection, "POST", "/v1/checkout/place", None, token)


def _line(number: int, products: int = PRODUCTS) -> dict[str, Any]:
    return {"sku": f"SEED-1-{number % products}-{'SML'[number % 3]}", "quantity": 1}


def ask(connection: HTTPConnection, method: str, path: str, body: Any, token: str | None = None) -> Any:
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
    if token:
        headers["X-Cart-Token"] = token
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status not in (200, 201):
        raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]!r}")
    return json.loads(text)
