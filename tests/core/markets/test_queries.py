import pytest

from core.markets.models import Market
from core.markets.queries import forget, known_markets, market_named, markets
from tests import builders as a
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


def test_markets_come_in_the_order_of_the_file_and_are_read_once(wire: Wire) -> None:
    a.markets(a.EU, a.US, a.JP)
    forget()
    with wire.recorded() as commands:
        names = [list(markets()) for _ in range(3)]

    assert names == [["eu", "us", "jp"]] * 3
    assert len(commands) == 1


def test_a_change_in_this_process_is_seen_at_once() -> None:
    a.markets()
    assert market_named("us").currency == "USD"
    a.markets({**a.US, "currency": "CAD"}, a.EU)

    assert market_named("us").currency == "CAD"


def test_staff_may_look_at_a_shop_without_markets() -> None:
    assert known_markets() == {}
    a.markets()
    assert list(known_markets()) == ["us", "eu"]


def test_a_market_that_is_set_up_again_keeps_no_old_value() -> None:
    a.markets()
    a.markets({**a.US, "countries": ["US", "CA"]}, a.EU)

    assert Market.objects.get(code="us").countries == ["US", "CA"]
    assert Market.objects.count() == 2
