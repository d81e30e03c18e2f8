"""What a batch of cards and pages is built of: each thing is read once, in few queries, for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.catalog.errors import ProductNotFound
from core.catalog.models import Category, Product, Variant
from core.catalog.queries import (
    About,
    address_instead,
    addresses_ever,
    product_at,
    products_named,
    products_of_entries,
    way_to,
)
from core.content.library import Mirror
from core.content.queries import Words
from core.inventory.queries import Stock, Supply, stock_levels, supply_of, units_of
from core.listing.models import EVERYTHING, Card, CardQuerySet, card_id
from core.markets.models import Market
from core.promotions.queries import look_again

NEIGHBOURS = 8
MOST_ADDRESSES = 30
"""Of one product, old ones included: so that its page has tags left for everything else."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as a page takes it in: whose it is, and its bytes."""

    slug: str
    body: bytes


class Materials:
    """Lives as long as one batch. What changes meanwhile makes that batch stale, by its version."""

    def __init__(self) -> None:
        self.library = Mirror()
        self._priced = False
        self._products: dict[str, Product | None] = {}
        self._of_entries: dict[str, Product | None] = {}
        self._addresses: dict[str, list[str]] = {}
        self._stock: dict[str, Stock] = {}
        self._ways: dict[str, list[Category]] = {}
        self._cards: dict[str, Shown | None] = {}
        self._shelves: dict[tuple[str, ...], list[Shown]] = {}
        self._beside: dict[tuple[str, str, str], dict[str, list[Shown]]] = {}

    def load(self, handles: Iterable[str]) -> None:
        """Read those products, their stock, and their words and pictures."""
        self._price_anew()
        wanted = [handle for handle in handles if handle not in self._products]
        self._products.update(dict.fromkeys(wanted, None))
        found = products_named(wanted)
        self._products.update({product.slug: product for product in found})
        self._load_stock(sku for product in found for variant in product.variants for sku in variant.parts)
        named = self.library.named("product", wanted)
        self.library.follow(named.values())
        unnamed = [product for product in found if product.slug not in named]
        self.library.load_about(variant.sku for product in unnamed for variant in product.variants)

    def product(self, handle: str) -> Product | None:
        """That product, whatever its status, or None."""
        if handle not in self._products:
            self.load([handle])
        return self._products[handle]

    def product_at(self, address: str, market: Market, locale: str) -> Product:
        """The product sold in that market under that address.

        Raises ProductNotFound, which says where it is if the address is its handle or another language's.
        """
        self._price_anew()
        loaded = (known for known in self._products.values() if known and known.address(locale) == address)
        product = next(loaded, None) or product_at(address, locale)
        if product is None or not product.is_sold_in(market.code):
            elsewhere = address_instead(address, market.code, locale)
            raise ProductNotFound(address, moved_to=elsewhere)
        self._products.setdefault(product.slug, product)
        return product

    def product_of(self, words: Words) -> Product | None:
        """The product that an entry has the words for, whatever its status, or None."""
        self.load_products_of([words])
        return self._of_entries[words.id]

    def load_products_of(self, entries: Iterable[Words]) -> None:
        """Read the products of all of these at once."""
        missing = [
            About(words.id, words.slug, words.skus) for words in entries if words.id not in self._of_entries
        ]
        if missing:
            self._of_entries.update(products_of_entries(missing))

    def addresses(self, product: Product) -> Sequence[str]:
        """Under what its page is or was found, in any language: the newest 30. Of a batch, read at once."""
        if product.slug not in self._addresses:
            known = [one for one in self._products.values() if one and one.slug not in self._addresses]
            self._addresses.update(addresses_ever([*known, product]))
        return self._addresses[product.slug][:MOST_ADDRESSES]

    def _price_anew(self) -> None:
        """What is built of products stays for long: it is not made of promotions of seconds ago."""
        if not self._priced:
            look_again()
            self._priced = True

    def free(self, variant: Variant, market: Market) -> int:
        """Units that can be bought in that market; of a bundle, as many as its components make."""
        self._load_stock(variant.parts)
        return units_of(variant, self._stock, market.locations)

    def supply(self, variant: Variant, market: Market) -> Supply:
        """How it can be had in that market: at once, ahead, or not at all."""
        self._load_stock(variant.parts)
        return supply_of(variant, self._stock, market.locations)

    def sold(self, sku: str) -> int:
        """Units sold so far, everywhere."""
        if sku not in self._stock:
            self._load_stock([sku])
        return self._stock[sku].sold

    def way(self, category: str) -> Sequence[Category]:
        """The shelves from the root down to that one."""
        if category not in self._ways:
            self._ways[category] = way_to(category)
        return self._ways[category]

    def cards(self, handles: Iterable[str], market: Market, locale: str) -> list[Shown]:
        """The cards of those that are sold there, in the order asked for."""
        ids = [card_id(handle, market.code, locale) for handle in handles]
        self.load_cards(ids)
        return [card for name in ids if (card := self._cards[name])]

    def load_cards(self, ids: Iterable[str]) -> None:
        missing = [name for name in ids if name not in self._cards]
        if missing:
            self._cards.update(dict.fromkeys(missing, None))
            for row in Card.objects(id__in=missing, shelves=EVERYTHING).only("slug", "body").as_pymongo():
                self._cards[row["_id"]] = Shown(row["slug"], row["body"])

    def newest(self, shelf: str, market: Market, locale: str, limit: int) -> Sequence[Shown]:
        """The newest cards of a shelf."""
        key = ("newest", shelf, market.code, locale, str(limit))
        if key not in self._shelves:
            found = Card.objects.on(shelf, market.code, locale).newest().limit(limit)
            self._shelves[key] = _shown(found)
        return self._shelves[key]

    def neighbours(self, handle: str, shelf: str, market: Market, locale: str) -> Sequence[Shown]:
        """The next cards of the shelf in the order of their handles, from the beginning again after the last.

        What stands beside a product then changes only with its neighbours, not with every product of the shelf.
        """
        key = (shelf, market.code, locale)
        if handle not in self._beside.get(key, {}):
            self.load_neighbours(shelf, market, locale, [handle])
        return self._beside[key][handle]

    def load_neighbours(self, shelf: str, market: Market, locale: str, handles: Sequence[str]) -> None:
        """Read the neighbours of all of these: in one query where they follow each other on the shelf."""
        shelved = Card.objects.on(shelf, market.code, locale).order_by("slug")
        kept = self._beside.setdefault((shelf, market.code, locale), {})
        size = len(handles) + NEIGHBOURS
        window = _shown(shelved.filter(slug__gt=min(handles)).limit(size))
        whole = len(window) < size
        firsts = _shown(shelved.limit(NEIGHBOURS)) if whole else []
        for handle in handles:
            found = [card for card in window if card.slug > handle][:NEIGHBOURS]
            if len(found) < NEIGHBOURS and not whole:
                found = _shown(shelved.filter(slug__gt=handle).limit(NEIGHBOURS))
                firsts = firsts or _shown(shelved.limit(NEIGHBOURS))
            found += [card for card in firsts if card.slug < handle][: NEIGHBOURS - len(found)]
            kept[handle] = found

    def _load_stock(self, skus: Iterable[str]) -> None:
        missing = [sku for sku in skus if sku not in self._stock]
        if missing:
            self._stock.update(stock_levels(missing))


def _shown(found: CardQuerySet) -> list[Shown]:
    return [Shown(row["slug"], row["body"]) for row in found.only("slug", "body").as_pymongo()]
