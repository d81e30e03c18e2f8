"""The carrier that needs nobody: delivery prices from the shop's own rate table."""

from core.documents import found
from core.shipping.models import DeliveryRate
from core.shipping.ports import DeliveryOption, Parcel


class TableCarrier:
    """Quotes from the rate table."""

    def quote(self, parcel: Parcel) -> list[DeliveryOption]:
        rates = found(DeliveryRate, {"market": parcel.market, "countries": parcel.country})
        in_order = sorted(rates, key=lambda rate: (rate.minor, rate.code))
        return [_option(rate, parcel.value_minor) for rate in in_order]


def _option(rate: DeliveryRate, value_minor: int) -> DeliveryOption:
    free = rate.free_from_minor is not None and value_minor >= rate.free_from_minor
    return DeliveryOption(rate.code, rate.name, 0 if free else rate.minor, rate.min_days, rate.max_days)
