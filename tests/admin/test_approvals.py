"""What takes two people, at the console: asked for, shown, approved by another, and named everywhere."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from core.approvals.models import Approval
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.inventory.queries import stock_of
from core.orders.ledger import balance_in, balance_of
from core.orders.models import Order
from core.returns.models import Return
from core.returns.services import receive_return
from core.staff.standing import bind, deactivate
from core.tenders.models import TenderAccount
from core.tenders.queries import gift_card_of
from tests import builders as a
from tests.admin.browser import Browser, Seen
from tests.admin.conftest import seated
from tests.admin.furnished import Furniture, commands
from tests.admin.test_access import FIELDS, NEEDS
from tests.admin.test_second_factor import fill_in
from tests.conftest import Resettle
from tests.fakes import FakeGateway, FakeQueue
from tests.lines import lines_of

ADA, BEA = "owner@quayside.example", "bea@quayside.example"
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}")
GIVES = {
    "orders.refund": {"amount": "1.00", "reason": "Late."},
    "orders.cancel": {"reason": "They rang."},
    "orders.edit": {"pieces-0": "1", "reason": "They rang."},
    "orders.inspect": {"restock-MUG-SAND": "1", "refund-MUG-SAND": "1"},
    "customers.credit": {"amount": "5.00", "currency": "USD", "reason": "Late."},
    "gift_cards.issue": {"amount": "5.00", "currency": "USD", "reason": "A prize."},
    "gift_cards.replace": {"reason": "Nobody has seen its code."},
}
"""Every command that gives money away. One that is new belongs here, and in `core.approvals.wishes`."""


@pytest.fixture
def bounded(database: object, resettle: Resettle) -> None:
    resettle(staff_alone="USD:1000/2500")


@pytest.fixture
def ada(app: Flask, bounded: None) -> Browser:
    return seated(app, "owner")


@pytest.fixture
def second(app: Flask, bounded: None, steady: None) -> tuple[Browser, Callable[[], str]]:
    """Another owner, in with their second factor, and what their app shows."""
    a.staff_member(BEA, "owner")
    secret, recovery = a.second_factor(BEA)
    browser = Browser(app.test_client())
    browser.sign_in(BEA)
    fill_in(browser, "/sign-in/code", code=recovery[0])
    return browser, lambda: a.code_of(secret)


@pytest.fixture
def bea(second: tuple[Browser, Callable[[], str]]) -> Browser:
    return second[0]


@pytest.fixture
def order(plenty: None, shop: Shop) -> Order:
    return a.shipped_order(shop, {"MUG-SAND": 3})


def refunded(browser: Browser, order: Order, amount: str = "30.00") -> Seen:
    return browser.follow(browser.send(f"/orders/{order.number}/refund", amount=amount, reason="Scratched."))


def test_more_than_one_may_give_alone_waits_and_is_shown_to_both(
    ada: Browser, bea: Browser, order: Order
) -> None:
    page = refunded(ada, order)
    path = f"/approvals/{Approval.objects.get().id}"

    assert "it waits for a second person, under Approvals" in page.text
    assert f"Waits for a second person $30.00 · Scratched. Refund, asked by {ADA}" in page.text
    assert path in page.links()
    assert balance_of(order.number).owed_back == 0
    mine, hers = ada.see(path), bea.see(path)
    for said in ("Give money back: $30.00", f"Asked by {ADA}", order.number, "Why Scratched.", "Waiting"):
        assert said in hers.text, said
    assert {f"{path}/approved", f"{path}/declined"} <= {*hers.forms()}
    assert f"{path}/withdrawn" in mine.forms()
    assert not {f"{path}/approved", f"{path}/declined"} & {*mine.forms()}
    assert "Approvals They take a second person 1" in bea.see("/").text
    for chosen in ({}, {"state": "asked"}, {"text": order.number}, {"text": ADA}):
        page = bea.find("/approvals/", **chosen)
        assert f"Give money back {order.number} $30.00 {ADA} Scratched." in page.text
    for chosen in ({"state": "done"}, {"state": "expired"}, {"text": "Q-0"}):
        assert order.number not in bea.find("/approvals/", **chosen).text, chosen


def test_another_approves_with_a_code_and_it_is_done_once(
    ada: Browser,
    second: tuple[Browser, Callable[[], str]],
    order: Order,
    gateway: FakeGateway,
    queue: FakeQueue,
) -> None:
    bea, code = second
    refunded(ada, order)
    path = f"/approvals/{Approval.objects.get().id}"
    assert "That code is not good" in bea.follow(bea.send(f"{path}/approved", code="000000")).text
    assert "Code: write the six digits" in bea.follow(bea.send(f"{path}/approved", code="")).text
    assert balance_of(order.number).owed_back == 0
    page = bea.follow(bea.send(f"{path}/approved", code=code()))
    again = bea.follow(bea.send(f"{path}/approved", code=code()))
    a.drain(queue)

    assert "It is approved, and done." in page.text
    assert f"Approved by {BEA}" in page.text
    assert "It does not wait any more" in again.text
    assert gateway.refunded_minor == 3_000
    timeline = ada.see(f"/orders/{order.number}").text
    assert f"Approved by {BEA} {ADA} had asked for it." in timeline
    assert f"Refund granted by {ADA} Scratched." in timeline
    audit = bea.find("/audit/", order.number).text
    assert "Ask approval" in audit
    assert "Approve" in audit
    assert "Approvals They take" not in bea.see("/").text
    assert violations() == []


def test_nobody_approves_their_own_even_with_a_form_of_their_own_making(
    second: tuple[Browser, Callable[[], str]], order: Order
) -> None:
    bea, code = second
    refunded(bea, order)
    path = f"/approvals/{Approval.objects.get().id}"
    page = bea.follow(bea.send(f"{path}/approved", code=code()))

    assert "Somebody else has to decide" in page.text
    assert balance_of(order.number).owed_back == 0


def test_who_is_let_go_while_the_page_is_open_approves_nothing(
    ada: Browser, second: tuple[Browser, Callable[[], str]], order: Order
) -> None:
    bea, code = second
    refunded(ada, order)
    path = f"/approvals/{Approval.objects.get().id}"
    form = bea.see(path).value_of("csrf_token")
    deactivate(BEA)
    bea.client.post(f"{path}/approved", data={"csrf_token": form, "code": code()})

    assert balance_of(order.number).owed_back == 0
    assert Approval.objects.get().waits


def test_it_is_declined_with_a_reason_that_the_asker_reads(ada: Browser, bea: Browser, order: Order) -> None:
    refunded(ada, order)
    path = f"/approvals/{Approval.objects.get().id}"
    assert "Reason: say why." in bea.follow(bea.send(f"{path}/declined", reason="")).text
    bea.send(f"{path}/declined", reason="Ask for a picture.")

    assert "Why not Ask for a picture." in ada.see(path).text
    assert ada.see(path).forms() == ["/sign-out"]
    assert balance_of(order.number).owed_back == 0


def test_a_form_that_is_sent_twice_asks_once_and_says_so_both_times(ada: Browser, order: Order) -> None:
    path = f"/orders/{order.number}"
    key = str(ada.see(path).field_with_id("refund-key"))
    for _ in range(2):
        page = ada.follow(ada.send(f"{path}/refund", key=key, amount="30.00", reason="Scratched."))
        assert "it waits for a second person" in page.text

    assert Approval.objects.count() == 1


def test_small_sums_go_round_it_no_more_than_a_day_holds(ada: Browser, order: Order) -> None:
    for _ in range(4):
        page = refunded(ada, order, "8.00")

    assert balance_of(order.number).owed_back == 2_400
    assert "it waits for a second person" in page.text
    assert Approval.objects.get().minor == 800


def test_a_gift_card_is_issued_by_two_and_whoever_asked_is_told_its_code(
    ada: Browser, second: tuple[Browser, Callable[[], str]]
) -> None:
    bea, code = second
    a.markets()
    page = ada.follow(ada.send("/gift_cards/issue", **{**GIVES["gift_cards.issue"], "amount": "50.00"}))
    path = f"/approvals/{Approval.objects.get().id}"
    assert "Issue a gift card: $50.00" in page.text
    assert TenderAccount.objects.count() == 0
    bea.send(f"{path}/approved", code=code())
    assert f"{path}/code" not in bea.see(path).forms()
    assert "No code yet $50.00" in bea.see("/gift_cards/").text
    stolen = bea.follow(bea.send(f"{path}/code", key="a-key-of-a-form-of-hers"))
    assert "Only who asked for it" in stolen.text
    key = str(ada.see(path).field_with_id("code-key"))
    shown, again = (CODE.findall(ada.send(f"{path}/code", key=key).text) for _ in range(2))

    assert shown == again
    assert gift_card_of(shown[0], "USD").balance_minor == 5_000
    assert "It was told once" in ada.follow(ada.send(f"{path}/code")).text
    assert f"{path}/code" not in ada.see(path).forms()


def test_who_is_bound_to_another_market_neither_sees_nor_decides(
    ada: Browser, app: Flask, order: Order
) -> None:
    refunded(ada, order)
    path = f"/approvals/{Approval.objects.get().id}"
    a.staff_member("eve@quayside.example", "owner")
    bind("eve@quayside.example", ["eu"])
    eve = Browser(app.test_client())
    eve.sign_in("eve@quayside.example")

    assert order.number not in eve.see("/approvals/").text
    assert eve.get(path).status_code == 404
    for act in ("approved", "declined", "withdrawn"):
        assert eve.send(f"{path}/{act}", code="123456", reason="No.").status_code == 404
    assert Approval.objects.get().waits


def test_lines_of_the_log_say_that_it_was_approved_and_name_nobody(
    ada: Browser, second: tuple[Browser, Callable[[], str]], order: Order
) -> None:
    bea, code = second
    with lines_of("admin") as lines:
        refunded(ada, order)
        bea.send(f"/approvals/{Approval.objects.get().id}/approved", code=code())
        told = [line for line in lines() if line["event"] in ("approval_asked", "approved")]

    assert [line["event"] for line in told] == ["approval_asked", "approved"]
    assert told[0]["asker"] == told[0]["member"] == told[1]["asker"] != told[1]["member"]
    assert "quayside.example" not in json.dumps(told)


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        (
            "refund",
            {"pieces-0": "2", "delivery": "1.00", "amount": "0.50"},
            ("MUG-SAND 2 pieces to be paid back", "Of the delivery $1.00", "Any amount $0.50"),
        ),
        ("edit", {"pieces-0": "1"}, ("MUG-SAND 1 piece on the order then",)),
        ("cancel", {}, ("Cancel a paid order: $64.20",)),
    ],
)
def test_every_part_of_what_is_asked_for_is_on_the_page(
    path: str, fields: dict[str, str], said: tuple[str, ...], ada: Browser, plenty: None, shop: Shop
) -> None:
    number = a.paid_order(shop, {"MUG-SAND": 3}).number
    ada.send(f"/orders/{number}/{path}", reason="They rang.", **fields)
    page = ada.see(f"/approvals/{Approval.objects.get().id}").text

    for words in (*said, "Why They rang."):
        assert words in page, words


def test_what_came_back_is_on_the_page_piece_by_piece(ada: Browser, plenty: None, shop: Shop) -> None:
    number = a.returning_order(shop, {"MUG-SAND": 2}).number
    returned = str(Return.objects.get(order_number=number).number)
    receive_return(returned, actor=a.STAFF)
    ada.send(f"/orders/{number}/returns/{returned}/inspect", **GIVES["orders.inspect"])
    page = ada.see(f"/approvals/{Approval.objects.get().id}").text

    assert f"Return {returned}" in page
    assert "MUG-SAND 1 on the shelf, 0 scrapped, 1 paid back" in page


def _given() -> int:
    """All that has gone back or is to, and all that is on cards and credit."""
    orders = [balance_in(order) for order in Order.objects]
    back = sum(one.refunded + one.refunding + one.owed_back for one in orders)
    return back + sum(int(account.balance_minor) for account in TenderAccount.objects)


def test_no_command_of_the_console_gives_money_away_by_one_person_where_nobody_may(
    app: Flask, furniture: Furniture, shop: Shop, resettle: Resettle
) -> None:
    """Every command is sent by an owner, with nothing allowed alone: those that give ask, and none gives."""
    back, order = a.returning_order(shop, {"MUG-SAND": 2}), a.paid_order(shop, {"MUG-SAND": 2})
    returned = str(Return.objects.get(order_number=back.number).number)
    receive_return(returned, actor=a.STAFF)
    resettle(staff_alone="USD:0/0")
    owner, about = seated(app, "owner"), replace(furniture, order=order.number)
    before, asking = (_given(), stock_of(["MUG-SAND"])[0].available), set()
    for rule in sorted(commands(app), key=lambda rule: (rule.endpoint not in GIVES, rule.endpoint)):
        if rule.endpoint not in NEEDS:
            continue
        address = about.address(rule)
        if rule.endpoint == "orders.inspect":
            address = f"/orders/{back.number}/returns/{returned}/inspect"
        count = Approval.objects.count()
        owner.send(address, **{**FIELDS.get(rule.endpoint, {}), **GIVES.get(rule.endpoint, {})})
        assert _given() == before[0], f"{rule.endpoint} gives money away and asks nobody"
        asking |= {rule.endpoint} if Approval.objects.count() > count else set()
        if rule.endpoint in GIVES:
            assert stock_of(["MUG-SAND"])[0].available == before[1], rule.endpoint

    assert asking == {*GIVES}
    assert AuditRecord.objects(action="approve").count() == 0
