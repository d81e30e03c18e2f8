"""The only names of cache tags. Next.js takes at most 128 tags of 256 characters for one answer."""

from urllib.parse import quote, unquote

MOST_TAGS = 128
LONGEST = 256
PLAIN = "/:~!$&'()*+;=@"

WIDE = ("product", "shelf")
"""Kinds of tags of which a page may have more than it can carry."""

EVERY_PAGE = "pages"
CATALOGUE = "catalogue"
LAYOUT = "layout"
HOME = "home"
BLOG = "blog"
REDIRECTS = "redirects"
SEARCH = "search"

A_PRODUCT = "product:"

NAMED = ("product", "category", "collection", "page", "post", "menu", "content")
"""Kinds of tags that end in the name of one thing."""


def product(slug: str) -> str:
    return _tag("product", slug)


def name_in(tag: str) -> str:
    """The name of the one thing that a tag ends in."""
    return unquote(tag.partition(":")[2])


def category(slug: str) -> str:
    return _tag("category", slug)


def collection(slug: str) -> str:
    return _tag("collection", slug)


def shelf(slug: str) -> str:
    """What a category is called and where it stands, for pages that name it and do not list it."""
    return _tag("shelf", slug)


def content(entry_id: str) -> str:
    return _tag("content", entry_id)


def named_content(role: str, slug: str) -> str:
    """An entry by what it is called: also of one that is not there yet, so that its coming is noticed."""
    return _tag(role, slug)


def wide(tag: str) -> str | None:
    """The tag that a page carries in place of this one when it is built of more things than it can name."""
    kind, _, _ = tag.partition(":")
    return f"{kind}-bucket:{_number(tag)}" if kind in WIDE else None


def bucket(entry_id: str) -> str:
    """One of 16 tags that many entries share: for answers that are built of more than can be named."""
    return f"content-bucket:{_number(entry_id)}"


def _number(name: str) -> int:
    return sum(name.encode()) % 16


def _tag(kind: str, name: str) -> str:
    """In characters that a header can carry, and without the comma that parts tags there."""
    return f"{kind}:{quote(name, safe=PLAIN)}"[:LONGEST]
