"""One call of the API and its answer, as the parts of the stand-in hand them on."""

from dataclasses import dataclass, field

import orjson

from dev.stripe.parameters import Params
from dev.stripe.refusals import Refusal
from dev.stripe.store import Cause, Record, Store


@dataclass(frozen=True)
class Call:
    """A call whose key was accepted and whose parameters were decoded."""

    store: Store
    method: str
    path: str
    rule: str  # the path with names for its ids: /v1/refunds/{refund}
    ids: dict[str, str]
    params: Params
    request_id: str
    idempotency_key: str | None
    publishable: bool  # made with a pk_test_ key, as a browser does

    @property
    def cause(self) -> Cause:
        return Cause(self.request_id, self.idempotency_key)


@dataclass(frozen=True)
class Answer:
    """What goes back over the wire, unless the connection is to be cut instead."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    hang_up: bool = False
    kept: bool = True  # whether an idempotency key remembers it

    @classmethod
    def of(cls, body: Record, status: int = 200) -> "Answer":
        return cls(status, orjson.dumps(body, option=orjson.OPT_INDENT_2))

    @classmethod
    def refused(cls, refusal: Refusal) -> "Answer":
        body = orjson.dumps({"error": refusal.error}, option=orjson.OPT_INDENT_2)
        return cls(refusal.status, body, kept=refusal.kept)
