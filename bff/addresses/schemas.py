from marshmallow import fields

from bff.schemas import CamelSchema


class AddressFieldSchema(CamelSchema):
    name = fields.String(required=True, metadata={"example": "postalCode"})
    required = fields.Boolean(required=True)


class RegionSchema(CamelSchema):
    code = fields.String(required=True, metadata={"example": "NV"})
    name = fields.String(required=True, metadata={"example": "Nevada"})


class AddressFormSchema(CamelSchema):
    """What to ask for in one country, in the order in which one writes it there."""

    country = fields.String(required=True, metadata={"example": "US"})
    fields_ = fields.List(fields.Nested(AddressFieldSchema), required=True, data_key="fields")
    region_word = fields.String(required=True, metadata={"example": "state"})
    postal_code_word = fields.String(required=True, metadata={"example": "zip"})
    postal_code_examples = fields.List(fields.String(), required=True)
    regions = fields.List(
        fields.Nested(RegionSchema),
        required=True,
        metadata={"description": "Where `region` is one of a list: any of its codes or names."},
    )
