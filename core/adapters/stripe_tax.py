"""Stripe Tax: what tax there is on a basket, by Stripe's own rates. Nothing is written there but the calculation."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from core.adapters.stripe_gateway import asked, client_of
from core.breaker import Guard
from core.db import outside_call
from core.payments.errors import GatewayAway, GatewayRefused
from core.tax.errors import TaxProviderAway, TaxRefused
from core.tax.ports import TaxAnswer, TaxItem, TaxQuestion, ToldTax

IMPATIENT = (0.5, 1.2)
"""Seconds to connect and to read: a shopper waits, and there are own rates to fall back on."""
GOODS, CARRIAGE = "txcd_99999999", "txcd_92010001"
"""Stripe's codes for tangible goods of no particular kind, and for shipping."""
PAGE = 100
R = TypeVar("R")


class StripeTax:
    """Reckons tax through Stripe. The call needs no key of ours: asked twice, nothing is there twice."""

    def __init__(
        self,
        api_key: str,
        *,
        api_base: str,
        seconds: tuple[float, float] = IMPATIENT,
        guard: Guard = nullcontext,
    ) -> None:
        self._client = client_of(api_key, api_base, seconds)
        self._guard = guard

    @outside_call
    def reckon(self, question: TaxQuestion) -> TaxAnswer:
        request = _request_of(question)
        made = self._asked(lambda: self._client.v1.tax.calculations.create(request)).to_dict()
        lines = made["line_items"]["data"]
        while len(lines) < len(question.items):
            lines = [*lines, *self._more(made["id"], lines[-1]["id"])]
        delivery = made.get("shipping_cost")
        return TaxAnswer(
            made["id"],
            {line["reference"]: _told(line) for line in lines},
            _told(delivery) if delivery and question.delivery_minor is not None else None,
        )

    def _more(self, calculation: str, after: str) -> list[Mapping[str, Any]]:
        """Stripe puts only some of the lines into its first answer."""
        wanted: Any = {"limit": PAGE, "starting_after": after, "expand": ["data.tax_breakdown"]}
        listed = self._client.v1.tax.calculations.line_items.list
        page = self._asked(lambda: listed(calculation, wanted))
        if not page.data:
            raise TaxProviderAway("The tax service has not answered for every line.")
        return [line.to_dict() for line in page.data]

    def _asked(self, call: Callable[[], R]) -> R:
        try:
            with self._guard():
                return asked(call)
        except GatewayAway as error:
            raise TaxProviderAway("The tax service does not answer.") from error
        except GatewayRefused as error:
            raise TaxRefused(str(error)) from error


def _request_of(question: TaxQuestion) -> Any:
    behaviour, to = "inclusive" if question.included else "exclusive", question.to
    address = {
        "line1": to.line1,
        "city": to.city,
        "state": to.region or "",
        "postal_code": to.postal_code,
        "country": to.country,
    }
    delivery = {"amount": question.delivery_minor, "tax_behavior": behaviour, "tax_code": CARRIAGE}
    return {
        "currency": question.currency.lower(),
        "line_items": [_item(item, behaviour) for item in question.items],
        **({"shipping_cost": delivery} if question.delivery_minor is not None else {}),
        "customer_details": {"address": address, "address_source": "shipping"},
        "expand": ["line_items.data.tax_breakdown", "shipping_cost.tax_breakdown"],
    }


def _item(item: TaxItem, behaviour: str) -> Mapping[str, Any]:
    return {
        "reference": item.name,
        "amount": item.minor,
        "quantity": item.quantity,
        "tax_behavior": behaviour,
        "tax_code": item.code or GOODS,
    }


def _told(line: Mapping[str, Any]) -> ToldTax:
    return ToldTax(line["amount_tax"], _rate_of(line.get("tax_breakdown") or ()))


def _rate_of(parts: Iterable[Mapping[str, Any]]) -> int | None:
    """State, county and city together, in basis points; None where Stripe names no rate."""
    shares = [
        part["tax_rate_details"]["percentage_decimal"] for part in parts if part.get("tax_rate_details")
    ]
    if not shares:
        return None
    whole = sum((Decimal(share) for share in shares), Decimal()) * 100
    return int(whole.quantize(Decimal(1), rounding=ROUND_HALF_UP))
