"""What vercel/commerce asks of a backend, operation by operation and field by field, had from the real BFF.

The table for people is `docs/storefront-operations.md`; this is its proof.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.bootstrap import Shop
from core.catalog.gathering import CollectionInFile, put_collections
from tests import builders as a
from tests.bff.asker import Asker
from tests.fakes import FakeQueue, FakeStorefront

Answer = Any
Had = Callable[[Answer], Any]
Check = Callable[[Any], bool]
DOCUMENT = Path(__file__).parents[3] / "docs" / "storefront-operations.md"


@dataclass(frozen=True)
class Operation:
    """How one operation is asked, and where each field of its shape is found in the answer."""

    ask: Callable[[Asker], Answer]
    fields: Mapping[str, tuple[Had, Check]] = field(default_factory=dict)


def text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def flag(value: Any) -> bool:
    return isinstance(value, bool)


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def moment(value: Any) -> bool:
    return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None


def texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(text, value))


def money(value: Any) -> bool:
    """`{amount, currencyCode}`, the amount as a decimal string."""
    return isinstance(value["amount"], str) and Decimal(value["amount"]) >= 0 and text(value["currency"])


def image(value: Any) -> bool:
    return text(value["url"]) and text(value["alt"]) and whole(value["width"]) and whole(value["height"])


def images(value: Any) -> bool:
    return bool(value) and all(map(image, value))


def seo(value: Any) -> bool:
    return text(value["title"]) and isinstance(value["description"], str)


def price_range(value: Any) -> bool:
    return money(value["min"]) and money(value["max"])


def options(value: Any) -> bool:
    """An option's name is its id: no product has two of one name."""
    return bool(value) and all(text(option["name"]) and texts(option["values"]) for option in value)


def variants(value: Any) -> bool:
    """The SKU is the id; the title is what was chosen."""
    return bool(value) and all(
        text(variant["sku"])
        and text(" / ".join(variant["options"].values()))
        and money(variant["price"])
        and flag(variant["available"])
        for variant in value
    )


def items(value: Any) -> bool:
    return bool(value) and all(text(item["title"]) and text(item["path"]) for item in value)


def lines(value: Any) -> bool:
    """A line is known by its SKU: one variant has one line."""
    return bool(value) and all(
        text(line["sku"])
        and whole(line["quantity"])
        and money(line["total"])
        and isinstance(line["options"], dict)
        and text(line["slug"])
        and text(line["name"])
        and "image" in line
        for line in value
    )


def none(value: Any) -> bool:
    return value is None


def got(path: str, **headers: str) -> Callable[[Asker], Answer]:
    def ask(asker: Asker) -> Answer:
        answer = asker.get(f"/v1/{path}", **headers)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    return ask


def at(path: str) -> Had:
    """`data.products.0.name`: one step after the other."""

    def had(found: Answer) -> Any:
        for step in path.split("."):
            found = found[int(step)] if step.isdigit() else found[step]
        return found

    return had


CARD = {
    "id": (at("slug"), text),
    "handle": (at("slug"), text),
    "title": (at("name"), text),
    "availableForSale": (at("available"), flag),
    "priceRange": (at("priceRange"), price_range),
    "featuredImage": (at("image"), image),
    "tags": (at("tags"), texts),
}
"""What lists show of a product; the rest of it is on its own page, at `path`."""


def first_of(path: str) -> dict[str, tuple[Had, Check]]:
    """The fields of a card, of the first product of that list."""
    return {name: (_within(f"{path}.0", had), check) for name, (had, check) in CARD.items()}


def _within(path: str, had: Had) -> Had:
    return lambda found: had(at(path)(found))


def sorted_by(key: str) -> dict[str, tuple[Had, Check]]:
    return {"sorted": (at("data.sort.current"), key.__eq__)}


def cart_after(*changes: Callable[[Asker], Any]) -> Callable[[Asker], Answer]:
    def ask(asker: Asker) -> Answer:
        opened = asker.open_cart(MUG_SAND=1)
        for change in changes:
            change(asker)
        return {**asker.get("/v1/cart").get_json(), "token": opened["token"], "checkout": _checkout(asker)}

    return ask


def _checkout(asker: Asker) -> str | None:
    """The storefront's own checkout, which one request fills: where it can be had, its address is the answer."""
    return "/checkout" if asker.get("/v1/pages/checkout").status_code == 200 else None


def put(quantity: int, *, add: bool = False) -> Callable[[Asker], Any]:
    body = {"lines": [{"sku": "MUG-SAND", "quantity": quantity}], "add": add}
    return lambda asker: asker.do("POST", "/v1/cart/lines", body)


def checked_out(asker: Asker) -> Answer:
    asker.ready_cart(MUG_SAND=1)
    asker.pay()
    asker.place()
    answer = asker.get("/v1/cart")
    return None if answer.status_code == 404 else answer.get_json()


CART = {
    "id": (at("token"), text),
    "checkoutUrl": (at("checkout"), text),
    "cost.subtotalAmount": (at("totals.subtotal"), money),
    "cost.totalAmount": (at("totals.total"), money),
    "cost.totalTaxAmount": (at("totals.tax"), money),
    "lines": (at("lines"), lines),
    "totalQuantity": (at("totalQuantity"), whole),
}

COLLECTION = {
    "title": "name",
    "handle": "slug",
    "description": "description",
    "path": "path",
}


def collection_fields(kind: str) -> dict[str, tuple[Had, Check]]:
    return {
        **{name: (at(f"data.{kind}.{ours}"), text) for name, ours in COLLECTION.items()},
        "seo": (at("data.seo"), seo),
        "updatedAt": (at("meta.updatedAt"), moment),
    }


def every(kind: str) -> Operation:
    """Everything of a kind, with when it was last different: for lists beside a page, and for site maps."""
    return Operation(
        got(f"paths/{kind}"),
        {"path": (at("data.paths.0.path"), text), "updatedAt": (at("data.paths.0.updatedAt"), moment)},
    )


OPERATIONS: Mapping[str, Operation] = {
    "getProduct": Operation(
        got("pages/product/mug-sand"),
        {
            "id": (at("data.product.slug"), text),
            "handle": (at("data.product.slug"), text),
            "availableForSale": (at("data.product.available"), flag),
            "title": (at("data.product.name"), text),
            "description": (at("data.seo.description"), text),
            "descriptionHtml": (at("data.content.descriptionHtml"), text),
            "options": (at("data.product.options"), options),
            "priceRange": (at("data.product.priceRange"), price_range),
            "variants": (at("data.product.variants"), variants),
            "featuredImage": (at("data.product.images.0"), image),
            "images": (at("data.product.images"), images),
            "seo": (at("data.seo"), seo),
            "tags": (at("data.product.tags"), texts),
            "updatedAt": (at("meta.updatedAt"), moment),
        },
    ),
    "getProductRecommendations": Operation(got("pages/product/mug-sand"), first_of("data.related")),
    "getProducts": Operation(got("pages/search?q=sand"), first_of("data.products")),
    "getProducts without a query": Operation(got("pages/search"), {"products": (at("data.products"), bool)}),
    "getProducts by RELEVANCE": Operation(got("pages/search?q=mug&sort=relevance"), sorted_by("relevance")),
    "getProducts by BEST_SELLING": Operation(
        got("pages/search?q=mug&sort=best-selling"), sorted_by("best-selling")
    ),
    "getProducts by CREATED_AT": Operation(got("pages/search?q=mug&sort=newest"), sorted_by("newest")),
    "getProducts by PRICE": Operation(got("pages/search?q=mug&sort=price"), sorted_by("price")),
    "getProducts by PRICE, reverse": Operation(got("pages/search?q=mug&sort=-price"), sorted_by("-price")),
    "getCollection": Operation(got("pages/collection/gifts"), collection_fields("collection")),
    "getCollection, a category": Operation(got("pages/category/kitchen"), collection_fields("category")),
    "getCollections": every("category"),
    "getCollectionProducts": Operation(got("pages/category/kitchen"), first_of("data.products")),
    "getCollectionProducts by PRICE": Operation(got("pages/category/kitchen?sort=price"), sorted_by("price")),
    "getCollectionProducts by CREATED": Operation(
        got("pages/category/kitchen?sort=newest"), sorted_by("newest")
    ),
    "getMenu, header": Operation(got("pages/layout"), {"title, path": (at("data.header"), items)}),
    "getMenu, footer": Operation(got("pages/layout"), {"title, path": (at("data.footer"), items)}),
    "getPage": Operation(
        got("pages/content/about"),
        {
            "id": (at("data.page.slug"), text),
            "title": (at("data.page.title"), text),
            "handle": (at("data.page.slug"), text),
            "body": (at("data.page.bodyHtml"), text),
            "bodySummary": (at("data.seo.description"), text),
            "seo": (at("data.seo"), seo),
            "createdAt": (at("data.page.createdAt"), moment),
            "updatedAt": (at("meta.updatedAt"), moment),
        },
    ),
    "getPages": every("content"),
    "createCart": Operation(cart_after(), CART),
    "getCart": Operation(cart_after(), CART),
    "getCart, once checked out": Operation(checked_out, {"nothing": (lambda found: found, none)}),
    "addToCart": Operation(
        cart_after(put(2, add=True)), {**CART, "added": (at("lines.0.quantity"), (3).__eq__)}
    ),
    "updateCart": Operation(cart_after(put(2)), {**CART, "updated": (at("lines.0.quantity"), (2).__eq__)}),
    "removeFromCart": Operation(
        cart_after(put(0)),
        {
            **{name: had for name, had in CART.items() if name != "lines"},
            "lines": (at("lines"), [].__eq__),
        },
    ),
}

CASES = [f"{name}: {what}" for name, operation in OPERATIONS.items() for what in operation.fields]


@pytest.fixture
def furnished(shop: Shop) -> None:
    """A shop that has one of everything the template shows."""
    a.markets()
    picture = {"url": "https://images.example/mug.png", "alt": "A mug", "width": 800, "height": 600}
    for sku, name in (("MUG-SAND", "Sand mug"), ("MUG-INK", "Ink mug")):
        facts = a.goods_file(sku, name=name, tags=["gift"], images=[picture], brand="Quay")
        facts["options"] = {"Colour": ["Sand", "Ink"]}
        facts["variants"][0]["options"] = {"Colour": name.partition(" ")[0]}
        a.product(facts)
        a.stock(sku, 9)
    gifts = {"slug": "gifts", "name": "Gifts", "description": "For others.", "products": ["mug-ink"]}
    put_collections([CollectionInFile.model_validate(gifts)])
    words = a.rich(a.paragraph("Thrown by hand, by the water."))
    a.mirrored(
        a.asset("mug-picture", alt="A mug"),
        a.entry(
            "product",
            "mug-sand",
            title="Sand mug",
            description=words,
            images=[a.link("mug-picture", "Asset")],
        ),
        a.entry("category", "kitchen", title="Kitchen", description="For the galley."),
        a.entry("page", "about", title="About us", body=words),
        a.entry("menu", "header", items=[a.link("menuItem-kitchen")]),
        a.entry("menu", "footer", items=[a.link("menuItem-about")]),
        a.entry("menuItem", "kitchen", title="Kitchen", path="/category/kitchen"),
        a.entry("menuItem", "about", title="About us", path="/content/about"),
    )


@pytest.fixture
def built(furnished: None, queue: FakeQueue) -> None:
    """The workers have done what there was to do: lists are queries over what they have prepared."""
    a.drain(queue)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_field_of_it_can_be_had(name: str, built: None, asker: Asker) -> None:
    operation = OPERATIONS[name]
    answer = _asked(operation, asker)

    assert [what for what in operation.fields if not _is_had(*operation.fields[what], answer)] == [], answer


def _asked(operation: Operation, asker: Asker) -> Answer:
    """The answer; where there is none, why: no field is found in that."""
    try:
        return operation.ask(asker)
    except AssertionError as refusal:
        return {"refused": str(refusal)[:300]}


def _is_had(had: Had, check: Check, answer: Answer) -> bool:
    try:
        return check(had(answer))
    except (KeyError, IndexError, TypeError):
        return False


def test_every_product_of_a_list_opens_whole(built: None, asker: Asker) -> None:
    """What a card leaves out (descriptions, variants, options, all pictures) is one request away, at its path."""
    lists = {
        "pages/search?q=mug": "data.products",
        "pages/category/kitchen": "data.products",
        "pages/product/mug-sand": "data.related",
    }
    cards = [card for path, products in lists.items() for card in at(products)(got(path)(asker))]
    assert {card["slug"] for card in cards} == {"mug-sand", "mug-ink"}
    for card in cards:
        page = got(f"pages{card['path']}")(asker)
        assert page["data"]["product"]["slug"] == card["slug"]
        assert options(page["data"]["product"]["options"])
        assert variants(page["data"]["product"]["variants"])


def test_what_is_not_there_is_nothing(built: None, asker: Asker) -> None:
    for kind in ("product", "category", "content"):
        assert asker.get(f"/v1/pages/{kind}/nothing").status_code == 404


def test_a_change_reaches_the_storefront_as_the_tag_of_that_product_alone(
    built: None, queue: FakeQueue, storefront: FakeStorefront
) -> None:
    """The template purges every product; here the call names the one that changed, and nothing of the other."""
    storefront.told.clear()
    a.goods("MUG-SAND", price=2_500)
    a.drain(queue)

    assert "product:mug-sand" in storefront.stale
    assert "product:mug-ink" not in storefront.stale


def test_every_operation_has_its_line_in_the_document() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    named = {case.partition(":")[0].partition(",")[0].partition(" ")[0] for case in CASES}
    assert {name for name in named if not re.search(rf"^\| `{name}`", document, re.MULTILINE)} == set()
