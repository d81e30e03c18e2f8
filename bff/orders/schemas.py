from marshmallow import EXCLUDE, fields, validate

from bff.carts.schemas import CartLineSchema, DiscountSchema, TotalsSchema
from bff.schemas import AddressSchema, CamelSchema, Cursor, MoneySchema, Text, quantity
from core.carts.models import MOST_LINES
from core.returns.models import LONGEST_NOTE, REASONS


class OrderLineSchema(CartLineSchema):
    tax = fields.Nested(MoneySchema, required=True)
    shipped = fields.Integer(required=True, metadata={"description": "Pieces that have left."})
    cancelled = fields.Integer(required=True, metadata={"description": "Pieces taken off before they left."})
    returned = fields.Integer(required=True, metadata={"description": "Pieces that have come back."})


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


class ReturnLineSchema(PiecesSchema):
    reason = fields.String(required=True, validate=validate.OneOf(REASONS))
    note = fields.String(required=True, allow_none=True)
    received = fields.Integer(required=True)
    refunded = fields.Integer(required=True, metadata={"description": "Pieces that were paid back."})


class ReturnSchema(CamelSchema):
    number = fields.String(required=True, metadata={"example": "R-7K3M-9XWA"})
    state = fields.String(
        required=True,
        validate=validate.OneOf(["asked", "approved", "refused", "received", "inspected"]),
    )
    lines = fields.List(fields.Nested(ReturnLineSchema), required=True)
    asked_at = fields.String(required=True)


class ReturnableSchema(CamelSchema):
    """What may be sent back now: until when, why, and how many pieces of each line."""

    until = fields.String(required=True, allow_none=True)
    reasons = fields.List(fields.String(), required=True)
    lines = fields.List(fields.Nested(PiecesSchema), required=True)


class WishSchema(CamelSchema):
    sku = Text(required=True, longest=64)
    quantity = quantity(least=1)
    reason = fields.String(required=True, validate=validate.OneOf(REASONS))
    note = Text(allow_none=True, longest=LONGEST_NOTE)


class WishesSchema(CamelSchema):
    lines = fields.List(
        fields.Nested(WishSchema), required=True, validate=validate.Length(min=1, max=MOST_LINES)
    )


class InvoiceSchema(CamelSchema):
    """An invoice or a credit note; a credit note's total is below zero. The PDF is at `path`."""

    number = fields.String(required=True, metadata={"example": "I-2026-000001"})
    kind = fields.String(required=True, validate=validate.OneOf(["invoice", "credit_note"]))
    total = fields.Nested(MoneySchema, required=True)
    issued_at = fields.String(required=True)
    path = fields.String(required=True)


class ChangeSchema(CamelSchema):
    """What was changed once the order was placed; `amount` is what it changed of what is due."""

    kind = fields.String(
        required=True,
        validate=validate.OneOf(["edited", "refund_granted", "returned", "cancelled"]),
    )
    amount = fields.Nested(MoneySchema, required=True)
    at = fields.String(required=True)


class LookupSchema(CamelSchema):
    number = Text(required=True, shortest=1, longest=40)
    email = fields.Email(required=True, validate=validate.Length(max=254))


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
    changes = fields.List(fields.Nested(ChangeSchema), required=True)
    returns = fields.List(fields.Nested(ReturnSchema), required=True)
    returnable = fields.Nested(ReturnableSchema, required=True)
    invoices = fields.List(fields.Nested(InvoiceSchema), required=True)
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

    after = Cursor()
    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=100))


class OrdersSchema(CamelSchema):
    orders = fields.List(fields.Nested(OrderSummarySchema), required=True)
    next = fields.String(required=True, allow_none=True)
