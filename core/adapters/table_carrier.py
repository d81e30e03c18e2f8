"""The carrier that needs nobody: delivery prices from the shop's own rate table."""

from core.shipping.models import DeliveryRate
from core.shipping.ports import DeliveryOption, Parcel


class TableCarrier:
    """Quotes from the rate table."""

    def quote(self, parcel: Parcel) -> list[DeliveryOption]:
        rates = DeliveryRate.objects(market=parcel.market, countries=parcel.country).order_by("minor", "code")
        return [_option(rate, parcel.value_minor) for rate in rates]


def _option(rate: DeliveryRate, value_minor: int) -> DeliveryOption:
    free = rate.free_from_minor is not None and value_minor >= rate.free_from_minor
    return DeliveryOption(rate.code, rate.name, 0 if free else rate.minor, rate.min_days, rate.max_days)
