"""Tax calculations: what tax there is on a basket at an address, by a small table of rates."""

from decimal import ROUND_HALF_UP, Decimal

from dev.stripe import refusals
from dev.stripe.addresses import ADDRESS
from dev.stripe.call import Call
from dev.stripe.listing import USUAL, cut
from dev.stripe.parameters import Params
from dev.stripe.store import Record, Store, new_id

BEHAVIOURS = ("exclusive", "inclusive")
SOURCES = ("billing", "shipping")
STANDS_SECONDS = 90 * 86_400
NOWHERE = "00000"
"""A postal code that no tax office knows."""
Part = tuple[str, str, str, str]
"""Level, name of the jurisdiction, kind of tax, percentage."""
RATES: dict[str, tuple[Part, ...]] = {
    "US-NV": (("state", "Nevada", "sales_tax", "6.85"), ("county", "Washoe", "sales_tax", "1.415")),
    "US-CA": (("state", "California", "sales_tax", "7.25"), ("city", "Oakland", "sales_tax", "3.5")),
    "US-TX": (("state", "Texas", "sales_tax", "6.25"),),
    "US-OR": (),
    "DE": (("country", "Germany", "vat", "19"),),
    "NL": (("country", "Netherlands", "vat", "21"),),
    "FR": (("country", "France", "vat", "20"),),
}


def create(call: Call) -> Record:
    """The tax on every line, and on shipping; half a unit is rounded away from zero, per line and jurisdiction."""
    params, store = call.params, call.store
    params.allow("currency", "customer_details", "line_items", "shipping_cost", "tax_date")
    currency, (address, source) = params.need_text("currency"), _customer(params.branch("customer_details"))
    rates = _rates(address)
    inside = params.branch("line_items")
    lines = [_line(inside.branch(name), rates, address) for name in inside.tree]
    if not lines:
        raise refusals.missing_parameter("line_items")
    names = [line["reference"] for line in lines]
    if len(set(names)) != len(names):
        raise refusals.invalid("Each line item needs a reference of its own.", "line_items[0][reference]")
    shipping = _shipping(params.branch("shipping_cost"), rates, address)
    calculation = _calculation(store, currency, lines, shipping)
    calculation["customer_details"] = {
        "address": address,
        "address_source": source,
        "ip_address": None,
        "tax_ids": [],
        "taxability_override": "none",
    }
    store.save({**calculation, "lines": lines})
    first = {"object": "list", "data": lines[:USUAL], "has_more": len(lines) > USUAL}
    return calculation | {
        "line_items": {**first, "url": f"/v1/tax/calculations/{calculation['id']}/line_items"}
    }


def lines_of(call: Call, calculation: str) -> Record:
    """The lines in the order in which they were asked about."""
    found = call.store.find("tax.calculation", calculation)
    if not found:
        raise refusals.no_such("calculation", calculation, "calculation", 404)
    call.params.allow("limit", "starting_after", "ending_before")
    return cut(call, found["lines"])


def _customer(params: Params) -> tuple[Record, str]:
    params.allow("address", "address_source")
    place = params.branch("address")
    place.allow(*ADDRESS)
    place.need_text("country")
    address = {line: place.text(line) or None for line in ADDRESS}
    if address["country"] == "US" and not (address["postal_code"] and address["state"]):
        raise refusals.missing_parameter("customer_details[address][postal_code]")
    if address["postal_code"] == NOWHERE:
        said = "We could not determine the customer's tax location from the address that was given."
        raise refusals.invalid(said, "customer_details[address]", "customer_tax_location_invalid")
    return address, params.choice("address_source", SOURCES) or "shipping"


def _rates(address: Record) -> tuple[Part, ...]:
    return RATES.get(f"{address['country']}-{address['state']}", RATES.get(address["country"], ()))


def _line(params: Params, rates: tuple[Part, ...], address: Record) -> Record:
    params.allow("amount", "metadata", "quantity", "reference", "tax_behavior", "tax_code")
    amount, behaviour = params.need_integer("amount"), _behaviour(params)
    key = new_id("tax_li")
    return {
        "id": key,
        "object": "tax.calculation_line_item",
        "amount": amount,
        "livemode": False,
        "metadata": params.metadata({}),
        "performance_location": None,
        "product": None,
        "quantity": params.integer("quantity", minimum=1) or 1,
        "reference": params.text("reference") or key,
        "tax_behavior": behaviour,
        "tax_code": params.text("tax_code") or "txcd_99999999",
        **_taxed(amount, behaviour, rates, address),
    }


def _shipping(params: Params, rates: tuple[Part, ...], address: Record) -> Record | None:
    params.allow("amount", "tax_behavior", "tax_code")
    if not params.tree:
        return None
    amount, behaviour = params.need_integer("amount", minimum=0), _behaviour(params)
    code = params.text("tax_code") or "txcd_92010001"
    given = {"amount": amount, "shipping_rate": None, "tax_behavior": behaviour, "tax_code": code}
    return given | _taxed(amount, behaviour, rates, address)


def _behaviour(params: Params) -> str:
    return params.choice("tax_behavior", BEHAVIOURS) or "exclusive"


def _taxed(amount: int, behaviour: str, rates: tuple[Part, ...], address: Record) -> Record:
    whole = sum((Decimal(percentage) for *_, percentage in rates), Decimal())
    net = amount if behaviour == "exclusive" else _whole(amount * 100 / (100 + whole))
    parts = [_part(net, part, address) for part in rates] or [_untaxed(net, address)]
    return {"amount_tax": sum(part["amount"] for part in parts), "tax_breakdown": parts}


def _part(net: int, part: Part, address: Record) -> Record:
    level, name, kind, percentage = part
    rate = {"display_name": kind, "percentage_decimal": percentage, "tax_type": kind}
    return {
        "amount": _whole(net * Decimal(percentage) / 100),
        "jurisdiction": _jurisdiction(level, name, address),
        "sourcing": "destination",
        "tax_rate_details": rate,
        "taxability_reason": "standard_rated",
        "taxable_amount": net,
    }


def _untaxed(net: int, address: Record) -> Record:
    return {
        "amount": 0,
        "jurisdiction": _jurisdiction("country", address["country"], address),
        "sourcing": "destination",
        "tax_rate_details": None,
        "taxability_reason": "not_collecting",
        "taxable_amount": net,
    }


def _jurisdiction(level: str, name: str, address: Record) -> Record:
    state = None if level == "country" else address["state"]
    return {"country": address["country"], "display_name": name, "level": level, "state": state}


def _whole(amount: Decimal) -> int:
    return int(Decimal(amount).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _calculation(store: Store, currency: str, lines: list[Record], shipping: Record | None) -> Record:
    parts = [*lines, *([shipping] if shipping else [])]
    on_top = sum(part["amount_tax"] for part in parts if part["tax_behavior"] == "exclusive")
    inside = sum(part["amount_tax"] for part in parts if part["tax_behavior"] == "inclusive")
    return {
        "id": new_id("taxcalc"),
        "object": "tax.calculation",
        "amount_total": sum(part["amount"] for part in parts) + on_top,
        "currency": currency,
        "customer": None,
        "expires_at": store.now() + STANDS_SECONDS,
        "livemode": False,
        "ship_from_details": None,
        "shipping_cost": shipping,
        "tax_amount_exclusive": on_top,
        "tax_amount_inclusive": inside,
        "tax_breakdown": [],
        "tax_date": store.now(),
    }
