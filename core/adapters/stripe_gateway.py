"""Stripe: PaymentIntents through the official SDK. The only module that imports it."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any, TypeVar

import stripe

from core import log
from core.adapters.stripe_reading import charge_of, event_of, listed_of, payment_of, request_of
from core.breaker import Guard
from core.db import outside_call
from core.money import Money
from core.payments.errors import BadSignature, GatewayAway, GatewayRefused, GatewayStuck
from core.payments.ports import (
    PLAIN,
    GatewayEvent,
    GatewayPage,
    GatewayPayment,
    Listed,
    PaymentStarted,
    Terms,
)

PATIENT = (2.0, 10.0)
"""Seconds to connect and to read, for jobs. The SDK's own limit is 80 s per call."""
HURRIED = (0.8, 1.9)
"""The same where a shopper waits: an answer within three seconds, whatever it is."""
RETRIES = 0
"""Whoever calls tries again with the same key: a shopper's next click, or the outbox."""
EXPAND = ["latest_charge"]
PAGE = 100
MOST_PAGES = 20
SKEW = timedelta(minutes=1)
"""By how much our clock and theirs may differ."""
R = TypeVar("R")


class StripeGateway:
    """Takes the money through Stripe. Card data never comes near us: the browser talks to Stripe itself."""

    manual = False

    def __init__(
        self,
        api_key: str,
        *,
        publishable_key: str | None,
        api_base: str,
        webhook_secrets: Sequence[str],
        seconds: tuple[float, float] = PATIENT,
        guard: Guard = nullcontext,
    ) -> None:
        self.publishable_key = publishable_key
        self._webhook_secrets = webhook_secrets
        self._guard = guard
        self._client = client_of(api_key, api_base, seconds)

    @outside_call
    def start(
        self, payment_id: str, amount: Money, *, key: str, email: str, terms: Terms = PLAIN
    ) -> PaymentStarted:
        request = request_of(payment_id, amount, email, terms)
        try:
            intent = self._asked(
                lambda: self._client.v1.payment_intents.create(request, {"idempotency_key": key})
            )
        except GatewayRefused as refusal:
            return _waiting_for_holder(refusal)
        return PaymentStarted(intent.id, intent.client_secret)

    @outside_call
    def look_up(self, ref: str, *, refunds: bool = False) -> GatewayPayment:
        api = self._client.v1
        intent = self._asked(lambda: api.payment_intents.retrieve(ref, {"expand": EXPAND})).to_dict()
        charge = charge_of(intent)
        given = self._all(api.refunds.list, ref) if refunds or charge.get("amount_refunded") else []
        disputes = self._all(api.disputes.list, ref) if charge.get("disputed") else []
        return payment_of(intent, given, disputes)

    def _all(self, listed: Callable[..., Any], ref: str) -> list[dict[str, Any]]:
        """Every refund or dispute of that PaymentIntent, the newest first."""
        page = self._asked(lambda: listed({"payment_intent": ref, "limit": 100}))
        return [thing.to_dict() for thing in page.data]

    @outside_call
    def capture(self, ref: str, minor: int, *, last: bool, key: str) -> GatewayPayment:
        """Parts need multicapture, which the card and the account must have; else all but the *last* is refused."""
        part: Any = {"amount_to_capture": minor, "expand": EXPAND}
        if not last:
            part["final_capture"] = False
        intent = self._asked(
            lambda: self._client.v1.payment_intents.capture(ref, part, {"idempotency_key": key})
        )
        return payment_of(intent.to_dict(), [], [])

    @outside_call
    def give_up(self, ref: str) -> GatewayPayment:
        """Without a key of ours: cancelling is idempotent by state, and a refusal that was kept under a key
        would still be answered when the bank has long declined.
        """
        why: Any = {"cancellation_reason": "abandoned", "expand": EXPAND}
        try:
            intent = self._asked(lambda: self._client.v1.payment_intents.cancel(ref, why))
        except GatewayRefused:  # paid or cancelled meanwhile: what it is now, is what counts
            return self.look_up(ref)
        return payment_of(intent.to_dict(), [], [])

    @outside_call
    def refund(self, ref: str, amount: Money, *, key: str, refund_id: str) -> str:
        refund = self._asked(
            lambda: self._client.v1.refunds.create(
                {
                    "payment_intent": ref,
                    "amount": amount.minor,
                    "reason": "requested_by_customer",
                    "metadata": {"refund": refund_id},
                },
                {"idempotency_key": key},
            )
        )
        return str(refund.id)

    def _asked(self, call: Callable[[], R]) -> R:
        with self._guard():
            return asked(call)

    @outside_call
    def find(self, payment_id: str, since: datetime) -> PaymentStarted | None:
        """By its metadata, in the list of what was begun since: a search would lag behind by a minute."""
        after: str | None = None
        for _ in range(MOST_PAGES):
            page = self._page(self._client.v1.payment_intents.list, since - SKEW, None, after)
            for intent in page.data:
                if (intent.to_dict().get("metadata") or {}).get("payment") == payment_id:
                    return PaymentStarted(intent.id, intent.client_secret)
            if not page.has_more:
                return None
            after = page.data[-1].id
        raise GatewayAway("The payment cannot be found among so many.")

    @outside_call
    def listed(self, kind: Listed, since: datetime, until: datetime, *, after: str | None) -> GatewayPage:
        api = self._client.v1
        lists: dict[Listed, Callable[..., Any]] = {
            Listed.PAYMENTS: api.payment_intents.list,
            Listed.REFUNDS: api.refunds.list,
            Listed.DISPUTES: api.disputes.list,
        }
        expand = ["data.latest_charge"] if kind is Listed.PAYMENTS else []
        page = self._page(lists[kind], since, until, after, expand)
        found = tuple(listed_of(thing.to_dict()) for thing in page.data)
        return GatewayPage(found, page.data[-1].id if page.has_more else None)

    def _page(
        self,
        listed: Callable[..., Any],
        since: datetime,
        until: datetime | None,
        after: str | None,
        expand: Sequence[str] = (),
    ) -> Any:
        created = {"gte": int(since.timestamp()), **({"lt": int(until.timestamp())} if until else {})}
        asked: dict[str, Any] = {"created": created, "limit": PAGE}
        asked |= {"starting_after": after} if after else {}
        asked |= {"expand": list(expand)} if expand else {}
        return self._asked(lambda: listed(asked))

    def read_event(self, body: bytes, signature: str) -> GatewayEvent:
        """Verify on the raw bytes, with every secret that is valid now; tolerance 300 s, Stripe's own."""
        try:
            return event_of(self._verified(body, signature).to_dict())
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


def client_of(api_key: str, api_base: str, seconds: tuple[float, float]) -> stripe.StripeClient:
    """The SDK with a time limit of ours (its own is 80 s per call) and without retries."""
    return stripe.StripeClient(
        api_key,
        base_addresses={"api": api_base},
        max_network_retries=RETRIES,
        http_client=stripe.RequestsClient(timeout=seconds),
    )


def asked(call: Callable[[], R]) -> R:
    """Ask Stripe, and say in the shop's words what went wrong."""
    try:
        return call()
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError) as error:
        kept = str((error.headers or {}).get("Idempotent-Replayed", "")).lower() == "true"
        raise (GatewayStuck if kept else GatewayAway)(
            "The payment provider does not answer; nothing is lost, try again."
        ) from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        log.get(__name__).error("stripe_key_refused", fault=str(error.code))
        raise GatewayAway("The payment provider is not set up.") from error
    except stripe.IdempotencyError as error:
        raise GatewayRefused("The same key came with another request.", reason=error.code) from error
    except (stripe.CardError, stripe.InvalidRequestError) as error:
        raise GatewayRefused(
            error.user_message or "The payment provider refuses.", reason=error.code
        ) from error


def _waiting_for_holder(refusal: GatewayRefused) -> PaymentStarted:
    """A kept card that was declined, or whose bank wants its holder: the payment is there and waits for them."""
    error = refusal.__cause__
    intent = getattr(getattr(error, "error", None), "payment_intent", None)
    if not isinstance(error, stripe.CardError) or intent is None:
        raise refusal
    return PaymentStarted(intent["id"], intent["client_secret"], fault=error.code)
