"""A form that moves stock or money does so once, however often it is sent."""

import pytest

from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.idempotency.models import KeptAnswer
from core.inventory.models import StockItem
from core.inventory.proof import imbalances
from core.inventory.transfers import Transfer
from core.orders.changes import OrderChange
from core.shipping.models import Shipment
from core.tenders.models import TenderAccount
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.once import send_twice

SENT = {"sku": "MUG-SAND", "source": "reno", "target": "rotterdam", "quantity": "5"}


def test_goods_are_sent_once(owner: Browser) -> None:
    a.markets()
    a.goods("MUG-SAND", available=20)
    again = owner.follow(send_twice(owner, "/transfers/send", "/transfers/send", SENT))

    assert "This form was sent before" in again.text
    assert f"{Transfer.objects.get().number} Under way" in again.text, "it leads to the one that there is"
    assert StockItem.objects.get().available == 15
    assert not imbalances()


def test_a_form_that_was_changed_after_going_back_is_another_one(owner: Browser) -> None:
    a.markets()
    a.goods("MUG-SAND", available=20)
    key = str(owner.see("/transfers/send").value_of("key"))
    for quantity in ("5", "6"):
        owner.send("/transfers/send", key=key, **{**SENT, "quantity": quantity})

    assert StockItem.objects.get().available == 9


def test_a_gift_card_is_issued_once_and_its_one_code_is_shown(owner: Browser) -> None:
    a.markets()
    key = str(owner.see("/gift_cards/issue").value_of("key"))
    first, again = (
        owner.send("/gift_cards/issue", key=key, amount="25.00 USD", currency="USD", reason="A prize.")
        for _ in range(2)
    )

    card = TenderAccount.objects.get()
    assert all(f"-{card.ending}</p>" in page.text for page in (first, again))
    assert "This form was sent before" in again.text
    assert AuditRecord.objects(action="issue_gift_card").count() == 1
    code = first.text.partition(f"-{card.ending}</p>")[0][-14:]
    assert code.encode() not in KeptAnswer.objects.get().body, "what is kept is sealed with the form's key"


def test_money_goes_back_once(shop: Shop, owner: Browser) -> None:
    order = a.shipped_order(shop, {"MUG-SAND": 3})
    path = f"/orders/{order.number}"
    given = {"amount": "1.50 USD", "reason": "Late."}
    again = owner.follow(send_twice(owner, path, f"{path}/refund", given, of="refund-key"))

    assert "This form was sent before" in again.text
    assert [change.minor for change in OrderChange.objects] == [-150]


def test_a_part_leaves_once(shop: Shop, owner: Browser) -> None:
    order = a.paid_order(shop, {"MUG-SAND": 3})
    path = f"/orders/{order.number}"
    send_twice(owner, path, f"{path}/ship", {"carrier": "DHL", "pieces-0": "1"}, of="ship-key")

    assert [shipment.quantities for shipment in Shipment.objects] == [{"MUG-SAND": 1}]


def test_pieces_come_off_once(shop: Shop, owner: Browser) -> None:
    order = a.paid_order(shop, {"MUG-SAND": 3})
    path = f"/orders/{order.number}"
    given = {"pieces-0": "2", "reason": "They rang."}
    again = owner.follow(send_twice(owner, path, f"{path}/edit", given, of="edit-key"))

    assert "This form was sent before" in again.text
    assert OrderChange.objects.count() == 1


@pytest.mark.parametrize("key", ["short", "x" * 256])
def test_a_key_that_is_none_is_refused_and_nothing_is_done(key: str, owner: Browser) -> None:
    a.markets()
    a.goods("MUG-SAND", available=20)

    assert owner.send("/transfers/send", key=key, **SENT).status_code == 422
    assert Transfer.objects.first() is None


def test_what_was_refused_can_be_sent_again(owner: Browser) -> None:
    a.markets()
    a.goods("MUG-SAND", available=2)
    key = str(owner.see("/transfers/send").value_of("key"))
    assert owner.send("/transfers/send", key=key, **SENT).status_code == 422
    a.stock("MUG-SAND", 9)
    owner.send("/transfers/send", key=key, **SENT)

    assert Transfer.objects.count() == 1
