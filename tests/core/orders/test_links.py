from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.orders.events import OrderLinkAsked
from core.orders.links import ask_for_link
from tests import builders as a
from tests.at_once import many, refusals

pytestmark = pytest.mark.usefixtures("database")


def asked() -> int:
    return len(a.events(OrderLinkAsked))


def test_one_mailbox_gets_one_link_to_an_order_in_five_minutes() -> None:
    results = many(
        [partial(ask_for_link, " ab-1", "Ada@example.com"), partial(ask_for_link, "AB-1", "ada@example.com")]
        * 4
    )
    assert (refusals(results), asked()) == ([], 1)

    with clock.moved(timedelta(minutes=4)):
        ask_for_link("AB-1", "ada@example.com")
        assert asked() == 1
    with clock.moved(timedelta(minutes=6)):
        ask_for_link("AB-1", "ada@example.com")
    assert asked() == 2


def test_another_order_and_another_mailbox_are_another_matter() -> None:
    for number, email in (
        ("AB-1", "ada@example.com"),
        ("AB-2", "ada@example.com"),
        ("AB-1", "ben@example.com"),
    ):
        ask_for_link(number, email)

    assert asked() == 3
