"""What the pages answer, for the document and for a test that holds every built page against it."""

from marshmallow import fields

from bff.pages.product_schemas import PriceRangeSchema, ProductContentSchema, ProductSchema
from bff.schemas import CamelSchema, ImageSchema, MoneySchema


class DegradedSchema(CamelSchema):
    section = fields.String(required=True)
    reason = fields.String(required=True)


class MetaSchema(CamelSchema):
    """What an answer was built of, when, and which of its sections fell back."""

    tags = fields.List(fields.String(), required=True)
    version = fields.Integer(required=True)
    degraded = fields.List(fields.Nested(DegradedSchema), required=True)
    market = fields.String(required=True)
    locale = fields.String(required=True)
    built_at = fields.String(required=True)
    updated_at = fields.String(
        required=True, metadata={"description": "When what it shows was last different."}
    )


class OpenGraphSchema(CamelSchema):
    title = fields.String(required=True)
    description = fields.String(required=True)
    image = fields.String(required=True, allow_none=True)


class AlternateSchema(CamelSchema):
    locale = fields.String(required=True)
    market = fields.String(required=True)
    path = fields.String(required=True)


class SeoSchema(CamelSchema):
    title = fields.String(required=True)
    description = fields.String(required=True)
    canonical_path = fields.String(required=True)
    robots = fields.String(required=True)
    open_graph = fields.Nested(OpenGraphSchema, required=True)
    json_ld = fields.Dict(required=True, allow_none=True)
    locales = fields.List(fields.String(), required=True)
    alternates = fields.List(
        fields.Nested(AlternateSchema),
        required=True,
        metadata={"description": "The same page in every market and language, for `hreflang`."},
    )


class CrumbSchema(CamelSchema):
    name = fields.String(required=True)
    path = fields.String(required=True)


class ProductCardSchema(CamelSchema):
    slug = fields.String(required=True)
    path = fields.String(required=True)
    name = fields.String(required=True)
    brand = fields.String(required=True, allow_none=True)
    category = fields.String(required=True)
    summary = fields.String(required=True, allow_none=True)
    image = fields.Nested(ImageSchema, required=True, allow_none=True)
    hover_image = fields.Nested(ImageSchema, required=True, allow_none=True)
    price_range = fields.Nested(PriceRangeSchema, required=True)
    compare_at_price = fields.Nested(MoneySchema, required=True, allow_none=True)
    available = fields.Boolean(required=True)
    tags = fields.List(fields.String(), required=True)
    created_at = fields.String(required=True)


class CategoryLinkSchema(CamelSchema):
    slug = fields.String(required=True)
    name = fields.String(required=True)
    path = fields.String(required=True)


class ProductDataSchema(CamelSchema):
    product = fields.Nested(ProductSchema, required=True)
    content = fields.Nested(ProductContentSchema, required=True, allow_none=True)
    category = fields.Nested(CategoryLinkSchema, required=True)
    related = fields.List(fields.Nested(ProductCardSchema), required=True)
    complementary = fields.List(fields.Nested(ProductCardSchema), required=True)
    breadcrumbs = fields.List(fields.Nested(CrumbSchema), required=True)
    seo = fields.Nested(SeoSchema, required=True)


class CategoryCardSchema(CategoryLinkSchema):
    description = fields.String(required=True, allow_none=True)
    image = fields.Nested(ImageSchema, required=True, allow_none=True)


class SectionSchema(CamelSchema):
    kind = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)
    products = fields.List(fields.Nested(ProductCardSchema), required=True)
    categories = fields.List(fields.Nested(CategoryCardSchema), required=True)
    body_html = fields.String(required=True)


class HomeDataSchema(CamelSchema):
    headline = fields.String(required=True, allow_none=True)
    intro = fields.String(required=True, allow_none=True)
    hero_image = fields.Nested(ImageSchema, required=True, allow_none=True)
    sections = fields.List(fields.Nested(SectionSchema), required=True)
    seo = fields.Nested(SeoSchema, required=True)


class MenuItemSchema(CamelSchema):
    title = fields.String(required=True)
    path = fields.String(required=True, allow_none=True)
    children = fields.List(fields.Nested(lambda: MenuItemSchema()), required=True)  # noqa: PLW0108  # not there yet


class MarketSchema(CamelSchema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    currency = fields.String(required=True)
    locales = fields.List(fields.String(), required=True)
    countries = fields.List(fields.String(), required=True)
    tax_included = fields.Boolean(required=True)


class LayoutDataSchema(CamelSchema):
    header = fields.List(fields.Nested(MenuItemSchema), required=True)
    footer = fields.List(fields.Nested(MenuItemSchema), required=True)
    market = fields.String(required=True)
    locale = fields.String(required=True)
    markets = fields.List(fields.Nested(MarketSchema), required=True)


class WordsSchema(CamelSchema):
    slug = fields.String(required=True)
    path = fields.String(required=True)
    title = fields.String(required=True)
    body_html = fields.String(required=True)
    body = fields.Dict(required=True, allow_none=True)
    created_at = fields.String(required=True, allow_none=True)


class ContentDataSchema(CamelSchema):
    page = fields.Nested(WordsSchema, required=True)
    breadcrumbs = fields.List(fields.Nested(CrumbSchema), required=True)
    seo = fields.Nested(SeoSchema, required=True)


class AuthorSchema(CamelSchema):
    name = fields.String(required=True, allow_none=True)
    bio = fields.String(required=True, allow_none=True)
    image = fields.Nested(ImageSchema, required=True, allow_none=True)


class PostCardSchema(CamelSchema):
    slug = fields.String(required=True)
    path = fields.String(required=True)
    title = fields.String(required=True)
    excerpt = fields.String(required=True, allow_none=True)
    image = fields.Nested(ImageSchema, required=True, allow_none=True)
    published_at = fields.String(required=True, allow_none=True)
    tags = fields.List(fields.String(), required=True)
    author = fields.Nested(AuthorSchema, required=True, allow_none=True)


class PostSchema(PostCardSchema):
    body_html = fields.String(required=True)
    body = fields.Dict(required=True, allow_none=True)


class BlogDataSchema(CamelSchema):
    posts = fields.List(fields.Nested(PostCardSchema), required=True)
    breadcrumbs = fields.List(fields.Nested(CrumbSchema), required=True)
    seo = fields.Nested(SeoSchema, required=True)


class PostDataSchema(CamelSchema):
    post = fields.Nested(PostSchema, required=True)
    breadcrumbs = fields.List(fields.Nested(CrumbSchema), required=True)
    seo = fields.Nested(SeoSchema, required=True)


def page_of(data: type[CamelSchema]) -> type[CamelSchema]:
    """A whole answer: `data` of that shape, and `meta`."""
    name = data.__name__.replace("DataSchema", "Page")
    members = {"data": fields.Nested(data, required=True), "meta": fields.Nested(MetaSchema, required=True)}
    return type(f"{name}Schema", (CamelSchema,), members)


LayoutPage = page_of(LayoutDataSchema)
HomePage = page_of(HomeDataSchema)
ProductPage = page_of(ProductDataSchema)
ContentPage = page_of(ContentDataSchema)
BlogPage = page_of(BlogDataSchema)
PostPage = page_of(PostDataSchema)
