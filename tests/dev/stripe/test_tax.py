from typing import Any

import pytest
import stripe

from tests.dev.stripe.buying import refused
from tests.dev.stripe.running import Controls

RENO = {"line1": "1 Quay Street", "city": "Reno", "state": "NV", "postal_code": "89501", "country": "US"}
EXPANDED = ["line_items.data.tax_breakdown", "shipping_cost.tax_breakdown"]


def asked(lines: int = 1, **more: Any) -> Any:
    return {
        "currency": "usd",
        "customer_details": {"address": RENO, "address_source": "shipping"},
        "line_items": [{"amount": 1_000, "reference": f"L{number}"} for number in range(lines)],
        **more,
    }


@pytest.mark.usefixtures("contracts_watched", "dev")
def test_a_calculation_has_the_shape_of_stripes(api: stripe.StripeClient) -> None:
    made = api.v1.tax.calculations.create(asked(expand=EXPANDED, shipping_cost={"amount": 600}))
    assert made.line_items is not None
    assert made.shipping_cost is not None
    assert [line.amount_tax for line in made.line_items.data] == [69 + 14]
    assert (made.shipping_cost.amount_tax, made.tax_amount_exclusive) == (41 + 8, 83 + 49)
    assert made.amount_total == 1_600 + 83 + 49


def test_the_first_answer_holds_ten_lines_and_the_rest_is_listed(
    api: stripe.StripeClient, dev: Controls
) -> None:
    made = api.v1.tax.calculations.create(asked(12, expand=["line_items"]))
    assert made.line_items is not None
    assert (len(made.line_items.data), made.line_items.has_more) == (10, True)
    rest = api.v1.tax.calculations.line_items.list(
        str(made.id), {"starting_after": made.line_items.data[-1].id}
    )
    assert [line.reference for line in rest.data] == ["L10", "L11"]


def test_what_nobody_could_reckon_is_refused(
    api: stripe.StripeClient, dev: Controls, sends_nonsense: None
) -> None:
    create = api.v1.tax.calculations.create
    nowhere = {"address": {**RENO, "postal_code": "00000"}}
    assert refused(create, asked(customer_details=nowhere)).code == "customer_tax_location_invalid"
    assert refused(create, asked(customer_details={"address": {"country": "US"}})).code == "parameter_missing"
    assert refused(create, asked(line_items=[{"amount": 1, "reference": "A"}] * 2)).http_status == 400
    assert refused(api.v1.tax.calculations.line_items.list, "taxcalc_nobody").http_status == 404
