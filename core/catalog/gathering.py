"""Collections: put from a file, and kept right when they change."""

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from pydantic import Field

from core import clock
from core.catalog.events import CollectionChanged
from core.catalog.goods import Slug
from core.catalog.models import Collection, Product
from core.catalog.rules import RuleInFile
from core.catalog.times import derive, rewrite, tell_together
from core.db import TRANSACTION_SECONDS, transactional
from core.files import BadFile, FileModel
from core.outbox.services import announce, announce_alone
from core.redirects.services import reused
from core.storefront.paths import path_of

MOST_BY_HAND = 2_000
BATCH = 200
BUDGET_SECONDS = 12.0
AGAIN_AFTER = timedelta(seconds=2 * TRANSACTION_SECONDS + 6)
"""By then whatever was being put when a collection changed, and did not see that, is there or never will be."""


class CollectionInFile(FileModel):
    slug: Slug
    name: str = Field(min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=20_000)
    position: int = Field(default=0, ge=0, le=1_000_000)
    products: list[Slug] | None = Field(default=None, max_length=MOST_BY_HAND)
    rule: RuleInFile | None = None


@transactional
def put_collections(entries: Sequence[CollectionInFile]) -> None:
    """Make these collections what the file says; others stay. What is in them is decided in a job.

    A product that is chosen by hand and not there yet joins when it comes. Raises BadFile (one that stands
    twice; one that is neither chosen by hand nor by a rule, or both).
    """
    slugs = [entry.slug for entry in entries]
    for entry in entries:
        if slugs.count(entry.slug) > 1:
            raise BadFile(f"{entry.slug} stands twice.", field="slug")
        if (entry.products is None) == (entry.rule is None):
            raise BadFile(f"{entry.slug} wants either products or a rule.", field="rule")
        if len(set(entry.products or ())) != len(entry.products or ()):
            raise BadFile(f"{entry.slug} names a product twice.", field="products")
    known = set(Collection.objects(slug__in=slugs).scalar("slug"))
    reused(*(path_of("collection", slug) for slug in slugs if slug not in known))
    for entry in entries:
        Collection(**entry.model_dump(exclude_none=True)).save()
        announce(CollectionChanged(entry.slug))
        announce(CollectionChanged(entry.slug, again=True), after=AGAIN_AFTER)


def gather(slug: str, after: str = "", *, again: bool = False, seconds: float = BUDGET_SECONDS) -> None:
    """Decide anew which products belong to a collection, batch by batch, from the one after *after*.

    When the time is up, the rest is announced and goes on in another job. Safe to repeat.
    """
    end = time.monotonic() + seconds
    while last := _gather_some(slug, after):
        after = last
        if time.monotonic() > end:
            announce_alone(CollectionChanged(slug, after, again))
            return


@transactional
def _gather_some(slug: str, after: str) -> str | None:
    """The last product that was looked at; None when there are no more."""
    collections, now = list(Collection.objects), clock.now()
    products = list(
        Product._get_collection().find(_candidates(slug, after, collections)).sort("slug", 1).limit(BATCH)
    )
    changed = []
    for product in products:
        before = (product["collections"], product.get("next_change_at"))
        derive(product, collections, now)
        if before != (product["collections"], product["next_change_at"]):
            changed.append(product)
    rewrite(changed)
    tell_together(changed, left=[slug])
    return products[-1]["slug"] if len(products) == BATCH else None


def _candidates(slug: str, after: str, collections: Sequence[Collection]) -> dict[str, Any]:
    """All products for a rule; for one by hand, those it names and those that were in it."""
    following = {"slug": {"$gt": after}}
    one = next((collection for collection in collections if collection.slug == slug), None)
    if one is not None and one.rule is not None:
        return following
    chosen = list(one.products) if one else []
    return {"$and": [following, {"$or": [{"collections": slug}, {"slug": {"$in": chosen}}]}]}
