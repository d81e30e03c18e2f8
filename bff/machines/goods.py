"""A product as machines put it: a line of the goods file, whose rules `core.catalog.goods` has."""

from typing import Any

from marshmallow import ValidationError, fields, validate

from bff.schemas import CamelSchema, Text, WholeNumber
from core.catalog.goods import MOST_VARIANTS

LONGEST_LIST = 1_000


def _texts() -> fields.List[Any]:
    return fields.List(fields.String(), validate=validate.Length(max=LONGEST_LIST))


class ByName(fields.Dict):
    """Values by name. What is wrong is told with the name, and with the path into its value."""

    def __init__(self, values: Any, **kwargs: Any) -> None:
        super().__init__(keys=fields.String(), values=values, **kwargs)

    def _deserialize(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super()._deserialize(*args, **kwargs)  # type: ignore[no-untyped-call]  # marshmallow's
        except ValidationError as refusal:
            raise ValidationError(_told(refusal.messages)) from None


def _told(messages: Any) -> Any:
    """Marshmallow tells of keys and values apart; a value with parts is named as well as the part that is wrong."""
    if not isinstance(messages, dict):
        return messages
    found = {name: told.get("key") or told.get("value") for name, told in messages.items()}
    wrong = {"_schema": ["Not a valid entry."]}
    return {name: {**wrong, **told} if isinstance(told, dict) else told for name, told in found.items()}


class GoodsPriceSchema(CamelSchema):
    minor = WholeNumber(required=True)
    compare_at_minor = WholeNumber(allow_none=True)


class GoodsScheduledPriceSchema(GoodsPriceSchema):
    market = fields.String(required=True)
    begins = fields.String(required=True, data_key="from")
    until = fields.String(required=True)


class GoodsTierSchema(CamelSchema):
    from_quantity = WholeNumber(required=True)
    minor = WholeNumber(required=True)
    group = fields.String(allow_none=True)


class GoodsComponentSchema(CamelSchema):
    sku = fields.String(required=True)
    quantity = WholeNumber(required=True)


class GoodsPeriodSchema(CamelSchema):
    begins = fields.String(allow_none=True, data_key="from")
    until = fields.String(allow_none=True)


class GoodsWordsSchema(CamelSchema):
    name = fields.String(allow_none=True)
    description = fields.String(allow_none=True)
    slug = fields.String(allow_none=True)


class GoodsImageSchema(CamelSchema):
    url = fields.String(required=True)
    alt = fields.String(required=True)
    width = WholeNumber()
    height = WholeNumber()


class GoodsVariantSchema(CamelSchema):
    """Amounts are in minor units, by market. What lies where is said at `/v1/machine/stock`."""

    sku = fields.String(required=True)
    options = ByName(fields.String())
    weight_grams = WholeNumber()
    prices = ByName(fields.Nested(GoodsPriceSchema), required=True)
    schedule = fields.List(fields.Nested(GoodsScheduledPriceSchema))
    tiers = ByName(fields.List(fields.Nested(GoodsTierSchema)))
    components = fields.List(fields.Nested(GoodsComponentSchema))
    image = fields.Nested(GoodsImageSchema, allow_none=True)


class GoodsSchema(CamelSchema):
    """The whole product as it is to be; its `slug` stands in the path."""

    name = Text(required=True, shortest=1, longest=200)
    description = fields.String(allow_none=True)
    translations = ByName(fields.Nested(GoodsWordsSchema))
    brand = fields.String(allow_none=True)
    category = fields.String(required=True)
    tags = _texts()
    attributes = ByName(_texts())
    tax_class = fields.String()
    related = _texts()
    complementary = _texts()
    content_id = fields.String(allow_none=True)
    hidden_in = _texts()
    visible = ByName(fields.Nested(GoodsPeriodSchema))
    options = ByName(_texts())
    variants = fields.List(
        fields.Nested(GoodsVariantSchema), required=True, validate=validate.Length(min=1, max=MOST_VARIANTS)
    )
    images = fields.List(fields.Nested(GoodsImageSchema), validate=validate.Length(max=LONGEST_LIST))
