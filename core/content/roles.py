"""What the shop uses an entry for, read off its content type and its fields: any space's model will do."""

from collections.abc import Mapping
from typing import Any

from slugify import slugify

BY_TYPE = {
    "product": "product",
    "category": "category",
    "collection": "collection",
    "productCollection": "collection",
    "page": "page",
    "landingPage": "page",
    "home": "home",
    "homePage": "home",
    "blogPost": "post",
    "post": "post",
    "person": "person",
    "author": "person",
    "menu": "menu",
    "navigation": "menu",
    "section": "section",
    "productSection": "section",
    "menuItem": "menu_item",
}
SHOWN_AS = {
    "home": "home",
    "product": "product",
    "category": "category",
    "collection": "collection",
    "page": "content",
    "post": "post",
}
"""The kind of page that shows what an entry of that role is about."""
OTHER = "other"
NAMES = ("title", "name", "internalName")
HOME_SLUGS = ("home", "home-page", "/", "index")


def role_of(content_type: str | None, fields: Mapping[str, Mapping[str, Any]], default: str) -> str:
    """A known type's role; else `product` for what has a price and a name; else `other`."""
    role = BY_TYPE.get(content_type or "", OTHER)
    if role == OTHER and "price" in fields and name_of(fields, default):
        return "product"
    if role == "page" and slug_of(fields, default) in HOME_SLUGS:
        return "home"
    return role


def slug_of(fields: Mapping[str, Mapping[str, Any]], default: str) -> str | None:
    """The name an entry is found by: its slug, its key, or its title made into one."""
    for field in ("slug", "key"):
        value = text_in(fields, field, default)
        if value:
            return value.strip("/") or "home"
    name = name_of(fields, default)
    return slugify(name) if name else None


def name_of(fields: Mapping[str, Mapping[str, Any]], default: str) -> str | None:
    found = (text_in(fields, field, default) for field in NAMES)
    return next((name for name in found if name), None)


def skus_of(fields: Mapping[str, Mapping[str, Any]], default: str) -> list[str]:
    """The SKUs that an entry says it is about: its `sku`, or each of its `skus`."""
    found = [fields.get(name, {}).get(default) for name in ("sku", "skus")]
    listed = [sku for value in found for sku in (value if isinstance(value, list) else [value])]
    return list(dict.fromkeys(sku for sku in listed if isinstance(sku, str) and sku))


def sort_key_of(fields: Mapping[str, Mapping[str, Any]], default: str) -> str | None:
    return text_in(fields, "publishDate", default)


def text_in(fields: Mapping[str, Mapping[str, Any]], field: str, locale: str) -> str | None:
    value = fields.get(field, {}).get(locale)
    return value if isinstance(value, str) and value else None
