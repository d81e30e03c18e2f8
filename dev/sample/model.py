"""The content model of the sample: the nine content types that an editor of the shop fills in."""

from dev.sample.richtext import Json
from dev.sample.space import content_type_sys

_NODES = [
    "heading-2",
    "heading-3",
    "ordered-list",
    "unordered-list",
    "blockquote",
    "embedded-asset-block",
    "hyperlink",
    "entry-hyperlink",
    "asset-hyperlink",
]


def content_types() -> list[Json]:
    """All of them, as an export holds them."""
    return [
        _type("product", "Product", "title", _product()),
        _type("category", "Category", "title", _category()),
        _type("page", "Page", "title", [_slug(), _symbol("title"), _rich("body"), *_seo()]),
        _type("home", "Home page", "title", _home()),
        _type("section", "Section of the home page", "internalName", _section()),
        _type("blogPost", "Journal post", "title", _blog_post()),
        _type("person", "Person", "name", [_symbol("name"), _text("bio"), _asset("image")]),
        _type(
            "menu",
            "Menu",
            "title",
            [_choice("key", "header", "footer"), _symbol("title"), _items("items", "menuItem")],
        ),
        _type(
            "menuItem",
            "Menu item",
            "title",
            [_symbol("title"), _plain("path"), _items("children", "menuItem")],
        ),
    ]


def _product() -> list[Json]:
    return [
        _slug(),
        _symbol("title"),
        _text("summary"),
        _rich("description"),
        _field("highlights", "Array", localized=True, items={"type": "Symbol", "validations": []}),
        _field(
            "images", "Array", items={"type": "Link", "linkType": "Asset", "validations": [_images_only()]}
        ),
        _entry("category", "category"),
        _items("related", "product"),
        *_seo(),
    ]


def _category() -> list[Json]:
    return [
        _slug(),
        _symbol("title"),
        _text("description"),
        _asset("image"),
        _entry("parent", "category"),
        _field("position", "Integer"),
    ]


def _home() -> list[Json]:
    words = [_symbol("title"), _symbol("headline"), _text("intro")]
    return [_slug(), *words, _asset("heroImage"), _items("sections", "section"), *_seo()]


def _section() -> list[Json]:
    return [
        _plain("internalName"),
        _symbol("title"),
        _choice("kind", "products", "categories", "text"),
        _items("products", "product"),
        _items("categories", "category"),
        _rich("body"),
    ]


def _blog_post() -> list[Json]:
    return [
        _slug(),
        _symbol("title"),
        _text("excerpt"),
        _rich("body"),
        _asset("heroImage"),
        _entry("author", "person"),
        _field("publishDate", "Date", required=True),
        _field("tags", "Array", items={"type": "Symbol", "validations": []}),
    ]


def _seo() -> list[Json]:
    return [_field(name, "Symbol", localized=True) for name in ("seoTitle", "seoDescription")]


def _type(id_: str, name: str, display: str, fields: list[Json]) -> Json:
    sys = content_type_sys(id_)
    return {"sys": sys, "displayField": display, "name": name, "description": "", "fields": fields}


def _field(id_: str, kind: str, *, localized: bool = False, required: bool = False, **more: object) -> Json:
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in id_)
    return {
        "id": id_,
        "name": spaced[0].upper() + spaced[1:],
        "type": kind,
        "localized": localized,
        "required": required,
        "validations": [],
        "disabled": False,
        "omitted": False,
    } | more


def _slug() -> Json:
    rules = [{"unique": True}, {"regexp": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "flags": None}}]
    return _field("slug", "Symbol", required=True, validations=rules)


def _symbol(id_: str) -> Json:
    return _field(id_, "Symbol", localized=True, required=True)


def _plain(id_: str) -> Json:
    return _field(id_, "Symbol", required=True)


def _choice(id_: str, *values: str) -> Json:
    return _field(id_, "Symbol", required=True, validations=[{"in": list(values)}])


def _text(id_: str) -> Json:
    return _field(id_, "Text", localized=True)


def _rich(id_: str) -> Json:
    rules: list[Json] = [{"enabledNodeTypes": _NODES}, {"enabledMarks": ["bold", "italic"]}]
    return _field(id_, "RichText", localized=True, validations=rules)


def _asset(id_: str) -> Json:
    return _field(id_, "Link", linkType="Asset", validations=[_images_only()])


def _entry(id_: str, kind: str) -> Json:
    return _field(id_, "Link", linkType="Entry", validations=[{"linkContentType": [kind]}])


def _items(id_: str, kind: str) -> Json:
    items = {"type": "Link", "linkType": "Entry", "validations": [{"linkContentType": [kind]}]}
    return _field(id_, "Array", items=items)


def _images_only() -> Json:
    return {"linkMimetypeGroup": ["image"]}
