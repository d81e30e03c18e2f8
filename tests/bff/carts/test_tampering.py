"""Check 7: whatever a client adds to what it may say, the total is what the catalogue and the rules say."""

import json
from typing import Any

import pytest

from core.checkout.invariants import violations
from tests import builders as a
from tests.bff.asker import Asker

LINES, CART = "/v1/cart/lines", "/v1/cart"
TOTAL = 2 * 1_800 + 252
NAMES = [
    *(
        "price",
        "unitPrice",
        "unitMinor",
        "total",
        "totals",
        "subtotal",
        "currency",
        "discount",
        "discounts",
        "tax",
    ),
    *(
        "taxIncluded",
        "taxExempt",
        "stripePriceId",
        "compareAtPrice",
        "seenMinor",
        "group",
        "tenders",
        "toPay",
    ),
]
QUANTITIES = [
    "-1",
    "0.5",
    "1e9",
    "1.5",
    "true",
    '"1"',
    "NaN",
    "1e309",
    "null",
    "[]",
    "{}",
    "-0.0",
    "100",
    '"1e2"',
]


@pytest.fixture
def shopper(shop: Any, asker: Asker) -> Asker:
    a.markets()
    for number in range(19):
        a.goods(f"POT-{number}", price=100 + number, available=9)
    a.goods("MUG", price=1_800, available=9)
    asker.open_cart(MUG=2)
    return asker


def total(shopper: Asker) -> int:
    return int(shopper.get(CART).get_json()["totals"]["total"]["minor"])


def sent(shopper: Asker, method: str, path: str, raw: str) -> int:
    headers = {"X-Cart-Token": str(shopper.cart), "Idempotency-Key": f"key-of-{hash(raw)}-{path}"}
    answer = shopper.client.open(
        path, method=method, data=raw, content_type="application/json", headers=headers
    )
    return int(answer.status_code)


def tampered() -> list[tuple[str, str, str]]:
    """Sixty-odd requests that say more, or other, than a client may."""
    found = []
    for name in NAMES:
        found.append(("POST", LINES, json.dumps({"lines": [{"sku": "MUG", "quantity": 2, name: 1}]})))
        found.append(("PATCH", CART, json.dumps({name: {"minor": 1}})))
        found.append(("POST", "/v1/checkout/payment", json.dumps({"provider": "stripe", name: 1})))
    found += [("POST", LINES, f'{{"lines":[{{"sku":"MUG","quantity":{one}}}]}}') for one in QUANTITIES]
    found.append(("PUT", "/v1/checkout/delivery", '{"delivery":"eu-express"}'))
    found.append(("PUT", "/v1/checkout/delivery", '{"delivery":"us-standard","price":0}'))
    return found


def test_no_tampering_changes_what_a_cart_costs(shopper: Asker) -> None:
    tried = tampered()
    seen = [(400 <= sent(shopper, *one) < 500, total(shopper)) for one in tried]

    assert len(tried) >= 60
    assert [(one, what) for one, what in zip(tried, seen, strict=True) if what != (True, TOTAL)] == []
    assert violations() == []
