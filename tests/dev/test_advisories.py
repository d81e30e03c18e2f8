"""The feed of advisories, asked at a stand-in that answers as OSV does."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from core import advisories
from core.advisories import DAYS, DAYS_WHERE_IT_IS_REACHED, Library
from dev.advisories import IMAGE, LOCKS, all_pinned, main, run
from dev.folders import ROOT
from tests.osv import Osv, record, serving
from tests.tables import rows_under

FLASK = "PyPI", "flask"


@pytest.fixture
def osv(monkeypatch: pytest.MonkeyPatch) -> Iterator[Osv]:
    with serving() as stand_in:
        monkeypatch.setattr("sys.argv", ["dev.advisories", "--osv", stand_in.url])
        yield stand_in


def installed_by(lock: Path) -> Iterator[Library]:
    """What pip would install, read as PEP 508 has it, each of one version: a line that says anything else fails."""
    for line in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if said := line.partition("#")[0].partition(" --")[0].strip():
            wanted = Requirement(said)
            (version,) = wanted.specifier
            assert version.operator == "=="
            yield Library("PyPI", canonicalize_name(wanted.name), version.version)


def test_every_library_of_every_lock_is_asked_about(osv: Osv, capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert "ok" in capsys.readouterr().out
    pinned = {library for lock in ROOT.glob("requirements*.lock") for library in installed_by(lock)}
    assert {library for library in osv.asked if library.ecosystem == "PyPI"} == pinned
    assert {file.name for file in ROOT.glob("requirements*.lock")} == set(LOCKS)
    assert {"typescript", "openapi-typescript"} <= {one.name for one in osv.asked if one.ecosystem == "npm"}


@pytest.mark.parametrize("installed", [True, False])
def test_of_the_client_what_is_installed_is_asked_about_and_else_what_is_wanted(
    tmp_path: Path, *, installed: bool
) -> None:
    folder = tmp_path / "clients" / "typescript"
    (folder / "node_modules").mkdir(parents=True)
    (folder / "package.json").write_text('{"devDependencies": {"typescript": "^5.9.3"}}')
    for lock in LOCKS:
        (tmp_path / lock).write_text("")
    if installed:
        packages = {
            "node_modules/typescript": {"version": "5.9.4"},
            "node_modules/a/node_modules/@of/b": {"version": "1.0.0"},
        }
        (folder / "node_modules" / ".package-lock.json").write_text(json.dumps({"packages": packages}))

    found = {(library.name, library.version) for library in all_pinned(tmp_path)}

    assert found == (
        {("typescript", "5.9.4"), ("@of/b", "1.0.0")} if installed else {("typescript", "5.9.3")}
    )


@pytest.mark.parametrize(
    ("library", "severity", "days", "is_late"),
    [
        (FLASK, "CRITICAL", 1.9, False),
        (FLASK, "CRITICAL", 2.1, True),
        (("PyPI", "pytest"), "CRITICAL", 6.9, False),
        (("npm", "typescript"), "CRITICAL", 7.1, True),
        (FLASK, "HIGH", 13.9, False),
        (FLASK, "HIGH", 14.1, True),
        (FLASK, "MODERATE", 29.9, False),
        (FLASK, "MODERATE", 30.1, True),
        (FLASK, "LOW", 89.9, False),
        (FLASK, "LOW", 90.1, True),
        (FLASK, None, 1.9, False),
        (FLASK, None, 2.1, True),
        (FLASK, "negligible", 2.1, True),
    ],
)
def test_what_is_older_than_its_time_fails(
    osv: Osv,
    capsys: pytest.CaptureFixture[str],
    library: tuple[str, str],
    severity: str | None,
    days: float,
    *,
    is_late: bool,
) -> None:
    osv.records[library] = [record("GHSA-1", days=days, severity=severity)]

    assert main() == (1 if is_late else 0)
    said = capsys.readouterr().out
    assert library[1] in said
    assert "GHSA-1 A hole" in said
    assert ("LATE" in said) is is_late


def test_what_was_taken_back_or_does_not_concern_the_shop_is_left_out(
    osv: Osv, monkeypatch: pytest.MonkeyPatch
) -> None:
    osv.records[FLASK] = [
        record("GHSA-1", days=900, severity="HIGH", withdrawn="2026-01-01T00:00:00Z"),
        record("GHSA-2", days=900, severity="HIGH", aliases=["CVE-2"]),
    ]
    assert main() == 1
    monkeypatch.setattr(advisories, "NOT_OURS", {"CVE-2": "The shop has no such thing."})

    assert main() == 0


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/v1/querybatch", (500, b"{}")),
        ("/v1/querybatch", (405, b"")),
        ("/v1/querybatch", (302, b"{}")),
        ("/v1/querybatch", (200, b"<html>a proxy</html>")),
        ("/v1/querybatch", (200, b"[]")),
        ("/v1/querybatch", (200, b"{}")),
        ("/v1/querybatch", (200, b'{"results": [{}]}')),
        ("/v1/vulns/GHSA-1", (404, b"{}")),
        ("/v1/vulns/GHSA-1", (500, json.dumps(record("GHSA-1")).encode())),
        ("/v1/querybatch", (200, b'{"results": "none"}')),
        ("/v1/vulns/GHSA-1", (200, b'{"id": "GHSA-1"}')),
        ("/v1/vulns/GHSA-1", (200, b'{"code": 5, "message": "Bug not found."}')),
    ],
)
def test_no_answer_is_not_a_good_one(
    osv: Osv, capsys: pytest.CaptureFixture[str], path: str, answer: tuple[int, bytes]
) -> None:
    """Some tools report nothing where nobody has answered, and look as if all were well."""
    osv.records[FLASK] = [record("GHSA-1")]
    osv.answers[path] = answer

    assert main() == 2
    said = capsys.readouterr()
    assert "NOT ASKED" in said.err
    assert "ok" not in said.out


def test_without_a_network_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["dev.advisories", "--osv", "http://127.0.0.1:1"])

    assert main() == 2
    assert "NOT ASKED" in capsys.readouterr().err


def test_the_times_are_those_of_the_page() -> None:
    rows = rows_under("Libraries", "security.md")
    days = {row.split("|")[1].split()[0].strip(","): int(row.split("|")[2].split()[0]) for row in rows}

    assert days == {"it": DAYS_WHERE_IT_IS_REACHED, **DAYS}
    assert IMAGE in LOCKS


def test_checks_that_have_to_pass_without_a_network_do_not_ask() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.split(r"\n(?=[a-z-]+:)", makefile)

    assert [target.partition(":")[0] for target in targets if "dev.advisories" in target] == ["advisories"]
    assert "make advisories" not in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_a_fault_of_ours_is_none_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python leaves with 1, which means that something is late."""
    monkeypatch.setattr("dev.advisories.main", lambda: 1 // 0)
    assert run() == 2
