"""What is sold, as the line of a cart needs it. A row that was read before, byte for byte, is what it was then.

A cart reads its goods anew for every answer, and nearly always they are what they were: to make them of their rows
took a quarter of the time of a large cart. So what was made of a row is kept under the bytes of that row. There is
nothing that could be out of date: another price makes other bytes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from core.catalog.models import Product, Variant, sold_skus
from core.documents import glimpsed
from core.rows import decoded

Row = dict[str, Any]
Keys = frozenset[str]
OF_A_LINE = (
    *("slug", "default_slug", "slugs", "name", "translations", "brand", "category"),
    *("shelves", "collections", "tags", "tax_class", "images", "markets"),
)
"""What of a product says what it is called, where it is, what it costs and which promotions are for it."""
MOST_KEPT = 4_096
"""Products of one process, with the variants that were asked for: some 20 MB of usual ones."""


@dataclass(frozen=True)
class Sellable:
    """A variant with the product it belongs to, of which there is what a line of a cart needs (`OF_A_LINE`)."""

    product: Product
    variant: Variant

    @cached_property
    def keys(self) -> Keys:
        """The names under which a promotion may mean it."""
        return keys_of(self.product._data, self.variant.sku)


def keys_of(product: Mapping[str, Any], sku: str) -> Keys:
    """The names under which a selection may mean that variant of that product, as it is stored."""
    return frozenset(
        (
            f"product:{product['slug']}",
            f"sku:{sku}",
            *(f"category:{shelf}" for shelf in product["shelves"]),
            *(f"collection:{slug}" for slug in product["collections"]),
            *(f"tag:{tag}" for tag in product["tags"]),
        )
    )


def sold_with_variants(skus: list[str], market: str) -> list[Row]:
    """The steps that read what that market sells of those SKUs, for whoever reads more by the same command.

    Of each product only the variants asked for are read: what a cart costs does not grow with the goods beside it.
    """
    return [{"$match": sold_skus(skus, market)}, {"$project": _only_variants(skus)}]


def sellable_of(rows: Iterable[bytes], market: str) -> Mapping[str, Sellable]:
    """The variants that the market sells among what those steps have read, by SKU. Others have the same ones."""
    return {one.variant.sku: one for row in rows for one in _goods_of(row) if market in one.variant.prices}


@lru_cache(MOST_KEPT)
def _goods_of(row: bytes) -> tuple[Sellable, ...]:
    product = glimpsed(Product, decoded(row))
    return tuple(Sellable(product, variant) for variant in product.variants)


def _only_variants(skus: list[str]) -> Row:
    """Of its variants these alone."""
    chosen = {"$filter": {"input": "$variants", "cond": {"$in": ["$$this.sku", skus]}}}
    return {**dict.fromkeys(OF_A_LINE, 1), "variants": chosen}
