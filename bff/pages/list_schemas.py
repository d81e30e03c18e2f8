"""What lists answer: categories, collections, searches, suggestions."""

from marshmallow import fields

from bff.pages.product_schemas import PriceRangeSchema
from bff.pages.schemas import (
    CategoryCardSchema,
    CategoryLinkSchema,
    CrumbSchema,
    ProductCardSchema,
    SeoSchema,
    page_of,
)
from bff.schemas import CamelSchema


class FacetValueSchema(CamelSchema):
    """`count`: how many products there would be if this value were chosen, beside those chosen of other facets."""

    value = fields.String(required=True)
    label = fields.String(required=True)
    count = fields.Integer(required=True)
    selected = fields.Boolean(required=True)


class FacetSchema(CamelSchema):
    name = fields.String(required=True)
    label = fields.String(required=True)
    values = fields.List(fields.Nested(FacetValueSchema), required=True)


class SortSchema(CamelSchema):
    current = fields.String(required=True)
    options = fields.List(fields.String(), required=True)


class PagingSchema(CamelSchema):
    size = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True)


class ListSchema(CamelSchema):
    """One page of a list. `priceRange` is that of everything that fits, whatever price was asked for."""

    products = fields.List(fields.Nested(ProductCardSchema), required=True)
    facets = fields.List(fields.Nested(FacetSchema), required=True)
    price_range = fields.Nested(PriceRangeSchema, required=True, allow_none=True)
    sort = fields.Nested(SortSchema, required=True)
    paging = fields.Nested(PagingSchema, required=True)
    seo = fields.Nested(SeoSchema, required=True)


class ChildSchema(CategoryLinkSchema):
    """A category right below; `count`: how many products stand on it or below it."""

    count = fields.Integer(required=True)


class CategorySchema(CategoryCardSchema):
    children = fields.List(fields.Nested(ChildSchema), required=True)


class CategoryDataSchema(ListSchema):
    category = fields.Nested(CategorySchema, required=True)
    breadcrumbs = fields.List(fields.Nested(CrumbSchema), required=True)


class CollectionDataSchema(ListSchema):
    collection = fields.Nested(CategoryCardSchema, required=True)
    breadcrumbs = fields.List(fields.Nested(CrumbSchema), required=True)


class SearchDataSchema(ListSchema):
    """`didYouMean`: the query as it was understood, if something else was looked for than what was typed."""

    query = fields.String(required=True)
    did_you_mean = fields.String(required=True, allow_none=True)
    fallback = fields.List(
        fields.Nested(ProductCardSchema),
        required=True,
        metadata={"description": "What sells best, where nothing was found."},
    )


class ShelfSchema(CamelSchema):
    name = fields.String(required=True)
    path = fields.String(required=True)
    count = fields.Integer(required=True)


class SuggestSchema(CamelSchema):
    """What somebody may be about to look for."""

    query = fields.String(required=True)
    products = fields.List(fields.Nested(ProductCardSchema), required=True)
    categories = fields.List(fields.Nested(ShelfSchema), required=True)
    queries = fields.List(fields.String(), required=True)


CategoryPage = page_of(CategoryDataSchema)
CollectionPage = page_of(CollectionDataSchema)
SearchPage = page_of(SearchDataSchema)
