from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Parcel:
    """What is to be carried, and where to."""

    market: str
    country: str
    postal_code: str
    value_minor: int
    weight_grams: int


@dataclass(frozen=True)
class DeliveryOption:
    """A delivery somebody can choose: price in minor units of the market's currency, promise in working days."""

    code: str
    name: str
    minor: int
    min_days: int
    max_days: int


class Carrier(Protocol):
    """What the shop needs from whoever carries parcels."""

    def quote(self, parcel: Parcel) -> list[DeliveryOption]:
        """The deliveries there are for it, cheapest first. Raises CarrierAway."""
        ...
