"""The parts of a product page and of an offer."""

from marshmallow import fields, validate

from bff.schemas import CamelSchema, ImageSchema, MoneySchema


class PriceRangeSchema(CamelSchema):
    min = fields.Nested(MoneySchema, required=True)
    max = fields.Nested(MoneySchema, required=True)


class OptionSchema(CamelSchema):
    name = fields.String(required=True)
    values = fields.List(fields.String(), required=True)


class TierSchema(CamelSchema):
    """From so many pieces on, each of them costs this."""

    from_quantity = fields.Integer(required=True)
    price = fields.Nested(MoneySchema, required=True)


class PriceSchema(CamelSchema):
    """What one piece costs."""

    price = fields.Nested(MoneySchema, required=True)
    compare_at_price = fields.Nested(MoneySchema, required=True, allow_none=True)
    lowest_price_30_days = fields.Nested(
        MoneySchema,
        required=True,
        allow_none=True,
        data_key="lowestPrice30Days",
        metadata={
            "description": "With a reduced price only: the lowest of the 30 days before the reduction."
        },
    )
    tiers = fields.List(fields.Nested(TierSchema), required=True)


def supply_state() -> fields.String:
    return fields.String(
        required=True,
        validate=validate.OneOf(["in-stock", "back-order", "pre-order", "out"]),
        metadata={"description": "Sent at once, sold before it is there, or not to be had."},
    )


def ships_from() -> fields.String:
    return fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "Of what is sold ahead: from when on it is sent, if that is known. A day that staff named "
            "is the moment in UTC at which it begins in the shop's time zone: show it in that zone."
        },
    )


class VariantSchema(PriceSchema):
    sku = fields.String(required=True)
    options = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    available = fields.Boolean(required=True)
    state = supply_state()
    ships_from = ships_from()
    weight_grams = fields.Integer(required=True)
    image = fields.Nested(ImageSchema, required=True, allow_none=True)


class VariantMatrixSchema(CamelSchema):
    """All variants, one list per fact and one place per variant.

    `values` has for each option of `options` the index of the chosen value; `price` and `image` are indexes of
    `prices` and `images`.
    """

    skus = fields.List(fields.String(), required=True)
    values = fields.List(fields.List(fields.Integer()), required=True)
    price = fields.List(fields.Integer(), required=True)
    available = fields.List(fields.Boolean(), required=True)
    state = fields.List(supply_state(), required=True)
    ships_from = fields.List(fields.String(allow_none=True), required=True)
    weight_grams = fields.List(fields.Integer(), required=True)
    image = fields.List(fields.Integer(allow_none=True), required=True)
    prices = fields.List(fields.Nested(PriceSchema), required=True)
    images = fields.List(fields.Nested(ImageSchema), required=True)


class ComponentSchema(CamelSchema):
    sku = fields.String(required=True)
    quantity = fields.Integer(required=True)
    name = fields.String(required=True)
    path = fields.String(required=True, allow_none=True)


class BundleSchema(CamelSchema):
    """What a variant that is a bundle is made of."""

    sku = fields.String(required=True)
    components = fields.List(fields.Nested(ComponentSchema), required=True)


class AttributeSchema(CamelSchema):
    name = fields.String(required=True)
    values = fields.List(fields.String(), required=True)


class ProductSchema(CamelSchema):
    slug = fields.String(required=True)
    handle = fields.String(
        required=True,
        metadata={"description": "What the shop calls it, in every language: ask for offers by it."},
    )
    path = fields.String(required=True)
    name = fields.String(required=True)
    description = fields.String(required=True, allow_none=True)
    brand = fields.String(required=True, allow_none=True)
    tags = fields.List(fields.String(), required=True)
    attributes = fields.List(fields.Nested(AttributeSchema), required=True)
    images = fields.List(fields.Nested(ImageSchema), required=True)
    options = fields.List(fields.Nested(OptionSchema), required=True)
    variants = fields.List(
        fields.Nested(VariantSchema),
        required=True,
        metadata={"description": "Empty where there are more than 50: `variantMatrix` has them all."},
    )
    variant_matrix = fields.Nested(VariantMatrixSchema, required=True)
    bundles = fields.List(fields.Nested(BundleSchema), required=True)
    price_range = fields.Nested(PriceRangeSchema, required=True)
    available = fields.Boolean(required=True)
    tax_included = fields.Boolean(required=True)
    created_at = fields.String(required=True)


class ProductContentSchema(CamelSchema):
    """The editors' words; `description` is the rich text document, `descriptionHtml` the same as safe HTML."""

    entry_id = fields.String(required=True)
    summary = fields.String(required=True, allow_none=True)
    description_html = fields.String(required=True)
    description = fields.Dict(required=True, allow_none=True)
    highlights = fields.List(fields.String(), required=True)


class VariantOfferSchema(PriceSchema):
    sku = fields.String(required=True)
    available = fields.Boolean(required=True)
    state = supply_state()
    ships_from = ships_from()
    left = fields.Integer(
        required=True, allow_none=True, metadata={"description": "How many, when there are few; else null."}
    )


class OfferSchema(CamelSchema):
    """Price and stock as they are now."""

    slug = fields.String(required=True)
    market = fields.String(required=True)
    tax_included = fields.Boolean(required=True)
    variants = fields.List(fields.Nested(VariantOfferSchema), required=True)
    at = fields.String(required=True)


class NotifySchema(CamelSchema):
    email = fields.String(required=True, validate=validate.Length(max=254))
