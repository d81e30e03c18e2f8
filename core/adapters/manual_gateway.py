"""Invoice or bank transfer: nobody takes the money but the shop itself; staff say when it has come."""

from core.money import Money
from core.payments.errors import BadSignature, GatewayRefused
from core.payments.ports import GatewayEvent, GatewayPayment, GatewayState, PaymentStarted


class ManualGateway:
    """A provider without a provider."""

    publishable_key: str | None = None
    manual = True

    def start(self, payment_id: str, amount: Money, *, key: str, email: str) -> PaymentStarted:  # noqa: ARG002
        return PaymentStarted(f"manual-{payment_id}", None)

    def look_up(self, ref: str) -> GatewayPayment:
        return GatewayPayment(ref, ref.removeprefix("manual-"), GatewayState.WAITING, Money(0, "XXX"))

    def give_up(self, ref: str) -> GatewayPayment:
        return GatewayPayment(ref, ref.removeprefix("manual-"), GatewayState.GONE, Money(0, "XXX"))

    def refund(self, ref: str, amount: Money, *, key: str) -> None:
        raise GatewayRefused(
            f"{ref}: {amount.amount} {amount.currency} ({key}) has to be given back by hand."
        )

    def read_event(self, body: bytes, signature: str) -> GatewayEvent:  # noqa: ARG002
        raise BadSignature("Nobody sends webhooks for manual payments.")
