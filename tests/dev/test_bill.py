import json
from pathlib import Path

import pytest

from dev import bill
from dev.bill import BILL, LOCK, bill_of, main, written

ONE = f"arrow==1.0 ; python_version > '3' \\\n    --hash=sha256:{'b' * 64} \\\n    --hash=sha256:{'a' * 64}"
TEXT = f"# a comment\n{ONE}\nbolt==2.0 \\\n    --hash=sha256:{'c' * 64}\n"


def test_every_library_of_a_lock_is_on_its_bill_with_version_source_and_hashes() -> None:
    arrow, bolt = bill_of(TEXT)["components"]

    assert (arrow["purl"], bolt["purl"]) == ("pkg:pypi/arrow@1.0", "pkg:pypi/bolt@2.0")
    (source,) = arrow["externalReferences"]
    assert source["url"] == "https://pypi.org/simple/arrow/"
    assert [one["content"] for one in source["hashes"]] == ["a" * 64, "b" * 64]
    assert [one["content"] for one in bolt["externalReferences"][0]["hashes"]] == ["c" * 64]


def test_the_packages_of_an_image_are_on_it_too() -> None:
    *_, libc, ssl = bill_of(TEXT, "libc6:amd64\t2.36-9+deb12u10\nopenssl\t3.0.17-1~deb12u2\n")["components"]

    assert libc["purl"] == "pkg:deb/debian/libc6@2.36-9%2Bdeb12u10"
    assert (ssl["name"], ssl["version"]) == ("openssl", "3.0.17-1~deb12u2")


def test_the_bill_that_is_there_is_that_of_the_lock() -> None:
    lock = LOCK.read_text()
    named = {line.partition("==")[0] for line in lock.splitlines() if "==" in line and line[0].isalnum()}

    assert BILL.read_text() == written(bill_of(lock))
    assert {one["name"] for one in json.loads(BILL.read_text())["components"]} == named
    assert len(named) > 50


def test_a_bill_that_is_behind_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(TEXT)
    monkeypatch.setattr(bill, "LOCK", lock)
    monkeypatch.setattr(bill, "BILL", tmp_path / "requirements.cdx.json")

    def run(*options: str) -> int:
        monkeypatch.setattr("sys.argv", ["dev.bill", *options])
        return main()

    assert [run("--check"), run(), run("--check")] == [1, 0, 0]
    lock.write_text(TEXT.replace("2.0", "2.1"))
    assert run("--check") == 1
    assert "is behind requirements.lock" in capsys.readouterr().out
