from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from core.db import transactional
from core.files import CountryCode, FileModel
from core.markets import queries
from core.markets.errors import UnknownLocation
from core.markets.events import MarketsChanged
from core.markets.models import Location, Market
from core.money import BASIS_POINTS, MOST_MINOR, known_currency
from core.outbox.services import announce

Rates = dict[str, Annotated[int, Field(ge=0, le=BASIS_POINTS)]]
Region = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
"""A country, or a country and its state (ISO 3166-2)."""


class TaxInFile(FileModel):
    display: Literal["included", "excluded"]
    rates_basis_points: Rates
    regions_basis_points: dict[Region, Rates] = {}
    provider: Literal["stripe"] | None = None
    codes: dict[str, str] = {}


class MarketInFile(FileModel):
    code: str = Field(pattern=r"^[a-z][a-z0-9-]{0,19}$")
    name: str = Field(min_length=1)
    currency: str
    locales: list[str] = Field(min_length=1)
    countries: list[CountryCode] = Field(min_length=1)
    tax: TaxInFile
    locations: list[str] = Field(min_length=1)
    gift_wrapping_minor: int | None = Field(default=None, ge=0, le=MOST_MINOR)
    manual_capture: bool = False
    routing: Literal["priority", "nearest", "fewest-parcels"] = "priority"


class LocationInFile(FileModel):
    code: str = Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")
    name: str = Field(min_length=1)
    country: CountryCode
    region: str | None = None


@transactional
def set_up_markets(markets: Sequence[MarketInFile], locations: Sequence[LocationInFile]) -> None:
    """Put these markets and stock locations in place, all of them or none; others stay. Safe to repeat.

    Raises UnknownLocation, Invalid (a currency).
    """
    known = {location.code for location in locations}
    for market in markets:
        known_currency(market.currency, field="currency")
        for code in market.locations:
            if code not in known:
                raise UnknownLocation(code)
    for location in locations:
        Location(**location.model_dump()).save()
    for position, market in enumerate(markets):
        _document(market, position).save()
    announce(MarketsChanged())
    queries.forget()


def _document(market: MarketInFile, position: int) -> Market:
    facts = market.model_dump(exclude={"tax"})
    tax = market.tax
    return Market(
        **facts,
        tax_display=tax.display,
        tax_rates=tax.rates_basis_points,
        tax_regions=tax.regions_basis_points,
        tax_provider=tax.provider,
        tax_codes=tax.codes,
        position=position,
    )
