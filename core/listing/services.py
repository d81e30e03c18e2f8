"""Cards are built when their product, its stock or its words change; what shows them is announced as stale."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pymongo import ReplaceOne

from core.db import transactional
from core.listing.cards import Row, cards_of
from core.listing.events import CardsStale, PagesStale
from core.listing.materials import Materials
from core.listing.models import EVERYTHING, Card
from core.listing.versions import next_version
from core.listing.vocabulary import learn
from core.markets.queries import places
from core.outbox.services import announce, announce_alone
from core.storefront import tags as named

CARDS = 150
"""How many cards, one for each market and language of a product, are written in one transaction."""
BUDGET_SECONDS = 12.0
"""How long one job builds before it lets another go on; well below the time limit of a job."""
LISTED = ("shelves", "collections", "facets", "price_minor", "name_key", "created_at", "category")
"""What lists sort, narrow down and count by: a change of it changes lists that do not show the card."""
SEARCHED = (*LISTED, "terms")
"""What decides in which searches it is found, and where in them: those too that do not show it yet."""
COMPARED = ("body", *SEARCHED)


@dataclass(frozen=True)
class News:
    """What is to be told beside what the cards themselves make stale: tags, and subjects with pages of their own.

    *many*: others are told of together with this.
    """

    tags: Sequence[str] = ()
    subjects: Sequence[str] = ()
    many: bool = False


def refresh(
    products: Sequence[str],
    tags: Sequence[str],
    below: int | None = None,
    *,
    subjects: Sequence[str] = (),
    seconds: float = BUDGET_SECONDS,
) -> None:
    """Build the cards of these products, and every card made of one of these tags, anew; then announce the pages.

    *below* is the version that they must reach (default: now). When the time is up, the rest is announced and
    goes on in another job. Each batch of cards and the news of it are committed together.
    """
    limit = below or next_version()
    end = time.monotonic() + seconds
    handles = sorted({*products, *_built_of(tags, limit)})
    size, many = batch_size(), len(handles) > 1
    while len(handles) > size:
        batch, handles = handles[:size], handles[size:]
        put_cards(batch, News(subjects=_own(batch, products), many=many))
        if time.monotonic() > end:
            rest = [slug for slug in handles if slug in products]
            announce_alone(CardsStale(list(tags), rest, limit, list(subjects)))
            return
    put_cards(handles, News([*tags], [*_own(handles, products), *subjects], many))


def batch_size() -> int:
    """How many products have about as many cards as one transaction is to write."""
    return max(1, CARDS // max(1, places()))


def _own(handles: Sequence[str], products: Sequence[str]) -> list[str]:
    """The pages of those that have changed themselves, and do not only show something that has."""
    changed = set(products)
    return [f"product:{slug}" for slug in handles if slug in changed]


def put_cards(handles: Sequence[str], news: News | None = None) -> None:
    """Build the cards of these products from the truth and keep them, unless newer ones are there already.

    With *news*, what they make stale is announced together with it, in the same transaction.
    """
    version = next_version()
    materials = Materials()
    materials.load(handles)
    rows = [
        row
        for handle in handles
        if (product := materials.product(handle))
        for row in cards_of(product, materials, version)
    ]
    _keep(list(handles), rows, version, news)
    learn(rows)


@transactional
def _keep(handles: list[str], rows: list[Row], version: int, news: News | None) -> None:
    known = {row["_id"]: row for row in Card.objects(slug__in=handles).as_pymongo()}
    fresh = [row for row in [*rows, *_gone(known, rows, version)] if _is_newer(row, known.get(row["_id"]))]
    if fresh:
        Card._get_collection().bulk_write(
            [ReplaceOne({"_id": row["_id"]}, row, upsert=True) for row in fresh]
        )
    if news is not None:
        stale = {tag for row in fresh for tag in _stale(row, known.get(row["_id"]))}.union(news.tags)
        shelves = {f"category:{shelf}" for row in fresh for shelf in _entered(row, known.get(row["_id"]))}
        came = [row["_id"] for row in fresh if _has_moved(row, known.get(row["_id"]))]
        if stale or shelves or news.subjects:
            announce(PagesStale(sorted(stale), 0, [*news.subjects, *sorted(shelves)], came, news.many))


def _gone(known: dict[str, Row], rows: list[Row], version: int) -> list[Row]:
    """Cards that nobody sells any more stay, on no shelf: an older build then cannot bring them back."""
    built = {row["_id"] for row in rows}
    return [
        {**row, "shelves": [], "collections": [], "facets": [], "terms": [], "version": version}
        for name, row in known.items()
        if name not in built and row["shelves"]
    ]


def _is_newer(row: Row, known: Row | None) -> bool:
    return known is None or known["version"] < row["version"]


def _stale(row: Row, known: Row | None) -> set[str]:
    """The tags of the pages that this card makes stale, by what is different about it."""
    before = known or {}
    if all(row.get(name) == before.get(name) for name in COMPARED):
        return set()
    stale = {named.product(row["slug"])}
    if any(row.get(name) != before.get(name) for name in SEARCHED):
        stale.add(named.SEARCH)
    if any(row.get(name) != before.get(name) for name in LISTED):
        shelves = {*row["shelves"], *before.get("shelves", ())} - {EVERYTHING}
        stale |= {named.category(shelf) for shelf in shelves}
        stale |= {named.collection(name) for name in {*row["collections"], *before.get("collections", ())}}
    if _has_moved(row, known):
        stale.add(named.CATALOGUE)
    return stale


def _has_moved(row: Row, known: Row | None) -> bool:
    shelves: list[str] = (known or {}).get("shelves", [])
    return bool(row["shelves"] != shelves)


def _entered(row: Row, known: Row | None) -> set[str]:
    """Shelves that it has not stood on before: perhaps nothing has, and they have no page yet."""
    return {*row["shelves"]} - {EVERYTHING, *(known or {}).get("shelves", ())}


def _built_of(tags: Sequence[str], limit: int) -> Iterable[str]:
    """The products whose cards were built of one of these before that version."""
    return Card.objects(tags__in=list(tags), version__lt=limit).distinct("slug") if tags else []
