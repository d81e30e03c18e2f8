from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from core.files import BadFile, FileModel, json_lines_of, json_of, record_of


class Price(FileModel):
    minor: int = Field(ge=0)


class Thing(FileModel):
    slug: str
    max_days: int = 1
    prices: dict[str, Price] = Field(default={})


def refusal(data: Any) -> BadFile:
    with pytest.raises(BadFile) as raised:
        record_of(Thing, data, where="goods.jsonl line 3")
    return raised.value


def test_a_record_is_written_in_camel_case() -> None:
    assert record_of(Thing, {"slug": "a", "maxDays": 2}, where="x").max_days == 2


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"slug": 1}, "slug"),
        ({}, "slug"),
        ({"slug": "a", "maxDays": "2"}, "maxDays"),
        ({"slug": "a", "maxDays": True}, "maxDays"),
        ({"slug": "a", "maxDays": 1.5}, "maxDays"),
        ({"slug": "a", "colour": "red"}, "colour"),
        ({"slug": "a", "prices": {"us": {"minor": -1}}}, "prices.us.minor"),
        ({"slug": "a", "prices": {"us": {"minor": None}}}, "prices.us.minor"),
        ({"slug": "a", "prices": []}, "prices"),
        ([], "(whole)"),
        ("a", "(whole)"),
        (None, "(whole)"),
    ],
)
def test_a_bad_record_names_its_line_and_its_field(data: Any, field: str) -> None:
    error = refusal(data)

    assert error.field == field
    assert "goods.jsonl line 3" in str(error)


def test_every_bad_field_of_a_record_is_named_at_once() -> None:
    said = str(refusal({"maxDays": "x", "prices": {"us": {"minor": -1}}}))

    assert all(field in said for field in ("slug", "maxDays", "prices.us.minor"))


def test_a_number_with_a_point_is_not_silently_rounded(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"slug": "a", "maxDays": 2.0}')

    assert refusal(json_of(path)).field == "maxDays"


def test_lines_come_with_the_place_they_stand_and_empty_ones_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "goods.jsonl"
    path.write_text('{"a": 1}\n\n  \r\n{"a": 2}\r\n')

    assert list(json_lines_of(path)) == [("goods.jsonl line 1", {"a": 1}), ("goods.jsonl line 4", {"a": 2})]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_only_line_feeds_end_a_line(separator: str, tmp_path: Path) -> None:
    """JSON allows some of these inside a string, and one word processor or another puts them there."""
    path = tmp_path / "goods.jsonl"
    path.write_text(f'{{"a": "x{separator}y"}}', encoding="utf-8", newline="")

    assert [data for _, data in json_lines_of(path)] == [{"a": f"x{separator}y"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b'{"a": 1}}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)

    with pytest.raises(BadFile, match=said):
        json_of(path)


def test_a_bad_line_says_which(tmp_path: Path) -> None:
    path = tmp_path / "goods.jsonl"
    path.write_text('{"a": 1}\n{"a": \n')

    with pytest.raises(BadFile, match=r"goods\.jsonl line 2 is not JSON"):
        list(json_lines_of(path))


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="No such file"):
        json_of(tmp_path / "nowhere.json")
    with pytest.raises(BadFile, match="Is a directory"):
        json_of(tmp_path)
