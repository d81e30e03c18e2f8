"""The entries of the sample's space, made from the words."""

import tomllib
from collections.abc import Iterator
from typing import Any

from dev.sample.goods import AREAS, wares
from dev.sample.richtext import Json, document, link
from dev.sample.sheets import ENGLISH, GERMAN, WORDS, Sheet, sheets
from dev.sample.space import OPENED, entry

SEO = ("seoTitle", "seoDescription")


def entries() -> list[Json]:
    """Everything an editor would have written, referred to before it refers."""
    return [*_categories(), *_products(), *_people(), *_posts(), *_pages(), *_home(), *_menus()]


def _products() -> Iterator[Json]:
    for area in AREAS:
        goods = wares(area)
        for sheet in sheets(area):
            fields = _slugged(sheet, "title", "summary", *SEO)
            fields["description"] = _rich(sheet)
            fields["highlights"] = dict(sheet.lists("highlights"))
            fields["images"] = _one([_picture(name) for name in sheet.names("images")])
            fields["category"] = _one(link("Entry", f"category-{area}"))
            fields["related"] = _one(_links("product", goods[sheet.slug]["related"]))
            created = goods[sheet.slug]["created"].strftime("%Y-%m-%dT%H:%M:%S.000Z")
            yield entry("product", f"product-{sheet.slug}", fields, created)


def _categories() -> Iterator[Json]:
    for position, sheet in enumerate(sheets("shelves"), start=1):
        fields = _slugged(sheet, "title", "description")
        fields["image"] = _one(_picture(f"category-{sheet.slug}"))
        fields["position"] = _one(position)
        yield entry("category", f"category-{sheet.slug}", fields)


def _people() -> Iterator[Json]:
    for sheet in sheets("people"):
        fields = {"name": sheet.text("name"), "bio": sheet.text("bio")}
        image = _one(_picture(sheet.plain("image")))
        yield entry("person", f"person-{sheet.slug}", {**fields, "image": image})


def _posts() -> Iterator[Json]:
    for sheet in sheets("journal"):
        fields = _slugged(sheet, "title", "excerpt")
        fields["body"] = _rich(sheet)
        fields["heroImage"] = _one(_picture(sheet.plain("heroImage")))
        fields["author"] = _one(link("Entry", f"person-{sheet.plain('author')}"))
        fields["publishDate"] = _one(sheet.plain("publishDate"))
        fields["tags"] = _one(sheet.names("tags"))
        yield entry("blogPost", f"post-{sheet.slug}", fields, f"{sheet.plain('publishDate')}T07:00:00.000Z")


def _pages() -> Iterator[Json]:
    for sheet in sheets("pages"):
        fields = _slugged(sheet, "title", *SEO)
        yield entry("page", f"page-{sheet.slug}", {**fields, "body": _rich(sheet)})


def _home() -> Iterator[Json]:
    home, *sections = sheets("home")
    for sheet in sections:
        yield entry("section", f"section-{sheet.slug}", _section(sheet))
    fields = _slugged(home, "title", "headline", "intro", *SEO)
    fields["heroImage"] = _one(_picture(home.plain("heroImage")))
    fields["sections"] = _one(_links("section", home.names("sections")))
    yield entry("home", "home", fields)


def _section(sheet: Sheet) -> Json:
    kind = sheet.plain("kind")
    fields: Json = {name: sheet.text(name) for name in ("internalName", "title", "kind")}
    if kind == "products":
        fields["products"] = _one(_links("product", sheet.names("products")))
    elif kind == "categories":
        fields["categories"] = _one(_links("category", sheet.names("categories")))
    else:
        fields["body"] = _rich(sheet)
    return fields


def _menus() -> Iterator[Json]:
    for key, menu in tomllib.loads((WORDS / "menus.toml").read_text(encoding="utf-8")).items():
        for item in menu["items"]:
            below = [_menu_item(words, []) for words in item["children"]]
            yield from below
            yield _menu_item(item["item"], [child["sys"]["id"] for child in below])
        items = [link("Entry", f"item-{item['item'][0]}") for item in menu["items"]]
        yield entry(
            "menu", f"menu-{key}", {"key": _one(key), "title": _both(menu["title"]), "items": _one(items)}
        )


def _menu_item(words: list[str], children: list[str]) -> Json:
    name, english, german, path = words
    fields = {"title": _both([english, german]), "path": _one(path)}
    if children:
        fields["children"] = _one([link("Entry", child) for child in children])
    return entry("menuItem", f"item-{name}", fields, OPENED)


def _slugged(sheet: Sheet, *names: str) -> Json:
    return {"slug": _one(sheet.slug)} | {name: sheet.text(name) for name in names}


def _rich(sheet: Sheet) -> Json:
    return {locale: document(body) for locale, body in sheet.bodies.items()}


def _one(value: Any) -> Json:
    """A field that is not localized, or that German leaves to English."""
    return {ENGLISH: value}


def _both(words: list[str]) -> Json:
    return dict(zip((ENGLISH, GERMAN), words, strict=True))


def _links(kind: str, slugs: list[str]) -> list[Json]:
    return [link("Entry", f"{kind}-{slug}") for slug in slugs]


def _picture(name: str) -> Json:
    return link("Asset", f"picture-{name}")
