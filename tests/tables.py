"""Tables of the project's pages, as a test reads them."""

from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def rows_under(title: str, page: str) -> list[str]:
    """The rows of the tables below that heading of a page of docs/, without their heads."""
    text = (DOCS / page).read_text(encoding="utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
    lines = text.splitlines()
    return [
        line
        for at, line in enumerate(lines)
        if line.startswith("| ") and not any(one.startswith("|---") for one in lines[at : at + 2])
    ]
