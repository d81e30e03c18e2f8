"""Lists that somebody has narrowed, sorted or read on: built when asked for, there is no end of them."""

from typing import Any

import orjson

from core.catalog.queries import collection_by_slug
from core.listing.asked import Asked
from core.listing.materials import Materials
from core.listing.ports import SearchBackend
from core.listing.queries import Scope, listed, shelf
from core.listing.versions import current_version
from core.markets.models import Market
from core.pages.answers import Answer, answer_of
from core.pages.builders.context import Building
from core.pages.builders.listings import build_search, scope_of
from core.pages.builders.shapes import spliced
from core.pages.errors import VersionUnknown
from core.pages.queries import page
from core.storefront.tags import A_PRODUCT


def list_page(
    kind: str, key: str, market: Market, locale: str, asked: Asked, *, min_version: int = 0
) -> Answer:
    """A category or collection: the ready page, or the same with the part of its list that was asked for.

    The cards are those that the page's version has seen, or newer ones. Raises the NotFound of its kind,
    VersionUnknown, UnknownFacet, UnknownSort, BadCursor.
    """
    ready = page(kind, key, market.code, locale, min_version=min_version)
    if asked.nothing:
        return ready
    whole = orjson.loads(ready.body)
    data, meta = whole["data"], whole["meta"]
    listing = listed(_scope(kind, data, market, locale), asked, stamp=ready.version)
    building = Building(market, locale, tags={tag for tag in ready.tags if not tag.startswith(A_PRODUCT)})
    building.degraded = meta["degraded"]
    cards = Materials().cards(listing.slugs, market, locale)
    data |= {"products": spliced(cards, building), **listing.as_json(market.currency)}
    if asked.narrows or asked.sort:
        data["seo"]["robots"] = "noindex,follow"
    return answer_of(data, building, ready.version)


def search_page(
    text: str, market: Market, locale: str, asked: Asked, search: SearchBackend, *, min_version: int = 0
) -> Answer:
    """What is found, from cards that have seen the shop's version; everything, where nothing is typed.

    Raises VersionUnknown, UnknownFacet, UnknownSort, BadCursor, SearchAway.
    """
    version = current_version()
    if min_version > version:
        raise VersionUnknown(min_version)
    building = Building(market, locale)
    data = build_search(text, building, asked, search, now=version, version=min_version)
    return answer_of(data, building, version if building.version is None else building.version)


def _scope(kind: str, data: dict[str, Any], market: Market, locale: str) -> Scope:
    slug = data[kind]["slug"]
    if kind == "collection":
        return scope_of(collection_by_slug(slug), market.code, locale)
    return shelf(slug, market.code, locale)
