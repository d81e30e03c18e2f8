"""Money is given away by staff in one way: `core.approvals`. Below it, every door counts (`core.allowances`)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.approvals.wishes import WISHES
from core.staff.models import MAY

ROOT = Path(__file__).parents[2]
GIVING = {
    "cancel",
    "cancel_order",
    "change_due",
    "edit_order",
    "give_back",
    "give_part_back",
    "give_parts_back",
    "grant_credit",
    "grant_refund",
    "inspect_return",
    "issue_gift_card",
    "note_given",
    "one_act",
    "agreed",
    "open_gift_card",
    "replace_gift_card",
    "take_off",
    "unchange_due",
    "write_change",
    "write_off",
}
"""Services that may give money away, and what counts it. What calls one of them and is not above is new."""
PEOPLE = [*ROOT.glob("admin/*.py"), *ROOT.glob("core/cli/*.py")]


def names_in(path: Path) -> set[str]:
    """What is imported from the shop's own modules, and what is called of them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("core.")
        for alias in node.names
    }
    called = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    return imported | called


def functions_that_call(path: str, name: str) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and name in called_in(node):
            yield node


def called_in(node: ast.AST) -> set[str]:
    calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_view_and_no_command_calls_what_gives_money_away(path: Path) -> None:
    assert names_in(path) & GIVING == set(), "give it by a wish (core.approvals.wishes)"


@pytest.mark.parametrize("path", sorted(ROOT.glob("admin/*.py")), ids=lambda path: path.name)
def test_nobody_at_the_console_acts_as_the_shop(path: Path) -> None:
    """What the shop does by itself is not counted."""
    assert "SYSTEM" not in names_in(path)
    assert '"system"' not in path.read_text(encoding="utf-8")


def test_every_move_onto_a_card_or_credit_is_counted() -> None:
    doors = list(functions_that_call("core/tenders/services.py", "put"))

    assert {door.name for door in doors} == {"grant_credit", "give_back", "give_part_back"}
    for door in (*doors, *functions_that_call("core/tenders/services.py", "TenderAccount")):
        assert called_in(door) & {"note_given", "_note_given"}, door.name


def test_what_an_order_owes_back_is_counted_where_the_ledger_is_written() -> None:
    writers = {door.name: called_in(door) for door in functions_that_call("core/orders/ledger.py", "_write")}

    assert set(writers) == {"open_ledger", "_post"}
    assert "note_given" in writers["_post"]


def test_balances_and_sums_have_one_writer_each() -> None:
    told = {
        "inc__money__": {"core/orders/ledger.py"},
        "inc__balance_minor": {"core/tenders/models.py", "core/tenders/services.py"},
        "except SecondPersonNeeded": {"admin/asking.py"},
    }
    for words, places in told.items():
        found = {
            str(path.relative_to(ROOT))
            for package in ("admin", "bff", "core", "jobs")
            for path in (ROOT / package).rglob("*.py")
            if words in path.read_text(encoding="utf-8") and "migrations" not in path.parts
        }
        assert found == places, words


def test_each_wish_takes_a_right_that_somebody_has() -> None:
    assert {wish.needs for wish in WISHES.values()} <= set().union(*MAY.values())
