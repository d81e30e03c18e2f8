"""Turns the Markdown of the words into Contentful's RichText.

Known are headings of levels 2 and 3, paragraphs, both kinds of list, quotations, `**bold**`, `*italic*`,
`[text](address)` and a picture alone on its line. `entry:ID` and `asset:ID` are addresses inside the space.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

Json = dict[str, Any]

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|\[(?P<text>.+?)\]\((?P<to>.+?)\)")
_PICTURE = re.compile(r"!\[\]\(asset:(?P<id>[\w-]+)\)")
_BULLET = re.compile(r"- |\d+\. ")


def document(markdown: str) -> Json:
    """The whole text as one RichText document."""
    return node("document", [_block(block) for block in markdown.strip().split("\n\n")])


def node(kind: str, content: list[Json], **data: Any) -> Json:
    return {"nodeType": kind, "data": data, "content": content}


def link(kind: str, id_: str) -> Json:
    """A reference to an Entry or an Asset of the space."""
    return {"sys": {"type": "Link", "linkType": kind, "id": id_}}


def _block(block: str) -> Json:
    if picture := _PICTURE.fullmatch(block):
        return node("embedded-asset-block", [], target=link("Asset", picture["id"]))
    made = (make(block) for prefix, make in _BLOCKS if prefix.match(block))
    return next(made, None) or _paragraph(block.replace("\n", " "))


def _heading(block: str) -> Json:
    marks, _, words = block.partition(" ")
    return node(f"heading-{len(marks)}", _inline(words))


def _quotation(block: str) -> Json:
    return node("blockquote", [_paragraph(" ".join(line.removeprefix("> ") for line in block.split("\n")))])


def _list(kind: str, block: str) -> Json:
    lines = (_BULLET.sub("", line, count=1) for line in block.split("\n"))
    return node(kind, [node("list-item", [_paragraph(line)]) for line in lines])


def _paragraph(text: str) -> Json:
    return node("paragraph", _inline(text))


def _inline(text: str) -> list[Json]:
    nodes, end = [], 0
    for match in _INLINE.finditer(text):
        nodes += [_text(text[end : match.start()]), _marked(match)]
        end = match.end()
    nodes.append(_text(text[end:]))
    return [found for found in nodes if found.get("value") != ""]


def _marked(match: re.Match[str]) -> Json:
    if match["to"]:
        return _hyperlink(match["text"], match["to"])
    return _text(match["bold"], "bold") if match["bold"] else _text(match["italic"], "italic")


def _hyperlink(text: str, to: str) -> Json:
    kind, _, id_ = to.partition(":")
    if kind in ("entry", "asset"):
        return node(f"{kind}-hyperlink", [_text(text)], target=link(kind.capitalize(), id_))
    return node("hyperlink", [_text(text)], uri=to)


def _text(value: str, *marks: str) -> Json:
    return {"nodeType": "text", "value": value, "marks": [{"type": mark} for mark in marks], "data": {}}


_BLOCKS: tuple[tuple[re.Pattern[str], Callable[[str], Json]], ...] = (
    (re.compile(r"#{2,3} "), _heading),
    (re.compile(r"> "), _quotation),
    (re.compile(r"- "), partial(_list, "unordered-list")),
    (re.compile(r"\d+\. "), partial(_list, "ordered-list")),
)
