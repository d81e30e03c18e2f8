import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_test_that_guarantees_something_exists() -> None:
    named = NAMED.findall((ROOT / "docs" / "guarantees.md").read_text())

    assert len(named) >= 21
    assert [f"{path}::{name}" for path, name in named if name not in _tests_of(ROOT / path)] == []


def _tests_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
