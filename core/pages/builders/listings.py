from collections.abc import Sequence

from core.catalog.models import Category
from core.catalog.queries import Place, categories_below, category_at, place_from, products_found
from core.catalog.search import LONGEST_QUERY
from core.content.queries import Words
from core.errors import Invalid
from core.listing.models import EVERYTHING
from core.listing.queries import Listed, cards_on
from core.pages.builders.context import Building, Data
from core.pages.builders.shapes import crumbs, seo, shelf_link, shelves_down_to, spliced
from core.storefront import tags

PAGE_SIZE = 24
MOST_IN_SECTION = 12


def build_category(path: str, building: Building, *, after: str | None = None) -> Data:
    """A shelf: its words, its products newest first, where to go on. Raises CategoryNotFound, BadCursor."""
    category = category_at(path)
    slug = str(category.slug)
    building.subject = f"category:{slug}"
    building.built_of(tags.category(slug), tags.named_content("category", slug))
    words = building.reader.maybe_named("category", slug)
    found = cards_on(slug, building.market, building.locale, limit=PAGE_SIZE + 1, after=place_from(after))
    name = (words.text("title", "name") if words else None) or category.name
    image = words.image("image") if words else None
    description = words.text("description") if words else None
    return {
        "category": {
            "slug": slug,
            "path": f"/category/{path}",
            "name": name,
            "description": description,
            "image": image,
            "children": _children(category, building),
        },
        "products": spliced(found[:PAGE_SIZE], building),
        "paging": _paging(found),
        "breadcrumbs": _way(category, building),
        "seo": seo(
            title=name,
            description=description,
            path=f"/category/{path}",
            building=building,
            words=words,
            image=image,
        ),
    }


def _way(category: Category, building: Building) -> list[Data]:
    shelves = shelves_down_to(str(category.slug), building)
    return crumbs(("Home", "/"), *((shelf["name"], shelf["path"]) for shelf in shelves))


def _children(category: Category, building: Building) -> list[Data]:
    """The shelves right below it."""
    below = categories_below(str(category.slug))
    building.built_of(*(tags.shelf(str(shelf.slug)) for shelf in below))
    return [{"slug": str(shelf.slug), **shelf_link(shelf, building)} for shelf in below]


def build_search(query: str, building: Building) -> Data:
    """Products that have every word. Raises Invalid for a query that is too long."""
    if len(query) > LONGEST_QUERY:
        raise Invalid(f"A search has at most {LONGEST_QUERY} characters.", field="q")
    slugs = [product.slug for product in products_found(query, building.market.code, limit=PAGE_SIZE)]
    found = building.materials.cards(slugs, building.market, building.locale)
    building.built_of(tags.CATALOGUE)
    return {
        "query": query,
        "products": spliced(found, building),
        "seo": seo(title=query, description=None, path="/search", building=building, robots="noindex,follow"),
    }


def build_home(_key: str, building: Building) -> Data:
    """The front page: what the editors put there; the newest products where they have put nothing."""
    building.built_of(tags.HOME)
    words = building.reader.first("home")
    if words is None:
        building.fell_back("content", "no-entry")
    sections = [_section(section, building) for section in (words.entries("sections") if words else [])]
    if not any(section["products"] for section in sections):
        building.built_of(tags.CATALOGUE)
        newest = building.materials.newest(EVERYTHING, building.market, building.locale, MOST_IN_SECTION)
        sections.append({"kind": "products", **_empty(), "products": spliced(newest, building)})
    title = (words.text("title", "headline") if words else None) or "Home"
    return {
        "headline": words.text("headline", "title") if words else None,
        "intro": words.text("intro") if words else None,
        "heroImage": words.image("heroImage", "image") if words else None,
        "sections": sections,
        "seo": seo(
            title=title,
            description=words.text("intro") if words else None,
            path="/",
            building=building,
            words=words,
            image=words.image("heroImage", "image") if words else None,
        ),
    }


def _section(words: Words, building: Building) -> Data:
    slugs = [entry.slug for entry in words.entries("products") if entry.slug]
    building.built_of(*(tags.product(slug) for slug in slugs))
    products = building.materials.cards(slugs[:MOST_IN_SECTION], building.market, building.locale)
    return {
        "kind": words.text("kind") or ("products" if slugs else "text"),
        **_empty(),
        "title": words.text("title"),
        "products": spliced(products, building),
        "categories": [_category_card(category) for category in words.entries("categories")],
        "bodyHtml": words.html("body"),
    }


def _empty() -> Data:
    return {"title": None, "products": [], "categories": [], "bodyHtml": ""}


def _category_card(words: Words) -> Data:
    return {
        "slug": words.slug,
        "path": f"/category/{words.slug}",
        "name": words.text("title", "name"),
        "description": words.text("description"),
        "image": words.image("image"),
    }


def _paging(found: Sequence[Listed]) -> Data:
    """Whether there is more, and the cursor that leads there."""
    more = len(found) > PAGE_SIZE
    last = found[PAGE_SIZE - 1] if more else None
    return {"size": PAGE_SIZE, "next": Place(last.created_at, last.slug).as_cursor() if last else None}
