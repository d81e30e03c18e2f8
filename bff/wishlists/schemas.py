from marshmallow import fields

from bff.schemas import CamelSchema, MoneySchema, Text
from core.wishlists.models import LONGEST_NAME


class WishListNameSchema(CamelSchema):
    name = Text(required=True, shortest=1, longest=LONGEST_NAME)


class WishedProductSchema(CamelSchema):
    name = fields.String(required=True)
    path = fields.String(required=True)
    options = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    image = fields.String(required=True, allow_none=True)
    price = fields.Nested(MoneySchema, required=True)
    compare_at_price = fields.Nested(MoneySchema, required=True, allow_none=True)
    available = fields.Boolean(required=True)


class ListedWishSchema(CamelSchema):
    """`product` is null while that market does not sell it."""

    sku = fields.String(required=True)
    added_at = fields.String(required=True)
    product = fields.Nested(WishedProductSchema, required=True, allow_none=True)


class WishListSchema(CamelSchema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    created_at = fields.String(required=True)
    wishes = fields.List(fields.Nested(ListedWishSchema), required=True)


class WishListsSchema(CamelSchema):
    lists = fields.List(fields.Nested(WishListSchema), required=True)
