from typing import Any

from mongoengine import BooleanField, DictField, Document, IntField, ListField, StringField

from core.documents import collection

ROUTINGS = ("priority", "nearest", "fewest-parcels")


class Market(Document):
    """Where and in what the shop sells: a currency, languages, countries, the tax rule, the stock it draws on."""

    code: str = StringField(primary_key=True)
    name: str = StringField(required=True)
    currency: str = StringField(required=True, max_length=3)
    locales: list[str] = ListField(StringField(), required=True)
    countries: list[str] = ListField(StringField(), required=True)
    tax_display: str = StringField(required=True, choices=("included", "excluded"))
    tax_rates: dict[str, int] = DictField(IntField(min_value=0))
    """Tax class to basis points."""
    tax_regions: dict[str, dict[str, int]] = DictField(DictField(IntField(min_value=0)))
    """The same by country (`DE`) or country and state (`US-NV`), where they have rates of their own."""
    tax_provider: str | None = StringField()
    """Who is asked for the tax once there is an address; None: these rates are what counts."""
    tax_codes: dict[str, str] = DictField(StringField())
    """Tax class to what the provider calls such goods."""
    gift_wrapping_minor: int | None = IntField(min_value=0)
    """What wrapping the pieces of one line as a gift costs; None: nothing is wrapped for that market."""
    locations: list[str] = ListField(StringField(), required=True)
    """Stock locations in the order in which they are drawn on."""
    manual_capture: bool = BooleanField(default=False)
    """Money is only set aside when an order is placed, and taken when the goods leave."""
    routing: str = StringField(default="priority", choices=ROUTINGS)
    """The rule by which an order is served from them (`core.inventory.routing`)."""
    position: int = IntField(default=0)

    meta: dict[str, Any] = collection("markets")

    @property
    def tax_included(self) -> bool:
        return self.tax_display == "included"

    def tax_rates_at(self, country: str | None, region: str | None) -> tuple[str, dict[str, int]]:
        """The rates where goods go to, and of which place they are: the state's, the country's, or the market's."""
        state = f"{country}-{(region or '').strip().upper()}"
        place = next((one for one in (state, country) if one and one in self.tax_regions), "")
        return place, {**self.tax_rates, **self.tax_regions.get(place, {})}


class Location(Document):
    """A place where stock lies."""

    code: str = StringField(primary_key=True)
    name: str = StringField(required=True)
    country: str = StringField(required=True, max_length=2)
    region: str | None = StringField()

    meta: dict[str, Any] = collection("locations")
