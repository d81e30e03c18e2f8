from marshmallow import EXCLUDE, fields, validate

from bff.schemas import AddressSchema, CamelSchema, MoneySchema, Text, quantity
from core.carts.models import LONGEST_NOTE, MOST_CODES, MOST_GIFT_CARDS, MOST_LINES
from core.promotions.codes import LONGEST_CODE

REASONS = [
    "unknown-code",
    "switched-off",
    "not-yet",
    "over",
    "other-market",
    "customer-group",
    "not-first-order",
    "used-up",
    "no-goods-for-it",
    "quantity",
    "basket-value",
    "not-combinable",
    "delivery-missing",
    "nothing-to-take-off",
]


class LineSchema(CamelSchema):
    sku = Text(required=True, shortest=1, longest=64)
    quantity = quantity()
    note = Text(
        allow_none=True,
        longest=LONGEST_NOTE,
        metadata={
            "description": "For whoever packs it or gets it; left out, it stays; empty or null, it goes."
        },
    )
    gift_wrap = fields.Boolean(
        truthy={True},
        falsy={False},
        metadata={
            "description": "Wrap its pieces together, at `giftWrapping` of the cart; left out, it stays."
        },
    )


class LinesSchema(CamelSchema):
    """Sets the quantity of each SKU, or adds to it; 0 removes the line. Note and gift wrapping belong to the line."""

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
    codes = fields.List(
        Text(shortest=1, longest=LONGEST_CODE),
        validate=validate.Length(max=MOST_CODES),
        metadata={"description": "All discount codes of the cart; an empty list takes them off."},
    )
    add_gift_cards = fields.List(
        Text(shortest=1, longest=40),
        validate=validate.Length(max=MOST_GIFT_CARDS),
        metadata={"description": "Codes of gift cards that are to pay; they are not shown again."},
    )
    remove_gift_cards = fields.List(
        Text(shortest=1, longest=40),
        validate=validate.Length(max=MOST_GIFT_CARDS),
        metadata={"description": "`id` of gift cards that are not to pay any more."},
    )
    use_store_credit = fields.Boolean(truthy={True}, falsy={False})


class ReorderSchema(CamelSchema):
    order_number = Text(required=True, shortest=1, longest=40)


class CartQuery(CamelSchema):
    class Meta:
        unknown = EXCLUDE

    trace = fields.Boolean(
        load_default=False, metadata={"description": "Say of every amount how it came about."}
    )


class TraceStepSchema(CamelSchema):
    """One step of how an amount came about; the amounts of all steps add up to it, tax on top included."""

    taken_whole = True

    kind = fields.String(
        required=True, validate=validate.OneOf(["base", "list", "promotion", "tax", "rounding", "wrapping"])
    )
    id = fields.String(required=True, metadata={"description": "SKU, price list, promotion or tax class."})
    amount = fields.Nested(MoneySchema, required=True)
    inside = fields.Nested(
        MoneySchema,
        required=True,
        allow_none=True,
        metadata={"description": "Tax that the amount holds already."},
    )
    code = fields.String(required=True, allow_none=True)
    basis_points = fields.Integer(required=True, allow_none=True)


class CartLineSchema(CamelSchema):
    taken_whole = True
    sku = fields.String(required=True)
    quantity = fields.Integer(required=True)
    name = fields.String(required=True)
    slug = fields.String(required=True)
    path = fields.String(required=True)
    options = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    image = fields.String(required=True, allow_none=True)
    unit_price = fields.Nested(MoneySchema, required=True)
    compare_at_price = fields.Nested(MoneySchema, required=True, allow_none=True)
    total = fields.Nested(
        MoneySchema,
        required=True,
        metadata={"description": "Of all its pieces, after discounts, with `wrapping`."},
    )
    discount = fields.Nested(
        MoneySchema, required=True, metadata={"description": "What the promotions of the basket took off."}
    )
    note = fields.String(required=True, allow_none=True)
    wrapping = fields.Nested(
        MoneySchema,
        required=True,
        allow_none=True,
        metadata={
            "description": "What wrapping its pieces as a gift costs, a part of `total`; null: it is not."
        },
    )
    trace = fields.List(fields.Nested(TraceStepSchema), metadata={"description": "With `trace=true` only."})


class TotalsSchema(CamelSchema):
    """`total = subtotal + delivery`, plus `tax` where `taxIncluded` is false; all of them after `discount`."""

    subtotal = fields.Nested(MoneySchema, required=True)
    delivery = fields.Nested(MoneySchema, required=True)
    tax = fields.Nested(MoneySchema, required=True)
    total = fields.Nested(MoneySchema, required=True)
    tax_included = fields.Boolean(required=True)
    discount = fields.Nested(MoneySchema, required=True)
    tax_estimated = fields.Boolean(
        required=True, metadata={"description": "The tax service does not answer; these are our own rates."}
    )


class DiscountSchema(CamelSchema):
    """A promotion that applies, and what it has taken off."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    code = fields.String(required=True, allow_none=True)
    amount = fields.Nested(MoneySchema, required=True)


class TenderSchema(CamelSchema):
    """A gift card (by its last characters) or store credit, what it pays, and what there is on it."""

    id = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(["gift_card", "store_credit"]))
    ending = fields.String(required=True)
    amount = fields.Nested(MoneySchema, required=True)
    balance = fields.Nested(MoneySchema, required=True)


class CodeSchema(CamelSchema):
    """A discount code of the cart: whether it applies, and if not, why, and how much is missing."""

    code = fields.String(required=True)
    promotion = fields.String(required=True, allow_none=True)
    applies = fields.Boolean(required=True)
    reason = fields.String(required=True, allow_none=True, validate=validate.OneOf(REASONS))
    missing = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Minor units, or pieces."}
    )


class WarningSchema(CamelSchema):
    code = fields.String(
        required=True,
        validate=validate.OneOf(
            [
                "not-sold",
                "sold-out",
                "low-stock",
                "price-changed",
                "discount-lapsed",
                "delivery-stale",
                "wrapping-missing",
            ]
        ),
    )
    sku = fields.String(required=True, allow_none=True)
    detail = fields.String(required=True)
    discount_code = fields.String(required=True, allow_none=True)


class CartSchema(CamelSchema):
    version = fields.Integer(required=True)
    market = fields.String(required=True)
    locale = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    lines = fields.List(fields.Nested(CartLineSchema), required=True)
    total_quantity = fields.Integer(required=True)
    totals = fields.Nested(TotalsSchema, required=True)
    discounts = fields.List(fields.Nested(DiscountSchema), required=True)
    codes = fields.List(fields.Nested(CodeSchema), required=True)
    tenders = fields.List(
        fields.Nested(TenderSchema),
        required=True,
        metadata={
            "description": "Gift cards and store credit that pay; they are taken when the payment starts."
        },
    )
    to_pay = fields.Nested(
        MoneySchema, required=True, metadata={"description": "What they leave of the total."}
    )
    delivery_trace = fields.List(
        fields.Nested(TraceStepSchema), metadata={"description": "With `trace=true` only."}
    )
    shipping_address = fields.Nested(AddressSchema, required=True, allow_none=True)
    billing_address = fields.Nested(AddressSchema, required=True, allow_none=True)
    delivery = fields.String(required=True, allow_none=True)
    gift_wrapping = fields.Nested(
        MoneySchema,
        required=True,
        allow_none=True,
        metadata={"description": "What wrapping a line as a gift costs here; null: nothing is wrapped."},
    )
    changed = fields.List(
        fields.String(), required=True, metadata={"description": "SKUs that this request changed."}
    )
    warnings = fields.List(fields.Nested(WarningSchema), required=True)
    order_number = fields.String(required=True, allow_none=True)


class OpenedCartSchema(CartSchema):
    token = fields.String(
        required=True, metadata={"description": "Send it as X-Cart-Token; it is told only here."}
    )
