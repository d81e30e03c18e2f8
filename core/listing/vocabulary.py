"""The words of the shop, per market and language: what a beginning can become, and what a mistake was meant to be."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pymongo import DeleteOne, UpdateOne

from core.catalog.search import (
    LONGEST_BEGINNING,
    MOST_KNOWN,
    SHORTEST_BEGINNING,
    beginnings,
    distance,
    mistakes_in,
    neighbourhood,
)
from core.listing.models import EVERYTHING, Card, FacetName, Word

MOST_ENDINGS = 40
MOST_MEANT = 3
BATCH = 1_000


def learn(cards: Iterable[Mapping[str, Any]]) -> None:
    """Know the words and facets of cards that were just built. Safe to repeat; what is known costs two reads."""
    words: dict[str, tuple[str, str, str]] = {}
    names: dict[str, tuple[str, str, str]] = {}
    for card in cards:
        market, locale = card["market"], card["locale"]
        words.update(
            (word_id(market, locale, term), (market, locale, term)) for term in _words_in(card["terms"])
        )
        held = {facet.partition("=")[0] for facet in card["facets"]}
        names.update((word_id(market, locale, name), (market, locale, name)) for name in held)
    _add(Word, {name: _facts(*word) for name, word in words.items()})
    _add(FacetName, {name: _named(*facet) for name, facet in names.items()})


def recount(market: str, locale: str) -> int:
    """Count every word anew and forget those that no card had twice in a row; how many words there are.

    Safe at any time: a word that comes back while this counts is found at zero, and counted the next time.
    """
    known = {word["_id"]: word["count"] for word in _of(Word, market, locale, {"count": 1})}
    names = {name["_id"] for name in _of(FacetName, market, locale, {"_id": 1})}
    counts, held = _counted(market, locale)
    _write(
        Word,
        [_count(name, counts[name], was) for name, was in known.items() if counts[name] != was or not was],
    )
    _write(FacetName, [DeleteOne({"_id": name}) for name in names - held])
    return len(counts)


def facet_names(market: str, locale: str) -> set[str]:
    """Every facet that some card there has."""
    return {name["name"] for name in _of(FacetName, market, locale, {"name": 1})}


def counts_of(words: Collection[str], market: str, locale: str) -> dict[str, int]:
    """On how many cards those words are; one that nobody knows is left out."""
    ids = [word_id(market, locale, word) for word in words]
    found = Word._get_collection().find({"_id": {"$in": ids}}, {"_id": 0, "word": 1, "count": 1})
    return {word["word"]: word["count"] for word in found}


def endings(beginning: str, market: str, locale: str, *, limit: int = MOST_ENDINGS) -> list[str]:
    """The most frequent words that begin so, the whole word itself included."""
    if len(beginning) < SHORTEST_BEGINNING:
        return [beginning]
    found = Word._get_collection().find(
        {"market": market, "locale": locale, "beginnings": beginning[:LONGEST_BEGINNING]},
        {"_id": 0, "word": 1},
        sort=[("count", -1), ("word", 1)],
        limit=limit,
    )
    return [word["word"] for word in found if word["word"].startswith(beginning)]


def meant(word: str, market: str, locale: str) -> list[str]:
    """The words that somebody may have meant who wrote that: the nearest first, then the most frequent."""
    most = mistakes_in(word)
    if not most:
        return []
    found = Word._get_collection().find(
        {"market": market, "locale": locale, "near": {"$in": neighbourhood(word)}},
        {"_id": 0, "word": 1, "count": 1},
    )
    near = [(distance(word, other["word"]), -other["count"], other["word"]) for other in found]
    return [other for far, _, other in sorted(near) if 0 < far <= most][:MOST_MEANT]


def word_id(market: str, locale: str, word: str) -> str:
    return f"{market}|{locale}|{word}"


def _facts(market: str, locale: str, word: str) -> dict[str, Any]:
    return {
        "market": market,
        "locale": locale,
        "word": word,
        "count": 1,
        "beginnings": beginnings([word[:LONGEST_BEGINNING]]),
        "near": neighbourhood(word),
    }


def _named(market: str, locale: str, name: str) -> dict[str, Any]:
    return {"market": market, "locale": locale, "name": name}


def _add(kind: type[Any], facts: Mapping[str, dict[str, Any]]) -> None:
    names = list(facts)
    for start in range(0, len(names), BATCH):
        part = names[start : start + BATCH]
        there = {row["_id"] for row in kind._get_collection().find({"_id": {"$in": part}}, {"_id": 1})}
        new = [name for name in part if name not in there]
        _write(kind, [UpdateOne({"_id": name}, {"$setOnInsert": facts[name]}, upsert=True) for name in new])


def _write(kind: type[Any], changes: list[Any]) -> None:
    for start in range(0, len(changes), BATCH):
        kind._get_collection().bulk_write(changes[start : start + BATCH], ordered=False)


def _count(name: str, count: int, before: int) -> Any:
    gone = count == before == 0
    return DeleteOne({"_id": name}) if gone else UpdateOne({"_id": name}, {"$set": {"count": count}})


def _of(kind: type[Any], market: str, locale: str, fields: dict[str, int]) -> Iterable[dict[str, Any]]:
    found: Iterable[dict[str, Any]] = kind._get_collection().find(
        {"market": market, "locale": locale}, fields
    )
    return found


def _counted(market: str, locale: str) -> tuple[Counter[str], set[str]]:
    """On how many cards each word is, and which facets there are: in short reads, for there may be many cards."""
    counts, held, reached = Counter[str](), set[str](), ""
    while cards := list(_cards_after(reached, market, locale)):
        for card in cards:
            counts.update(word_id(market, locale, word) for word in _words_in(card["terms"]))
            held.update(word_id(market, locale, facet.partition("=")[0]) for facet in card["facets"])
        reached = cards[-1]["slug"]
    return counts, held


def _cards_after(slug: str, market: str, locale: str) -> Iterable[dict[str, Any]]:
    found: Iterable[dict[str, Any]] = (
        Card.objects.on(EVERYTHING, market, locale)
        .filter(slug__gt=slug)
        .order_by("slug")
        .limit(BATCH)
        .fields(slug=1, facets=1, slice__terms=MOST_KNOWN)
        .as_pymongo()
    )
    return found


def _words_in(terms: Iterable[str]) -> Iterable[str]:
    """The words among a card's terms, which also hold every two of them."""
    return (term for term in terms if " " not in term)
