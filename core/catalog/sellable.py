"""What is sold, as the line of a cart needs it. A row that was read before, byte for byte, is what it was then.

A cart reads its goods anew for every answer, and nearly always they are what they were: to make them of their rows
took a quarter of the time of a large cart. So what was made of a row is kept under the bytes of that row. There is
nothing that could be out of date: another price makes other bytes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
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
MOST_KEPT = 4 * 2**20
"""Bytes of rows in one process. What is made of them takes eleven to fourteen times as much, so 56 MB at the most."""


@dataclass(frozen=True)
class Sellable:
    """A variant with the product it belongs to, of which there is what a line of a cart needs (`OF_A_LINE`)."""

    product: Product
    variant: Variant

    @cached_property
    def keys(self) -> Keys:
        """The names under which a promotion may mean it."""
        return keys_of(self.product._data, self.variant.sku)


Goods = tuple[Sellable, ...]
"""A product's variants, those that were asked for."""


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
    return {
        one.variant.sku: one for row in rows for one in kept.goods_of(row) if market in one.variant.prices
    }


class Kept:
    """Goods by the bytes of their row, those that were asked for lately, of *most* bytes of rows.

    It counts bytes and not rows: a stranger may ask for any of the many choices of variants of a product, and each is
    another row. In two halves: when the younger one is full it becomes the older one, of which only what is asked for
    again is kept on.
    """

    def __init__(self, most: int) -> None:
        self._half = most // 2
        self._young: dict[bytes, Goods] = {}
        self._old: dict[bytes, Goods] = {}
        self._bytes = 0
        self._turn = Lock()

    def goods_of(self, row: bytes) -> Goods:
        """What that row says, made only where it is not known."""
        known = self._young.get(row)
        if known is None:
            known = self._old.get(row) or made_of(row)
            self._keep(row, known)
        return known

    def rows(self) -> Mapping[bytes, Goods]:
        return {**self._old, **self._young}

    def _keep(self, row: bytes, goods: Goods) -> None:
        with self._turn:
            if len(row) > self._half or row in self._young:
                return
            if self._bytes + len(row) > self._half:
                self._old, self._young, self._bytes = self._young, {}, 0
            self._young[row] = goods
            self._bytes += len(row)


kept = Kept(MOST_KEPT)


def made_of(row: bytes) -> Goods:
    """What a row says, made anew."""
    product = glimpsed(Product, decoded(row))
    return tuple(Sellable(product, variant) for variant in product.variants)


def _only_variants(skus: list[str]) -> Row:
    """Of its variants these alone."""
    chosen = {"$filter": {"input": "$variants", "cond": {"$in": ["$$this.sku", skus]}}}
    return {**dict.fromkeys(OF_A_LINE, 1), "variants": chosen}
