import pytest

from core.adapters.table_carrier import TableCarrier
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.orders.errors import OrderNotFound, WrongOrderState
from core.orders.events import OrderShipped
from core.shipping.models import Shipment
from core.shipping.ports import Parcel
from core.shipping.queries import shipment_of
from core.shipping.services import ship_order
from tests import builders as a
from tests.at_once import answers, at_once, refusals


def parcel(value_minor: int = 1_000, *, market: str = "us", country: str = "US") -> Parcel:
    return Parcel(market, country, "89501", value_minor, 350)


def ship(number: str) -> str:
    ship_order(number, carrier="UPS", tracking_code="1Z999", actor=a.STAFF)
    return number


class TestShip:
    def test_a_parcel_leaves_once_and_is_written_down(self, shop: Shop) -> None:
        order = a.shipped_order(shop)

        known = shipment_of(order.number)
        assert known
        assert (known.carrier, known.tracking_code) == ("UPS", "1Z999")
        record = AuditRecord.objects(action="ship_order").get()
        assert (record.actor, record.target) == (a.STAFF, f"order:{order.number}")

    def test_of_many_at_once_one_ships_it(self, shop: Shop) -> None:
        order = a.paid_order(shop)
        results = at_once([lambda: ship(order.number)] * 6)

        assert (len(answers(results)), {type(refusal) for refusal in refusals(results)}) == (
            1,
            {WrongOrderState},
        )
        assert (len(Shipment.objects), len(a.events(OrderShipped))) == (1, 1)

    def test_only_a_paid_order_ships(self, shop: Shop) -> None:
        for order in (a.placed_order(shop, {"MUG": 1}), a.cancelled_order(shop, {"POT": 1})):
            with pytest.raises(WrongOrderState):
                ship(order.number)
        with pytest.raises(OrderNotFound):
            ship("Q-0000-0000-00")
        assert Shipment.objects.first() is None
        assert shipment_of("Q-0000-0000-00") is None


@pytest.mark.usefixtures("database")
class TestRates:
    def test_the_cheapest_delivery_to_that_country_comes_first(self) -> None:
        a.markets()

        assert [(option.code, option.minor) for option in TableCarrier().quote(parcel())] == [
            ("us-standard", 600),
            ("us-express", 1_500),
        ]
        assert TableCarrier().quote(parcel(country="CA")) == []
        assert TableCarrier().quote(parcel(market="jp")) == []

    @pytest.mark.parametrize(("value", "minor"), [(74_999, 600), (75_000, 0), (75_001, 0)])
    def test_from_that_value_on_it_is_free(self, value: int, minor: int) -> None:
        a.markets()

        assert {option.code: option.minor for option in TableCarrier().quote(parcel(value))}[
            "us-standard"
        ] == minor
