"""Many shoppers at once, each with a storefront of their own in front of the BFF."""

import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Barrier
from typing import Any

import requests

from tests.dev.stripe.running import Controls
from tests.e2e.shopper import ADDRESS

SECONDS = 60
BEFORE_ANOTHER_TRY = 1.0
DELIVERY = "us-standard"


@dataclass(frozen=True)
class Answer:
    """What a request was answered, after how many seconds; *at* is when it was asked, on the monotonic clock."""

    asked: str
    at: float
    status: int
    body: Any
    seconds: float
    request_id: str
    replayed: bool = False

    @property
    def problem(self) -> str:
        return str(self.body.get("type", "")).removeprefix("/problems/") if self.status >= 400 else ""


@dataclass
class Buyer:
    """Somebody with a cart at one BFF."""

    bff: str
    cart: str | None = None
    access: str | None = None

    def ask(self, method: str, path: str, body: Any = None, *, key: str | None = None) -> Answer:
        headers = {"Idempotency-Key": key or str(uuid.uuid4())} if method != "GET" else {}
        if self.cart:
            headers["X-Cart-Token"] = self.cart
        if self.access:
            headers["Authorization"] = f"Bearer {self.access}"
        began = time.monotonic()
        answer = requests.request(method, f"{self.bff}{path}", json=body, headers=headers, timeout=SECONDS)
        found = answer.json() if answer.content else {}
        return Answer(
            asked=f"{method} {path}",
            at=began,
            status=answer.status_code,
            body=found,
            seconds=time.monotonic() - began,
            request_id=answer.headers.get("X-Request-Id", ""),
            replayed=answer.headers.get("Idempotent-Replayed") == "true",
        )

    def do(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.ask(method, path, body)
        assert answer.status < 300, f"{method} {path}: {answer.status} {answer.body}"
        return answer.body

    def fill(self, quantities: Mapping[str, int], email: str = "ida@example.com") -> "Buyer":
        """A cart that lacks nothing but the payment."""
        lines = [{"sku": sku, "quantity": quantity} for sku, quantity in quantities.items()]
        self.cart = self.do("POST", "/v1/cart", {"market": "us", "lines": lines})["token"]
        self.do("PUT", "/v1/checkout/addresses", {"email": email, "shippingAddress": ADDRESS})
        self.do("PUT", "/v1/checkout/delivery", {"delivery": DELIVERY})
        return self

    def start(self, provider: str = "stripe", *, key: str | None = None, **more: Any) -> Answer:
        return self.ask("POST", "/v1/checkout/payment", {"provider": provider, **more}, key=key)

    def place(self, *, key: str | None = None) -> Answer:
        return self.ask("POST", "/v1/checkout/place", key=key)


def crowd(bff: str, wishes: Sequence[Mapping[str, int]], *, threads: int = 12) -> list[Buyer]:
    """So many buyers with ready carts, each under an address of their own."""
    with ThreadPoolExecutor(threads) as pool:
        made = [
            pool.submit(Buyer(bff).fill, wish, f"buyer{number}@example.com")
            for number, wish in enumerate(wishes)
        ]
        return [one.result() for one in made]


def together(calls: Iterable[Callable[[], Answer]]) -> list[Answer]:
    """All of them begin within the same second; their answers in that order."""
    wanted = list(calls)
    ready = Barrier(len(wanted))

    def run(call: Callable[[], Answer]) -> Answer:
        ready.wait()
        return call()

    with ThreadPoolExecutor(len(wanted)) as pool:
        return list(pool.map(run, wanted))


def patiently(ask: Callable[..., Answer], *, tries: int = 10) -> Answer:
    """Ask again under the same key, as long as the shop says that it is too busy, and to come again."""
    key = str(uuid.uuid4())
    for _ in range(tries):
        answer = ask(key=key)
        if answer.problem != "too-busy":
            return answer
        time.sleep(BEFORE_ANOTHER_TRY)
    return answer


def statuses(answers: Iterable[Answer]) -> Counter[tuple[int, str]]:
    """How often which status and which problem was answered."""
    return Counter((answer.status, answer.problem) for answer in answers)


def pay(stripe: Controls, started: Answer, card: str = "pm_card_visa") -> str:
    """What the browser's payment element does; the name of the PaymentIntent."""
    intent: str = started.body["clientSecret"].partition("_secret")[0]
    stripe.post(f"payment_intents/{intent}/pay", payment_method=card)
    return intent


def pay_all(stripe: Controls, answers: Iterable[Answer], *, threads: int = 8) -> None:
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(partial(pay, stripe), [answer for answer in answers if answer.status == 200]))


def quantile(answers: Sequence[Answer], share: float) -> float:
    """The time within which that share of them was answered, in seconds."""
    waits = sorted(answer.seconds for answer in answers)
    return waits[min(len(waits) - 1, int(share * len(waits)))]
