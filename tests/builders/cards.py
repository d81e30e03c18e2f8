"""Cards as lists read them, written straight: for lists of many products, of which only what they sort by matters."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from core import db
from core.catalog.search import folded, known_words, terms_of
from core.listing.models import CARD_FORMAT, EVERYTHING, Card, card_id
from core.listing.rows import row_of
from core.listing.vocabulary import learn
from core.settings import settings
from tests.wire import Command

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def card(  # noqa: PLR0913  # each is what some list sorts or narrows by
    slug: str,
    *facets: str,
    name: str | None = None,
    price: int = 1_000,
    minutes: int = 0,
    sold: int = 0,
    shelves: Sequence[str] = ("kitchen",),
    collections: Sequence[str] = (),
    words: Sequence[str] = (),
    market: str = "us",
    locale: str = "en-US",
) -> dict[str, Any]:
    """One card, made *minutes* after the first; *words* are what it is found by beside its name and its brand."""
    called = name or slug.replace("-", " ").capitalize()
    brand = next((facet.removeprefix("brand=") for facet in facets if facet.startswith("brand=")), "")
    facts: dict[str, Any] = {
        "_id": card_id(slug, market, locale),
        "slug": slug,
        "market": market,
        "locale": locale,
        "category": shelves[0] if shelves else "",
        "shelves": [*shelves, EVERYTHING],
        "collections": list(collections),
        "facets": list(facets),
        "price_minor": price,
        "price_max_minor": price,
        "name_key": folded(called),
        "created_at": FIRST + timedelta(minutes=minutes),
        "sold": sold,
        "available": True,
        "terms": terms_of(known_words(called, brand, *words)),
        "body": orjson.dumps({"slug": slug, "name": called}),
        "tags": [f"product:{slug}"],
        "version": 1,
        "format": CARD_FORMAT,
    }
    return {**facts, "row": row_of(facts)}


def cards(found: Iterable[dict[str, Any]]) -> None:
    """These cards are there, and their words are known."""
    facts = list(found)
    for one in facts:
        Card._get_collection().replace_one({"_id": one["_id"]}, one, upsert=True)
    learn(facts)


def explained(command: Command) -> dict[str, Any]:
    """How MongoDB carries out a read that went over the wire: its own figures."""
    read = {name: value for name, value in command.body.items() if not name.startswith(("$", "lsid", "txn"))}
    answer = db.client()[settings().mongodb_database].command(
        {"explain": read, "verbosity": "executionStats"}
    )
    first = answer["stages"][0]["$cursor"] if "stages" in answer else answer
    stats: dict[str, Any] = first["executionStats"]
    return stats
