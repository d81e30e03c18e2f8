from core.errors import Conflict, Invalid, NotFound, Unavailable


class BadSignature(Invalid):
    code = "bad-signature"
    title = "The webhook is not signed by its sender"

    def __init__(self, detail: str, *, field: str = "Stripe-Signature") -> None:
        super().__init__(detail, field=field)


class GatewayAway(Unavailable):
    code = "payment-provider-away"
    title = "The payment provider does not answer"


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


class AlreadyPaid(Conflict):
    code = "already-paid"
    title = "The cart has been paid"
