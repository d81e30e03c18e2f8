"""Check 11: every act at every stage, cell by cell."""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.inventory.models import StockItem, StockMove
from core.orders import services as orders
from core.orders.edits import edit_order, send_elsewhere
from core.orders.entries import MoneyEntry
from core.orders.errors import OrderNotFound, WrongOrderState
from core.orders.models import Order
from core.orders.refunds import grant_refund
from core.orders.states import DONE, OPEN_TO, Act, FulfilmentStatus, PaymentStatus, Stage, payment_status_of
from core.payments.models import Payment
from core.returns.services import Wish, ask_return
from core.shipping.models import Shipment
from core.shipping.services import note_delivered
from tests import builders as a

LOCATIONS = ["reno", "rotterdam"]
DOCS = Path(__file__).parents[3] / "docs" / "orders.md"

REACHED: dict[Stage, Callable[..., Order]] = {
    Stage.AWAITING_PAYMENT: a.placed_order,
    Stage.PAID: a.paid_order,
    Stage.PARTLY_SHIPPED: a.partly_shipped_order,
    Stage.SHIPPED: a.shipped_order,
    Stage.DELIVERED: a.delivered_order,
    Stage.CANCELLED: a.cancelled_order,
}


def _paid(number: str) -> None:
    orders.mark_paid(number, locations=LOCATIONS)


def _shipped(number: str) -> None:
    orders.mark_shipped(number, actor=a.STAFF)


def _delivered(number: str) -> None:
    note_delivered(number, 1, actor=a.STAFF)


def _cancelled(number: str) -> None:
    orders.cancel_order(number, actor=a.STAFF, reason="No reason.")


def _edited(number: str) -> None:
    edit_order(number, {"MUG": 1}, actor=a.STAFF, reason="No reason.")


def _readdressed(number: str) -> None:
    send_elsewhere(number, a.address(line1="2 Quay Street"), actor=a.STAFF)


def _refunded(number: str) -> None:
    grant_refund(number, minor=100, actor=a.STAFF, reason="No reason.")


def _returned(number: str) -> None:
    ask_return(number, [Wish("MUG", 1, "damaged")], actor=a.STAFF)


DOES: dict[Act, Callable[[str], None]] = {
    Act.PAY: _paid,
    Act.SHIP: _shipped,
    Act.DELIVER: _delivered,
    Act.CANCEL: _cancelled,
    Act.EDIT: _edited,
    Act.READDRESS: _readdressed,
    Act.REFUND: _refunded,
    Act.RETURN: _returned,
}
AFTER = {
    Act.PAY: Stage.PAID,
    Act.SHIP: Stage.SHIPPED,
    Act.DELIVER: Stage.DELIVERED,
    Act.CANCEL: Stage.CANCELLED,
}
CELLS = list(product(REACHED, DOES))
OPEN = [(stage, act) for stage, act in CELLS if stage in OPEN_TO[act]]
HARMLESS = [(stage, act) for stage, act in CELLS if stage in DONE.get(act, ())]
ILLEGAL = [cell for cell in CELLS if cell not in OPEN and cell not in HARMLESS]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every document that an order's move could touch."""
    kinds = (Order, StockItem, StockMove, Payment, AuditRecord, MoneyEntry, Shipment)
    return {kind.__name__: list(kind._get_collection().find().sort("_id")) for kind in kinds} | {
        "announced": [{"name": name, **payload} for name, payload in a.announced()]
    }


def test_the_table_knows_every_stage_and_every_act() -> None:
    assert set(REACHED) == set(Stage)
    assert set(OPEN_TO) == set(Act)
    assert all(not OPEN_TO[act] & done for act, done in DONE.items())


def test_the_table_is_the_one_that_the_docs_show() -> None:
    shown = {}
    for row in re.findall(r"^\| (\w+) \|(.*)\|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE):
        if row[0].upper() in Act.__members__:
            shown[Act[row[0].upper()]] = [cell.strip() for cell in row[1].split("|")]

    for act in Act:
        words = ["yes" if at in OPEN_TO[act] else "done" if at in DONE.get(act, ()) else "" for at in Stage]
        assert shown[act] == words, act


@pytest.mark.parametrize(("stage", "act"), OPEN)
def test_what_is_open_is_done(stage: Stage, act: Act, shop: Shop) -> None:
    order = REACHED[stage](shop, {"MUG": 2})
    assert order.stage is stage
    DOES[act](order.number)

    partly = stage is Stage.PARTLY_SHIPPED and act is Act.DELIVER
    if stage is Stage.PARTLY_SHIPPED and act is Act.EDIT:
        assert a.order(order.number).stage is Stage.SHIPPED, "the piece that was still to leave is off"
    else:
        assert a.order(order.number).stage is (stage if partly else AFTER.get(act, stage))


@pytest.mark.parametrize(("stage", "act"), ILLEGAL)
def test_an_illegal_act_is_refused_and_changes_nothing(stage: Stage, act: Act, shop: Shop) -> None:
    order = REACHED[stage](shop, {"MUG": 2})
    before = everything()

    with pytest.raises(WrongOrderState) as refusal:
        DOES[act](order.number)
    assert refusal.value.extra == {"number": order.number, "orderStatus": order.status}
    assert everything() == before


@pytest.mark.parametrize(("stage", "act"), HARMLESS)
def test_asked_for_again_nothing_happens(stage: Stage, act: Act, shop: Shop) -> None:
    order = REACHED[stage](shop, {"MUG": 2})
    before = everything()
    DOES[act](order.number)

    after = everything()
    for known in (*before["Order"], *after["Order"]):
        known.pop("revision")
    assert after == before


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("act", DOES)
def test_an_order_that_is_not_there_is_not_found(act: Act) -> None:
    with pytest.raises(OrderNotFound):
        DOES[act]("Q-0000-0000-00")


@pytest.mark.parametrize(
    ("sums", "status"),
    [
        ({}, PaymentStatus.UNPAID),
        ({"held": 100}, PaymentStatus.AUTHORISED),
        ({"captured": 40}, PaymentStatus.PARTIALLY_PAID),
        ({"captured": 100}, PaymentStatus.PAID),
        ({"captured": 100, "refunded": 1}, PaymentStatus.PARTIALLY_REFUNDED),
        ({"captured": 100, "refunded": 100}, PaymentStatus.REFUNDED),
    ],
)
def test_how_the_money_stands_follows_from_the_ledger(sums: dict[str, int], status: str) -> None:
    assert payment_status_of(**{"due": 100, "held": 0, "captured": 0, "refunded": 0, **sums}) == status


def test_the_three_statuses_of_an_order_on_its_way(shop: Shop) -> None:
    order = a.placed_order(shop, {"MUG": 2})
    seen = [(order.status, order.payment_status, order.fulfilment_status)]
    for step, sku in ((a.partly_shipped_order, "POT"), (a.delivered_order, "JUG")):
        order = step(shop, {sku: 2})
        seen.append((order.status, order.payment_status, order.fulfilment_status))

    assert seen == [
        ("awaiting_payment", PaymentStatus.UNPAID, FulfilmentStatus.UNFULFILLED),
        ("paid", PaymentStatus.PAID, FulfilmentStatus.PARTIALLY_SHIPPED),
        ("shipped", PaymentStatus.PAID, FulfilmentStatus.DELIVERED),
    ]
