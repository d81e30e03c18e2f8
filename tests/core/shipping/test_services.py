import pytest

from core.adapters.table_carrier import TableCarrier
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.errors import Invalid
from core.inventory.ahead import sell_ahead
from core.orders.errors import (
    NoPieces,
    NotOnOrder,
    NotThereYet,
    OrderNotFound,
    TooManyPieces,
    WrongOrderState,
)
from core.orders.events import OrderShipped
from core.shipping.errors import ShipmentNotFound
from core.shipping.events import ShipmentSent
from core.shipping.models import Shipment
from core.shipping.ports import Parcel
from core.shipping.queries import shipment_of, shipments_of
from core.shipping.services import note_delivered, ship_order
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

    def test_it_may_leave_in_parts_and_each_is_told_once(self, shop: Shop) -> None:
        order = a.paid_order(shop, {"MUG": 3, "POT": 1})
        ship_order(order.number, carrier="UPS", tracking_code=None, actor=a.STAFF, quantities={"MUG": 2})
        part = a.order(order.number)
        assert (part.status, part.fulfilment_status) == ("paid", "partially_shipped")
        ship(order.number)

        whole = a.order(order.number)
        assert (whole.status, whole.fulfilment_status) == ("shipped", "shipped")
        assert [(one.position, one.quantities) for one in shipments_of(order.number)] == [
            (1, {"MUG": 2}),
            (2, {"MUG": 1, "POT": 1}),
        ]
        assert a.events(ShipmentSent) == [ShipmentSent(order.number, 1), ShipmentSent(order.number, 2)]
        assert a.events(OrderShipped) == [OrderShipped(order.number)]
        assert [entry.what for entry in whole.timeline][2:] == ["partially_shipped", "shipped"]

    @pytest.mark.parametrize("bundled", [False, True])
    def test_what_was_bought_ahead_leaves_once_it_is_there(self, shop: Shop, *, bundled: bool) -> None:
        a.markets()
        a.goods("MUG", available=2)
        a.bundle("PAIR", {"MUG": 1})
        sell_ahead("MUG", 9, kind="back-order", ships_from=None, actor=a.STAFF)
        sku = "PAIR" if bundled else "MUG"
        number = a.paid_order(shop, {sku: 3}).number
        for pieces in (None, {sku: 3}):
            with pytest.raises(NotThereYet):
                ship_order(number, carrier="UPS", tracking_code=None, actor=a.STAFF, quantities=pieces)
        assert Shipment.objects.first() is None

        ship_order(number, carrier="UPS", tracking_code=None, actor=a.STAFF, quantities={sku: 2})
        with pytest.raises(NotThereYet):
            ship(number)
        a.stock("MUG", 1)
        ship(number)
        assert a.order(number).status == "shipped"

    @pytest.mark.parametrize(
        ("pieces", "refusal"),
        [
            ({"MUG": 4}, TooManyPieces),
            ({"MUG": 2, "POT": 1}, NotOnOrder),
            ({"MUG": 0}, NoPieces),
            ({}, NoPieces),
            ({"MUG": -1}, Invalid),
        ],
    )
    def test_no_more_leaves_than_was_sold(
        self, pieces: dict[str, int], refusal: type[Exception], shop: Shop
    ) -> None:
        order = a.paid_order(shop, {"MUG": 3})

        with pytest.raises(refusal):
            ship_order(order.number, carrier="UPS", tracking_code=None, actor=a.STAFF, quantities=pieces)
        assert Shipment.objects.first() is None
        assert a.order(order.number).shipped_pieces == 0

    def test_many_parcels_at_once_never_hold_more_than_was_sold(self, shop: Shop) -> None:
        order = a.paid_order(shop, {"MUG": 5})

        def one() -> None:
            ship_order(order.number, carrier="UPS", tracking_code=None, actor=a.STAFF, quantities={"MUG": 2})

        results = at_once([one] * 6)
        assert {type(refusal) for refusal in refusals(results)} == {TooManyPieces}
        assert sum(sum(one.quantities.values()) for one in shipments_of(order.number)) == 4
        assert a.order(order.number).to_ship == {"MUG": 1}

    def test_an_order_is_delivered_with_its_last_parcel(self, shop: Shop) -> None:
        order = a.partly_shipped_order(shop, {"MUG": 2})
        ship(order.number)
        with pytest.raises(ShipmentNotFound):
            note_delivered(order.number, 3, actor=a.STAFF)
        note_delivered(order.number, 2, actor=a.STAFF)
        assert a.order(order.number).fulfilment_status == "shipped"
        for _ in range(2):
            note_delivered(order.number, 1, actor=a.STAFF)

        known = a.order(order.number)
        assert known.fulfilment_status == "delivered"
        assert [entry.what for entry in known.timeline].count("delivered") == 1
        assert AuditRecord.objects(action="note_delivered").count() == 2

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
