from functools import partial

import pytest

from core.catalog.models import Product
from core.listing.models import EVERYTHING, Card
from core.markets.models import Market
from core.markets.queries import forget, places
from core.outbox.models import OutboxMessage
from core.pages import whole
from core.pages.events import BuildPartDue, PagesRebuilt
from core.pages.models import Build, BuildPart, Page
from core.storefront.tags import EVERY_PAGE
from tests import builders as a
from tests.at_once import answers, at_once
from tests.fakes import FakeQueue
from tests.wire import Wire


@pytest.fixture(autouse=True)
def _shop(shop: object, monkeypatch: pytest.MonkeyPatch) -> None:
    a.markets()
    a.mirrored(a.entry("page", "about", title="About"), a.entry("blogPost", "first", title="First"))
    for number in range(23):
        a.product(a.goods_file(f"MUG-{number:02}"))
    OutboxMessage.objects.delete()
    monkeypatch.setattr(whole, "DOCUMENTS", 9)


def everything() -> dict[str, str]:
    return {page.id: page.etag for page in Page.objects}


def worked_off(build: Build, *, seconds: float = 60) -> int:
    """Work on it until it is done; how many turns that took."""
    turns = 0
    while (now := whole.latest()) and now.id == build.id and now.phase != "done":
        whole.work_on(build.id, now.left[0], seconds=seconds)
        turns += 1
    return turns


def test_at_the_end_there_is_every_card_and_every_page_and_the_storefront_is_told_once() -> None:
    build = whole.begin(told=False)
    worked_off(build)

    assert Card.objects(shelves=EVERYTHING).count() == 23 * 3
    kinds = {kind: Page.objects(kind=kind).count() for kind in Page.objects.distinct("kind")}
    assert kinds == {"product": 69, "category": 3, "content": 3, "post": 3, "layout": 3, "home": 3, "blog": 3}
    assert a.events(PagesRebuilt) == [PagesRebuilt([EVERY_PAGE], build.id)]
    assert Page.objects(version__lt=build.id).count() == 0


def test_the_jobs_do_the_same_and_pages_are_built_when_all_cards_are_there(queue: FakeQueue) -> None:
    worked_off(whole.begin(told=False))
    expected = everything()
    Page.objects.delete()
    Card.objects.delete()
    whole.begin()
    a.drain(queue)

    assert everything() == expected


def test_a_part_is_gone_on_with_where_it_was_left() -> None:
    build = whole.begin(told=False)
    parts = BuildPart.objects(build=build.id).count() + 1
    assert worked_off(build, seconds=0) > parts
    assert a.events(BuildPartDue) == []
    assert BuildPart.objects(build=build.id, phase="pages").sum("done") == 23
    assert Page.objects(kind="product").count() == 69


def test_a_part_that_two_work_on_is_finished_once() -> None:
    build = whole.begin(told=False)
    while (now := whole.latest()) and now.phase != "done":
        part = now.left[0]
        answers(at_once([partial(whole.work_on, build.id, part)] * 3))

    assert len(a.events(PagesRebuilt)) == 1
    assert Page.objects(kind="product").count() == 69


def test_a_market_that_another_process_has_just_added_is_part_of_it() -> None:
    """This process has known its markets for less than the seconds that it keeps them."""
    Market.objects(code="us").update_one(set__locales=["en-US"])
    forget()
    build = whole.begin(told=False)
    assert places() == 3
    Market.objects(code="us").update_one(set__locales=["en-US", "es-US"])
    worked_off(build)

    assert Card.objects(market="us", locale="es-US").count() == 23
    assert Page.objects(market="us", locale="es-US", kind="product").count() == 23


def test_a_batch_is_of_as_many_products_as_have_that_many_documents(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "PARTS", 1)
    build = whole.begin(told=False)
    with wire.recorded() as commands:
        worked_off(build)

    written = [
        len(command.body["updates"])
        for command in commands
        if command.collection == "cards" and command.name == "update"
    ]
    assert max(written) == whole.DOCUMENTS == 9


def test_a_newer_build_takes_the_place_of_an_older_one() -> None:
    older = whole.begin(told=False)
    newer = whole.begin(told=False)

    assert whole.work_on(older.id, older.left[0]) is True
    assert Card.objects.count() == 0
    assert BuildPart.objects(build=older.id).count() == 0
    worked_off(newer)
    assert Page.objects(kind="product").count() == 69


def test_pages_and_cards_of_what_is_gone_are_gone() -> None:
    worked_off(whole.begin(told=False))
    Product.objects(slug__in=["mug-00", "mug-11", "mug-22"]).delete()
    worked_off(whole.begin(told=False))

    assert Page.objects(subject__in=["product:mug-00", "product:mug-11", "product:mug-22"]).count() == 0
    assert Page.objects(kind="product").count() == 60
    assert set(Card.objects(shelves=EVERYTHING).distinct("slug")) == {
        product.slug for product in Product.objects
    }
