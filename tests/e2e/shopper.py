"""Somebody who shops through the BFF, as a Next.js storefront would on their behalf."""

import uuid
from typing import Any

import requests

from tests.holding import hold

SECONDS = 15
ADDRESS = {
    "name": "Ida Lund",
    "line1": "4 Harbour Street",
    "city": "Portland",
    "region": "OR",
    "postalCode": "97201",
    "country": "US",
}


class Shopper:
    """Holds a cart token or an access token, and asks the BFF."""

    def __init__(self, bff: str) -> None:
        self.bff = bff
        self.http = requests.Session()
        self.http.hooks["response"].append(hold)
        self.cart_token: str | None = None
        self.access_token: str | None = None

    def page(self, path: str, **query: str) -> dict[str, Any]:
        answer = self.http.get(
            f"{self.bff}/v1/pages/{path}", params=query, headers=self._headers(), timeout=SECONDS
        )
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> requests.Response:
        return self.http.request(
            method, f"{self.bff}{path}", json=body, headers={**self._headers(), **headers}, timeout=SECONDS
        )

    def do(self, method: str, path: str, body: Any = None, **headers: str) -> dict[str, Any]:
        """A write that must work, under a key of its own."""
        answer = self.ask(method, path, body, **{"Idempotency-Key": str(uuid.uuid4()), **headers})
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        found: dict[str, Any] = answer.json()
        return found

    def fill_cart(self, *skus: str, market: str = "us") -> dict[str, Any]:
        self.cart_token = self.do("POST", "/v1/cart", {"market": market})["token"]
        return self.do("POST", "/v1/cart/lines", {"lines": [{"sku": sku, "quantity": 1} for sku in skus]})

    def give_address(self, email: str = "ida@example.com") -> dict[str, Any]:
        return self.do("PUT", "/v1/checkout/addresses", {"email": email, "shippingAddress": ADDRESS})

    def pick_delivery(self) -> dict[str, Any]:
        options = self.do("GET", "/v1/checkout")["deliveryOptions"]
        return self.do("PUT", "/v1/checkout/delivery", {"delivery": options[0]["code"]})

    def start_payment(self, provider: str) -> dict[str, Any]:
        return self.do("POST", "/v1/checkout/payment", {"provider": provider})

    def place(self) -> dict[str, Any]:
        order: dict[str, Any] = self.do("POST", "/v1/checkout/place")["order"]
        return order

    def order(self, number: str) -> dict[str, Any]:
        return self.do("GET", f"/v1/orders/{number}")

    def check_out(self, provider: str, *skus: str) -> dict[str, Any]:
        """Everything up to the order; the payment is started and not made."""
        self.fill_cart(*skus)
        self.give_address()
        self.pick_delivery()
        self.start_payment(provider)
        return self.place()

    def _headers(self) -> dict[str, str]:
        headers = {"X-Cart-Token": self.cart_token} if self.cart_token else {}
        return {**headers, **({"Authorization": f"Bearer {self.access_token}"} if self.access_token else {})}
