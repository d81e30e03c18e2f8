"""A storefront that asks the BFF, for one shopper."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import builders as a

ADDRESS = {
    "name": "Ada Byron",
    "line1": "1 Quay Street",
    "city": "Reno",
    "region": "NV",
    "postalCode": "89501",
    "country": "US",
}


@dataclass
class Asker:
    """Sends the tokens it holds with every request."""

    client: FlaskClient
    cart: str | None = None
    access: str | None = None

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """One request; *body* goes as JSON, header names are given with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(path, method=method, json=body, headers={**self._tokens(), **sent})

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.ask("GET", path, **headers)

    def do(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """A write that must work, under a new key."""
        answer = self.ask(method, path, body, Idempotency_Key=str(uuid.uuid4()))
        assert answer.status_code < 300, answer.text
        found: dict[str, Any] = answer.get_json() or {}
        return found

    def open_cart(self, **quantities: int) -> dict[str, Any]:
        lines = [{"sku": sku.replace("_", "-"), "quantity": number} for sku, number in quantities.items()]
        opened = self.do("POST", "/v1/cart", {"market": "us", "lines": lines})
        self.cart = opened["token"]
        return opened

    def ready_cart(self, **quantities: int) -> dict[str, Any]:
        """A cart that lacks nothing but the payment."""
        self.open_cart(**quantities)
        self.do("PUT", "/v1/checkout/addresses", {"email": "ada@example.com", "shippingAddress": ADDRESS})
        return self.do("PUT", "/v1/checkout/delivery", {"delivery": "us-standard"})

    def pay(self, provider: str = "manual") -> dict[str, Any]:
        return self.do("POST", "/v1/checkout/payment", {"provider": provider})

    def place(self) -> dict[str, Any]:
        order: dict[str, Any] = self.do("POST", "/v1/checkout/place")["order"]
        return order

    def register(self, email: str = "ada@example.com") -> dict[str, Any]:
        """Have an account from now on, and sign in."""
        a.customer(email)
        signed_in = self.do("POST", "/v1/auth/login", {"email": email, "password": a.PASSWORD})
        self.access = signed_in["accessToken"]
        return signed_in

    def _tokens(self) -> dict[str, str]:
        cart = {"X-Cart-Token": self.cart} if self.cart else {}
        return {**cart, **({"Authorization": f"Bearer {self.access}"} if self.access else {})}


def fields_of(answer: TestResponse) -> list[str]:
    """The fields that a problem names."""
    return [fault["field"] for fault in answer.get_json()["errors"]]
