"""Answers are dumped by steps of our own: they are what marshmallow makes of the same."""

from dataclasses import dataclass
from typing import Any

import pytest
from marshmallow import Schema, fields
from pydantic.alias_generators import to_camel

from bff.carts.schemas import CartLineSchema, CartSchema, TraceStepSchema
from bff.carts.shapes import cart_shape
from bff.checkout.schemas import CheckoutSchema
from bff.checkout.views import checkout_shape
from bff.orders.schemas import OrderLineSchema, OrderSchema
from bff.orders.shapes import order_shape
from bff.schemas import CamelSchema
from core.bootstrap import Shop
from tests import builders as a


@dataclass
class Named:
    first_name: str


class InnerSchema(CamelSchema):
    first_name = fields.String()
    left_out = fields.String()


class EverySchema(CamelSchema):
    a_text = fields.String()
    a_number = fields.Integer()
    yes = fields.Boolean()
    half = fields.Float()
    words = fields.Dict(keys=fields.String(), values=fields.String())
    numbers = fields.Dict(keys=fields.String(), values=fields.String())
    one = fields.Nested(InnerSchema, allow_none=True)
    many = fields.Nested(InnerSchema, many=True)
    each = fields.List(fields.Nested(InnerSchema))
    texts = fields.List(fields.String())
    secret = fields.String(load_only=True)
    renamed = fields.String(attribute="called")


EVERY: dict[str, Any] = {
    "a_text": 5,
    "a_number": "7",
    "yes": 1,
    "half": 1,
    "words": {"a_key": "kept"},
    "numbers": {"a_key": 5},
    "one": Named("Ada"),
    "many": [Named("Ada"), {"first_name": "Eve"}],
    "each": [{"first_name": None}],
    "texts": ["a", 1],
    "secret": "not told",
    "called": "by another name",
    "unknown": "not told",
}


def same(schema: CamelSchema, thing: Any, **whole: CamelSchema) -> bool:
    """Lists that are taken *whole* go out as they are; their schemas refuse what they do not know, or lack."""
    for name, one in whole.items():
        one.load(thing[name], many=True)
    rest = {name: value for name, value in thing.items() if name not in whole}
    taken = {to_camel(name): thing[name] for name in whole}
    return bool(schema.dump(thing) == {**Schema.dump(schema, rest), **taken})


@pytest.mark.parametrize(
    "thing", [EVERY, {}, {"one": None, "each": [], "a_text": None}], ids=["all", "none", "null"]
)
def test_every_kind_of_field_is_what_marshmallow_makes_of_it(thing: dict[str, Any]) -> None:
    assert same(EverySchema(), thing)


def test_many_are_a_list() -> None:
    assert EverySchema(many=True).dump([EVERY]) == [Schema.dump(EverySchema(), EVERY)]
    assert EverySchema().dump([EVERY], many=True) == [Schema.dump(EverySchema(), EVERY)]


def test_no_schema_has_a_hook_that_would_be_passed_over() -> None:
    def below(schema: type[Schema]) -> list[type[Schema]]:
        return [schema, *(deeper for child in schema.__subclasses__() for deeper in below(child))]

    hooks = {one.__name__: one._hooks for one in below(CamelSchema)}
    assert {name for name, own in hooks.items() if own.get("pre_dump") or own.get("post_dump")} == set()


def test_carts_checkouts_and_orders_are_the_same(shop: Shop, app: Any) -> None:
    with app.app_context():
        cart = a.ready_cart({"MUG": 2})
        whole = {"lines": CartLineSchema(), "delivery_trace": TraceStepSchema()}
        assert same(CartSchema(), cart_shape(cart, trace=True), **whole)
        assert same(CheckoutSchema(), checkout_shape(cart))
        assert same(OrderSchema(), order_shape(a.paid_order(shop)), lines=OrderLineSchema())
