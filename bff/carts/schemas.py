from marshmallow import fields, validate

from bff.schemas import AddressSchema, CamelSchema, MoneySchema, Text, quantity
from core.carts.models import MOST_LINES


class LineSchema(CamelSchema):
    sku = Text(required=True, shortest=1, longest=64)
    quantity = quantity()


class LinesSchema(CamelSchema):
    """Sets the quantity of each SKU, or adds to it; 0 removes the line."""

    lines = fields.List(
        fields.Nested(LineSchema), required=True, validate=validate.Length(min=1, max=MOST_LINES)
    )
    add = fields.Boolean(
        load_default=False, truthy={True}, falsy={False}, metadata={"description": "Add instead of set."}
    )
    version = fields.Integer(
        strict=True, metadata={"description": "The version that was read; if the cart has another, 409."}
    )


class NewCartSchema(CamelSchema):
    market = fields.String()
    locale = fields.String()
    lines = fields.List(
        fields.Nested(LineSchema), load_default=list, validate=validate.Length(max=MOST_LINES)
    )


class CartChangeSchema(CamelSchema):
    email = Text(shortest=3, longest=254)
    market = fields.String()
    locale = fields.String()


class CartLineSchema(CamelSchema):
    sku = fields.String(required=True)
    quantity = fields.Integer(required=True)
    name = fields.String(required=True)
    slug = fields.String(required=True)
    path = fields.String(required=True)
    options = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    image = fields.String(required=True, allow_none=True)
    unit_price = fields.Nested(MoneySchema, required=True)
    compare_at_price = fields.Nested(MoneySchema, required=True, allow_none=True)
    total = fields.Nested(MoneySchema, required=True)


class TotalsSchema(CamelSchema):
    """`total = subtotal + delivery`, plus `tax` where `taxIncluded` is false."""

    subtotal = fields.Nested(MoneySchema, required=True)
    delivery = fields.Nested(MoneySchema, required=True)
    tax = fields.Nested(MoneySchema, required=True)
    total = fields.Nested(MoneySchema, required=True)
    tax_included = fields.Boolean(required=True)


class WarningSchema(CamelSchema):
    code = fields.String(required=True, validate=validate.OneOf(["not-sold", "sold-out", "low-stock"]))
    sku = fields.String(required=True)
    detail = fields.String(required=True)


class CartSchema(CamelSchema):
    version = fields.Integer(required=True)
    market = fields.String(required=True)
    locale = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    lines = fields.List(fields.Nested(CartLineSchema), required=True)
    total_quantity = fields.Integer(required=True)
    totals = fields.Nested(TotalsSchema, required=True)
    shipping_address = fields.Nested(AddressSchema, required=True, allow_none=True)
    billing_address = fields.Nested(AddressSchema, required=True, allow_none=True)
    delivery = fields.String(required=True, allow_none=True)
    changed = fields.List(
        fields.String(), required=True, metadata={"description": "SKUs that this request changed."}
    )
    warnings = fields.List(fields.Nested(WarningSchema), required=True)
    order_number = fields.String(required=True, allow_none=True)


class OpenedCartSchema(CartSchema):
    token = fields.String(
        required=True, metadata={"description": "Send it as X-Cart-Token; it is told only here."}
    )
