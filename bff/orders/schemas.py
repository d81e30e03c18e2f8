from marshmallow import EXCLUDE, fields, validate

from bff.carts.schemas import CartLineSchema, TotalsSchema
from bff.schemas import AddressSchema, CamelSchema, MoneySchema


class OrderLineSchema(CartLineSchema):
    tax = fields.Nested(MoneySchema, required=True)


class OrderDeliverySchema(CamelSchema):
    code = fields.String(required=True)
    name = fields.String(required=True)


class ShipmentSchema(CamelSchema):
    carrier = fields.String(required=True)
    tracking_code = fields.String(required=True, allow_none=True)
    shipped_at = fields.String(required=True)


class TimelineSchema(CamelSchema):
    at = fields.String(required=True)
    what = fields.String(required=True)


class OrderSchema(CamelSchema):
    number = fields.String(required=True, metadata={"example": "Q-7K3M-9XWA-2C"})
    status = fields.String(
        required=True, validate=validate.OneOf(["awaiting_payment", "paid", "shipped", "cancelled"])
    )
    email = fields.String(required=True)
    market = fields.String(required=True)
    locale = fields.String(required=True)
    provider = fields.String(required=True)
    lines = fields.List(fields.Nested(OrderLineSchema), required=True)
    totals = fields.Nested(TotalsSchema, required=True)
    delivery = fields.Nested(OrderDeliverySchema, required=True)
    shipping_address = fields.Nested(AddressSchema, required=True)
    billing_address = fields.Nested(AddressSchema, required=True)
    shipment = fields.Nested(ShipmentSchema, required=True, allow_none=True)
    timeline = fields.List(fields.Nested(TimelineSchema), required=True)
    placed_at = fields.String(required=True)


class OrderSummarySchema(CamelSchema):
    number = fields.String(required=True)
    status = fields.String(required=True)
    total = fields.Nested(MoneySchema, required=True)
    total_quantity = fields.Integer(required=True)
    placed_at = fields.String(required=True)


class OrdersQuery(CamelSchema):
    class Meta:
        unknown = EXCLUDE

    after = fields.String(metadata={"description": "`next` of an earlier answer."})
    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=100))


class OrdersSchema(CamelSchema):
    orders = fields.List(fields.Nested(OrderSummarySchema), required=True)
    next = fields.String(required=True, allow_none=True)
