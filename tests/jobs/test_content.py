"""Webhooks are hints: whichever come, in whatever order and however often, the mirror ends the same."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import count, permutations
from typing import Any

import orjson
import pytest

from core import clock
from core.bootstrap import Shop
from core.content.errors import SourceBusy
from core.content.models import ContentAsset, ContentComparison, ContentEntry
from core.content.queries import last_comparison
from core.inbox.events import ContentfulWebhookKept
from core.inbox.models import Receipt
from core.inbox.services import receive
from core.listing.models import Card
from core.pages.models import Page
from core.pages.queries import page
from jobs.schedule import EVERY, tick
from tests import builders as a
from tests.fakes import FakeQueue, FakeSource

Act = Callable[[FakeSource], None]
ACTS: dict[str, Act] = {
    "Entry.publish": lambda source: source.publish(a.entry("page", "about", title="About them")),
    "Entry.unpublish": lambda source: source.withdraw("product-mug"),
    "Entry.delete": lambda source: source.withdraw("home-home"),
    "Asset.publish": lambda source: source.publish(a.asset("pic", alt="Another")),
    "Entry.archive": lambda source: source.withdraw("page-old"),
}
_serial = count()


@pytest.fixture
def shop(shop: Shop) -> Shop:
    a.markets()
    a.goods("MUG")
    return shop


def furnish(source: FakeSource) -> None:
    source.publish(
        a.entry("page", "about", title="About us", image=a.link("pic", "Asset")),
        a.entry("page", "old", title="Old"),
        a.entry("product", "mug", title="Mug of the editors", images=[a.link("pic", "Asset")]),
        a.entry("home", "home", title="Home"),
        a.asset("pic"),
    )


def hear(topic: str, name: str | None = None) -> None:
    """A webhook comes in; under the *name* of an earlier one it is the same delivery again."""
    told = ContentfulWebhookKept(f"contentful-{name or next(_serial)}")
    receive(told, source="contentful", kind=f"ContentManagement.{topic}", body=b"{}")


def mirror() -> dict[str, Any]:
    return {item.id: item.fields for kind in (ContentEntry, ContentAsset) for item in kind.objects}


def space(source: FakeSource) -> dict[str, Any]:
    return {name: dict(item.fields) for name, item in source.published.items()}


def shown() -> dict[str, Any]:
    """What every kept page shows."""
    return {str(kept.id): kept.etag for kept in Page.objects}


@pytest.mark.parametrize("order", list(permutations(list(ACTS)[:4])))
def test_every_order_of_acts_with_their_webhooks_ends_in_what_is_published(
    order: Sequence[str], shop: Shop, source: FakeSource, queue: FakeQueue
) -> None:
    furnish(source)
    hear("Entry.publish")
    a.drain(queue)
    for topic in order:
        ACTS[topic](source)
        hear(topic)
        a.drain(queue)

    assert mirror() == space(source)


def test_every_order_and_repetition_of_webhooks_ends_in_the_same_mirror_and_the_same_pages(
    shop: Shop, source: FakeSource, queue: FakeQueue
) -> None:
    ends = []
    for number, order in enumerate(permutations(ACTS)):
        if number % 11:  # eleven of the 120, of every beginning
            continue
        furnish(source)
        hear("Entry.publish")
        a.drain(queue)
        for kind, key in (("product", "mug"), ("content", "about"), ("home", "")):
            page(kind, key, "us", "en-US")
        for act in ACTS.values():
            act(source)
        for topic in (*order, *order[:2]):
            hear(topic, f"{number}-{topic}")
            a.drain(queue) if number % 2 else None
        a.drain(queue)
        ends.append((mirror() == space(source), shown()))

    assert ends == [(True, ends[0][1])] * 11
    assert ends[0][1]


def test_a_webhook_that_is_lost_is_made_good_by_the_schedule_within_a_minute(
    shop: Shop, source: FakeSource, queue: FakeQueue
) -> None:
    furnish(source)
    tick()
    a.drain(queue)
    for act in ACTS.values():
        act(source)
    with clock.moved(timedelta(seconds=61)):
        tick()
        a.drain(queue)

    assert EVERY["sync-content"][0] <= timedelta(seconds=60)
    assert mirror() == space(source)


def test_a_content_type_that_changes_has_every_entry_read_again(
    shop: Shop, source: FakeSource, queue: FakeQueue
) -> None:
    """No sync tells of it: entries are delivered otherwise, in the revision that they had."""
    furnish(source)
    hear("Entry.publish")
    a.drain(queue)
    source.restyle("page-about", title="Renamed field", slug="about-us")
    ContentEntry.objects(id="product-mug").update(role="other")
    hear("ContentType.publish")
    a.drain(queue)

    assert mirror() == space(source)
    assert {entry.id: entry.slug for entry in ContentEntry.objects}["page-about"] == "about-us"
    assert {entry.id: entry.role for entry in ContentEntry.objects}["product-mug"] == "product"
    assert last_comparison().counts["misfiled"] == 1  # type: ignore[union-attr]  # there is one


def test_the_mirror_is_compared_once_a_day_and_not_before_its_first_sync(
    shop: Shop, source: FakeSource, queue: FakeQueue
) -> None:
    furnish(source)
    hear("Entry.publish")
    tick()
    a.drain(queue)
    first = ContentComparison.objects.count()
    ContentEntry.objects(id="page-about").delete()
    with clock.moved(timedelta(days=1, minutes=1)):
        tick()
        a.drain(queue)

    assert ContentComparison.objects.count() == first + 1
    assert last_comparison().counts["missing"] == 1  # type: ignore[union-attr]  # there is one
    assert mirror() == space(source)


def test_an_entry_that_names_a_sku_changes_the_page_and_the_cards_of_its_product(
    shop: Shop, source: FakeSource, queue: FakeQueue
) -> None:
    def name_shown() -> str:
        shown: str = orjson.loads(page("product", "mug", "us", "en-US").body)["data"]["product"]["name"]
        return shown

    def say(title: str, sku: str) -> None:
        source.publish(a.entry("product", "called-otherwise", title=title, skus=[sku]))
        hear("Entry.publish")
        a.drain(queue)

    a.drain(queue)
    before = name_shown()
    say("By its SKU", "MUG")
    named, card = name_shown(), Card.objects(slug="mug", market="us", locale="en-US").get()
    say("Of another", "CUP")

    assert (named, name_shown()) == ("By its SKU", before)
    assert orjson.loads(card.body)["name"] == "By its SKU"
    say("By its SKU again", "MUG")
    source.withdraw("product-called-otherwise")
    hear("Entry.delete")
    a.drain(queue)
    assert name_shown() == before


def test_webhooks_that_waited_together_ask_the_source_once(
    shop: Shop, source: FakeSource, queue: FakeQueue
) -> None:
    furnish(source)
    for _ in range(20):
        hear("Entry.publish")
    a.drain(queue, later=timedelta(seconds=5))

    assert len(source.asked) == 1
    assert mirror() == space(source)
    assert Receipt.objects(done_at=None).count() == 0


def test_a_source_that_is_asked_too_often_is_asked_later(
    shop: Shop, source: FakeSource, queue: FakeQueue
) -> None:
    furnish(source)
    source.faults.error, source.faults.away = SourceBusy(60), True
    hear("Entry.publish")
    a.drain(queue)
    assert mirror() == {}

    source.faults.away = False
    a.drain(queue, later=timedelta(seconds=40))
    assert mirror() == space(source)
