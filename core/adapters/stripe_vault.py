"""Cards that customers keep at Stripe: Customers, their payment methods, and SetupIntents."""

from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import TypeVar

import stripe

from core.adapters.stripe_gateway import PATIENT, asked, client_of
from core.breaker import Guard
from core.db import outside_call
from core.payments.errors import GatewayRefused
from core.payments.ports import KeptCard

R = TypeVar("R")
MOST_CARDS = 20


class StripeVault:
    """Stripe keeps the cards; the shop knows their last four digits."""

    provider = "stripe"

    def __init__(
        self,
        api_key: str,
        *,
        publishable_key: str | None,
        api_base: str,
        seconds: tuple[float, float] = PATIENT,
        guard: Guard = nullcontext,
    ) -> None:
        self.publishable_key = publishable_key
        self._client = client_of(api_key, api_base, seconds)
        self._guard = guard

    @outside_call
    def open_account(self, customer_id: str, email: str, *, key: str) -> str:
        made = self._asked(
            lambda: self._client.v1.customers.create(
                {"email": email, "metadata": {"customer": customer_id}}, {"idempotency_key": key}
            )
        )
        return str(made.id)

    @outside_call
    def cards_of(self, payer: str) -> list[KeptCard]:
        found = self._asked(
            lambda: self._client.v1.customers.payment_methods.list(
                payer, {"type": "card", "limit": MOST_CARDS}
            )
        )
        return [_kept(method) for method in found.data if method.card]

    @outside_call
    def start_keeping(self, payer: str) -> str:
        """With a key of Stripe's SDK alone: one that is started twice keeps nothing twice."""
        started = self._asked(
            lambda: self._client.v1.setup_intents.create(
                {
                    "customer": payer,
                    "usage": "off_session",
                    "automatic_payment_methods": {"enabled": True},
                }
            )
        )
        return str(started.client_secret)

    @outside_call
    def forget(self, payer: str, card: str) -> bool:
        try:
            method = self._asked(lambda: self._client.v1.payment_methods.retrieve(card))
            if method.customer != payer:
                return False
            self._asked(lambda: self._client.v1.payment_methods.detach(card))
        except GatewayRefused:
            return False
        return True

    @outside_call
    def close_account(self, payer: str) -> None:
        """Stripe deletes the customer with all cards; one that is gone already it does not know any more."""
        with suppress(GatewayRefused):
            self._asked(lambda: self._client.v1.customers.delete(payer))

    def _asked(self, call: Callable[[], R]) -> R:
        with self._guard():
            return asked(call)


def _kept(method: stripe.PaymentMethod) -> KeptCard:
    card = method.card
    assert card is not None, "only cards are asked for"
    return KeptCard(method.id, card.brand, card.last4 or "", card.exp_month, card.exp_year)
