from marshmallow import fields, validate

from bff.carts.schemas import CartSchema
from bff.orders.schemas import OrderSchema
from bff.schemas import AddressSchema, CamelSchema, MoneySchema, Text, WholeNumber


class CheckoutAddressesSchema(CamelSchema):
    email = Text(shortest=3, longest=254)
    shipping_address = fields.Nested(AddressSchema, required=True)
    billing_address = fields.Nested(
        AddressSchema, allow_none=True, metadata={"description": "The same as shipping when left out."}
    )


class DeliveryChoiceSchema(CamelSchema):
    delivery = Text(required=True, shortest=1, longest=60)


class ProviderSchema(CamelSchema):
    provider = Text(required=True, shortest=1, longest=40)
    expected_total_minor = WholeNumber(
        metadata={"description": "The total that the shopper saw: if it is another one, 409 `price-changed`."}
    )


class PaymentChoiceSchema(ProviderSchema):
    keep_card = fields.Boolean(
        metadata={
            "description": "Keep the card that is used, for whoever is signed in; of a guest none is kept."
        }
    )


class DeliveryOptionSchema(CamelSchema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    price = fields.Nested(MoneySchema, required=True)
    min_days = fields.Integer(required=True)
    max_days = fields.Integer(required=True)


class CheckoutSchema(CamelSchema):
    """Where the checkout stands: what it would cost, what is missing, what may come next."""

    cart = fields.Nested(CartSchema, required=True)
    delivery_options = fields.List(fields.Nested(DeliveryOptionSchema), required=True)
    providers = fields.List(fields.String(), required=True)
    missing = fields.List(fields.String(), required=True)
    next = fields.String(
        required=True, validate=validate.OneOf(["lines", "addresses", "delivery", "payment", "place"])
    )


class StartedPaymentSchema(CamelSchema):
    """A started payment: what the browser's payment element needs, and nothing more."""

    payment_id = fields.String(required=True)
    provider = fields.String(required=True)
    amount = fields.Nested(MoneySchema, required=True)
    client_secret = fields.String(required=True, allow_none=True)
    publishable_key = fields.String(required=True, allow_none=True)
    next = fields.String(required=True)


class PlacedSchema(CamelSchema):
    order = fields.Nested(OrderSchema, required=True)
