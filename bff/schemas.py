"""Shapes that several endpoints share. JSON is camelCase; unknown members are refused."""

import unicodedata
from functools import cached_property
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate
from pydantic.alias_generators import to_camel

from bff.dumping import Step, dumped, steps_of
from core.carts.models import MOST_PIECES

LONGEST_TEXT = 500
UNWANTED = {"Cc", "Cs", "Zl", "Zp"}
"""Control characters, lone surrogates, line and paragraph separators (Unicode general categories)."""


class CamelSchema(Schema):
    """Writes and reads camelCase names."""

    taken_whole = False
    """Whether what it is for is made as it goes out, with the names that it has there: then it is taken as it is."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        field_obj.data_key = to_camel(field_obj.data_key or field_name)

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """What marshmallow would answer, by steps that are worked out once: the shop's schemas have no hooks."""
        several = self.many if many is None else many
        return [dumped(self._steps, one) for one in obj] if several else dumped(self._steps, obj)

    @cached_property
    def _steps(self) -> list[Step]:
        return steps_of(self)


class WholeNumber(fields.Integer):
    """A JSON integer: not `1.5`, not `"1"`, not `true`."""

    default_error_messages = {"whole": "Must be a whole number."}  # noqa: RUF012  # marshmallow merges it

    def _validated(self, value: Any) -> int:
        if type(value) is not int:
            raise self.make_error("whole")
        return value


class Text(fields.String):
    """One line of text of a bounded length; spaces around it are dropped."""

    def __init__(self, *, longest: int = LONGEST_TEXT, shortest: int = 0, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(min=shortest, max=longest), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if any(unicodedata.category(letter) in UNWANTED for letter in text):
            raise ValidationError("Must be one line of text, without control characters.")
        return text.strip()


class Cursor(fields.String):
    """`next` of an earlier answer, as it was. Whether it is that list's, the list knows (`core/cursors.py`)."""

    def __init__(self, *, longest: int | None = None, of: str = "`next` of an earlier answer.") -> None:
        bounds = [] if longest is None else [validate.Length(max=longest)]
        super().__init__(validate=bounds, metadata={"description": of})


def quantity(*, least: int = 0) -> WholeNumber:
    return WholeNumber(
        required=True,
        validate=validate.Range(min=least, max=MOST_PIECES),
        metadata={"description": f"{least} to {MOST_PIECES}."},
    )


class MoneySchema(CamelSchema):
    """An amount: exact text in major units, the same in minor units, ISO 4217 code."""

    taken_whole = True
    amount = fields.String(required=True, metadata={"example": "12.99"})
    minor = fields.Integer(required=True, metadata={"example": 1299})
    currency = fields.String(required=True, metadata={"example": "USD"})


class PointSchema(CamelSchema):
    """Pixels from the left and from the top of a picture."""

    x = fields.Float(required=True)
    y = fields.Float(required=True)


class ImageSchema(CamelSchema):
    """`focalPoint` is what has to stay in sight however the picture is cut; null where nobody has said."""

    url = fields.String(required=True)
    alt = fields.String(required=True)
    width = fields.Integer(allow_none=True)
    height = fields.Integer(allow_none=True)
    focal_point = fields.Nested(PointSchema, allow_none=True)


class AddressSchema(CamelSchema):
    """A postal address; `country` is ISO 3166-1 alpha-2. `/v1/addresses/{country}` says what it has to have there."""

    name = Text(required=True, shortest=1, longest=120)
    company = Text(allow_none=True, longest=120)
    line1 = Text(required=True, shortest=1, longest=200)
    line2 = Text(allow_none=True, longest=200)
    city = Text(load_default="", longest=120)
    region = Text(allow_none=True, longest=120)
    postal_code = Text(load_default="", longest=20)
    country = fields.String(required=True, validate=validate.Regexp(r"^[A-Z]{2}$"))
    phone = Text(allow_none=True, longest=40)


class MarketQuery(CamelSchema):
    """For whom a public answer is: market and language; the shop's first ones where they are left out."""

    class Meta:
        unknown = EXCLUDE

    market = fields.String(metadata={"example": "us"})
    locale = fields.String(metadata={"example": "en-US"})
    min_version = fields.Integer(
        load_default=0,
        validate=validate.Range(min=0, max=2**53),
        metadata={"description": "Nothing older than this `meta.version`."},
    )
