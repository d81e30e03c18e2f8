from marshmallow import EXCLUDE, fields, validate

from bff.schemas import CamelSchema, Cursor

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


class AddressQuery(CamelSchema):
    """For which market; the shop's first one where it is left out."""

    class Meta:
        unknown = EXCLUDE

    market = fields.String(metadata={"example": "us"})


class PathsQuery(AddressQuery):
    locale = fields.String(metadata={"example": "en-US"})
    after = Cursor(longest=4_000, of="`data.next` of an answer.")


class PlacesMetaSchema(TagsSchema):
    market = fields.String(required=True)
    version = fields.Integer(
        required=True, metadata={"description": "Of the pages as they were when this was read, at least."}
    )


class PathsMetaSchema(PlacesMetaSchema):
    locale = fields.String(required=True)


class PathSchema(CamelSchema):
    slug = fields.String(required=True)
    path = fields.String(required=True, metadata={"example": "/product/harbour-mug"})
    updated_at = fields.String(
        required=True, metadata={"description": "When what the page shows was last different."}
    )


class PathsDataSchema(CamelSchema):
    paths = fields.List(fields.Nested(PathSchema), required=True)
    next = fields.String(
        required=True, allow_none=True, metadata={"description": "Send it as `after`; null at the end."}
    )


class PathsSchema(CamelSchema):
    data = fields.Nested(PathsDataSchema, required=True)
    meta = fields.Nested(PathsMetaSchema, required=True)


class AlternatesSchema(CamelSchema):
    languages = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={
            "description": "Path by locale, this page's own among them: what `alternates.languages` of a Next.js"
            " sitemap is made of. Where two markets speak a language, this market's page is named.",
            "example": {"en-US": "/product/mug", "de-DE": "/product/becher"},
        },
    )


class SitemapUrlSchema(CamelSchema):
    path = fields.String(required=True)
    locale = fields.String(required=True)
    last_modified = fields.String(required=True)
    alternates = fields.Nested(AlternatesSchema, required=True)


class SitemapDataSchema(CamelSchema):
    urls = fields.List(fields.Nested(SitemapUrlSchema), required=True)


class SitemapSchema(CamelSchema):
    data = fields.Nested(SitemapDataSchema, required=True)
    meta = fields.Nested(PlacesMetaSchema, required=True)


class SitemapPartsSchema(CamelSchema):
    type = fields.String(required=True)
    parts = fields.Integer(
        required=True, metadata={"description": "Ask for each: `/v1/sitemap/{type}/1` to this number."}
    )
    urls = fields.Integer(required=True, metadata={"description": "When the parts were planned last."})


class SitemapIndexDataSchema(CamelSchema):
    types = fields.List(fields.Nested(SitemapPartsSchema), required=True)


class SitemapIndexSchema(CamelSchema):
    data = fields.Nested(SitemapIndexDataSchema, required=True)
    meta = fields.Nested(PlacesMetaSchema, required=True)
