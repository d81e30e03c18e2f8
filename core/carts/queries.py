from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from core import clock
from core.carts.errors import CartNotFound
from core.carts.models import Cart, CartLine, cart_id
from core.carts.shopper import Shopper, shopper_of
from core.catalog.sellable import Sellable
from core.documents import first
from core.inventory.queries import Stock, sellable_with_stock, units_of
from core.markets.models import Market
from core.markets.queries import market_named
from core.pricing.basket import DeliveryItem, Item, Priced, price_basket
from core.pricing.discounts import Case, Verdict
from core.pricing.queries import item_of, tax_terms
from core.pricing.quote import PricedLine, Quote
from core.pricing.tax import TaxTerms
from core.promotions.queries import book
from core.promotions.rules import Rule
from core.promotions.uses import used_up
from core.tenders.queries import Tender, credit_id, tenders_for

LAPSED = ("over", "used-up", "switched-off")
"""Reasons for which a code that was good is not any more."""


@dataclass(frozen=True)
class CartWarning:
    """Something the shopper should know: a stable code, and the SKU or the discount code it is about."""

    code: str
    sku: str | None
    detail: str
    discount_code: str | None = None


@dataclass(frozen=True)
class CodeStand:
    """What became of a code: it applies, or *reason* says why it does not (*missing* of its condition)."""

    code: str
    promotion: str | None
    reason: str | None
    missing: int | None = None


@dataclass(frozen=True)
class Basket:
    """A cart with the goods it names, as the catalogue has them now, and what lies there of them.

    What is no longer sold is not among them.
    """

    cart: Cart
    market: Market
    goods: Mapping[str, Sellable]
    stock: Mapping[str, Stock]

    @cached_property
    def shopper(self) -> Shopper:
        """What is known of whoever buys; one read where somebody is signed in."""
        return shopper_of(self.cart)

    @cached_property
    def items(self) -> list[Item]:
        """Quantities from the cart, prices from the catalogue."""
        now, group = clock.now(), self.shopper.group
        return [
            item_of(
                self.goods[line.sku],
                line.quantity,
                self.market.code,
                now,
                group,
                note=line.note,
                wrapping_minor=self.market.gift_wrapping_minor if line.wrapped else None,
            )
            for line in self.cart.lines
            if line.sku in self.goods
        ]

    @cached_property
    def _rules(self) -> list[Rule]:
        goods = (item.keys for item in self.items)
        return book().candidates(self.market.code, goods, self.cart.codes) if self.items else []

    @cached_property
    def _case(self) -> Case:
        """Reads only what the promotions at hand ask for."""
        rules, shopper = self._rules, self.shopper
        return Case(
            market=self.market.code,
            at=clock.now(),
            group=shopper.group,
            first_order=any(rule.first_order for rule in rules) and shopper.is_new(),
            codes=frozenset(self.cart.codes),
            used_up=used_up(rules, self.cart.id, shopper.owners),
            locale=self.cart.locale,
        )

    def priced(self, delivery: DeliveryItem | None, tax: TaxTerms | None = None) -> Priced:
        """What it costs with that delivery, promotions and tax included."""
        return price_basket(
            self.items,
            self._rules,
            delivery,
            currency=self.market.currency,
            tax=tax or self.tax_terms,
            case=self._case,
        )

    def quote(self, delivery: DeliveryItem | None) -> Quote:
        return self.priced(delivery).quote

    @property
    def tax_terms(self) -> TaxTerms:
        """How tax is reckoned where it goes to, by the shop's own rates."""
        to, exempt = self.cart.shipping_address, self.shopper.tax_exempt
        return tax_terms(self.market, to.country if to else None, to.region if to else None, exempt=exempt)

    def tenders(self, total_minor: int, *, held: bool = True) -> list[Tender]:
        """What gift cards and store credit pay of that total; with *held*, what it has taken counts as there."""
        accounts = [*self.cart.gift_cards]
        if self.cart.store_credit and self.cart.customer_id:
            accounts.append(credit_id(self.cart.customer_id, self.market.currency))
        return tenders_for(
            total_minor, self.market.currency, accounts, cart_id=self.cart.id if held else None
        )

    @property
    def weight_grams(self) -> int:
        quantities = self.cart.quantities
        return sum(goods.variant.weight_grams * quantities[sku] for sku, goods in self.goods.items())

    def codes(self, priced: Priced) -> list[CodeStand]:
        """What became of each code that the shopper gave, in their order."""
        verdicts = {verdict.promotion: verdict for verdict in priced.verdicts}
        return [_stand(code, book().named(code), verdicts) for code in self.cart.codes]

    def warnings(self, priced: Priced | None = None) -> list[CartWarning]:
        """What stands between this cart and an order, and what has changed since the shopper last looked."""
        found = (self._warning(line.sku, line.quantity) for line in self.cart.lines)
        known = priced or self.priced(None)
        stale = self._delivery(priced) if priced else []
        return [
            *(warning for warning in found if warning),
            *self._changes(known),
            *self._lapses(known),
            *self._unwrapped(),
            *stale,
        ]

    def _warning(self, sku: str, quantity: int) -> CartWarning | None:
        if sku not in self.goods:
            return not_sold(sku)
        free = units_of(self.goods[sku].variant, self.stock, self.market.locations)
        if free <= 0:
            return CartWarning("sold-out", sku, f"{sku} is sold out.")
        if free < quantity:
            return CartWarning("low-stock", sku, f"Only {free} of {sku} are left.")
        return None

    def _delivery(self, priced: Priced) -> list[CartWarning]:
        """A delivery that was chosen and is not offered any more: the shopper has to choose again."""
        if self.cart.delivery is None or priced.quote.delivery or not priced.quote.lines:
            return []
        return [CartWarning("delivery-stale", None, "The chosen delivery is not offered any more.")]

    def _changes(self, priced: Priced) -> list[CartWarning]:
        now = {line.sku: line for line in priced.quote.lines}
        return [
            CartWarning("price-changed", line.sku, f"One piece of {line.sku} has another price than before.")
            for line in self.cart.lines
            if line.sku in now and _differs(line, now[line.sku])
        ]

    def _unwrapped(self) -> list[CartWarning]:
        if self.market.gift_wrapping_minor is not None:
            return []
        return [
            CartWarning("wrapping-missing", line.sku, f"{line.sku} cannot be wrapped as a gift here.")
            for line in self.cart.lines
            if line.wrapped
        ]

    def _lapses(self, priced: Priced) -> list[CartWarning]:
        return [
            CartWarning("discount-lapsed", None, f"The code {stand.code} is not good any more.", stand.code)
            for stand in self.codes(priced)
            if stand.reason in LAPSED
        ]


def not_sold(sku: str) -> CartWarning:
    return CartWarning("not-sold", sku, f"{sku} is not sold here any more.")


def basket_of(cart: Cart) -> Basket:
    """The cart with its goods, and what lies there of them: one read, none for an empty cart."""
    market = market_named(cart.market)
    goods, stock = sellable_with_stock(cart.quantities, market.code) if cart.lines else ({}, {})
    return Basket(cart, market, goods, stock)


def cart_of(token: str) -> Cart:
    """The open cart of that token, or the one it went into. Raises CartNotFound."""
    cart = cart_now(cart_id(token))
    if cart is None or cart.order_number is not None or cart.expires_at <= clock.now():
        raise CartNotFound
    return cart


def any_cart_of(token: str) -> Cart:
    """The cart of that token, whether it is still open or has become an order. Raises CartNotFound."""
    cart = cart_now(cart_id(token))
    if cart is None:
        raise CartNotFound
    return cart


def open_cart_of(customer_id: str, *, but: Collection[str] = ()) -> Cart | None:
    """The open cart of that customer, the one that lasts longest; *but* those are not meant."""
    mine = Cart.objects.open().filter(customer_id=customer_id, id__nin=list(but), expires_at__gt=clock.now())
    cart: Cart | None = mine.order_by("-expires_at").first()
    return cart


def cart_now(cart: str) -> Cart | None:
    """That cart, or the one that its lines are in now: it may have gone into another, and that one into a third."""
    found = first(Cart, {"_id": cart})
    while found is not None and found.merged_into is not None:
        found = first(Cart, {"_id": found.merged_into})
    return found


def _differs(line: CartLine, now: PricedLine) -> bool:
    return line.seen_minor is not None and line.seen_minor != now.unit_minor


def _stand(code: str, rule: Rule | None, verdicts: Mapping[str, Verdict]) -> CodeStand:
    if rule is None:
        return CodeStand(code, None, "unknown-code")
    verdict = verdicts.get(rule.id)
    if verdict is None:
        return CodeStand(code, rule.id, "no-goods-for-it")
    return CodeStand(code, rule.id, verdict.reason, verdict.missing)
