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
    """Know the words and facets of cards that were just kept. Safe to repeat; what is known costs two reads.

    What a count has found on no card is known anew: it is not forgotten then (see *recount*).
    """
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
    """Count every word and facet anew and forget those that no card had twice in a row; how many words there are.

    Safe at any time. What comes back after it was read here at zero is set to one by *learn*, and only what is at
    zero still is forgotten; what came back before that is on a card that is counted here, for cards are kept before
    they are learned.
    """
    known = {kind: _known(kind, market, locale) for kind in (Word, FacetName)}
    words, facets = _counted(market, locale)
    for kind, counts in ((Word, words), (FacetName, facets)):
        before = known[kind]
        _write(
            kind,
            [
                _count(name, counts[name], was)
                for name, was in before.items()
                if counts[name] != was or not was
            ],
        )
    return len(words)


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
    return {"market": market, "locale": locale, "name": name, "count": 1}


def _add(kind: type[Any], facts: Mapping[str, dict[str, Any]]) -> None:
    names = list(facts)
    for start in range(0, len(names), BATCH):
        part = names[start : start + BATCH]
        found = kind._get_collection().find({"_id": {"$in": part}}, {"count": 1})
        there = {row["_id"] for row in found if row.get("count", 1)}
        _write(kind, [_learned(name, facts[name]) for name in part if name not in there])


def _learned(name: str, facts: Mapping[str, Any]) -> UpdateOne:
    """It is there, and it is not at zero: whether it was never known, or is about to be forgotten."""
    fixed = {fact: value for fact, value in facts.items() if fact != "count"}
    return UpdateOne({"_id": name}, {"$setOnInsert": fixed, "$max": {"count": facts["count"]}}, upsert=True)


def _write(kind: type[Any], changes: list[Any]) -> None:
    for start in range(0, len(changes), BATCH):
        kind._get_collection().bulk_write(changes[start : start + BATCH], ordered=False)


def _count(name: str, count: int, before: int) -> Any:
    if count == before == 0:
        return DeleteOne({"_id": name, "count": 0})
    return UpdateOne({"_id": name}, {"$set": {"count": count}})


def _known(kind: type[Any], market: str, locale: str) -> dict[str, int]:
    return {row["_id"]: row.get("count", 1) for row in _of(kind, market, locale, {"count": 1})}


def _of(kind: type[Any], market: str, locale: str, fields: dict[str, int]) -> Iterable[dict[str, Any]]:
    found: Iterable[dict[str, Any]] = kind._get_collection().find(
        {"market": market, "locale": locale}, fields
    )
    return found


def _counted(market: str, locale: str) -> tuple[Counter[str], Counter[str]]:
    """On how many cards each word is, and each facet: in short reads, for there may be many cards."""
    counts, held, reached = Counter[str](), Counter[str](), ""
    while cards := list(_cards_after(reached, market, locale)):
        for card in cards:
            counts.update(word_id(market, locale, word) for word in _words_in(card["terms"]))
            names = {facet.partition("=")[0] for facet in card["facets"]}
            held.update(word_id(market, locale, name) for name in names)
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
