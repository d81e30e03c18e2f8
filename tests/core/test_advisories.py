"""What is installed, which Python it is, and how old the image is."""

import platform
import sys
from datetime import UTC, datetime, timedelta
from importlib.metadata import PathDistribution, distributions
from pathlib import Path

import pytest

from core import advisories
from core.advisories import (
    OLDEST,
    Advisory,
    CannotAsk,
    Library,
    age_of_the_image,
    installed,
    packages,
    python_here,
    told,
)
from tests.tables import DOCS

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
FLASK = Library("PyPI", "flask", "1.0")


def test_what_is_really_installed_is_known_by_the_names_of_its_index() -> None:
    found = {library.name: library.version for library in installed()}

    assert len(found) == len({one.metadata["Name"].lower().replace("_", "-") for one in distributions()})
    assert found["flask"] == next(one.version for one in distributions(name="flask"))
    assert {"pyyaml", "flask-admin"} <= found.keys(), "whatever they call themselves"


def test_what_does_not_say_what_it_is_cannot_be_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "METADATA").write_text("Name: something\n\n")
    monkeypatch.setattr(advisories, "distributions", lambda: [PathDistribution(tmp_path)])

    with pytest.raises(CannotAsk, match="what it is"):
        installed()


def test_a_python_of_its_own_is_asked_about_and_a_distributions_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/usr/local")
    assert python_here() == Library("Bitnami", "python", ".".join(map(str, sys.version_info[:3])))

    monkeypatch.setattr(sys, "base_prefix", "/usr")
    assert python_here() is None


STATUS = """\
Package: perl-base
Status: install ok installed
Source: perl
Version: 5.36.0-7+deb12u4
Description: minimal Perl
 Source: of nothing
 .
 Version: 9

Package: libc-bin
Status: install ok installed
Source: glibc (2.36-9+deb12u9)
Version: 2.36-9+deb12u9+b1

Package: tzdata
Status: install ok installed
Version: 2026f-0+deb12u1

Package: gone
Status: deinstall ok config-files
Version: 1
"""


def test_debians_packages_are_known_by_what_they_were_built_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = tmp_path / "status"
    status.write_text(STATUS)
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": "debian", "VERSION_ID": "12"})

    assert packages(status) == {
        Library("Debian:12", "perl", "5.36.0-7+deb12u4"),
        Library("Debian:12", "glibc", "2.36-9+deb12u9"),
        Library("Debian:12", "tzdata", "2026f-0+deb12u1"),
    }


@pytest.mark.parametrize("system", [{"ID": "ubuntu", "VERSION_ID": "24.04"}, {"ID": "debian"}])
def test_of_another_system_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: dict[str, str]
) -> None:
    status = tmp_path / "status"
    status.write_text(STATUS)
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: system)

    assert packages(status) == set()
    monkeypatch.undo()
    assert packages(tmp_path / "nothing") == set()


@pytest.mark.parametrize(
    ("written", "word", "is_late"),
    [
        ((NOW - OLDEST + timedelta(hours=1)).isoformat(), "ok", False),
        ((NOW - OLDEST - timedelta(hours=1)).isoformat(), "LATE", True),
        ("2026-11-27T11:00:00Z\n", "2026-12-27", False),
        (None, "unknown", False),
    ],
)
def test_an_image_is_built_anew_in_time(
    tmp_path: Path, written: str | None, word: str, *, is_late: bool
) -> None:
    built = tmp_path / "built"
    if written:
        built.write_text(written)

    line, said_late = age_of_the_image(NOW, built)

    assert word in line
    assert said_late is is_late


@pytest.mark.parametrize("written", ["", "unknown", "2026-11-29T00:00:00Z"])
def test_a_day_that_cannot_be_is_none(tmp_path: Path, written: str) -> None:
    built = tmp_path / "built"
    built.write_text(written)

    with pytest.raises(CannotAsk):
        age_of_the_image(NOW, built)


def test_the_page_says_how_old_an_image_may_be() -> None:
    text = (DOCS / "security.md").read_text(encoding="utf-8")

    assert f"built anew on the newest base at least every {OLDEST.days} days" in text


def test_what_somebody_has_read_is_told_with_its_reason_and_is_not_late() -> None:
    hole = Advisory(frozenset({"GHSA-1", "CVE-1"}), "high", NOW - timedelta(days=99), "A hole")

    def lines(read: dict[str, str]) -> list[tuple[str, bool]]:
        return list(told({FLASK: [hole]}, {FLASK: {"image"}}, NOW, read=read))

    assert [late for _, late in lines({"CVE-2": "Another."})] == [True]
    ((line, late),) = lines({"CVE-1": "It is not used."})
    assert not late
    assert "not ours, It is not used.: CVE-1 GHSA-1" in line


def test_words_of_others_write_no_lines_of_their_own() -> None:
    hole = Advisory(frozenset({"GHSA-1"}), "low", NOW, "A hole\n\x1b[2Jadvisories ok" + "x" * 1_000)

    ((line, _),) = told({FLASK: [hole]}, {FLASK: {"image"}}, NOW)

    assert line.isprintable()
    assert len(line) < 400
