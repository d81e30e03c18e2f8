"""Nothing is left to pay: gift cards, store credit or a discount have paid for all of it."""

from core.adapters.manual_gateway import ManualGateway
from core.money import Money
from core.payments.ports import PaymentStarted


class FreeGateway(ManualGateway):
    """A provider that has nothing to do: the order is paid when it is placed."""

    manual = False

    def start(self, payment_id: str, amount: Money, *, key: str, email: str) -> PaymentStarted:  # noqa: ARG002
        return PaymentStarted(f"manual-{payment_id}", None)

    def refund(self, ref: str, amount: Money, *, key: str) -> None:
        """There is nothing to give back: whatever paid gets its own back."""
