"""What is kept is what the sources say, and the sources say it in a language the reader knows."""

from pathlib import Path

import pytest

from dev.sample.build import files
from dev.sample.richtext import document
from dev.sample.sheets import Sheet, UnreadableSheet, sheets


@pytest.mark.parametrize("name", ["export.json", "goods.jsonl"])
def test_building_again_gives_the_same_bytes(sample: Path, name: str) -> None:
    assert files()[name].encode() == (sample / name).read_bytes()


def test_an_entry_of_the_export_is_one_line(sample: Path) -> None:
    lines = (sample / "export.json").read_text(encoding="utf-8").splitlines()

    assert sum('"id":"product-harbour-mug","type":"Entry"' in line for line in lines) == 1


def test_a_line_that_is_no_field_is_refused_by_file_sheet_and_line(tmp_path: Path) -> None:
    (tmp_path / "table.md").write_text("# mug\ntitle: Mug\nholds 350 ml\n\nA body.\n", encoding="utf-8")

    with pytest.raises(UnreadableSheet, match=r"table\.md, mug: .*holds 350 ml"):
        sheets("table", tmp_path)


def test_a_field_that_is_missing_is_named() -> None:
    with pytest.raises(UnreadableSheet, match="'mug' has no field 'title'"):
        Sheet("mug", {}, {}).text("title")


def test_markdown_becomes_contentful_rich_text() -> None:
    line = "Use **little**, *late*, see [pot](entry:product-pot) or [us](/about)."
    text = f"## Salt\n\n{line}\n\n- one\n- two\n\n> Yes.\n\n1. a\n\n![](asset:picture-pot)"

    kinds = [block["nodeType"] for block in document(text)["content"]]
    paragraph = document(text)["content"][1]["content"]

    assert kinds == [
        "heading-2",
        "paragraph",
        "unordered-list",
        "blockquote",
        "ordered-list",
        "embedded-asset-block",
    ]
    assert [part["nodeType"] for part in paragraph] == [
        *["text", "text", "text", "text", "text"],
        *["entry-hyperlink", "text", "hyperlink", "text"],
    ]
    assert paragraph[1]["marks"] == [{"type": "bold"}]
    assert paragraph[5]["data"]["target"]["sys"] == {"type": "Link", "linkType": "Entry", "id": "product-pot"}
    assert paragraph[7]["data"] == {"uri": "/about"}
