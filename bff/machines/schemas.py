from typing import Any

from marshmallow import EXCLUDE, fields, validate

from bff.orders.schemas import PiecesSchema
from bff.schemas import CamelSchema, Cursor, MoneySchema, Text, WholeNumber
from core.orders.models import OrderStatus

MOST_LINES = 100
STATUSES = (OrderStatus.AWAITING_PAYMENT, OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.CANCELLED)


def _lines(schema: type[CamelSchema]) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), required=True, validate=validate.Length(min=1, max=MOST_LINES))


class PageQuery(CamelSchema):
    class Meta:
        unknown = EXCLUDE

    after = Cursor(longest=200)
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=100))


class MachineSchema(CamelSchema):
    """Who the key says is asking, and what it opens."""

    key_id = fields.String(required=True)
    name = fields.String(required=True)
    scopes = fields.List(fields.String(), required=True)
    expires_at = fields.String(required=True)


class StockQuery(PageQuery):
    sku = Text(longest=64)
    location = Text(longest=64)


class StockLevelSchema(CamelSchema):
    """What lies there: `available` can be sold, `held` waits for a payment or is in a checkout."""

    sku = fields.String(required=True)
    location = fields.String(required=True)
    available = fields.Integer(required=True)
    held = fields.Integer(required=True)
    sold = fields.Integer(required=True, metadata={"description": "Ever, less what came back."})


class StockLevelsSchema(CamelSchema):
    levels = fields.List(fields.Nested(StockLevelSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class LevelLineSchema(CamelSchema):
    """`pieces` lie there unsold, those that are held included."""

    sku = Text(required=True, shortest=1, longest=64)
    location = Text(required=True, shortest=1, longest=64)
    pieces = WholeNumber(required=True, metadata={"description": "0 to 10,000,000."})


class ChangeLineSchema(CamelSchema):
    """So many have come (above zero) or gone."""

    sku = Text(required=True, shortest=1, longest=64)
    location = Text(required=True, shortest=1, longest=64)
    pieces = WholeNumber(required=True, metadata={"description": "-1,000,000 to 1,000,000, not 0."})


class LevelsSchema(CamelSchema):
    """`reference` is what the other system calls this: it stands in the ledger."""

    reference = Text(required=True, shortest=1, longest=100)
    lines = _lines(LevelLineSchema)


class LevelChangesSchema(CamelSchema):
    """`reference` is what the other system calls this: it stands in the ledger."""

    reference = Text(required=True, shortest=1, longest=100)
    lines = _lines(ChangeLineSchema)


class ReportedSchema(CamelSchema):
    """For each line, in their order: by how many pieces it changed, or how many lie there now."""

    pieces = fields.List(fields.Integer(), required=True)


class MachineOrdersQuery(PageQuery):
    status = fields.String(validate=validate.OneOf(STATUSES))


class MachineOrderSchema(CamelSchema):
    """An order in a list; `toShip` are the pieces that are still to leave."""

    number = fields.String(required=True, metadata={"example": "Q-7K3M-9XWA-2C"})
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    payment_status = fields.String(required=True)
    fulfilment_status = fields.String(required=True)
    market = fields.String(required=True)
    total = fields.Nested(MoneySchema, required=True)
    to_ship = fields.List(fields.Nested(PiecesSchema), required=True)
    placed_at = fields.String(required=True)


class MachineOrdersSchema(CamelSchema):
    """`next` is there as long as one order was answered: whoever keeps it hears of every later order, once."""

    orders = fields.List(fields.Nested(MachineOrderSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class ShippedLineSchema(CamelSchema):
    sku = Text(required=True, shortest=1, longest=64)
    quantity = WholeNumber(required=True, validate=validate.Range(min=1, max=10_000))


class ParcelSchema(CamelSchema):
    """A parcel that has left; without `lines` it has all that was still to leave."""

    carrier = Text(required=True, shortest=1, longest=60)
    tracking_code = Text(allow_none=True, longest=100)
    lines = fields.List(fields.Nested(ShippedLineSchema), validate=validate.Length(min=1, max=MOST_LINES))


class NewPriceSchema(CamelSchema):
    """What one piece costs in a market from now on, in minor units of its currency."""

    sku = Text(required=True, shortest=1, longest=64)
    market = Text(required=True, shortest=1, longest=20)
    minor = WholeNumber(required=True, validate=validate.Range(min=0))
    compare_at_minor = WholeNumber(allow_none=True, validate=validate.Range(min=0))


class NewPricesSchema(CamelSchema):
    prices = _lines(NewPriceSchema)


class RepricedSchema(CamelSchema):
    changed = fields.Integer(required=True, metadata={"description": "Prices that were others before."})
