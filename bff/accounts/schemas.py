from marshmallow import fields

from bff.schemas import AddressSchema, CamelSchema, Text


class RegisterSchema(CamelSchema):
    email = Text(required=True, shortest=3, longest=254)
    password = fields.String(required=True, load_only=True)
    name = Text(required=True, shortest=1, longest=120)


class SignInSchema(CamelSchema):
    email = Text(required=True, shortest=3, longest=254)
    password = fields.String(required=True, load_only=True)


class ForgotSchema(CamelSchema):
    email = Text(required=True, shortest=3, longest=254)


class ResetSchema(CamelSchema):
    """`token` is what follows `#token=` in the link that was mailed."""

    token = Text(required=True, shortest=1, longest=200)
    password = fields.String(required=True, load_only=True)


class TokenSchema(CamelSchema):
    """`token` is what follows `#token=` in the link that was mailed."""

    token = Text(required=True, shortest=1, longest=200)


class ChangePasswordSchema(CamelSchema):
    current_password = fields.String(required=True, load_only=True)
    password = fields.String(required=True, load_only=True)


class PasswordSchema(CamelSchema):
    password = fields.String(required=True, load_only=True)


class ProfileSchema(CamelSchema):
    name = Text(required=True, shortest=1, longest=120)


class RefreshSchema(CamelSchema):
    """`refreshToken` is left out where it is in a cookie."""

    refresh_token = Text(shortest=1, longest=200)


class BookAddressSchema(AddressSchema):
    """An address of the book. `id` names what is written in it: a changed address has another."""

    id = fields.String(required=True)


class CustomerSchema(CamelSchema):
    id = fields.String(required=True)
    email = fields.String(required=True)
    email_verified = fields.Boolean(required=True)
    name = fields.String(required=True)
    addresses = fields.List(fields.Nested(BookAddressSchema), required=True)
    created_at = fields.String(required=True)


class SignedInSchema(CamelSchema):
    """`accessToken` goes into `Authorization: Bearer …` for `expiresIn` seconds; `refreshToken` is good once.

    Neither is here where they are in cookies.
    """

    access_token = fields.String()
    expires_in = fields.Integer(required=True)
    refresh_token = fields.String()
    customer = fields.Nested(CustomerSchema, required=True)


class SessionSchema(CamelSchema):
    """A sign-in on one device. `device` is its `User-Agent`; `current` is true for the one that asks."""

    id = fields.String(required=True)
    device = fields.String(required=True)
    current = fields.Boolean(required=True)
    started_at = fields.String(required=True)
    last_used_at = fields.String(required=True)
    ends_at = fields.String(required=True)


class SessionsSchema(CamelSchema):
    sessions = fields.List(fields.Nested(SessionSchema), required=True)


class AddressesSchema(CamelSchema):
    addresses = fields.List(fields.Nested(BookAddressSchema), required=True)
