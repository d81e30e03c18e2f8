from core.errors import Conflict, Invalid, NotFound, Unavailable
from core.money import Money


class BadSignature(Invalid):
    code = "bad-signature"
    title = "The webhook is not signed by its sender"

    def __init__(self, detail: str, *, field: str = "Stripe-Signature") -> None:
        super().__init__(detail, field=field)


class GatewayAway(Unavailable):
    code = "payment-provider-away"
    title = "The payment provider does not answer"


class GatewayStuck(GatewayAway):
    """It answers this very key with its own failure, now and ever after: it must be asked what it did."""

    code = "payment-provider-stuck"
    title = "The payment provider has failed and must be asked again"


class GatewayRefused(Conflict):
    code = "payment-refused-by-provider"
    title = "The payment provider refuses"


class PaymentNotFound(NotFound):
    code = "payment-not-found"
    title = "There is no such payment"


class UnknownProvider(Invalid):
    code = "unknown-provider"
    title = "There is no such payment provider"

    def __init__(self, provider: str, known: list[str]) -> None:
        super().__init__(f"Choose one of {', '.join(known)}; not {provider!r}.", field="provider")


class NothingSetAside(Conflict):
    code = "nothing-set-aside"
    title = "No bank has set money aside for that"

    def __init__(self, number: str) -> None:
        super().__init__(f"There is nothing to capture for order {number}.", number=number)


class CaptureUnderWay(Conflict):
    code = "capture-under-way"
    title = "Another part of what is set aside is still being taken"

    def __init__(self, payment_id: str) -> None:
        super().__init__("Try again once it is known how that came out.", payment=payment_id)


class TakenAtOnce(Conflict):
    code = "taken-at-once"
    title = "This payment can be taken only once"

    def __init__(self, number: str) -> None:
        super().__init__("Take all that is due, and set the rest free.", number=number)


class CardNotFound(NotFound):
    code = "card-not-found"
    title = "There is no such card"


class NothingOpen(Conflict):
    code = "nothing-open"
    title = "Nothing of the order is to be paid"

    def __init__(self, number: str) -> None:
        super().__init__(f"All that is due for order {number} has come.", number=number)


class AnotherAmountOpen(Conflict):
    """More or less is open than whoever asked was shown."""

    code = "another-amount-open"
    title = "Another amount is open by now"

    def __init__(self, open_now: Money) -> None:
        super().__init__(f"It is {open_now.amount} {open_now.currency}. Look again.")


class AlreadyPaid(Conflict):
    code = "already-paid"
    title = "The cart has been paid"


class RefundNotFound(NotFound):
    code = "refund-not-found"
    title = "There is no such refund"

    def __init__(self, refund: str) -> None:
        super().__init__(f"There is no refund {refund!r}.", refund=refund)


class RefundUnderWay(Conflict):
    code = "refund-under-way"
    title = "The refund is not for a person to see to"

    def __init__(self, refund: str) -> None:
        super().__init__(f"{refund} has gone, or a job is at work on it. Look again.", refund=refund)


class NothingOwedBack(Conflict):
    code = "nothing-owed-back"
    title = "So much is not owed back any more"

    def __init__(self) -> None:
        super().__init__("It has gone back in another way meanwhile. Look again.")


class StillOwedBack(Conflict):
    code = "still-owed-back"
    title = "The buyer is still owed it"

    def __init__(self, money: Money) -> None:
        super().__init__(f"Give {money.amount} {money.currency} back, or try again.")


class PaymentNotSetAside(Conflict):
    code = "payment-not-set-aside"
    title = "The payment is not set aside"

    def __init__(self, payment: str) -> None:
        super().__init__(f"{payment} waits for nobody. Look again.", payment=payment)


class DifferenceNotFound(NotFound):
    code = "difference-not-found"
    title = "There is no such difference any more"

    def __init__(self, difference: str) -> None:
        super().__init__(f"{difference!r} is settled, or never was.", difference=difference)
