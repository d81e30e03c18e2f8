"""The watch on the contract: every request and answer compared with Stripe's schemas, when asked to."""

import threading
from collections import deque
from pathlib import Path

import orjson

from dev.stripe.call import Answer, Call
from dev.stripe.store import Record

VIOLATIONS_REMEMBERED = 1_000


class Watch:
    """Violations, oldest first; without a folder it sees nothing, and says that it is off.

    Calls with a publishable key are left out: they are the browser's, and the contract is about secret ones.
    """

    def __init__(self, folder: Path | None) -> None:
        self._violations: deque[Record] = deque(maxlen=VIOLATIONS_REMEMBERED)
        self._lock = threading.Lock()
        self._contract = None
        if folder:
            from dev.contracts import Contract  # its validator is a dependency of tests only

            self._contract = Contract.read(folder)

    @property
    def is_on(self) -> bool:
        return self._contract is not None

    def see(self, call: Call, answer: Answer) -> None:
        if self._contract is None or call.publishable:
            return
        asked = self._contract.request_faults(call.method, call.path, call.params.tree)
        self._note(call, "request", asked)
        if not answer.hang_up:
            body = orjson.loads(answer.body)
            told = self._contract.answer_faults(call.method, call.path, answer.status, body)
            self._note(call, "answer", told)

    def see_event(self, event: Record) -> None:
        """The payload of a webhook, before it is sent."""
        if self._contract is not None:
            faults = self._contract.object_faults(event)
            self._keep({"side": "event", "call": event["type"], "request_id": event["id"]}, faults)

    def _note(self, call: Call, side: str, faults: list[str]) -> None:
        about = {"side": side, "call": f"{call.method} {call.path}", "request_id": call.request_id}
        self._keep(about, faults)

    def _keep(self, about: Record, faults: list[str]) -> None:
        with self._lock:
            self._violations.extend({**about, "fault": fault} for fault in faults)

    def seen(self, side: str | None = None) -> list[Record]:
        with self._lock:
            return [it for it in self._violations if side in (None, it["side"])]

    def forget(self) -> None:
        with self._lock:
            self._violations.clear()
