"""Invoice or bank transfer: nobody takes the money but the shop itself; staff say when it has come."""

from datetime import datetime

from core.money import Money
from core.payments.errors import BadSignature, GatewayRefused
from core.payments.ports import (
    PLAIN,
    GatewayEvent,
    GatewayPage,
    GatewayPayment,
    GatewayState,
    Listed,
    PaymentStarted,
    Terms,
)


class ManualGateway:
    """A provider without a provider."""

    publishable_key: str | None = None
    manual = True

    def start(
        self,
        payment_id: str,
        amount: Money,  # noqa: ARG002
        *,
        key: str,  # noqa: ARG002
        email: str,  # noqa: ARG002
        terms: Terms = PLAIN,  # noqa: ARG002
    ) -> PaymentStarted:
        return PaymentStarted(f"manual-{payment_id}", None)

    def look_up(self, ref: str, *, refunds: bool = False) -> GatewayPayment:  # noqa: ARG002
        return GatewayPayment(ref, ref.removeprefix("manual-"), GatewayState.WAITING, Money(0, "XXX"))

    def give_up(self, ref: str) -> GatewayPayment:
        return GatewayPayment(ref, ref.removeprefix("manual-"), GatewayState.GONE, Money(0, "XXX"))

    def capture(self, ref: str, minor: int, *, last: bool, key: str) -> GatewayPayment:  # noqa: ARG002
        raise GatewayRefused(f"{ref}: nothing is set aside that could be taken ({key}).")

    def refund(self, ref: str, amount: Money, *, key: str, refund_id: str) -> str:  # noqa: ARG002
        raise GatewayRefused(
            f"{ref}: {amount.amount} {amount.currency} ({key}) has to be given back by hand."
        )

    def find(self, payment_id: str, since: datetime) -> PaymentStarted | None:  # noqa: ARG002
        return PaymentStarted(f"manual-{payment_id}", None)

    def listed(
        self,
        kind: Listed,  # noqa: ARG002
        since: datetime,  # noqa: ARG002
        until: datetime,  # noqa: ARG002
        *,
        after: str | None,  # noqa: ARG002
    ) -> GatewayPage:
        return GatewayPage((), None)

    def read_event(self, body: bytes, signature: str) -> GatewayEvent:  # noqa: ARG002
        raise BadSignature("Nobody sends webhooks for manual payments.")
