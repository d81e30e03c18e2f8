"""The promotions file: what it may say, and what does not fit together."""

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from core.catalog.goods import Locale, MarketCode, Minor, Sku, Slug, Value
from core.files import FileModel
from core.money import BASIS_POINTS
from core.promotions.codes import LONGEST_CODE

MOST_NAMED, MOST_CODES, MOST_PIECES, MOST_USES = 500, 1_000, 9_900, 10_000_000

BasisPoints = Annotated[int, Field(ge=1, le=BASIS_POINTS)]
Amounts = Annotated[dict[MarketCode, Minor], Field(min_length=1)]
"""Minor units by market; where a market is not named, it gives nothing there."""
Code = Annotated[str, Field(min_length=1, max_length=LONGEST_CODE, pattern=r"^[A-Za-z0-9._-]+$")]
Named = Annotated[list[Slug], Field(max_length=MOST_NAMED)]


class GoodsInFile(FileModel):
    products: Named = []
    skus: list[Sku] = Field(default=[], max_length=MOST_NAMED)
    categories: Named = []
    collections: Named = []
    tags: list[Value] = Field(default=[], max_length=MOST_NAMED)


class SelectionInFile(GoodsInFile):
    """Goods that any of the lists names; everything where none does. Never what *besides* names."""

    besides: GoodsInFile | None = None
    full_price_only: bool = False


class ConditionsInFile(FileModel):
    """All of what is said must hold. `basketMinor` is what the goods that it is on cost in the catalogue."""

    basket_minor: Amounts | None = None
    quantity: int | None = Field(default=None, ge=1, le=MOST_PIECES)
    first_order: bool = False


class BuyGetInFile(FileModel):
    buy: int = Field(ge=1, le=MOST_PIECES)
    get: int = Field(ge=1, le=MOST_PIECES)
    percent_off: BasisPoints = BASIS_POINTS
    gift: SelectionInFile | None = None
    most: int | None = Field(default=None, ge=1, le=MOST_PIECES)


class TierInFile(FileModel):
    from_minor: Amounts | None = None
    from_quantity: int | None = Field(default=None, ge=1, le=MOST_PIECES)
    percent_off: BasisPoints | None = None
    amount_off: Amounts | None = None

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if (self.from_minor is None) == (self.from_quantity is None):
            raise ValueError("a step begins either at a value or at a quantity")
        if (self.percent_off is None) == (self.amount_off is None):
            raise ValueError("a step gives either percentOff or amountOff")
        return self


class GivesInFile(FileModel):
    """Exactly one of these. Percentages are basis points: 1,000 is 10 %."""

    percent_off: BasisPoints | None = None
    amount_off: Amounts | None = None
    amount_off_each: Amounts | None = None
    fixed_price: Amounts | None = None
    delivery_percent_off: BasisPoints | None = None
    delivery_amount_off: Amounts | None = None
    buy_get: BuyGetInFile | None = None
    tiers: list[TierInFile] | None = Field(default=None, min_length=1, max_length=20)

    @model_validator(mode="after")
    def _just_one(self) -> Self:
        if len(self.model_dump(exclude_none=True)) != 1:
            raise ValueError("a promotion gives exactly one thing")
        return self


class PromotionInFile(FileModel):
    """One promotion. `stacking` is `together`, `exclusive` (alone or not at all), or the name of a group of which
    one applies; who comes first is said by `priority`, the highest first.
    """

    id: Slug
    name: str = Field(min_length=1, max_length=200)
    names: dict[Locale, Annotated[str, Field(min_length=1, max_length=200)]] = {}
    codes: list[Code] = Field(default=[], max_length=MOST_CODES)
    begins: AwareDatetime | None = Field(default=None, alias="from")
    ends: AwareDatetime | None = Field(default=None, alias="until")
    enabled: bool = True
    markets: list[MarketCode] = []
    groups: Named = []
    priority: int = Field(default=0, ge=-1_000_000, le=1_000_000)
    stacking: Literal["together", "exclusive"] | Slug = "together"
    on: SelectionInFile | None = None
    when: ConditionsInFile | None = None
    gives: GivesInFile
    limit: int | None = Field(default=None, ge=1, le=MOST_USES)
    limit_per_customer: int | None = Field(default=None, ge=1, le=MOST_USES)

    @model_validator(mode="after")
    def _window(self) -> Self:
        if self.begins and self.ends and self.begins >= self.ends:
            raise ValueError("it ends before it begins")
        return self
