from core.errors import Conflict, Invalid, NotFound, Unavailable


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


class CardNotFound(NotFound):
    code = "card-not-found"
    title = "There is no such card"


class NothingOpen(Conflict):
    code = "nothing-open"
    title = "Nothing of the order is to be paid"

    def __init__(self, number: str) -> None:
        super().__init__(f"All that is due for order {number} has come.", number=number)


class AlreadyPaid(Conflict):
    code = "already-paid"
    title = "The cart has been paid"
