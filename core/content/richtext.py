"""Contentful's rich text as safe HTML: every text escaped, only known nodes, only harmless link schemes."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

DEEPEST = 32
SAFE_SCHEMES = ("", "http", "https", "mailto", "tel")
MARKS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "code": "code",
    "superscript": "sup",
    "subscript": "sub",
    "strikethrough": "s",
}
BLOCKS = {
    "paragraph": "p",
    **{f"heading-{level}": f"h{level}" for level in range(1, 7)},
    "ordered-list": "ol",
    "unordered-list": "ul",
    "list-item": "li",
    "blockquote": "blockquote",
    "table": "table",
    "table-row": "tr",
    "table-cell": "td",
    "table-header-cell": "th",
}
Resolve = Callable[[str, str], Mapping[str, Any] | None]
"""(link type, id) to what an embedded asset or a linked entry shows: `{url, alt}` or `{path, title}`."""


def html_of(document: Mapping[str, Any] | None, resolve: Resolve) -> str:
    """The document as HTML; nodes it does not know are passed over, their children kept.

    Nothing an editor can write makes it fail: what is not shaped like rich text is left out.
    """
    return str(_node(document, resolve, 0)) if document else ""


def text_of(document: Mapping[str, Any] | None) -> str:
    """Only the words, for descriptions and search."""
    return " ".join(_words(document, 0)) if document else ""


def _words(node: Mapping[str, Any], depth: int) -> list[str]:
    if depth > DEEPEST:
        return []
    own = node.get("value")
    words = [own] if isinstance(own, str) and own else []
    return words + [word for child in _children(node) for word in _words(child, depth + 1)]


def _node(node: Mapping[str, Any], resolve: Resolve, depth: int) -> Markup:
    if depth > DEEPEST:
        return Markup()
    kind = str(node.get("nodeType", ""))
    if kind == "text":
        return _text(node)
    inner = Markup().join(_node(child, resolve, depth + 1) for child in _children(node))
    if kind in BLOCKS:
        return _element(BLOCKS[kind], inner)
    if kind == "hr":
        return Markup("<hr>")
    if kind == "hyperlink":
        return _link(str(_data(node).get("uri", "")), inner)
    return _target(kind, node, inner, resolve)


def _text(node: Mapping[str, Any]) -> Markup:
    text = escape(str(node.get("value", "")))
    for mark in _mappings(node.get("marks")):
        tag = MARKS.get(str(mark.get("type")))
        if tag:
            text = _element(tag, text)
    return text


def _element(tag: str, inner: Markup) -> Markup:
    """*tag* is one of our own constants, never the document's."""
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), inner)  # noqa: S704  # nosec B704


def _link(uri: str, inner: Markup) -> Markup:
    return Markup('<a href="{}">{}</a>').format(uri, inner) if safe_uri(uri) else inner


def _target(kind: str, node: Mapping[str, Any], inner: Markup, resolve: Resolve) -> Markup:
    """Embedded pictures, and links to entries and assets; what cannot be found is left out."""
    target = _resolved(node, resolve)
    if kind == "embedded-asset-block":
        if target is None or "url" not in target:
            return Markup()
        return Markup('<figure><img src="{}" alt="{}"></figure>').format(target["url"], target["alt"])
    where = (target.get("path") or target.get("url")) if target else None
    if kind in ("entry-hyperlink", "asset-hyperlink") and where:
        return _link(str(where), inner)
    return inner


def _resolved(node: Mapping[str, Any], resolve: Resolve) -> Mapping[str, Any] | None:
    target = _data(node).get("target")
    link = target.get("sys") if isinstance(target, Mapping) else None
    if not isinstance(link, Mapping):
        return None
    return resolve(str(link.get("linkType", "")), str(link.get("id", "")))


def safe_uri(uri: str) -> bool:
    """Whether a browser may follow it: relative, http(s), mail or telephone; never script."""
    try:
        return urlsplit(uri.strip()).scheme.lower() in SAFE_SCHEMES and "\\" not in uri
    except ValueError:
        return False


def _children(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _mappings(node.get("content"))


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _data(node: Mapping[str, Any]) -> Mapping[str, Any]:
    data = node.get("data")
    return data if isinstance(data, Mapping) else {}
