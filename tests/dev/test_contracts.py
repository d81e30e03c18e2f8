import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import stripe

from dev.contracts import FOLDER, CheckedClient, Contract, ContractBroken, NoContracts
from dev.stripe.parameters import decode
from tests.dev.stripe.running import RunningStripe

FIXTURES = FOLDER / "stripe-fixtures.json"
IN_BOTH = (
    "payment_intent",
    "charge",
    "refund",
    "dispute",
    "customer",
    "payment_method",
    "balance_transaction",
)


@pytest.fixture(scope="session")
def contract() -> Contract:
    try:
        return Contract.read()
    except NoContracts as error:
        pytest.skip(str(error))


@pytest.fixture
def samples(contract: Contract) -> dict[str, Any]:
    return dict(json.loads(FIXTURES.read_text())["resources"])


def asked(contract: Contract, call: str, **params: str) -> list[str]:
    method, path = call.split()
    return contract.request_faults(method, path, decode(params.items()))


def test_a_folder_without_schemas_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoContracts, match=str(tmp_path)):
        Contract.read(tmp_path)


@pytest.mark.parametrize(
    "name", [*IN_BOTH, "webhook_endpoint", "deleted_customer", "deleted_webhook_endpoint"]
)
def test_objects_that_stripe_published_have_no_faults(
    contract: Contract, samples: dict[str, Any], name: str
) -> None:
    assert contract.object_faults(samples[name]) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"amount": "1099"}, "$.amount"),
        ({"status": "paid"}, "$.status"),
        ({"latest_charge": 7}, "$.latest_charge"),
        ({"amout_received": 5}, "amout_received"),
        ({"payment_method_types": None}, "$.payment_method_types"),
        ({"object": "payment"}, "'payment'"),
        ({"shipping": {"planet": "Mars"}}, "planet"),
    ],
)
def test_an_object_that_is_not_what_stripe_gives_has_a_fault(
    contract: Contract, samples: dict[str, Any], change: dict[str, Any], fault: str
) -> None:
    (found,) = contract.object_faults(samples["payment_intent"] | change)

    assert fault in found


def test_a_missing_field_is_a_fault(contract: Contract, samples: dict[str, Any]) -> None:
    del samples["charge"]["amount_captured"]

    assert "amount_captured" in contract.object_faults(samples["charge"])[0]


def test_requests_the_shop_makes_have_no_faults(contract: Contract) -> None:
    params = {
        "amount": "2000",
        "currency": "usd",
        "automatic_payment_methods[enabled]": "true",
        "metadata[7]": "seven",
        "shipping[name]": "Ada",
        "shipping[address][line1]": "Kai 1",
        "receipt_email": "",
        "expand[0]": "latest_charge",
    }
    assert asked(contract, "POST /v1/payment_intents", **params) == []
    assert asked(contract, "POST /v1/refunds", payment_intent="pi_1", amount="5") == []
    assert asked(contract, "GET /v1/events", **{"created[gte]": "5", "types[0]": "charge.failed"}) == []
    assert asked(contract, "POST /v1/customers/cus_1", **{"address[city]": "Kiel"}) == []
    assert asked(contract, "DELETE /v1/customers/cus_1") == []
    assert asked(contract, "POST /v1/payment_intents/pi_1/cancel", cancellation_reason="abandoned") == []


@pytest.mark.parametrize(
    ("call", "params", "fault"),
    [
        ("POST /v1/payment_intents", {"amount": "5", "currency": "usd", "colour": "blue"}, "colour"),
        ("POST /v1/payment_intents", {"amount": "12.99", "currency": "usd"}, "$.amount"),
        ("POST /v1/payment_intents", {"amount": "5"}, "currency"),
        ("POST /v1/payment_intents/pi_1/capture", {"amount": "5"}, "amount"),
        ("POST /v1/refunds", {"reason": "boredom"}, "$.reason"),
        ("GET /v1/refunds", {"order": "A-1"}, "order"),
        ("GET /v1/refunds", {"limit": "many"}, "$.limit"),
        ("POST /v1/refunds/re_1/cancel", {"now": "true"}, "now"),
        ("GET /v1/orders", {}, "not in the contract"),
        ("DELETE /v1/refunds", {}, "not in the contract"),
    ],
)
def test_requests_that_stripe_does_not_take_have_a_fault(
    contract: Contract, call: str, params: dict[str, str], fault: str
) -> None:
    (found,) = asked(contract, call, **params)

    assert fault in found


def test_payment_method_types_is_a_fault_though_the_older_document_has_it(contract: Contract) -> None:
    params = {"amount": "5", "currency": "usd", "payment_method_types[0]": "card"}

    assert "payment_method_types" in asked(contract, "POST /v1/payment_intents", **params)[0]


def test_an_answer_must_be_what_its_path_gives(contract: Contract, samples: dict[str, Any]) -> None:
    charge = samples["charge"]
    listed = {"object": "list", "data": [charge], "has_more": False, "url": "/v1/charges"}

    def faults(path: str, body: Any, status: int = 200) -> list[str]:
        return contract.answer_faults("GET", path, status, body)

    assert faults("/v1/charges", listed) == faults("/v1/charges/ch_1", charge) == []
    assert faults("/v1/refunds/re_1", charge) == ["the answer is not one of: refund"]
    assert faults("/v1/charges", charge) == ["the answer is not one of: list"]
    assert len(faults("/v1/charges", {**listed, "data": [{**charge, "paid": "yes"}]})) == 1
    assert len(faults("/v1/charges", {**listed, "has_more": None})) == 1


def test_an_error_must_have_the_shape_of_one(contract: Contract) -> None:
    def faults(**error: Any) -> list[str]:
        return contract.answer_faults("GET", "/v1/charges", 400, {"error": error})

    assert faults(message="No.", type="invalid_request_error", code="resource_missing", param="id") == []
    assert len(faults(message="No.", type="invalid_request_error", code="gone")) == 1
    assert len(faults(message="No.", type="rude")) == 1
    assert len(faults(message="No.")) == 1
    assert len(faults(message="No.", type="api_error", hint="try again")) == 1


@pytest.fixture
def stand_in() -> Iterator[RunningStripe]:
    with RunningStripe() as running:
        yield running


def test_the_checked_client_lets_right_calls_pass_and_stops_wrong_ones(
    contract: Contract, stand_in: RunningStripe
) -> None:
    checked = CheckedClient(stripe.RequestsClient(timeout=5), contract)
    api = stand_in.client(http_client=checked)
    api.v1.payment_intents.create({"amount": 2000, "currency": "usd"})
    wrong: Any = {"amount": 2000, "currency": "usd", "colour": "blue"}

    with pytest.raises(ContractBroken, match="colour"):
        api.v1.payment_intents.create(wrong)

    assert len(api.v1.payment_intents.list({"limit": 3}).data) == 1
    assert len(checked.violations) == 1


def test_the_checked_client_can_only_take_notes(contract: Contract, stand_in: RunningStripe) -> None:
    checked = CheckedClient(stripe.RequestsClient(timeout=5), contract, strict=False)
    wrong: Any = {"email": "ada@example.com", "colour": "blue"}

    with pytest.raises(stripe.InvalidRequestError):
        stand_in.client(http_client=checked).v1.customers.create(wrong)

    (found,) = checked.violations
    assert found.startswith("POST /v1/customers: ")


class Liar(stripe.HTTPClient):
    """Answers every call with a refund of the wrong shape."""

    name = "liar"

    def request(self, *_: Any, **__: Any) -> tuple[Any, int, Mapping[str, str]]:
        return b'{"object": "refund", "id": "re_1", "amount": "5"}', 200, {}


def test_the_checked_client_sees_wrong_answers(contract: Contract) -> None:
    api = stripe.StripeClient("sk_test_1", http_client=CheckedClient(Liar(), contract))

    with pytest.raises(ContractBroken, match=r"amount: '5' is not of type 'integer'"):
        api.v1.refunds.retrieve("re_1")
