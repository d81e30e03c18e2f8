import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import stripe

from dev.stripe.pages import CHOICES
from tests.dev.stripe.buying import BACK, confirmed, paid_with, started
from tests.dev.stripe.running import RunningStripe

SCRIPT = Path(__file__).parents[3] / "dev" / "stripe" / "static" / "stripe.js"


def page(running: RunningStripe, intent: stripe.PaymentIntent, **query: str) -> requests.Response:
    given = {"client_secret": str(intent.client_secret), **query}
    return requests.get(f"{running.url}/pay/{intent.id}", params=given, timeout=5)


def test_the_page_shows_the_amount_and_the_test_cards(
    running: RunningStripe, api: stripe.StripeClient
) -> None:
    answer = page(running, started(api, amount=123_456, currency="eur", description="Order A-1"))

    assert "€1,234.56" in answer.text
    assert "Order A-1" in answer.text
    assert re.findall(r'data-method="(\w+)"', answer.text) == [name for name, _, _ in CHOICES]


def test_zero_decimal_currencies_are_shown_whole(running: RunningStripe, api: stripe.StripeClient) -> None:
    assert "¥1,200" in page(running, started(api, amount=1200, currency="jpy")).text


def test_nothing_on_the_page_comes_from_elsewhere_or_runs_what_it_is_told(
    running: RunningStripe, api: stripe.StripeClient
) -> None:
    intent = started(api, description="<script>alert(1)</script>")

    answer = page(running, intent, return_url="javascript:alert(1)")

    assert "<script>alert" not in answer.text
    assert "javascript:" not in answer.text
    assert set(re.findall(r'(?:src|href)="(?!data:)([^"]*)"', answer.text)) == {
        "/_static/pay.css",
        "/v3/stripe.js",
        "/_static/pay.js",
    }
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("secret", ["", "pi_1_secret_2"])
def test_without_the_secret_there_is_no_page(
    running: RunningStripe, api: stripe.StripeClient, secret: str
) -> None:
    url = f"{running.url}/pay/{started(api).id}"

    for path in (url, f"{url}/authenticate"):
        assert requests.get(path, params={"client_secret": secret}, timeout=5).status_code == 404
    answer = requests.post(f"{url}/authenticate", {"client_secret": secret, "success": "true"}, timeout=5)
    assert answer.status_code == 404


@pytest.mark.parametrize(("success", "redirect_status"), [("true", "succeeded"), ("false", "failed")])
def test_three_d_secure_leads_back_to_the_shop(
    running: RunningStripe, api: stripe.StripeClient, success: str, redirect_status: str
) -> None:
    intent = confirmed(api, started(api).id, "pm_card_authenticationRequired", return_url=f"{BACK}?order=A-1")
    assert intent.next_action
    assert intent.next_action.redirect_to_url
    url = str(intent.next_action.redirect_to_url.url)
    assert "is it you" in requests.get(url, timeout=5).text

    form = {"client_secret": str(intent.client_secret), "success": success}
    answer = requests.post(url.partition("?")[0], form, allow_redirects=False, timeout=5)

    back = urlsplit(answer.headers["Location"])
    query = {name: values[0] for name, values in parse_qs(back.query).items()}
    assert (answer.status_code, back._replace(query="").geturl()) == (303, BACK)
    assert query == {
        "order": "A-1",
        "payment_intent": intent.id,
        "payment_intent_client_secret": intent.client_secret,
        "redirect_status": redirect_status,
    }
    assert (api.v1.payment_intents.retrieve(intent.id).status == "succeeded") is (success == "true")
    again = requests.post(url.partition("?")[0], form, timeout=5)
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("method", "said"),
    [("pm_card_visa", "Paid."), ("pm_usBankAccount_processing", "The bank is working on it.")],
)
def test_a_payment_that_is_made_offers_no_cards(
    running: RunningStripe, api: stripe.StripeClient, method: str, said: str
) -> None:
    answer = page(running, paid_with(api, method), return_url=BACK)

    assert said in answer.text
    assert "data-method" not in answer.text
    assert f'href="{BACK}"' in answer.text


def test_the_script_is_served_to_other_origins_with_the_same_cards(running: RunningStripe) -> None:
    answer = requests.get(f"{running.url}/v3/stripe.js", timeout=5)

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert tuple(re.findall(r'\["(\w+)", "([^"]+)", "([^"]+)"\]', answer.text)) == CHOICES


STOREFRONT = """
const [home, secret, method, redirect] = process.argv.slice(1);
let left = null;
globalThis.window = { location: { assign: (url) => { left = url; done(); } } };
globalThis.document = { currentScript: { src: home + "/v3/stripe.js" } };
let shown = (result) => { process.stdout.write(JSON.stringify({ left, ...result })); process.exit(0); };
let done = () => shown({});
new Function(require("fs").readFileSync(process.env.SCRIPT, "utf8"))();
const params = { return_url: process.env.BACK || undefined, payment_method: method || undefined };
const payment = { clientSecret: secret, confirmParams: params, redirect };
window.Stripe("pk_test_1").confirmPayment(payment).then(shown);
"""


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed: the script cannot be run")
@pytest.mark.parametrize(
    ("method", "back", "redirect", "left", "told"),
    [
        ("pm_card_visa", BACK, "always", f"{BACK}?payment_intent=", None),
        ("pm_card_visa", BACK, "if_required", None, "succeeded"),
        ("pm_card_visa", "", "if_required", None, "succeeded"),
        ("pm_card_visa_chargeDeclined", BACK, "always", None, "card_declined"),
        ("pm_card_authenticationRequired", BACK, "if_required", "/authenticate?client_secret=", None),
        ("pm_card_authenticationRequired", "", "if_required", "/authenticate?client_secret=", None),
        ("", BACK, "always", "/pay/pi_", None),
    ],
)
def test_confirm_payment_of_the_script_has_the_shape_of_stripe_js(
    running: RunningStripe,
    api: stripe.StripeClient,
    method: str,
    back: str,
    redirect: str,
    left: str | None,
    told: str | None,
) -> None:
    secret = str(started(api).client_secret)
    command = ["node", "-e", STOREFRONT, "--", running.url, secret, method, redirect]
    environment = {**os.environ, "SCRIPT": str(SCRIPT), "BACK": back}
    ran = subprocess.run(command, env=environment, capture_output=True, check=True)

    seen = json.loads(ran.stdout)

    assert (left in seen["left"]) if left else seen["left"] is None
    outcome = (seen.get("paymentIntent") or {}).get("status") or (seen.get("error") or {}).get("code")
    assert outcome == told
