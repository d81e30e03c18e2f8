"""Webhooks: signed calls to the shop, sent behind the editor's back and repeated until they are taken."""

import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field, replace
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import uuid4

import orjson
import requests

from dev.contentful.answers import Json, bad_request
from dev.contentful.entities import now
from dev.contentful.rendering import Renderer
from dev.contentful.signing import sign
from dev.contentful.synclog import Change

NAME = "Quayside development"
CONTENT_TYPE = "application/vnd.contentful.management.v1+json"
PAUSES_SECONDS = (0.2, 0.5, 1.0, 2.0, 4.0)  # before the second attempt, the third, ...
TIMEOUT_SECONDS = 5.0
SHUFFLE_SECONDS = 0.3  # how long a delivery waits for others to change places with
REMEMBERED = 500
SWITCHES = ("paused", "duplicate", "shuffle", "drop")


@dataclass(frozen=True)
class Settings:
    """Where deliveries go and what becomes of them. Paused ones wait; dropped ones are never sent.

    Shuffled ones wait for others for a moment, and the oldest of those that wait goes last.
    """

    url: str | None
    paused: bool = False
    duplicate: bool = False
    shuffle: bool = False
    drop: bool = False


def read_settings(settings: Settings, body: Json) -> Settings:
    """*settings* with what *body* changes; raises Refused (400), naming the setting that is wrong."""
    for name in SWITCHES:
        if not isinstance(body.get(name, False), bool):
            raise bad_request(f"{name} must be true or false.")
    url = body.get("url", settings.url)
    if url is not None and not is_web_address(url):
        raise bad_request("url must be an address that begins with http:// or https://, or null.")
    return replace(settings, url=url, **{name: body[name] for name in SWITCHES if name in body})


def is_web_address(text: object) -> bool:
    if not isinstance(text, str):
        return False
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


@dataclass
class Delivery:
    """One webhook and what became of it: `waiting`, `delivered`, `failed` or `dropped`."""

    id: str
    topic: str
    entity: Json
    body: bytes
    key: str
    status: str = "waiting"
    attempts: list[Json] = field(default_factory=list)

    def as_json(self) -> Json:
        told = ("id", "topic", "entity", "status", "attempts")
        return {**{name: getattr(self, name) for name in told}, "idempotencyKey": self.key}


@dataclass
class Waiting:
    delivery: Delivery
    due: float  # of time.monotonic
    attempt: int = 1


class Webhooks:
    """A queue and the one thread that empties it. Thread-safe.

    A delivery is tried at most six times within about eight seconds; each attempt is signed anew. Waiting
    deliveries live in memory only: like Contentful's own, a webhook is a hint, not a promise.
    """

    def __init__(self, renderer: Renderer, url: str | None, secret: str | None) -> None:
        self._renderer = renderer
        self._secret = secret
        self._initial = self.settings = Settings(url)
        self._bell = threading.Condition()
        self._waiting: list[Waiting] = []
        self._told: deque[Delivery] = deque(maxlen=REMEMBERED)
        self._session = requests.Session()
        self._session.trust_env = False
        self._sending: Delivery | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._bell:
            self._stopped = True
            self._bell.notify_all()

    def announce(self, change: Change) -> None:
        """Queue the webhook of *change*; without an address there is nothing to tell."""
        with self._bell:
            if self.settings.url is None:
                return
            delivery = self._delivery(change)
            self._told.append(delivery)
            if self.settings.drop:
                delivery.status = "dropped"
                return
            due = time.monotonic() + (SHUFFLE_SECONDS if self.settings.shuffle else 0)
            copies = 2 if self.settings.duplicate else 1
            self._waiting.extend(Waiting(delivery, due) for _ in range(copies))
            self._bell.notify_all()

    def _delivery(self, change: Change) -> Delivery:
        body = orjson.dumps(self._renderer.webhook(change))
        entity = change.entity
        id_ = uuid4().hex
        return Delivery(
            id=id_,
            topic=f"ContentManagement.{entity.type}.{change.action}",
            entity={"type": entity.type, "id": entity.id},
            body=body,
            key=sha256(id_.encode() + body).hexdigest(),
        )

    def configure(self, body: Json) -> Settings:
        with self._bell:
            self.settings = read_settings(self.settings, body)
            self._bell.notify_all()
            return self.settings

    def deliveries(self) -> list[Json]:
        """The last 500, oldest first."""
        with self._bell:
            return [delivery.as_json() for delivery in self._told]

    def waiting(self) -> int:
        """How many calls are still to come, the one on its way among them."""
        with self._bell:
            return len(self._waiting) + (self._sending is not None)

    def reset(self) -> None:
        with self._bell:
            self.settings = self._initial
            self._waiting.clear()
            self._told.clear()
            self._sending = None

    def _run(self) -> None:
        while waiting := self._next():
            self._attempt(waiting)

    def _next(self) -> Waiting | None:
        """The next delivery that is due, waited for; None when the server stops."""
        with self._bell:
            while not self._stopped:
                due = [waiting for waiting in self._waiting if waiting.due <= time.monotonic()]
                if due and not self.settings.paused:
                    chosen = self._choice(due)
                    self._waiting.remove(chosen)
                    self._sending = chosen.delivery
                    return chosen
                self._bell.wait(self._nap())
        return None

    def _choice(self, due: list[Waiting]) -> Waiting:
        """The one that waited longest; when shuffling, any other one as long as there is one."""
        first, *others = sorted(self._waiting if self.settings.shuffle else due, key=lambda one: one.due)
        if self.settings.shuffle and others:
            return secrets.choice(others)
        return first

    def _nap(self) -> float | None:
        """Seconds until something falls due; None (until the bell rings) when nothing will."""
        if self.settings.paused or not self._waiting:
            return None
        return max(0.0, min(waiting.due for waiting in self._waiting) - time.monotonic())

    def _attempt(self, waiting: Waiting) -> None:
        delivery = waiting.delivery
        outcome = self._post(delivery)
        with self._bell:
            delivery.attempts.append(outcome)
            if self._sending is not delivery:
                return  # a reset came in between: nothing of it is to be tried again
            self._sending = None
            if 200 <= outcome.get("status", 0) < 300:  # noqa: PLR2004 - what HTTP calls success
                delivery.status = "delivered"
            else:
                self._try_again(waiting)

    def _try_again(self, waiting: Waiting) -> None:
        if waiting.attempt <= len(PAUSES_SECONDS):
            due = time.monotonic() + PAUSES_SECONDS[waiting.attempt - 1]
            self._waiting.append(Waiting(waiting.delivery, due, waiting.attempt + 1))
        elif waiting.delivery.status == "waiting":
            waiting.delivery.status = "failed"

    def _post(self, delivery: Delivery) -> Json:
        url = self.settings.url
        if url is None:
            return {"at": now(), "error": "no address"}
        try:
            answer = self._session.post(
                url,
                data=delivery.body,
                headers=self._headers(delivery, url),
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            return {"at": now(), "error": type(error).__name__}
        return {"at": now(), "status": answer.status_code}

    def _headers(self, delivery: Delivery, url: str) -> dict[str, str]:
        headers = {
            "Content-Type": CONTENT_TYPE,
            "X-Contentful-Topic": delivery.topic,
            "X-Contentful-Webhook-Name": NAME,
            "X-Contentful-Idempotency-Key": delivery.key,
        }
        if self._secret is None:
            return headers
        target = requests.Request("POST", url).prepare().path_url
        return sign(self._secret, "POST", target, headers, delivery.body, time.time_ns() // 1_000_000)
