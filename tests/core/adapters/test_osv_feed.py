"""OSV is asked about each library, and whatever is no whole answer is none."""

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from core import db
from core.adapters import osv_feed
from core.adapters.bounded import Limits
from core.adapters.osv_feed import OsvFeed
from core.advisories import Advisory, CannotAsk, Library
from tests.osv import TODAY, Osv, record, serving

FLASK = Library("PyPI", "flask", "1.0")
OF_FLASK = ("PyPI", "flask")


@pytest.fixture
def osv() -> Iterator[Osv]:
    with serving() as stand_in:
        yield stand_in


def asked(osv: Osv) -> list[Advisory]:
    return OsvFeed(osv.url).known([FLASK]).get(FLASK, [])


def test_of_several_that_tell_of_one_hole_the_first_and_the_worst_count(osv: Osv) -> None:
    osv.records[OF_FLASK] = [
        record("PYSEC-1", days=20, aliases=["CVE-1"]),
        record("GHSA-2", days=1, severity="LOW"),
        record("GHSA-1", days=3, severity="HIGH", aliases=["CVE-1"]),
        record("OTHER-1", days=5, severity="LOW", aliases=["CVE-1"]),
    ]

    told = {one.names: (one.severity, round((TODAY - one.published).days)) for one in asked(osv)}
    assert told == {
        frozenset(("PYSEC-1", "GHSA-1", "OTHER-1", "CVE-1")): ("high", 20),
        frozenset(("GHSA-2",)): ("low", 1),
    }


def test_of_debians_packages_what_has_been_mended_counts_and_the_tracker_alone_does_not(osv: Osv) -> None:
    perl = Library("Debian:12", "perl", "5.36.0-7")
    osv.records["Debian:12", "perl"] = [record("DEBIAN-CVE-2011-1"), record("DSA-1-1"), record("DLA-2-1")]

    (found,) = OsvFeed(osv.url).known([perl]).values()

    assert {name for one in found for name in one.names} == {"DSA-1-1", "DLA-2-1"}


def test_more_libraries_than_are_asked_about_at_once_are_all_asked_about(
    osv: Osv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(osv_feed, "AT_ONCE", 2)
    every = [Library("PyPI", f"library-{number}", "1") for number in range(5)]
    osv.records["PyPI", "library-4"] = [record("GHSA-1")]

    assert {library.name for library in OsvFeed(osv.url).known(every)} == {"library-4"}
    assert osv.asked == set(every)


def test_pages_without_an_end_are_no_answer(osv: Osv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(osv, "page", lambda _query: {"next_page_token": "1"})

    with pytest.raises(CannotAsk, match="pages"):
        asked(osv)


def test_advisories_without_an_end_are_none(osv: Osv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(osv_feed, "MOST_ADVISORIES", 2)
    osv.records[OF_FLASK] = [record(f"GHSA-{number}") for number in range(3)]

    with pytest.raises(CannotAsk, match="2 advisories"):
        asked(osv)


@pytest.mark.parametrize("name", ["../../admin", "GHSA-1?x=1", "", "GHSA-1\n", "A" * 101])
def test_a_name_that_is_none_becomes_no_address(osv: Osv, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(osv, "page", lambda _query: {"vulns": [{"id": name}]})
    answered, addresses = osv.answer, []

    def watched(path: str, body: Any) -> tuple[int, bytes]:
        addresses.append(path)
        return answered(path, body)

    monkeypatch.setattr(osv, "answer", watched)
    with pytest.raises(CannotAsk, match="no name"):
        asked(osv)
    assert addresses == ["/v1/querybatch"]


def test_a_day_without_a_zone_is_none(osv: Osv) -> None:
    osv.records[OF_FLASK] = [record("GHSA-1") | {"published": "2026-01-01T00:00:00"}]

    with pytest.raises(CannotAsk, match="since when"):
        asked(osv)


def test_an_answer_has_an_end(osv: Osv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(osv_feed, "LIMITS", Limits(most=1_000))
    osv.records[OF_FLASK] = [record("GHSA-1", details="x" * 1_000)]

    with pytest.raises(CannotAsk, match="more came"):
        asked(osv)


def test_who_says_nothing_is_given_up(osv: Osv, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, over = time.monotonic(), threading.Event()
    monkeypatch.setattr(osv_feed, "LIMITS", Limits(answer=0.1))
    monkeypatch.setattr(osv, "page", lambda _query: over.wait(5) and {})

    with pytest.raises(CannotAsk, match="Timeout"):
        asked(osv)
    over.set()
    assert time.monotonic() - begun < 2


def test_all_answers_together_have_an_end(osv: Osv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(osv_feed, "SECONDS", -1.0)

    with pytest.raises(CannotAsk, match="longer than"):
        asked(osv)
    assert not osv.asked


@pytest.mark.parametrize("url", ["http://osv.example", "ftp://127.0.0.1", "osv.example", ""])
def test_nobody_is_asked_in_the_clear(url: str) -> None:
    with pytest.raises(CannotAsk, match="https"):
        OsvFeed(url)


def test_a_redirection_is_not_followed(osv: Osv) -> None:
    osv.records[OF_FLASK] = [record("GHSA-1")]
    osv.answers["/v1/vulns/GHSA-1"] = 302, json.dumps(record("GHSA-1")).encode()

    with pytest.raises(CannotAsk, match="302"):
        asked(osv)


def test_nobody_is_asked_inside_a_transaction(osv: Osv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "in_transaction", lambda: True)

    with pytest.raises(db.OutsideCallInTransaction):
        asked(osv)
