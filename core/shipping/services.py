from collections.abc import Mapping, Sequence

from pydantic import Field

from core import clock
from core.audit.services import SYSTEM, record
from core.db import transactional
from core.files import CountryCode, FileModel
from core.money import MOST_MINOR
from core.orders import services as orders
from core.orders.states import Act, Stage
from core.outbox.services import announce
from core.shipping.events import ShipmentSent
from core.shipping.models import DeliveryRate, Shipment, ShipmentLine
from core.shipping.queries import shipment_named

MOST_DAYS = 365


class DeliveryRateInFile(FileModel):
    code: str = Field(pattern=r"^[a-z0-9-]{1,60}$")
    market: str
    name: str
    countries: list[CountryCode] = Field(min_length=1)
    minor: int = Field(ge=0, le=MOST_MINOR)
    free_from_minor: int | None = Field(default=None, ge=0, le=MOST_MINOR)
    min_days: int = Field(ge=0, le=MOST_DAYS)
    max_days: int = Field(ge=0, le=MOST_DAYS)


def set_up_rates(rates: Sequence[DeliveryRateInFile]) -> None:
    """Make the rate table what the file says: lines it does not name are gone. Safe to repeat."""
    DeliveryRate.objects(code__nin=[rate.code for rate in rates]).delete()
    for rate in rates:
        DeliveryRate(**rate.model_dump()).save()


@transactional
def ship_order(
    number: str,
    *,
    carrier: str,
    tracking_code: str | None,
    actor: str,
    quantities: Mapping[str, int] | None = None,
) -> Shipment:
    """A parcel has left with those pieces, or with all that were still to leave. It is announced once.

    Raises OrderNotFound, WrongOrderState (only a paid order ships), NotOnOrder, NoPieces, TooManyPieces,
    NotThereYet (it was bought ahead, and has not come).
    """
    sent = orders.mark_shipped(number, quantities, actor=actor)
    shipment: Shipment = Shipment(
        order_number=number,
        position=Shipment.objects(order_number=number).count() + 1,
        lines=[ShipmentLine(sku=sku, quantity=quantity) for sku, quantity in sent.items()],
        carrier=carrier,
        tracking_code=tracking_code,
        shipped_at=clock.now(),
    ).save(force_insert=True)
    announce(ShipmentSent(number, shipment.position))
    pieces = {"pieces": sent} if quantities is not None else {}
    record(actor, "ship_order", f"order:{number}", carrier=carrier, tracking_code=tracking_code, **pieces)
    return shipment


@transactional
def note_delivered(number: str, position: int, *, actor: str) -> None:
    """That parcel has arrived; with the last one the order is delivered. Told again, nothing happens.

    Raises OrderNotFound, WrongOrderState, ShipmentNotFound.
    """
    order = orders.order_for(number, Act.DELIVER)
    shipment = shipment_named(number, position)
    if shipment.delivered_at is None:
        Shipment.objects(id=shipment.id).update_one(set__delivered_at=clock.now())
        if actor != SYSTEM:
            record(actor, "note_delivered", f"order:{number}", parcel=position)
    if order.stage is Stage.SHIPPED and not Shipment.objects(order_number=number, delivered_at=None):
        orders.mark_delivered(number, actor=actor)
