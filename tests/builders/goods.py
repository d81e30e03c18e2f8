"""Markets, goods and stock, loaded as staff load them: from files, and by deliveries."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from core.catalog.goods import ProductInFile
from core.catalog.models import Product
from core.catalog.services import put_product
from core.files import record_of
from core.imports.services import import_markets
from core.inventory.queries import stock_of
from core.inventory.services import receive_delivery, take
from core.listing.services import put_cards
from core.markets.models import Market
from tests.builders.people import STAFF

Facts = dict[str, Any]


def _market(code: str, name: str, currency: str, countries: list[str], **facts: Any) -> Facts:
    return {
        "code": code,
        "name": name,
        "currency": currency,
        "locales": ["en-US"],
        "countries": countries,
        "tax": {"display": "excluded", "ratesBasisPoints": {"standard": 700, "reduced": 0}},
        "locations": ["reno", "rotterdam"],
        **facts,
    }


US = _market("us", "United States", "USD", ["US"])
EU = _market(
    "eu",
    "Europe",
    "EUR",
    ["DE", "FR", "NL"],
    locales=["en-US", "de-DE"],
    tax={"display": "included", "ratesBasisPoints": {"standard": 1900, "reduced": 700}},
    locations=["rotterdam", "reno"],
)
JP = _market(
    "jp", "Japan", "JPY", ["JP"], tax={"display": "included", "ratesBasisPoints": {"standard": 1000}}
)
KW = _market("kw", "Kuwait", "KWD", ["KW"], tax={"display": "excluded", "ratesBasisPoints": {}})
LOCATIONS = [
    {"code": "reno", "name": "Reno", "country": "US"},
    {"code": "rotterdam", "name": "Rotterdam", "country": "NL"},
]


def _rates(market: Facts) -> list[Facts]:
    """Two deliveries in each market: standard, which large baskets get for nothing, and express."""
    code, countries = market["code"], market["countries"]
    common = {"market": code, "countries": countries}
    return [
        {
            **common,
            "code": f"{code}-standard",
            "name": "Standard",
            "minor": 600,
            "freeFromMinor": 75_000,
            "minDays": 3,
            "maxDays": 5,
        },
        {**common, "code": f"{code}-express", "name": "Express", "minor": 1_500, "minDays": 1, "maxDays": 1},
    ]


def markets_file(*which: Facts, **changes: Any) -> Facts:
    """What a markets file holds, as it is written."""
    chosen = which or (US, EU)
    rates = [rate for market in chosen for rate in _rates(market)]
    return {"markets": list(chosen), "locations": LOCATIONS, "deliveryRates": rates, **changes}


def markets(*which: Facts) -> dict[str, Market]:
    """The shop sells in these markets (`us` and `eu`), from two places, with two deliveries each."""
    with _as_file(json.dumps(markets_file(*which))) as path:
        import_markets(path)
    return {str(market.code): market for market in Market.objects}


def goods_file(sku: str = "MUG-SAND", **changes: Any) -> Facts:
    """One line of a goods file: a product with one variant, priced in both markets."""
    price = changes.pop("price", 1_800)
    prices = changes.pop("prices", None) or {"us": price, "eu": price}
    slug = changes.pop("slug", sku.lower())
    return {
        "slug": slug,
        "name": changes.pop("name", slug.replace("-", " ").capitalize()),
        "category": "kitchen",
        "variants": [
            {
                "sku": sku,
                "weightGrams": 350,
                "prices": {code: _price(minor) for code, minor in prices.items()},
            }
        ],
        **changes,
    }


def goods(
    sku: str = "MUG-SAND", *, available: int = 0, at: str = "reno", price: int = 1_800, **changes: Any
) -> Product:
    """A product with one variant of that SKU, and so many of it on the shelf."""
    found = product(goods_file(sku, price=price, **changes))
    if available:
        stock(sku, available, at=at)
    shelved(found.slug)
    return found


def bundle(sku: str, parts: Mapping[str, int], **changes: Any) -> Product:
    """A product with one variant that is made of so many of those SKUs."""
    facts = goods_file(sku, **changes)
    facts["variants"][0]["components"] = [{"sku": part, "quantity": n} for part, n in parts.items()]
    found = product(facts)
    shelved(found.slug)
    return found


def product(facts: Mapping[str, Any]) -> Product:
    """A product as a line of the goods file describes it; put again, it is changed in place."""
    put_product(record_of(ProductInFile, dict(facts), where="the test"))
    found: Product = Product.objects(slug=facts["slug"]).get()
    return found


def shelved(*slugs: str) -> None:
    """Lists show these products as they are now: what the jobs do after a change, without the news of it."""
    put_cards(slugs)


def stock(sku: str, available: int, *, at: str = "reno") -> None:
    """A delivery of that many arrives there."""
    receive_delivery(sku, at, available, cause="delivery:of-the-test", actor=STAFF)


def sold_out(sku: str) -> None:
    """Somebody holds every piece that is free, wherever it lies."""
    for item in stock_of([sku]):
        if item.available:
            take(f"hold-{uuid4()}", {sku: item.available}, locations=[item.location], until=None)


def _price(minor: int | Mapping[str, int]) -> Mapping[str, int]:
    return {"minor": minor} if isinstance(minor, int) else minor


@contextmanager
def _as_file(text: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "markets.json"
        path.write_text(text, encoding="utf-8")
        yield path


def missing(skus: Sequence[str]) -> list[str]:
    """Those of them that nobody has put into the catalogue yet."""
    known = {variant.sku for product in Product.objects.with_skus(list(skus)) for variant in product.variants}
    return [sku for sku in skus if sku not in known]
