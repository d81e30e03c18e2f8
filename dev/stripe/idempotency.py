"""Idempotency keys: a repeated call gets the first answer, whatever it was (Stripe API reference)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import orjson

from dev.stripe import refusals
from dev.stripe.call import Answer, Call
from dev.stripe.refusals import Refusal
from dev.stripe.store import Record

LONGEST_KEY = 255
KEPT_SECONDS = 24 * 60 * 60


def require_key(key: str) -> None:
    if not 1 <= len(key) <= LONGEST_KEY:
        said = f"Idempotency keys are 1 to {LONGEST_KEY} characters long; this one has {len(key)}."
        raise refusals.invalid(said)


class Keys:
    """Which keys are at work now; what finished is kept in the store, for 24 hours of its clock."""

    def __init__(self) -> None:
        self._at_work: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def claim(self, call: Call, key: str) -> Iterator[Answer | None]:
        """The answer the key had before, or None and the key is held: 409 for whoever comes meanwhile.

        Raises Refusal (400, `idempotency_error`) when the key was used for another call.
        """
        require_key(key)
        with self._lock:
            if key in self._at_work:
                said = f"Another request with the Idempotency-Key {key!r} is still in progress."
                raise Refusal(409, said, code="idempotency_key_in_use")
            self._at_work.add(key)
        try:
            yield _answered_before(call, key)
        finally:
            with self._lock:
                self._at_work.discard(key)


def _answered_before(call: Call, key: str) -> Answer | None:
    with call.store.change() as store:
        kept = store.find("idempotency", key)
        if kept and kept["created"] + KEPT_SECONDS <= store.now():
            store.remove("idempotency", key)
            return None
    if not kept:
        return None
    if (kept["path"], kept["fingerprint"]) != (call.path, _fingerprint(call)):
        said = "An idempotency key belongs to the endpoint and the parameters of its first use"
        raise Refusal(400, f"{said}: {key!r} was used for POST {kept['path']}.", kind="idempotency_error")
    return _replayed(kept)


def _replayed(kept: Record) -> Answer:
    headers = {"Idempotent-Replayed": "true", "Original-Request": kept["request_id"], **kept["headers"]}
    return Answer(kept["status"], kept["body"].encode(), headers)


def keep(call: Call, key: str, answer: Answer) -> None:
    """Remember *answer*; inside the change that did the work, so that both are kept or neither."""
    call.store.put(
        "idempotency",
        {
            "id": key,
            "path": call.path,
            "fingerprint": _fingerprint(call),
            "status": answer.status,
            "body": answer.body.decode(),
            "headers": answer.headers,
            "request_id": call.request_id,
            "created": call.store.now(),
        },
    )


def _fingerprint(call: Call) -> str:
    return orjson.dumps(call.params.tree, option=orjson.OPT_SORT_KEYS).decode()
