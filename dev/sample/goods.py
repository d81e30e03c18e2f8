"""The goods of the sample: `wares/*.toml` in, one line of the goods file out for each product.

A ware names its prices (minor units), its weight (grams) and its options, each value with the piece it adds to
the SKU. `changes` apply in their order to the variants that match `when`; `without` leaves combinations out.
What it says beside that (attributes, translations, tiers, schedule …) stands in the goods file as it is.
"""

import json
import tomllib
import zlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from dev.sample.sheets import sheets

Json = dict[str, Any]

WARES = Path(__file__).parent / "wares"
AREAS = ("table", "kitchen", "outerwear", "knitwear", "bags", "desk")
MARKETS, LOCATIONS = ("us", "eu"), ("reno", "rotterdam")

_LEAST, _MOST = 5, 80


def wares(area: str) -> dict[str, Json]:
    """What `wares/AREA.toml` says, by slug."""
    return tomllib.loads((WARES / f"{area}.toml").read_text(encoding="utf-8"))


def goods_lines() -> Iterator[str]:
    """The goods file, a line at a time, in the order of the shelves."""
    for area in AREAS:
        described = wares(area)
        for sheet in sheets(area):
            line = _goods(sheet.slug, sheet.plain("title"), area, described[sheet.slug])
            yield json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def _goods(slug: str, name: str, area: str, ware: Json) -> Json:
    return {
        "slug": slug,
        "name": name,
        "brand": ware["brand"],
        "category": area,
        "tags": ware["tags"],
        "taxClass": ware.get("tax", "standard"),
        "createdAt": ware["created"].strftime("%Y-%m-%dT%H:%M:%SZ"),
        "related": ware["related"],
        "options": {option: list(values) for option, values in ware.get("options", {}).items()},
        "variants": list(_variants(ware)),
        **{name: ware[name] for name in ("attributes", "complementary", "translations") if name in ware},
    }


def _variants(ware: Json) -> Iterator[Json]:
    options: dict[str, dict[str, str]] = ware.get("options", {})
    for values in product(*options.values()):
        chosen = dict(zip(options, values, strict=True))
        if not any(_matches(chosen, missing) for missing in ware.get("without", [])):
            parts = [options[option][value] for option, value in chosen.items()]
            yield _variant("-".join([ware["sku"], *parts]), chosen, ware)


def _variant(sku: str, chosen: dict[str, str], ware: Json) -> Json:
    facts = dict(ware)
    for change in ware.get("changes", []):
        if _matches(chosen, change["when"]):
            facts |= change
    counted = {location: _counted(sku, location) for location in LOCATIONS}
    return {
        "sku": sku,
        "options": chosen,
        "weightGrams": facts["weight"],
        "prices": {market: _price(facts, market) for market in MARKETS},
        "stock": facts.get("stock", counted),
        **{name: facts[name] for name in ("tiers", "schedule") if name in facts},
    }


def _price(facts: Json, market: str) -> Json:
    price = {"minor": facts[market]}
    return price | {"compareAtMinor": facts["was"][market]} if "was" in facts else price


def _matches(chosen: dict[str, str], wanted: dict[str, str]) -> bool:
    return wanted.items() <= chosen.items()


def _counted(sku: str, location: str) -> int:
    """A number of pieces that looks counted and is the same every time: 5 to 80 by the checksum of both names."""
    return _LEAST + zlib.crc32(f"{sku} {location}".encode()) % (_MOST - _LEAST + 1)
