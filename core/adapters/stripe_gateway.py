"""Stripe: PaymentIntents through the official SDK. The only module that imports it."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import stripe

from core import log
from core.db import outside_call
from core.money import Money
from core.payments.errors import BadSignature, GatewayAway, GatewayRefused
from core.payments.ports import GatewayEvent, GatewayPayment, GatewayState, PaymentStarted

CONNECT_SECONDS, READ_SECONDS = 2.0, 8.0
RETRIES = 0
"""Whoever calls tries again with the same key: a shopper's next click, or the outbox."""
STATES = {"succeeded": GatewayState.PAID, "canceled": GatewayState.GONE}
R = TypeVar("R")


class StripeGateway:
    """Takes the money through Stripe. Card data never comes near us: the browser talks to Stripe itself."""

    manual = False

    def __init__(
        self, api_key: str, *, publishable_key: str | None, api_base: str, webhook_secrets: Sequence[str]
    ) -> None:
        self.publishable_key = publishable_key
        self._webhook_secrets = webhook_secrets
        # The SDK's own limit is 80 s per call.
        self._client = stripe.StripeClient(
            api_key,
            base_addresses={"api": api_base},
            max_network_retries=RETRIES,
            http_client=stripe.RequestsClient(timeout=(CONNECT_SECONDS, READ_SECONDS)),
        )

    @outside_call
    def start(self, payment_id: str, amount: Money, *, key: str, email: str) -> PaymentStarted:
        intent = _asked(
            lambda: self._client.v1.payment_intents.create(
                {
                    "amount": amount.minor,
                    "currency": amount.currency.lower(),
                    "automatic_payment_methods": {"enabled": True},
                    "receipt_email": email,
                    "metadata": {"payment": payment_id},
                },
                {"idempotency_key": key},
            )
        )
        return PaymentStarted(intent.id, intent.client_secret)

    @outside_call
    def look_up(self, ref: str) -> GatewayPayment:
        return _seen(_asked(lambda: self._client.v1.payment_intents.retrieve(ref)))

    @outside_call
    def give_up(self, ref: str) -> GatewayPayment:
        """Without a key of ours: cancelling is idempotent by state, and a refusal that was kept under a key
        would still be answered when the bank has long declined.
        """
        try:
            return _seen(
                _asked(
                    lambda: self._client.v1.payment_intents.cancel(ref, {"cancellation_reason": "abandoned"})
                )
            )
        except GatewayRefused:  # paid or cancelled meanwhile: what it is now, is what counts
            return self.look_up(ref)

    @outside_call
    def refund(self, ref: str, amount: Money, *, key: str) -> None:
        _asked(
            lambda: self._client.v1.refunds.create(
                {"payment_intent": ref, "amount": amount.minor, "reason": "requested_by_customer"},
                {"idempotency_key": key},
            )
        )

    def read_event(self, body: bytes, signature: str) -> GatewayEvent:
        """Verify on the raw bytes, with every secret that is valid now; tolerance 300 s, Stripe's own."""
        try:
            return _told(self._verified(body, signature).to_dict())
        except (ValueError, AttributeError, TypeError, KeyError, RecursionError):  # signed or not: no event
            raise BadSignature("The body is not an event.", field="(body)") from None

    def _verified(self, body: bytes, signature: str) -> stripe.Event:
        faults = []
        for secret in self._webhook_secrets:
            try:
                return self._client.construct_event(body, signature, secret)
            except stripe.SignatureVerificationError as error:
                faults.append(str(error))
        raise BadSignature(faults[0] if faults else "No webhook secret is configured.")


def _asked(call: Callable[[], R]) -> R:
    """Ask Stripe, and say in the shop's words what went wrong."""
    try:
        return call()
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError) as error:
        raise GatewayAway("The payment provider does not answer; nothing is lost, try again.") from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        log.get(__name__).error("stripe_key_refused", fault=str(error.code))
        raise GatewayAway("The payment provider is not set up.") from error
    except stripe.IdempotencyError as error:
        raise GatewayRefused("The same key came with another request.", reason=error.code) from error
    except (stripe.CardError, stripe.InvalidRequestError) as error:
        raise GatewayRefused(
            error.user_message or "The payment provider refuses.", reason=error.code
        ) from error


def _seen(intent: stripe.PaymentIntent) -> GatewayPayment:
    facts: dict[str, Any] = intent.to_dict()
    return GatewayPayment(
        ref=intent.id,
        payment_id=(facts.get("metadata") or {}).get("payment"),
        state=STATES.get(intent.status, GatewayState.WAITING),
        captured=Money(facts.get("amount_received") or 0, intent.currency.upper()),
    )


def _told(event: dict[str, Any]) -> GatewayEvent:
    """What an event says; whatever it raises, it is none."""
    subject = event["data"]["object"]
    if not isinstance(event["id"], str) or not isinstance(event["type"], str):
        raise TypeError("an event has an id and a type")
    ours = (subject.get("metadata") or {}).get("payment")
    return GatewayEvent(event["id"], event["type"], _intent_of(subject), ours)


def _intent_of(subject: dict[str, Any]) -> str | None:
    """The PaymentIntent that an event is about: itself, or the one its charge, refund or dispute names."""
    if subject.get("object") == "payment_intent":
        return str(subject["id"])
    intent = subject.get("payment_intent")
    return intent["id"] if isinstance(intent, dict) else intent
