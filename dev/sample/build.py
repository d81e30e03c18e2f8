"""`python -m dev.sample.build` writes export.json and goods.jsonl from the words, the wares and the pictures.

The same sources give the same bytes; a test compares them with the files that are kept.
"""

import json
from pathlib import Path

from dev.sample.assets import assets
from dev.sample.entries import entries
from dev.sample.goods import goods_lines
from dev.sample.model import content_types
from dev.sample.richtext import Json
from dev.sample.space import locales

SAMPLE = Path(__file__).parent


def export() -> dict[str, list[Json]]:
    """The whole space, as Contentful's own export holds it."""
    return {
        "contentTypes": content_types(),
        "tags": [],
        "editorInterfaces": [],
        "entries": entries(),
        "assets": list(assets()),
        "locales": locales(),
    }


def files() -> dict[str, str]:
    """What belongs into each file that is built, by its name."""
    return {
        "export.json": _one_entity_a_line(export()),
        "goods.jsonl": "".join(f"{row}\n" for row in goods_lines()),
    }


def main() -> None:
    for name, text in files().items():
        (SAMPLE / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode()):,} bytes")


def _one_entity_a_line(space: dict[str, list[Json]]) -> str:
    """JSON in which a change of one entry is a change of one line."""
    return "{\n" + ",\n".join(f'"{name}": {_rows(rows)}' for name, rows in space.items()) + "\n}\n"


def _rows(rows: list[Json]) -> str:
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


if __name__ == "__main__":
    main()
