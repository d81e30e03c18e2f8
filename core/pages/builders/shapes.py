"""Shapes that several pages share: cards, SEO, breadcrumbs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from core.catalog.models import Category
from core.content.queries import Words
from core.listing.materials import Shown
from core.markets.queries import known_markets
from core.pages.builders.context import Building, Data
from core.storefront import tags
from core.storefront.paths import path_of

LONGEST_DESCRIPTION = 160


def spliced(cards: Sequence[Shown], building: Building) -> list[orjson.Fragment]:
    """Cards as lists show them: their bytes as they were built, and a tag for each."""
    building.built_of(*(tags.product(card.slug) for card in cards))
    return [orjson.Fragment(card.body) for card in cards]


def seo(
    *,
    title: str,
    description: str | None,
    path: str,
    building: Building,
    words: Words | None = None,
    image: Mapping[str, Any] | None = None,
    json_ld: Mapping[str, Any] | None = None,
    robots: str = "index,follow",
) -> Data:
    """The head of a page: an editor's words where there are some, the page's own otherwise."""
    building.indexed = not robots.startswith("noindex")
    own_title = (words.text("seoTitle") if words else None) or title
    own_description = (words.text("seoDescription") if words else None) or description or ""
    short = _shortened(own_description)
    return {
        "title": own_title,
        "description": short,
        "canonicalPath": path,
        "robots": robots,
        "openGraph": {"title": own_title, "description": short, "image": image["url"] if image else None},
        "jsonLd": dict(json_ld) if json_ld else None,
        "locales": list(building.market.locales),
        "alternates": _alternates(path, building),
    }


def shelves_down_to(category: str, building: Building) -> list[Data]:
    """The shelves from the root down to that one, as they are called in this language: name and path."""
    known = building.materials.way(category) or [
        Category(slug=category, name=category.replace("-", " ").capitalize())
    ]
    building.built_of(*(tags.shelf(str(shelf.slug)) for shelf in known))
    return [shelf_link(shelf, building) for shelf in known]


def shelf_link(shelf: Category, building: Building) -> Data:
    words = building.reader.maybe_named("category", str(shelf.slug))
    name = (words.text("title", "name") if words else None) or shelf.name
    return {"name": name, "path": path_of("category", "/".join(shelf.shelves))}


def alternates_of(
    path: Callable[[str], str], *, sold_in: Callable[[str], bool] = lambda _: True
) -> list[Data]:
    """Where the same page is in every market and language, for `hreflang`; *path* is its path in a language."""
    return [
        {"locale": locale, "market": market.code, "path": path(locale)}
        for market in known_markets().values()
        if sold_in(market.code)
        for locale in market.locales
    ]


def _alternates(path: str, building: Building) -> list[Data]:
    """Those that the page has named; else the same path everywhere. None for what is not to be found by search."""
    everywhere = building.alternates or alternates_of(lambda _: path)
    return everywhere if building.indexed else []


def crumbs(*steps: tuple[str, str]) -> list[Data]:
    """The way down to a page, from the home page: name and path of each step."""
    return [{"name": name, "path": path} for name, path in steps]


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    return text[: LONGEST_DESCRIPTION - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
