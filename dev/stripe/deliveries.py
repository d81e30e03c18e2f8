"""The post: every event to every endpoint that wants it, signed, again and again until a 2xx comes back."""

import hashlib
import hmac
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import orjson
import requests

from dev.stripe import endpoints
from dev.stripe.store import Record, Store

WORKERS = 8
POLL_SECONDS = 0.05
TIMEOUT_SECONDS = (2.0, 10.0)
LONGEST_PAUSE_SECONDS = 10.0
SHUFFLE_SECONDS = 0.3


@dataclass
class Manner:
    """How the post behaves; every field can be set at `POST /_dev/webhooks`."""

    paused: bool = False  # nothing leaves; what waits leaves after
    shuffle: bool = False  # each is held back for a random moment, so they overtake each other
    duplicate: int = 1  # how often each event is delivered
    drop: float = 0.0  # the share of deliveries that is lost for good
    attempts: int = 60  # tries before a delivery is given up
    backoff: float = 0.2  # seconds before the second try; doubles up to 10
    seed: int | None = None  # of every random choice


def sign(body: bytes, secrets: list[str], moment: int) -> str:
    """The `Stripe-Signature` header: one `v1` per secret, and the `v0` of test mode that nobody may trust.

    Stripe documentation, "Verify webhook signatures manually".
    """
    signed = f"{moment}.".encode() + body
    ones = [hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets]
    return ",".join(
        [f"t={moment}", *(f"v1={one}" for one in ones), f"v0={hashlib.sha256(signed).hexdigest()}"]
    )


class Post:
    """Delivers from a background thread, eight at a time, at least once, in no promised order.

    *show* is given every event before its first delivery.
    """

    def __init__(self, store: Store, show: Callable[[Record], None]) -> None:
        self.manner = Manner()
        self._show = show
        self._store = store
        self._chance = random.Random()  # noqa: S311 - shuffles letters, guards nothing
        self._on_the_way: set[str] = set()
        self._due: dict[str, float] = {}
        self._pool = ThreadPoolExecutor(WORKERS, "post")
        self._stopped = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._run, name="post", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()
        self._store.bell.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def behave(self, manner: Manner) -> None:
        if manner.seed is not None:
            self._chance.seed(manner.seed)
        self.manner = manner

    def hold(self) -> None:
        """Pause, and wait for what is on its way: 12 s at most, where a receiver does not answer."""
        self.behave(Manner(paused=True))
        with self._store.change():
            pass  # whoever was choosing what to send has chosen now
        while self._on_the_way:
            time.sleep(POLL_SECONDS / 10)

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._store.bell.wait(POLL_SECONDS)
            self._store.bell.clear()
            self._send_due()

    def _send_due(self) -> None:
        with self._store.change() as store:
            if self.manner.paused:
                return
            rows = [row for row in store.all("pending_delivery") if self._is_due(row)]
            for row in rows[: WORKERS - len(self._on_the_way)]:
                self._on_the_way.add(row["id"])
                self._pool.submit(self._deliver, row["id"])

    def _is_due(self, row: Record) -> bool:
        if row["id"] in self._on_the_way:
            return False
        if row["id"] not in self._due:
            wait = self._chance.uniform(0, SHUFFLE_SECONDS) if self.manner.shuffle else 0
            self._due[row["id"]] = time.monotonic() + wait
        return self._due[row["id"]] <= time.monotonic()

    def _deliver(self, key: str) -> None:
        try:
            with self._store.change() as store:
                row = store.find("pending_delivery", key)
                event = store.find("event", row["event"]) if row else None
                secrets = endpoints.secrets_of(store, row["endpoint"]) if row else []
            if row and event:
                if not row["attempts"]:
                    self._show(event)
                outcome = self._lose_or_send(row, event, secrets)
                with self._store.change() as store:
                    self._record(store, key, outcome)
        finally:
            self._on_the_way.discard(key)
            self._store.bell.set()

    def _lose_or_send(self, row: Record, event: Record, secrets: list[str]) -> Record:
        if not row["attempts"] and self._chance.random() < self.manner.drop:
            return {"at": time.time(), "lost": True}
        return send(row["url"], orjson.dumps(event, option=orjson.OPT_INDENT_2), secrets)

    def _record(self, store: Store, key: str, outcome: Record) -> None:
        row = store.find("pending_delivery", key)
        if not row:  # forgotten by a reset while it was on its way
            self._due.pop(key, None)
            return
        row = {**row, "attempts": [*row["attempts"], outcome]}
        delivered = sum(1 for attempt in row["attempts"] if _was_taken(attempt))
        if outcome.get("lost"):
            self._finish(store, row, "lost")
        elif delivered >= self.manner.duplicate:
            self._finish(store, row, "delivered")
        elif len(row["attempts"]) - delivered >= self.manner.attempts:
            self._finish(store, row, "failed")
        else:
            store.put("pending_delivery", row)
            self._due[key] = time.monotonic() + self._pause(len(row["attempts"]), again=delivered > 0)

    def _pause(self, tries: int, *, again: bool) -> float:
        if again:
            return self._chance.uniform(0, SHUFFLE_SECONDS)
        return float(min(self.manner.backoff * 2 ** (tries - 1), LONGEST_PAUSE_SECONDS))

    def _finish(self, store: Store, row: Record, state: str) -> None:
        self._due.pop(row["id"], None)
        store.remove("pending_delivery", row["id"])
        store.put("finished_delivery", {**row, "state": state})


def send(url: str, body: bytes, secrets: list[str]) -> Record:
    """Try once; answers `at` (seconds since 1970), and `status` or `error`. A redirect is not followed."""
    moment = time.time()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": sign(body, secrets, int(moment)),
        "User-Agent": "Stripe/1.0 (stand-in)",
    }
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.post(url, body, headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False)
    except requests.RequestException as error:
        return {"at": moment, "status": None, "error": type(error).__name__}
    return {"at": moment, "status": answer.status_code, "error": None}


def _was_taken(attempt: Record) -> bool:
    return 200 <= (attempt.get("status") or 0) < 300  # noqa: PLR2004 - that is what 2xx means
