"""`shop advisories` as the image's job runs it: without a shop, and with an exit code that says what is."""

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib.metadata import distributions
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from core import advisories, clock
from core.advisories import NOT_OURS, Library
from core.cli import shop as command
from tests.core.adapters.test_outgoing import STRANGER, looked_up
from tests.osv import TODAY, Osv, record, serving

Run = Callable[..., Result]
FLASK = "PyPI", "flask"
PYTHON = "Bitnami", "python"
OPENSSL = "Debian:12", "openssl"


@pytest.fixture
def osv() -> Iterator[Osv]:
    with serving() as stand_in:
        yield stand_in


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the day stands on which an image was built: today."""
    path = tmp_path / "built"
    path.write_text(TODAY.isoformat())
    monkeypatch.setattr(advisories, "BUILT", path)
    monkeypatch.setattr(sys, "base_prefix", "/usr/local")
    status = tmp_path / "status"
    status.write_text("Package: libssl3\nStatus: install ok installed\nSource: openssl\nVersion: 3.0.22-1\n")
    monkeypatch.setattr(advisories, "DPKG", status)
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": "debian", "VERSION_ID": "12"})
    return path


@pytest.fixture
def run(osv: Osv, built: Path) -> Run:
    return lambda *words: CliRunner().invoke(command, ["advisories", "--osv", osv.url, *words])


def test_all_that_is_installed_is_asked_about_and_python_too(osv: Osv, run: Run) -> None:
    result = run()

    assert result.exit_code == 0, result.output
    assert Library(*PYTHON, platform.python_version()) in osv.asked
    assert Library(*OPENSSL, "3.0.22-1") in osv.asked
    assert "not asked" not in result.output
    asked = {library.name for library in osv.asked if library.ecosystem == "PyPI"}
    assert len(asked) == len({one.metadata["Name"].lower().replace("_", "-") for one in distributions()})
    assert f"none of {len(osv.asked)} libraries" in result.output
    assert f"image                ok       of {TODAY:%Y-%m-%d}" in result.output


@pytest.mark.parametrize(
    ("library", "severity", "days", "code"),
    [
        (FLASK, "CRITICAL", 1.9, 0),
        (FLASK, "CRITICAL", 2.1, 1),
        (("PyPI", "pytest"), "CRITICAL", 2.1, 1),
        (FLASK, "HIGH", 13.9, 0),
        (FLASK, "HIGH", 14.1, 1),
        (FLASK, None, 2.1, 1),
        (OPENSSL, None, 1.9, 0),
        (OPENSSL, None, 2.1, 1),
        (PYTHON, "Medium", 29.9, 0),
        (PYTHON, "Medium", 30.1, 1),
    ],
)
def test_what_is_late_in_the_image_is_named_and_fails(
    osv: Osv, run: Run, library: tuple[str, str], severity: str | None, days: float, code: int
) -> None:
    name = "DSA-1-1" if library == OPENSSL else "GHSA-1"
    osv.records[library] = [record(name, days=days, severity=severity)]

    result = run()

    assert result.exit_code == code, result.output
    assert f"{library[1]} " in result.output
    assert ("LATE" in result.output) is bool(code)
    assert "ok       none" not in result.output


def test_an_image_that_is_too_old_fails_whatever_osv_says(run: Run) -> None:
    with clock.moved(timedelta(days=29)):
        assert run().exit_code == 0
    with clock.moved(timedelta(days=31)):
        result = run()

    assert result.exit_code == 1
    assert "image                LATE" in result.output


def test_where_there_is_no_image_it_says_so_and_that_is_no_failure(run: Run, built: Path) -> None:
    built.unlink()

    result = run()

    assert result.exit_code == 0
    assert "this is no image" in result.output


def test_an_image_that_does_not_say_how_old_it_is_is_no_answer(run: Run, built: Path) -> None:
    built.unlink()

    result = run("--in-an-image")

    assert result.exit_code == 2
    assert "nobody knows how old" in result.output


def test_packages_that_nobody_can_be_asked_about_are_said_to_be_left_out(
    osv: Osv, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": "alpine", "VERSION_ID": "3.22"})

    result = run()

    assert result.exit_code == 0
    assert "system               not asked" in result.output
    assert {library.ecosystem for library in osv.asked} == {"PyPI", "Bitnami"}


def test_a_distributions_python_is_asked_about_as_its_package(
    osv: Osv, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/usr")

    assert run().exit_code == 0
    assert {library.ecosystem for library in osv.asked} == {"PyPI", "Debian:12"}


@pytest.mark.parametrize("answer", [(500, b"{}"), (200, b"{}"), (200, b"<html>"), (302, b"{}")])
def test_no_answer_is_not_a_good_one(osv: Osv, run: Run, answer: tuple[int, bytes]) -> None:
    osv.answers["/v1/querybatch"] = answer

    result = run()

    assert result.exit_code == 2
    assert "NOT ASKED" in result.stderr
    assert "ok       none" not in result.output


def test_a_day_that_cannot_be_read_is_no_answer(run: Run, built: Path) -> None:
    built.write_text("unknown")

    assert run().exit_code == 2


def test_a_fault_of_ours_is_none_either(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python leaves with 1, which means that something is late."""
    monkeypatch.setattr(advisories, "told", lambda *_, **__: 1 // 0)

    assert run().exit_code == 2


def test_what_does_not_concern_this_shop_is_told_with_its_reason(osv: Osv, run: Run) -> None:
    osv.records[FLASK] = [record("GHSA-1", days=99, severity="HIGH", aliases=["CVE-1"])]

    result = run("--not-ours", "CVE-1=nothing calls it")

    assert result.exit_code == 0
    assert "not ours, nothing calls it" in result.output
    assert not NOT_OURS
    assert run("--not-ours", "CVE-2=another").exit_code == 1
    for nothing in ("CVE-1", "CVE-1=", "=why"):
        assert run("--not-ours", nothing).exit_code == 2


def test_nobody_else_is_called(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_OUTGOING_HOSTS", "may.example, more.example")
    monkeypatch.setenv("HTTPS_PROXY", "http://egress.example:3128")

    assert run().exit_code == 0

    assert not looked_up(STRANGER)
    assert not looked_up("db-1.example", 27_017)
    for host in ("may.example", "more.example", "egress.example"):
        assert looked_up(host), host


def test_it_needs_no_shop(osv: Osv, tmp_path: Path) -> None:
    """As a process of its own, in production, without a setting or a secret."""
    answer = subprocess.run(
        [sys.executable, "-m", "core.cli", "advisories", "--osv", osv.url],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "SHOP_ENV": "production",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr
    assert Library(*FLASK, next(one.version for one in distributions(name="flask"))) in osv.asked
