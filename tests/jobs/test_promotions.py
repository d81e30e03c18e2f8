"""A promotion of the catalogue is on every page, in every list and in the cart, from its minute to its end."""

from datetime import timedelta
from typing import Any

import orjson
import pytest

from core import clock
from core.bootstrap import Shop
from core.carts.queries import basket_of
from core.listing.models import Card
from core.outbox.services import announce_alone
from core.pages import services as pages
from core.pages.models import Page
from core.promotions import services as promotions
from core.promotions.events import PromotionTimesDue
from core.queue import Lane
from jobs.promotions import apply_times
from jobs.subscribers import lane_of, name_of
from tests import builders as a
from tests.fakes import FakeQueue


@pytest.fixture(autouse=True)
def _mug(shop: Shop, queue: FakeQueue) -> None:
    a.markets(a.US)
    a.goods("MUG", price=2_000, available=3, tags=["sale"])
    a.drain(queue)
    pages.build("product", "mug", "us", "en-US")


def shown() -> tuple[int, int, int]:
    """What the kept page, the list and the cart say."""
    data: Any = orjson.loads(Page.objects.get(kind="product", key="mug").body)["data"]
    cart = basket_of(a.cart({"MUG": 1})).quote(None)
    return (
        data["product"]["variants"][0]["price"]["minor"],
        Card.objects.get(slug="mug").price_minor,
        cart.lines[0].unit_minor,
    )


def test_switched_on_and_off_it_is_everywhere(queue: FakeQueue) -> None:
    a.promotion(on={"tags": ["sale"]})
    a.drain(queue)
    assert shown() == (1_800, 1_800, 1_800)

    promotions.switch("ten-off", on=False, actor=a.STAFF)
    a.drain(queue)
    assert shown() == (2_000, 2_000, 2_000)


def test_on_everything_everything_is_built(queue: FakeQueue) -> None:
    a.promotion()
    a.drain(queue)

    assert shown() == (1_800, 1_800, 1_800)


def test_it_begins_at_its_minute(queue: FakeQueue) -> None:
    begins = clock.now() + timedelta(hours=1)
    a.promotion(on={"products": ["mug"]}, **{"from": clock.rfc3339(begins)})
    a.drain(queue)
    assert shown() == (2_000, 2_000, 2_000)

    with clock.moved(timedelta(hours=1, seconds=3)):
        assert promotions.times_due()
        announce_alone(PromotionTimesDue())
        a.drain(queue)
        assert shown() == (1_800, 1_800, 1_800)


def test_their_times_wait_behind_what_is_bought() -> None:
    assert lane_of(name_of(apply_times)) is Lane.BULK
