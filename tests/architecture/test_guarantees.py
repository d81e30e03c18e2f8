import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAST_OF_MONEY = 22
BFFS = {"bff", "far", "small"}
"""Fixtures at whose end the rules are looked at (`tests/battery/conftest.py`)."""
LOOK_AT_NONE = {
    # They ask pure functions, or settings.
    "test_are_whole_and_add_up",
    "test_do_not_depend_on_the_order_of_the_lines",
    "test_are_whole_and_add_up_in_thousands_of_baskets",
    "test_the_parts_are_whole_and_add_up_and_none_is_more_than_its_weight",
    "test_half_of_a_service_is_refused",
    # Nothing is in the shop but a mail, an empty cart, or nothing at all.
    "test_a_worker_that_is_killed_at_its_work_is_followed_by_another",
    "test_twenty_at_once_have_one_effect",
    "test_of_two_that_meet_the_slower_is_told_what_the_faster_has_done",
    "test_an_event_that_is_not_stripes_is_refused_and_nothing_is_kept",
    # The machine looks after every step.
    "test_a_shop_is_what_its_model_says_whatever_is_done_to_it",
}
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_test_that_guarantees_something_exists() -> None:
    named = NAMED.findall((ROOT / "docs" / "guarantees.md").read_text())

    assert len(named) >= 21
    assert [f"{path}::{name}" for path, name in named if name not in _names_in(ROOT / path)] == []


def test_the_rules_of_conservation_are_held_against_the_shop_after_every_check_of_goods_and_money() -> None:
    """By the test itself, or by the fixture of the BFF that it asks."""
    rows = [line for line in (ROOT / "docs" / "guarantees.md").read_text().splitlines() if _is_of_money(line)]
    named = [(path, name) for row in rows for path, name in NAMED.findall(row)]

    assert len(rows) == 21
    assert {name for path, name in named if not _looks(_tests_of(ROOT / path)[name])} == LOOK_AT_NONE


def _is_of_money(line: str) -> bool:
    number = line.removeprefix("| ").partition(" ")[0]
    return number.isdecimal() and int(number) <= LAST_OF_MONEY


def _looks(test: ast.FunctionDef) -> bool:
    asked = {
        node.func.id
        for node in ast.walk(test)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return "violations" in asked or bool(BFFS & {one.arg for one in test.args.args})


def _names_in(path: Path) -> set[str]:
    """Of the tests there, and of the classes that they are in."""
    classes = (node for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef))
    return {*_tests_of(path), *(one.name for one in classes if one.name.startswith("Test"))}


def _tests_of(path: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
