"""Pages that are words alone: layout, content pages, the blog."""

from datetime import datetime

from core import clock
from core.catalog.queries import categories
from core.content.queries import Words
from core.content.richtext import safe_uri
from core.markets.queries import markets
from core.pages.builders.context import Building, Data
from core.pages.builders.shapes import crumbs, seo
from core.storefront import tags
from core.storefront.paths import path_of

DEEPEST_MENU = 3


def build_layout(_key: str, building: Building) -> Data:
    """What stands around every page: menus, markets, languages."""
    building.built_of(tags.LAYOUT)
    return {
        "header": _menu("header", building),
        "footer": _menu("footer", building),
        "market": building.market.code,
        "locale": building.locale,
        "markets": [
            {
                "code": market.code,
                "name": market.name,
                "currency": market.currency,
                "locales": list(market.locales),
                "countries": list(market.countries),
                "taxIncluded": market.tax_included,
            }
            for market in markets().values()
        ],
    }


def build_content(slug: str, building: Building) -> Data:
    """A page that an editor wrote. Raises ContentNotFound."""
    building.built_of(tags.named_content("page", slug))
    words = building.reader.named("page", slug)
    title = words.text("title", "headline", "name") or slug
    path = f"/content/{slug}"
    return {
        "page": {
            "slug": slug,
            "path": path,
            "title": title,
            "bodyHtml": words.html("body"),
            "body": words.document("body"),
            "createdAt": clock.rfc3339(words.created_at) if words.created_at else None,
        },
        "breadcrumbs": crumbs(("Home", path_of("home")), (title, path)),
        "seo": seo(title=title, description=words.text("body"), path=path, building=building, words=words),
    }


def build_blog(_key: str, building: Building) -> Data:
    building.built_of(tags.BLOG)
    posts = [_post_card(post) for post in building.reader.all_of("post")]
    return {
        "posts": posts,
        "breadcrumbs": crumbs(("Home", path_of("home")), ("Blog", path_of("blog"))),
        "seo": seo(title="Blog", description=None, path=path_of("blog"), building=building),
    }


def build_post(slug: str, building: Building) -> Data:
    """One post of the blog. Raises ContentNotFound."""
    building.built_of(tags.named_content("post", slug))
    words = building.reader.named("post", slug)
    card = _post_card(words)
    path = path_of("post", slug)
    return {
        "post": {**card, "bodyHtml": words.html("body"), "body": words.document("body")},
        "breadcrumbs": crumbs(("Home", path_of("home")), ("Blog", path_of("blog")), (card["title"], path)),
        "seo": seo(
            title=card["title"],
            description=card["excerpt"],
            path=path,
            building=building,
            words=words,
            image=card["image"],
        ),
    }


def _post_card(words: Words) -> Data:
    author = words.entry("author")
    return {
        "slug": words.slug,
        "path": path_of("post", words.slug or ""),
        "title": words.text("title") or words.slug or "",
        "excerpt": words.text("excerpt", "description"),
        "image": words.image("heroImage", "image"),
        "publishedAt": _moment(words.text("publishDate")),
        "tags": words.value("tags") or [],
        "author": _author(author) if author else None,
    }


def _moment(written: str | None) -> str | None:
    """Contentful writes a date, or a time with or without its zone; a time without one is taken for UTC."""
    try:
        return clock.rfc3339(datetime.fromisoformat(written)) if written else None
    except ValueError:
        return None


def _author(words: Words) -> Data:
    return {
        "name": words.text("name"),
        "bio": words.text("bio", "shortBio"),
        "image": words.image("image"),
    }


def _menu(key: str, building: Building) -> list[Data]:
    """The editors' menu; the shelves themselves where they have made none."""
    building.built_of(tags.named_content("menu", key))
    words = building.reader.maybe_named("menu", key)
    if words is not None:
        return [_item(item, 1, building) for item in words.entries("items")]
    building.fell_back(key, "no-entry")
    building.built_of(tags.CATALOGUE)
    shelves = categories() if key == "header" else []
    return [
        {"title": shelf.name, "path": path_of("category", "/".join(shelf.shelves)), "children": []}
        for shelf in shelves
    ]


def _harmless(path: str | None) -> str | None:
    """An editor's link, if a browser may follow it: never a script."""
    return path if path and safe_uri(path) else None


def _item(words: Words, depth: int, building: Building) -> Data:
    children = words.entries("children") if depth < DEEPEST_MENU else []
    return {
        "title": words.text("title", "name"),
        "path": _harmless(words.text("path", "url")) or building.leads(words),
        "children": [_item(child, depth + 1, building) for child in children],
    }
