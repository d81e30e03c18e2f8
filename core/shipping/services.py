from collections.abc import Sequence

from pydantic import Field

from core import clock
from core.audit.services import record
from core.db import transactional
from core.files import CountryCode, FileModel
from core.money import MOST_MINOR
from core.orders import services as orders
from core.shipping.models import DeliveryRate, Shipment

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
def ship_order(number: str, *, carrier: str, tracking_code: str | None, actor: str) -> None:
    """The parcel of that order has left. Raises OrderNotFound, WrongOrderState (only a paid order ships)."""
    orders.mark_shipped(number, actor=actor)
    Shipment(order_number=number, carrier=carrier, tracking_code=tracking_code, shipped_at=clock.now()).save(
        force_insert=True
    )
    record(actor, "ship_order", f"order:{number}", carrier=carrier, tracking_code=tracking_code)
