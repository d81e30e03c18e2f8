from core.bootstrap import Shop
from core.migrations.m20261127_parcels_and_numbers import ONE_PARCEL, migrate
from core.orders.models import Order
from core.shipping.models import Shipment
from core.shipping.queries import shipments_of
from tests import builders as a


def test_what_left_in_one_parcel_is_counted_and_every_order_has_its_number(shop: Shop) -> None:
    shipped, paid = a.shipped_order(shop, {"MUG": 2}), a.paid_order(shop, {"POT": 1})
    Order.objects.update(unset__lines__0__shipped=1, unset__sequence=1)
    Shipment.objects.update(unset__lines=1, unset__position=1)
    Shipment._get_collection().create_index("order_number", unique=True, name=ONE_PARCEL)
    for _ in range(2):
        migrate()

    known = a.order(shipped.number)
    assert (known.sequence, a.order(paid.number).sequence) == (1, 2)
    assert (known.shipped_pieces, a.order(paid.number).shipped_pieces) == (2, 0)
    assert [one.quantities for one in shipments_of(shipped.number)] == [{"MUG": 2}]
    assert ONE_PARCEL not in Shipment._get_collection().index_information()
