"""Tax that an outside provider reckons: asked for once it is known where a basket goes, then given to the price."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from core.carts.queries import Basket
from core.pricing.basket import DeliveryItem, Priced
from core.pricing.quote import WRAPPING, PricedLine, Quote
from core.pricing.tax import STANDARD, TaxTerms
from core.tax.models import TaxQuote
from core.tax.ports import TaxItem, TaxPlace, TaxProvider, TaxQuestion
from core.tax.services import kept_quote, tax_quote

Taxes = Mapping[str, TaxProvider]
"""Who may be asked, by the names that markets use."""
KEPT_ONLY: Taxes = {}
"""Nobody is asked: what is known already is shown, and own rates where nothing is."""


def has_outside_tax(basket: Basket) -> bool:
    """Whether an outside provider has a say in what it costs: never before it is known where it goes to."""
    to, lines = basket.cart.shipping_address, basket.goods
    return bool(basket.market.tax_provider and to and lines) and not basket.shopper.tax_exempt


def priced_with_tax(basket: Basket, delivery: DeliveryItem | None, taxes: Taxes = KEPT_ONLY) -> Priced:
    """What it costs with that delivery; with the provider's tax where the market has one.

    Where it is not known and *taxes* has nobody to ask, or whoever is asked does not answer, the market's own rates
    stand in, and the price says so (`estimated`).
    """
    own = basket.priced(delivery)
    if not has_outside_tax(basket):
        return own
    name, question = str(basket.market.tax_provider), question_about(basket, own.quote)
    told = tax_quote(name, question, taxes.get(name)) if taxes else kept_quote(name, question)
    return basket.priced(delivery, _terms(basket.tax_terms, name, told))


def question_about(basket: Basket, quote: Quote) -> TaxQuestion:
    """What the provider is asked: what each line and the delivery cost after discounts, and where they go."""
    to, delivery = basket.cart.shipping_address, quote.delivery
    assert to is not None, "only a basket that goes somewhere is asked about"
    place = TaxPlace(to.country, to.region, to.postal_code, to.city, to.line1)
    codes = basket.market.tax_codes
    return TaxQuestion(
        currency=quote.currency,
        included=quote.tax_included,
        to=place,
        items=tuple(
            item for line in sorted(quote.lines, key=lambda line: line.sku) for item in _items(line, codes)
        ),
        delivery_minor=delivery.minor if delivery else None,
    )


def _items(line: PricedLine, codes: Mapping[str, str]) -> Iterator[TaxItem]:
    wrapping = line.wrapping.minor if line.wrapping else 0
    yield TaxItem(line.sku, line.quantity, line.total_minor - wrapping, codes.get(line.tax_class))
    if line.wrapping:
        yield TaxItem(f"{line.sku}{WRAPPING}", 1, wrapping, codes.get(STANDARD))


def _terms(own: TaxTerms, provider: str, told: TaxQuote | None) -> TaxTerms:
    if told is None or told.estimated:
        return replace(own, estimated=True)
    amounts = {one["name"]: one["minor"] for one in told.taxes}
    rates = {one["name"]: one["basis_points"] for one in told.taxes}
    return replace(own, amounts=amounts, told_rates=rates, provider=provider, ref=told.ref)
