"""The few calls that most tests begin with."""

from typing import Any

import pytest
import stripe

BACK = "https://shop.example/return"


def started(api: stripe.StripeClient, **more: Any) -> stripe.PaymentIntent:
    params: Any = {"amount": 2000, "currency": "usd", "automatic_payment_methods": {"enabled": True}, **more}
    return api.v1.payment_intents.create(params)


def paid_with(api: stripe.StripeClient, method: str, **more: Any) -> stripe.PaymentIntent:
    """An intent confirmed with *method*; raises what the SDK makes of a decline."""
    return confirmed(api, started(api, **more).id, method)


def confirmed(api: stripe.StripeClient, key: str, method: str, **more: Any) -> stripe.PaymentIntent:
    params: Any = {"payment_method": method, "return_url": BACK, **more}
    return api.v1.payment_intents.confirm(key, params)


def refused(call: Any, *arguments: Any) -> stripe.InvalidRequestError:
    """The 400 or 404 that the call is answered with."""
    with pytest.raises(stripe.InvalidRequestError) as caught:
        call(*arguments)
    return caught.value


def charge_of(api: stripe.StripeClient, intent: stripe.PaymentIntent) -> stripe.Charge:
    return api.v1.charges.retrieve(str(intent.latest_charge))


def event_types(api: stripe.StripeClient) -> list[str]:
    """Oldest first."""
    return [event.type for event in reversed(api.v1.events.list({"limit": 100}).data)]
