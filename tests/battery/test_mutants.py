"""Each check is shown to fail on what it is there for: the code broken on purpose, in a copy.

That takes minutes and is among the long tests. That the table is still of this code is seen in every run.
"""

import ast
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.battery.mutants import MUTANTS, ROOT, Mutant

CHECKS = {*range(1, 16), *range(17, 23), *range(34, 47), 53, 54, 59, 60}
GUARANTEES = ROOT / "docs" / "guarantees.md"
LONG = [pytest.mark.faults, pytest.mark.timeout(900)]
FAILED = 1
"""What pytest exits with when tests failed; more when it could not run them."""


def name_of(mutant: Mutant) -> str:
    return f"{mutant.check}: {mutant.broken}"


each = pytest.mark.parametrize("mutant", MUTANTS, ids=name_of)


def test_every_check_has_some_and_no_two_have_one_name() -> None:
    assert {mutant.check for mutant in MUTANTS} == CHECKS
    assert [name for name, many in Counter(map(name_of, MUTANTS)).items() if many > 1] == []


@each
def test_its_text_is_in_the_source_once_and_its_test_is_there(mutant: Mutant) -> None:
    ast.parse(mutant.changed)
    assert mutant.changed != mutant.source
    path, *_, name = mutant.test.partition("[")[0].split("::")
    assert f"def {name}(" in (ROOT / path).read_text()


@each
def test_its_check_says_that_it_was_tried(mutant: Mutant) -> None:
    (row,) = (line for line in GUARANTEES.read_text().splitlines() if line.startswith(f"| {mutant.check} |"))
    assert mutant.broken in row


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of what git knows of the project, as it stands here."""
    copy = tmp_path_factory.mktemp("tree")
    for name in _run(ROOT, "git", "ls-files", "-z").stdout.rstrip("\0").split("\0"):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    yield copy
    shutil.rmtree(copy)


def _run(where: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Its output kept."""
    return subprocess.run(
        command, cwd=where, capture_output=True, text=True, check=False, timeout=800, env=_environment()
    )


def _environment() -> dict[str, str]:
    """Ours, without what pytest tells those that it starts."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


def _tried(tree: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Those tests there; of what names no example only the short ones."""
    short = () if any(map(_has_example, tests)) else ("-m", "not faults")
    return _run(tree, sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *short, *tests)


def _has_example(test: str) -> bool:
    return test.endswith("]")


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_the_code_as_it_is_passes(tree: Path) -> None:
    """Or nothing would follow from a failure. What is named with its example is a long test, and passes by itself."""
    done = _tried(tree, *sorted({one.test for one in MUTANTS if not _has_example(one.test)}))
    assert done.returncode == 0, done.stdout[-4_000:] + done.stderr[-1_000:]


@pytest.mark.parametrize("mutant", [pytest.param(one, marks=LONG, id=name_of(one)) for one in MUTANTS])
def test_it_is_noticed(mutant: Mutant, tree: Path) -> None:
    with mutant.applied(tree):
        done = _tried(tree, mutant.test)
    assert done.returncode == FAILED, done.stdout[-4_000:] + done.stderr[-1_000:]
