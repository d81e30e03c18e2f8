"""Reads the words: Markdown files of sheets, one sheet for each product, page, post or person.

A sheet begins with `# slug`, goes on with `field: value` lines (`field.de` is the German one), and may end in
a body, whose German twin follows the line `=== de ===`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

WORDS = Path(__file__).parent / "words"
ENGLISH, GERMAN = "en-US", "de-DE"

_SHEET = re.compile(r"^# (?=[a-z])", re.MULTILINE)
_FIELD = re.compile(r"(?P<name>[A-Za-z]+)(?P<german>\.de)?: (?P<value>.+)")


class UnreadableSheet(ValueError):
    """A line of the words that is neither a field nor part of a body."""


@dataclass(frozen=True)
class Sheet:
    """What the words say about one thing: text by field and locale, and a body by locale."""

    slug: str
    fields: dict[str, dict[str, str]]
    bodies: dict[str, str]

    def text(self, field: str) -> dict[str, str]:
        """The field in every locale it is written in; raises UnreadableSheet when it is not there."""
        if field not in self.fields:
            raise UnreadableSheet(f"the sheet {self.slug!r} has no field {field!r}")
        return self.fields[field]

    def plain(self, field: str) -> str:
        """A field that has one value for all locales."""
        return self.text(field)[ENGLISH]

    def names(self, field: str) -> list[str]:
        """A field that lists slugs or picture names, separated by commas."""
        return [name.strip() for name in self.plain(field).split(",")]

    def lists(self, field: str) -> dict[str, list[str]]:
        """A field that lists phrases, separated by bars, in every locale."""
        return {locale: value.split(" | ") for locale, value in self.text(field).items()}


def sheets(name: str, folder: Path = WORDS) -> list[Sheet]:
    """The sheets of `NAME.md`, in their order; raises UnreadableSheet with the file and the line."""
    text = (folder / f"{name}.md").read_text(encoding="utf-8")
    return [_sheet(f"{name}.md", part) for part in _SHEET.split(text)[1:]]


def _sheet(file: str, text: str) -> Sheet:
    slug, _, rest = text.partition("\n")
    head, _, body = rest.strip().partition("\n\n")
    fields: dict[str, dict[str, str]] = {}
    for line in head.splitlines():
        match = _FIELD.fullmatch(line)
        if match is None:
            raise UnreadableSheet(f"{file}, {slug}: not a field: {line!r}")
        locale = GERMAN if match["german"] else ENGLISH
        fields.setdefault(match["name"], {})[locale] = match["value"]
    english, _, german = body.partition("=== de ===")
    bodies = {locale: part.strip() for locale, part in ((ENGLISH, english), (GERMAN, german)) if part.strip()}
    return Sheet(slug, fields, bodies)
