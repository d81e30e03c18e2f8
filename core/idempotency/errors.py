from core.errors import Conflict, Invalid, ShopError


class KeyReused(ShopError):
    """The same key came with another request: one of the two is a mistake."""

    code = "idempotency-key-reused"
    title = "This Idempotency-Key was used for another request"


class StillAtWork(Conflict):
    code = "request-in-progress"
    title = "The same request is still being worked on"


class BadKey(Invalid):
    code = "bad-idempotency-key"
    title = "The Idempotency-Key is not valid"
