from collections.abc import Iterable

import orjson

from core.catalog.models import Category, Collection
from core.catalog.queries import categories_below, category_at, collection_by_slug
from core.content.queries import Words
from core.listing.asked import Asked, Listing
from core.listing.models import EVERYTHING
from core.listing.ports import SearchBackend, SearchHits, SearchQuery
from core.listing.queries import Scope, best_selling, collection, count_on, everything_listed, listed, shelf
from core.pages.builders.context import Building, Data, Shelf
from core.pages.builders.shapes import crumbs, seo, shelf_link, shelves_down_to, spliced
from core.storefront import tags
from core.storefront.paths import path_of

MOST_IN_SECTION = 12


def build_category(path: str, building: Building) -> Data:
    """A shelf: its words, the newest of its products, what they can be narrowed by. Raises CategoryNotFound."""
    category = category_at(path)
    slug = str(category.slug)
    building.subject = f"category:{slug}"
    building.built_of(tags.category(slug))
    head = _head("category", slug, path_of("category", path), category.name, None, building)
    listing = listed(shelf(slug, building.market.code, building.locale), Asked())
    return {
        "category": {**head, "children": _children(category, building)},
        **_list(listing, building),
        "breadcrumbs": _way(category, building),
        "seo": _seo(head, listing, building),
    }


def build_collection(slug: str, building: Building) -> Data:
    """Products that are shown together: in the order somebody gave them, else the newest first.

    Raises CollectionNotFound.
    """
    found = collection_by_slug(slug)
    building.built_of(tags.collection(slug))
    path = path_of("collection", slug)
    head = _head("collection", slug, path, found.name, found.description, building)
    listing = listed(scope_of(found, building.market.code, building.locale), Asked())
    return {
        "collection": head,
        **_list(listing, building),
        "breadcrumbs": crumbs(("Home", path_of("home")), (head["name"], path)),
        "seo": _seo(head, listing, building),
    }


def scope_of(found: Collection, market: str, locale: str) -> Scope:
    """The list of a collection, with the order that it was given by hand, if it was."""
    return collection(str(found.slug), market, locale, None if found.rule else found.products)


def _head(role: str, slug: str, path: str, name: str, description: str | None, building: Building) -> Data:
    """What a list is called and said to be: by its editors, else by the catalogue."""
    building.built_of(tags.named_content(role, slug))
    words = building.reader.maybe_named(role, slug)
    return {
        "slug": slug,
        "path": path,
        "name": (words.text("title", "name") if words else None) or name,
        "description": (words.text("description") if words else None) or description,
        "image": words.image("image") if words else None,
    }


def _seo(head: Data, listing: Listing, building: Building) -> Data:
    building.shelf = Shelf(head["name"], listing.total)
    role = head["path"].split("/")[1]
    return seo(
        title=head["name"],
        description=head["description"],
        path=head["path"],
        building=building,
        words=building.reader.maybe_named(role, head["slug"]),
        image=head["image"],
    )


def _way(category: Category, building: Building) -> list[Data]:
    shelves = shelves_down_to(str(category.slug), building)
    return crumbs(("Home", path_of("home")), *((shelf["name"], shelf["path"]) for shelf in shelves))


def _children(category: Category, building: Building) -> list[Data]:
    """The shelves right below it, each with how many products stand on it or below it."""
    below = categories_below(str(category.slug))
    building.built_of(*(tags.shelf(str(child.slug)) for child in below))
    market, locale = building.market.code, building.locale
    return [
        {
            "slug": str(child.slug),
            **shelf_link(child, building),
            "count": count_on(str(child.slug), market, locale),
        }
        for child in below
    ]


def build_search(
    text: str, building: Building, asked: Asked, search: SearchBackend, *, now: int, version: int = 0
) -> Data:
    """What is found, or everything where nothing is typed; what sells best where nothing is found.

    *now* is the shop's version. All of it has seen *version*; where it has not seen the newest one,
    `building.version` says which.
    Raises UnknownFacet, UnknownSort, BadCursor, SearchAway.
    """
    market, locale = building.market.code, building.locale
    if text.strip():
        hits = search.search(SearchQuery(text, market, locale, asked, now))
    else:
        listing, building.version = everything_listed(market, locale, asked, version)
        hits = SearchHits(listing)
    nothing = not hits.listing.total and not asked.narrows
    fallback = best_selling(market, locale, limit=MOST_IN_SECTION) if nothing else []
    building.built_of(tags.CATALOGUE, tags.SEARCH)
    return {
        "query": text,
        "didYouMean": hits.did_you_mean,
        **_list(hits.listing, building),
        "fallback": _cards(fallback, building),
        "seo": seo(title=text, description=None, path="/search", building=building, robots="noindex,follow"),
    }


def _list(listing: Listing, building: Building) -> Data:
    return {"products": _cards(listing.slugs, building), **listing.as_json(building.market.currency)}


def _cards(slugs: Iterable[str], building: Building) -> list[orjson.Fragment]:
    return spliced(building.materials.cards(slugs, building.market, building.locale), building)


def build_home(_key: str, building: Building) -> Data:
    """The front page: what the editors put there; the newest products where they have put nothing."""
    building.built_of(tags.HOME)
    words = building.reader.first("home")
    if words is None:
        building.fell_back("content", "no-entry")
    parts = words.entries("sections") if words else []
    building.materials.load_products_of(entry for part in parts for entry in part.entries("products"))
    sections = [_section(section, building) for section in parts]
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
    chosen = [building.product_of(entry) for entry in words.entries("products")]
    slugs = [product.slug for product in chosen if product]
    building.built_of(*(tags.product(slug) for slug in slugs[:MOST_IN_SECTION]))
    products = building.materials.cards(slugs[:MOST_IN_SECTION], building.market, building.locale)
    return {
        "kind": words.text("kind") or ("products" if slugs else "text"),
        **_empty(),
        "title": words.text("title"),
        "products": spliced(products, building),
        "categories": _category_cards(words.entries("categories"), building),
        "bodyHtml": words.html("body"),
    }


def _empty() -> Data:
    return {"title": None, "products": [], "categories": [], "bodyHtml": ""}


def _category_cards(chosen: Iterable[Words], building: Building) -> list[Data]:
    """Of those that there are: an editor may be ahead of the catalogue."""
    return [
        {
            "slug": words.slug,
            "path": path,
            "name": words.text("title", "name"),
            "description": words.text("description"),
            "image": words.image("image"),
        }
        for words in chosen
        if (path := building.leads(words))
    ]
