from marshmallow import EXCLUDE, fields, validate

from bff.schemas import CamelSchema

LONGEST_PATH = 4_000


class RedirectQuery(CamelSchema):
    class Meta:
        unknown = EXCLUDE

    path = fields.String(
        required=True,
        validate=(
            validate.Length(max=LONGEST_PATH),
            validate.Regexp(r"^/", error="A path begins with a slash, as in /product/old-mug."),
        ),
        metadata={
            "example": "/product/old-mug",
            "description": "As it was asked for: its query, its encoding and a slash at its end do not matter.",
        },
    )


class TagsSchema(CamelSchema):
    tags = fields.List(
        fields.String(), required=True, metadata={"description": "A purge of any of them makes this stale."}
    )


class RedirectDataSchema(CamelSchema):
    target = fields.String(
        required=True,
        metadata={"description": "A path of the shop, or an https address.", "example": "/product/new-mug"},
    )
    permanent = fields.Boolean(required=True)
    status = fields.Integer(required=True, metadata={"description": "301 or 302."})
    strict_status = fields.Integer(
        required=True,
        metadata={"description": "308 or 307: the same with the method kept, as Next.js redirects."},
    )


class RedirectSchema(CamelSchema):
    data = fields.Nested(RedirectDataSchema, required=True)
    meta = fields.Nested(TagsSchema, required=True)
