"""What a shop is, in plain Python: shelves, attempts to pay, orders. The machine holds the real one against it.

It knows nothing of documents or transactions; where the real shop is clever, it counts.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

HOLD_MINUTES = 15
PRICES = {"MUG": 1_799, "POT": 2_501}
DELIVERY = 600
STRIPE, BY_HAND = "stripe", "manual"


@dataclass
class Attempt:
    """One attempt to pay for a cart as it was at that version."""

    provider: str
    version: int
    pieces: Counter[str]
    until: int | None
    """The minute at which its hold ends; None: it has no end."""
    intent: str | None = None
    holding: bool = False
    charged: bool = False
    heard: bool = False
    """A webhook has come, and nobody has asked Stripe since."""
    stuck: bool = False
    """Its key is answered with a failure for good, and nothing was done under it."""
    state: str = "started"

    @property
    def minor(self) -> int:
        return sum(PRICES[sku] * count for sku, count in self.pieces.items()) + DELIVERY


@dataclass
class Line:
    ordered: int
    cancelled: int = 0
    shipped: int = 0
    asked: int = 0

    @property
    def kept(self) -> int:
        return self.ordered - self.cancelled

    @property
    def to_ship(self) -> int:
        return self.kept - self.shipped


@dataclass
class Deal:
    """An order: its lines, its parcels (whether each has arrived), its money."""

    number: str
    attempt: Attempt
    lines: dict[str, Line]
    due: int
    captured: int = 0
    refunded: int = 0
    status: str = "awaiting"
    parcels: list[bool] = field(default_factory=list)
    delivered: bool = False
    plain: bool = True
    """No amount was given back yet that is no whole number of pieces."""

    @property
    def stage(self) -> str:
        if self.status != "paid":
            return self.status
        if not any(line.shipped for line in self.lines.values()):
            return "paid"
        if any(line.to_ship for line in self.lines.values()):
            return "partly"
        return "delivered" if self.delivered else "shipped"

    @property
    def open(self) -> int:
        return self.due - self.captured + self.refunded


OPEN = {
    "pay": {"awaiting"},
    "ship": {"paid", "partly"},
    "deliver": {"partly", "shipped"},
    "cancel": {"awaiting", "paid"},
    "edit": {"paid", "partly"},
    "refund": {"paid", "partly", "shipped", "delivered"},
    "return": {"partly", "shipped", "delivered"},
}
DONE = {"pay": {"paid", "partly", "shipped", "delivered"}, "deliver": {"delivered"}, "cancel": {"cancelled"}}


@dataclass
class Basket:
    """A cart, its attempts and what became of it."""

    pieces: Counter[str]
    version: int
    attempts: list[Attempt] = field(default_factory=list)
    deal: Deal | None = None

    @property
    def live(self) -> Attempt | None:
        return next((it for it in self.attempts if it.state in ("started", "paid")), None)


@dataclass
class Model:
    """The whole shop. Times are minutes from its opening."""

    now: int = 0
    brought: Counter[str] = field(default_factory=Counter)
    sold: Counter[str] = field(default_factory=Counter)
    baskets: list[Basket] = field(default_factory=list)

    def attempts(self) -> Iterator[tuple[Basket, Attempt]]:
        yield from ((basket, attempt) for basket in self.baskets for attempt in basket.attempts)

    def deals(self) -> list[Deal]:
        return [basket.deal for basket in self.baskets if basket.deal]

    def free(self, but: Attempt | None = None) -> Counter[str]:
        """What anybody may take; for somebody who holds some already, what they hold is free as well."""
        left = Counter({sku: self.brought[sku] - self.sold[sku] for sku in PRICES})
        for _, attempt in self.attempts():
            if attempt is not but and self.holds(attempt):
                left.subtract(attempt.pieces)
        return left

    def holds(self, attempt: Attempt) -> bool:
        return attempt.holding and (attempt.until is None or attempt.until > self.now)

    def hold(self, attempt: Attempt) -> bool:
        """Hold its goods for a full term, if there are enough."""
        free = self.free(attempt)
        attempt.holding = all(free[sku] >= count for sku, count in attempt.pieces.items())
        if attempt.holding and attempt.until is not None:
            attempt.until = self.now + HOLD_MINUTES
        return attempt.holding

    def order(self, basket: Basket, attempt: Attempt, number: str = "") -> Deal:
        """The order of that cart: one, made of the first attempt that it is made of."""
        if basket.deal is None:
            lines = {sku: Line(count) for sku, count in attempt.pieces.items()}
            basket.deal = Deal(number, attempt, lines, attempt.minor)
        return basket.deal

    def settle(self, basket: Basket, attempt: Attempt) -> None:
        """The shop learns that it was charged: an order, or all of it goes back."""
        if not attempt.charged or attempt.state != "started":
            return
        free, deal = self.free(attempt), basket.deal
        enough = all(free[sku] >= count for sku, count in attempt.pieces.items())
        if enough and (deal is None or (deal.attempt is attempt and deal.status == "awaiting")):
            self._sell(self.order(basket, attempt))
            return
        attempt.state = "returned"
        if deal and deal.attempt is attempt:
            deal.captured, deal.due, deal.status = attempt.minor, 0, "cancelled"

    def accept(self, deal: Deal) -> None:
        """Staff say that the money has come."""
        if deal.status == "awaiting":
            self._sell(deal)

    def _sell(self, deal: Deal) -> None:
        deal.attempt.state, deal.status, deal.captured = "paid", "paid", deal.attempt.minor
        deal.attempt.holding = False
        self.sold.update(deal.attempt.pieces)

    def give_up(self, basket: Basket, attempt: Attempt) -> None:
        """End an attempt, unless it was paid after all."""
        if attempt.charged:
            self.settle(basket, attempt)
        elif attempt.state == "started":
            attempt.state, attempt.holding = "retired", False
            if basket.deal and basket.deal.attempt is attempt and basket.deal.status == "awaiting":
                basket.deal.status, basket.deal.due = "cancelled", 0

    def cancel(self, deal: Deal) -> None:
        if deal.status == "paid":
            for sku, line in deal.lines.items():
                self.sold[sku] -= line.kept
        deal.status, deal.due = "cancelled", 0

    def work(self) -> None:
        """All jobs are done: what was heard is known, what is cancelled is not paid, what is owed has gone back."""
        for basket, attempt in self.attempts():
            if attempt.heard:
                self.settle(basket, attempt)
                attempt.heard = False
            if basket.deal and basket.deal.attempt is attempt and basket.deal.status == "cancelled":
                self.give_up(basket, attempt)
            if attempt.state == "returned":
                attempt.holding = False
        for deal in self.deals():
            if deal.attempt.provider == STRIPE:
                deal.refunded = max(deal.refunded, deal.captured - deal.due)

    def review(self) -> None:
        """Whatever is over ends, and whatever is open is asked about."""
        for basket, attempt in self.attempts():
            if attempt.state == "started" and attempt.until is not None and attempt.until <= self.now:
                self.give_up(basket, attempt)
            elif attempt.intent:
                self.settle(basket, attempt)

    @property
    def charged(self) -> int:
        """All that Stripe has taken for carts; what was added to orders later is not in it."""
        return sum(attempt.minor for _, attempt in self.attempts() if attempt.charged)
