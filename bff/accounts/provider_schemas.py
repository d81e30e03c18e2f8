from marshmallow import fields

from bff.schemas import CamelSchema, Text


class SignInProviderSchema(CamelSchema):
    """`name` stands in addresses, `label` is for people."""

    name = fields.String(required=True, metadata={"example": "google"})
    label = fields.String(required=True, metadata={"example": "Google"})


class SignInProvidersSchema(CamelSchema):
    providers = fields.List(fields.Nested(SignInProviderSchema), required=True)


class SetOutSchema(CamelSchema):
    """`fresh`: whoever signed in at the provider longer than ten minutes ago does so again."""

    fresh = fields.Boolean(load_default=False)


class DepartureSchema(CamelSchema):
    """Send the shopper to `url`. `ticket` stays in their browser meanwhile, in a cookie that no script reads.

    It is good for `expiresIn` seconds, and once.
    """

    url = fields.String(required=True)
    ticket = fields.String(required=True)
    expires_in = fields.Integer(required=True)


class ArrivalSchema(CamelSchema):
    """`code`, `state` and `iss` as the provider wrote them into the address; `ticket` from the browser's cookie."""

    code = Text(required=True, shortest=1, longest=2_048)
    state = Text(required=True, shortest=1, longest=200)
    ticket = Text(required=True, shortest=1, longest=2_048)
    iss = Text(allow_none=True, longest=255)


class IdentitySchema(CamelSchema):
    """Somebody at a provider who signs in to this account; `email` is what the provider called them then."""

    id = fields.String(required=True)
    provider = fields.String(required=True)
    email = fields.String(required=True, allow_none=True)
    linked_at = fields.String(required=True)


class IdentitiesSchema(CamelSchema):
    """`password` is whether there is one: who has none gets one by a mailed link."""

    identities = fields.List(fields.Nested(IdentitySchema), required=True)
    password = fields.Boolean(required=True)
