"""The security pages name code and tests that are there, leave nothing out, and count right."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from admin import sign_in
from bff.policy import Proof
from core.errors import ShopError

ROOT = Path(__file__).parents[2]
ASVS, SECURITY = ROOT / "docs" / "asvs.md", ROOT / "docs" / "security.md"
STATES = ("kept", "partly", "open", "not ours")
ASKED = {
    "1": """
    1.2: 1 2 3 4 5; 1.3: 1 2; 1.5: 1; 2.1: 1; 2.2: 1 2; 2.3: 1; 3.2: 1 2; 3.3: 1; 3.4: 1 2; 3.5: 1 2 3;
    4.1: 1; 4.4: 1; 5.2: 1 2; 5.3: 1 2; 6.1: 1; 6.2: 1 2 3 4 5 6 7 8; 6.3: 1 2; 6.4: 1 2; 7.2: 1 2 3 4;
    7.4: 1 2; 8.1: 1; 8.2: 1 2; 8.3: 1; 9.1: 1 2 3; 9.2: 1; 10.4: 1 2 3 4 5; 11.3: 1 2; 11.4: 1; 12.1: 1;
    12.2: 1 2; 13.4: 1; 14.2: 1; 14.3: 1; 15.1: 1; 15.2: 1; 15.3: 1
    """,
    "2": """
    1.1: 1 2; 1.2: 6 7 8 9; 1.3: 3 4 5 6 7 8 9 10 11; 1.4: 1 2 3; 1.5: 2; 2.1: 2 3; 2.2: 3; 2.3: 2 3 4;
    2.4: 1; 3.3: 2 3 4; 3.4: 3 4 5 6; 3.5: 4 5; 3.7: 1 2; 4.1: 2 3; 4.2: 1; 4.3: 1 2; 4.4: 2 3 4; 5.1: 1;
    5.2: 3; 5.4: 1 2 3; 6.1: 2 3; 6.2: 9 10 11 12; 6.3: 3 4; 6.4: 3 4; 6.5: 1 2 3 4 5; 6.6: 1 2 3;
    6.8: 1 2 3 4; 7.1: 1 2 3; 7.3: 1 2; 7.4: 3 4 5; 7.5: 1 2; 7.6: 1 2; 8.1: 2; 8.2: 3; 8.4: 1; 9.2: 2 3 4;
    10.1: 1 2; 10.2: 1 2; 10.3: 1 2 3 4; 10.4: 6 7 8 9 10 11; 10.5: 1 2 3 4 5; 10.6: 1 2; 10.7: 1 2 3;
    11.1: 1 2; 11.2: 1 2 3; 11.3: 3; 11.4: 2 3 4; 11.5: 1; 11.6: 1; 12.1: 2 3; 12.3: 1 2 3 4; 13.1: 1;
    13.2: 1 2 3 4 5; 13.3: 1 2; 13.4: 2 3 4 5; 14.1: 1 2; 14.2: 2 3 4; 14.3: 2 3; 15.1: 2 3; 15.2: 2 3;
    15.3: 2 3 4 5 6 7; 16.1: 1; 16.2: 1 2 3 4 5; 16.3: 1 2 3 4; 16.4: 1 2 3; 16.5: 1 2 3; 17.1: 1;
    17.2: 1 2 3 4; 17.3: 1 2
    """,
    "3": """
    2.3: 5; 6.3: 8; 8.3: 2; 13.1: 2 3; 13.2: 6; 15.4: 2
    """,
}
"""All of ASVS 5.0.0 on the levels 1 and 2, and what was chosen of level 3, section by section."""
TOP_TEN = [f"API{number}" for number in range(1, 11)]
ROW = re.compile(r"^\| (?P<ids>API[0-9]+|[0-9]+\.[0-9]+\.[0-9][^|]*) \| (?P<rest>.*) \|$", re.MULTILINE)
NAMED = re.compile(r"`(?P<path>[\w.-]+(?:/[\w.-]+)*/?)(?:::(?P<name>\w+))?`")
FILES = ("Makefile", "Dockerfile", "setup.cfg", ".dockerignore", "requirements.lock")
"""Those without a folder; what else stands in such quotes without one is a word."""


class Row(NamedTuple):
    """*named*: the files of its last two cells, with the class or the test in each, if one is named."""

    ids: tuple[str, ...]
    level: str
    state: str
    code: list[tuple[str, str | None]]
    tests: list[tuple[str, str | None]]


def asvs_rows() -> list[Row]:
    return list(rows_of(ASVS.read_text(), levels=True))


def top_ten_rows() -> list[Row]:
    return list(rows_of(SECURITY.read_text(), levels=False))


def rows_of(page: str, *, levels: bool) -> Iterator[Row]:
    """The rows of a page that begin with the name of a requirement: of the Top 10, or with a level."""
    for found in ROW.finditer(page):
        if levels == found["ids"].startswith("API"):
            continue
        cells = [cell.strip() for cell in found["rest"].split(" | ")]
        level = cells.pop(0) if levels else ""
        _asks, state, *where = cells
        named = [name for cell in where for name in named_in(cell)]
        yield Row(
            tuple(one.strip() for one in found["ids"].split(",")),
            level,
            state,
            [name for name in named if not name[0].startswith("tests/")],
            [name for name in named if name[0].startswith("tests/")],
        )


def named_in(cell: str) -> Iterator[tuple[str, str | None]]:
    for found in NAMED.finditer(cell):
        path = found["path"]
        if path in FILES or (("/" in path) and "." in path.rpartition("/")[2]):
            yield path, found["name"]


def asked(level: str) -> list[str]:
    sections = (section.split(":") for section in ASKED[level].split(";"))
    return [f"{section.strip()}.{number}" for section, numbers in sections for number in numbers.split()]


@cache
def declared_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text())
    kinds = (ast.FunctionDef, ast.ClassDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


def missing_in(row: Row) -> list[str]:
    """Files and tests that the row names and that are not there."""
    gone = [path for path, _ in (*row.code, *row.tests) if not (ROOT / path).is_file()]
    lost = [
        f"{path}::{name}"
        for path, name in row.tests
        if name and path not in gone and name not in declared_in(ROOT / path)
    ]
    return gone + lost


BOTH = pytest.mark.parametrize("rows", [asvs_rows, top_ten_rows], ids=["asvs", "top-ten"])


@BOTH
def test_every_file_and_every_test_that_is_named_is_there(rows: Callable[[], list[Row]]) -> None:
    assert {row.ids: missing for row in rows() if (missing := missing_in(row))} == {}


@BOTH
def test_what_is_kept_names_code_and_a_test(rows: Callable[[], list[Row]]) -> None:
    assert [row.ids for row in rows() if row.state == "kept" and not (row.code and row.tests)] == []
    assert {row.state for row in rows()} <= set(STATES)


def test_what_is_renamed_is_noticed() -> None:
    page = ASVS.read_text()
    renamed = page.replace("`core/breaker.py`", "`core/fuse.py`").replace("::TestLeftAlone`", "::TestLeft`")
    before, after = (
        {one for row in rows_of(text, levels=True) for one in missing_in(row)} for text in (page, renamed)
    )

    assert after - before == {"core/fuse.py", "tests/core/adapters/test_limits.py::TestLeft"}


@pytest.mark.parametrize("level", list(ASKED))
def test_every_requirement_of_a_level_has_one_row(level: str) -> None:
    answered = [one for row in asvs_rows() if row.level == level for one in row.ids]

    assert sorted(answered) == sorted(asked(level))


def test_every_requirement_of_the_top_ten_has_one_row() -> None:
    assert [one for row in top_ten_rows() for one in row.ids] == TOP_TEN


def test_the_sum_at_the_top_is_right() -> None:
    counted = Counter((row.level, row.state) for row in asvs_rows() for _ in row.ids)
    lines = []
    for level, levels in (*((level, (level,)) for level in ASKED), ("all", tuple(ASKED))):
        numbers = [sum(counted[one, state] for one in levels) for state in STATES]
        lines.append(f"| {level} | {' | '.join(map(str, numbers))} | {sum(numbers)} |")

    assert "\n".join(lines) in ASVS.read_text()


def test_every_way_in_is_on_the_page_with_its_strength() -> None:
    section = SECURITY.read_text().split("\n## Ways in\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    told = {name for *_, known in rows for name in re.findall(r"`([\w.]+)`", known)}
    steps = {f"sign_in.{view}" for view in ("enter", "code", "factor", "password") if hasattr(sign_in, view)}

    assert told == {f"Proof.{proof.name}" for proof in Proof if proof is not Proof.ANYBODY} | steps
    assert [row for row in rows if len(row) != 5 or not all(cell.strip() for cell in row)] == []


def test_what_has_to_fit_together_is_refused_as_the_page_says_and_a_test_asks_for_it() -> None:
    section = SECURITY.read_text().split("\n## What has to fit together\n")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in section.splitlines()
        if "`tests/" in line
    ]
    classes = {kind.code: kind.__name__ for kind in every_error(ShopError) if "code" in vars(kind)}
    wrong = []
    for what, fits, code, test in (row for row in rows if len(row) > 1):
        path, name = test.strip("`").split("::")
        name_of_it = classes.get(code.strip("`"), "no error of the shop's")
        asked = (ROOT / path).is_file() and name in declared_in(ROOT / path)
        if not (
            what
            and fits
            and asked
            and re.search(rf"\b{name_of_it}\b|/{code.strip('`')}\b", (ROOT / path).read_text())
        ):
            wrong.append(what)

    assert len(rows) > 12
    assert wrong == []


def every_error(kind: type[ShopError]) -> Iterator[type[ShopError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from every_error(below)
