from marshmallow import EXCLUDE, fields, validate

from bff.carts.schemas import CartLineSchema, DiscountSchema, TotalsSchema
from bff.schemas import AddressSchema, CamelSchema, MoneySchema


class OrderLineSchema(CartLineSchema):
    tax = fields.Nested(MoneySchema, required=True)
    shipped = fields.Integer(required=True, metadata={"description": "Pieces that have left."})
    cancelled = fields.Integer(required=True, metadata={"description": "Pieces taken off before they left."})


class OrderDeliverySchema(CamelSchema):
    code = fields.String(required=True)
    name = fields.String(required=True)


class PiecesSchema(CamelSchema):
    sku = fields.String(required=True)
    quantity = fields.Integer(required=True)


class ShipmentSchema(CamelSchema):
    """A parcel that has left. An order's parcels are counted from one."""

    position = fields.Integer(required=True)
    lines = fields.List(fields.Nested(PiecesSchema), required=True)
    carrier = fields.String(required=True)
    tracking_code = fields.String(required=True, allow_none=True)
    shipped_at = fields.String(required=True)
    delivered_at = fields.String(required=True, allow_none=True)


class TimelineSchema(CamelSchema):
    at = fields.String(required=True)
    what = fields.String(required=True)


class BalanceSchema(CamelSchema):
    """The sums of the order's money; `open` is what is still to be paid, below zero what is to be given back."""

    due = fields.Nested(MoneySchema, required=True)
    paid = fields.Nested(MoneySchema, required=True)
    refunded = fields.Nested(MoneySchema, required=True)
    open = fields.Nested(MoneySchema, required=True)


class OrderTenderSchema(CamelSchema):
    """What a gift card or store credit has paid of the total."""

    kind = fields.String(required=True)
    ending = fields.String(required=True)
    amount = fields.Nested(MoneySchema, required=True)


class OrderSchema(CamelSchema):
    number = fields.String(required=True, metadata={"example": "Q-7K3M-9XWA-2C"})
    status = fields.String(
        required=True, validate=validate.OneOf(["awaiting_payment", "paid", "shipped", "cancelled"])
    )
    payment_status = fields.String(
        required=True,
        validate=validate.OneOf(
            ["unpaid", "authorised", "partially_paid", "paid", "partially_refunded", "refunded"]
        ),
    )
    fulfilment_status = fields.String(
        required=True,
        validate=validate.OneOf(
            ["unfulfilled", "partially_shipped", "shipped", "delivered", "partially_returned", "returned"]
        ),
    )
    email = fields.String(required=True)
    market = fields.String(required=True)
    locale = fields.String(required=True)
    provider = fields.String(required=True)
    lines = fields.List(fields.Nested(OrderLineSchema), required=True)
    totals = fields.Nested(TotalsSchema, required=True)
    tenders = fields.List(fields.Nested(OrderTenderSchema), required=True)
    discounts = fields.List(fields.Nested(DiscountSchema), required=True)
    delivery = fields.Nested(OrderDeliverySchema, required=True)
    shipping_address = fields.Nested(AddressSchema, required=True)
    billing_address = fields.Nested(AddressSchema, required=True)
    shipment = fields.Nested(
        ShipmentSchema,
        required=True,
        allow_none=True,
        metadata={"description": "The latest of `shipments`."},
    )
    shipments = fields.List(fields.Nested(ShipmentSchema), required=True)
    balance = fields.Nested(BalanceSchema, required=True)
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
