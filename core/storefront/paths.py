"""Where the storefront shows things: the one table of it."""

from collections.abc import Mapping

PAGES: Mapping[str, str] = {"home": "/", "blog": "/blog"}
"""The kinds of pages that there is one of."""
ROOTS: Mapping[str, str] = {
    "product": "/product/",
    "category": "/category/",
    "collection": "/collection/",
    "content": "/content/",
    "post": "/blog/",
}
"""The kinds of pages there are many of, and what their paths begin with."""


def path_of(kind: str, key: str = "") -> str:
    """The path of that page; *key* is its address in a language, a category's with all its shelves."""
    return PAGES[kind] if kind in PAGES else f"{ROOTS[kind]}{key}"
