"""What somebody gets who asks what the shop knows of them: all of it, readable, and nobody else's."""

import base64
import json
import time
from dataclasses import replace
from typing import Any

import pytest

from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.customers.models import Customer
from core.orders.models import Order
from core.privacy.errors import NobodyKnown
from core.privacy.export import as_json, export_of
from core.privacy.holdings import HOLDINGS
from core.privacy.models import digest_of
from jobs.context import work_for
from tests import builders as a
from tests.core.privacy.lives import BARNABY, ZENOBIA, goods, lived
from tests.fakes import FakeQueue, FakeVault

MANY = 1_000
LONGEST_SECONDS = 60


@pytest.fixture
def vault(shop: Shop) -> FakeVault:
    known = FakeVault()
    work_for(replace(shop, vault=known))
    goods()
    return known


def exported(email: str, vault: FakeVault) -> Any:
    return json.loads(as_json(export_of(email, vault, actor=a.STAFF)))


def test_is_whole_against_the_map(shop: Shop, queue: FakeQueue, vault: FakeVault) -> None:
    lived(ZENOBIA, shop, queue, vault)
    told = exported(ZENOBIA.email.upper(), vault)

    assert set(told["records"]) == {holding.name for holding in HOLDINGS}
    empty = {name for name, record in told["records"].items() if not record["documents"]}
    assert empty <= {"refresh_tokens", "order_links", "promotion_uses", "cart_owners", "tender_accounts"}
    assert all(record["why"] and record["kept"] for record in told["records"].values())
    assert told["cards"] == [{"brand": "visa", "last4": "4242"}]
    orders = told["records"]["orders"]["documents"]
    assert {order["number"] for order in orders} == set(Order.objects.scalar("number"))
    assert orders[0]["shipping_address"]["line1"] == ZENOBIA.street
    assert orders[0]["placed_at"].endswith("Z")
    (account,) = told["records"]["customers"]["documents"]
    assert (account["name"], account["addresses"][0]["phone"]) == (ZENOBIA.name, ZENOBIA.phone)
    assert base64.b64decode(told["records"]["invoices"]["documents"][0]["pdf"]).startswith(b"%PDF")


def test_holds_no_secret_and_nothing_of_anybody_else(shop: Shop, queue: FakeQueue, vault: FakeVault) -> None:
    customer = lived(ZENOBIA, shop, queue, vault)
    lived(BARNABY, shop, queue, vault)
    text = as_json(export_of(ZENOBIA.email, vault, actor=a.STAFF)).decode()

    assert [trace for trace in BARNABY.traces if trace in text] == []
    assert str(Customer.objects(id=customer.id).get().password) not in text
    assert "argon2" not in text
    assert "digest" not in text


def test_that_it_was_handed_out_is_recorded(vault: FakeVault) -> None:
    a.customer(ZENOBIA.email)
    exported(ZENOBIA.email, vault)

    (record,) = AuditRecord.objects(action="export_person")
    assert (record.actor, record.target) == (a.STAFF, f"person:{digest_of(ZENOBIA.email)}")


def test_of_nobody_there_is_none(vault: FakeVault) -> None:
    with pytest.raises(NobodyKnown):
        exported("nobody@example.com", vault)


def test_of_a_thousand_orders_takes_less_than_a_minute(shop: Shop, vault: FakeVault) -> None:
    customer = a.customer(ZENOBIA.email)
    order = a.delivered_order(shop, {"MUG": 1}, customer_id=customer.id, email=ZENOBIA.email)
    copy_order(order, MANY - 1)
    seen: list[int] = []
    begun = time.monotonic()

    found = as_json(export_of(ZENOBIA.email, vault, actor=a.STAFF, on=seen.append))

    assert time.monotonic() - begun < LONGEST_SECONDS
    assert len(json.loads(found)["records"]["orders"]["documents"]) == MANY
    assert sum(seen) >= MANY


def copy_order(order: Order, times: int) -> None:
    """The same order so many times more, each with a payment and a cart of its own."""
    row = Order._get_collection().find_one({"number": order.number})
    assert row is not None
    del row["_id"]
    row.pop("sequence", None)
    others = [
        {**row, **{name: f"{row[name]}-{n}" for name in ("number", "cart_id", "payment_id")}}
        for n in range(times)
    ]
    Order._get_collection().insert_many(others)
