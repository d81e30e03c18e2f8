"""The tree of shelves: put from a file, grown by the goods that name a shelf, and followed by what stands there."""

import time
from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field
from pymongo import UpdateOne

from core import clock
from core.catalog.events import CategoriesChanged
from core.catalog.goods import Slug
from core.catalog.models import Category, Collection, Product
from core.catalog.times import derive, rewrite, tell_together
from core.db import transactional
from core.files import BadFile, FileModel
from core.outbox.services import announce, announce_alone
from core.redirects.services import moved, reused
from core.storefront.paths import path_of

DEEPEST = 6
BATCH = 200
BUDGET_SECONDS = 12.0


class CategoryInFile(FileModel):
    slug: Slug
    name: str = Field(min_length=1, max_length=200)
    parent: Slug | None = None
    position: int = Field(default=0, ge=0, le=1_000_000)


@transactional
def put_categories(entries: Sequence[CategoryInFile]) -> None:
    """Make these shelves what the file says; others stay, and move along with what they stand under.

    The old address of one that moves leads to the new one; the products on it follow in a job. Raises BadFile
    (a shelf that stands twice, an unknown parent, a circle, more than six levels).
    """
    known = {str(shelf.slug): shelf for shelf in Category.objects}
    before = {slug: shelf.shelves for slug, shelf in known.items()}
    for entry in entries:
        known[entry.slug] = _put(known.get(entry.slug) or Category(slug=entry.slug), entry)
    if len({entry.slug for entry in entries}) != len(entries):
        raise BadFile("A category stands twice.", field="slug")
    named = {entry.slug for entry in entries}
    for slug, shelf in known.items():
        shelf.path = "/".join(_way_to(slug, known))
        if slug in named or shelf.shelves != before[slug]:
            named.add(slug)
            shelf.save()
            _lead_on(before.get(slug), shelf.shelves)
    if named:
        announce(CategoriesChanged(sorted(named)))


def enter(slugs: Iterable[str]) -> Mapping[str, list[str]]:
    """The shelves of products that come to stand in these categories: of each, itself and its ancestors.

    A category that nobody has put yet is made, at the root. Whoever moves one meanwhile conflicts with this
    transaction, so that no product is left on a shelf's old way.
    """
    wanted = sorted(set(slugs))
    entered = Category._get_collection().bulk_write(
        [UpdateOne({"_id": slug}, _entered(slug), upsert=True) for slug in wanted]
    )
    reused(*(path_of("category", slug) for slug in (entered.upserted_ids or {}).values()))
    return shelves_of(wanted)


def shelves_of(slugs: Iterable[str]) -> Mapping[str, list[str]]:
    """The way down to each of these categories; one that is not there stands by itself."""
    wanted = list(slugs)
    found = {str(shelf.slug): shelf.shelves for shelf in Category.objects(slug__in=wanted)}
    return {slug: found.get(slug, [slug]) for slug in wanted}


def reshelve(categories: Sequence[str], *, seconds: float = BUDGET_SECONDS) -> None:
    """Let every product in these categories stand on their shelves as they are now, batch by batch.

    When the time is up, the rest is announced and goes on in another job. Safe to repeat.
    """
    end = time.monotonic() + seconds
    for index, category in enumerate(categories):
        while _reshelve_some(category):
            if time.monotonic() > end:
                announce_alone(CategoriesChanged(list(categories[index:])))
                return


@transactional
def _reshelve_some(category: str) -> bool:
    """Whether there may be more."""
    shelves, now = shelves_of([category])[category], clock.now()
    stray = {"category": category, "shelves": {"$ne": shelves}}
    products = list(Product._get_collection().find(stray).limit(BATCH))
    left = {shelf for product in products for shelf in product["shelves"]}
    gone = {slug for product in products for slug in product["collections"]}
    collections = list(Collection.objects)
    for product in products:
        product["shelves"] = shelves
        derive(product, collections, now)
    rewrite(products, "shelves")
    tell_together(products, left=gone, shelves=left)
    return len(products) == BATCH


def _lead_on(before: Sequence[str] | None, after: Sequence[str]) -> None:
    there = path_of("category", "/".join(after))
    if before is None:
        reused(there)
    elif before != after:
        moved(path_of("category", "/".join(before)), there)


def _put(shelf: Category, entry: CategoryInFile) -> Category:
    shelf.name, shelf.parent, shelf.position = entry.name, entry.parent, entry.position
    return shelf


def _way_to(slug: str, known: Mapping[str, Category]) -> list[str]:
    way = [slug]
    while parent := known[way[0]].parent:
        if parent not in known:
            raise BadFile(f"{way[0]} stands under {parent}, which is not there.", field="parent")
        if parent in way:
            raise BadFile(f"{slug} would stand under itself: {' / '.join([parent, *way])}.", field="parent")
        way.insert(0, parent)
    if len(way) > DEEPEST:
        raise BadFile(f"{slug} would stand on level {len(way)} of {DEEPEST}.", field="parent")
    return way


def _entered(slug: str) -> dict[str, object]:
    name = slug.replace("-", " ").capitalize()
    return {"$setOnInsert": {"name": name, "path": slug, "position": 0}, "$inc": {"entries": 1}}
