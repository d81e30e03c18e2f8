"""What is done to a shop in any order: what buyers do over HTTP, what staff do, what banks and time do."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import pytest
import requests
import stripe as stripe_sdk
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from core import clock
from core.checkout.invariants import violations
from core.checkout.services import accept_manual_payment
from core.errors import Conflict, ShopError
from core.inventory.models import StockItem
from core.inventory.services import receive_delivery
from core.markets.queries import forget
from core.orders.changes import OrderChange
from core.orders.edits import edit_order
from core.orders.entries import MoneyEntry
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.orders.refunds import grant_refund
from core.returns import services as returns
from core.returns.models import Return
from core.shipping.services import note_delivered, ship_order
from jobs.inventory import release_lapsed
from jobs.schedule_events import HoldsReviewDue
from tests import builders as a
from tests.battery.crowd import Answer, Buyer
from tests.battery.house import WEBHOOK_SECRET
from tests.battery.indoors import Indoors
from tests.battery.model import (
    BY_HAND,
    DONE,
    HOLD_MINUTES,
    OPEN,
    PRICES,
    STRIPE,
    Attempt,
    Basket,
    Deal,
    Line,
    Model,
)
from tests.conftest import empty
from tests.dev.stripe.running import Controls
from tests.fakes import FakeQueue
from tests.wire import WIRE

R = TypeVar("R")
STOCK = 9
NTH = st.integers(0, 4)
SKU = st.sampled_from(sorted(PRICES))
PIECES = st.integers(0, 4)
DECLINED = "pm_card_chargeDeclined"
NO_TAX = {"display": "excluded", "ratesBasisPoints": {}}
STUMBLES = ("500", "429", "drop_after", "sticky_500", "lost key")
KINDS = ("payment_intent.succeeded", "payment_intent.created", "charge.refunded")
STAGES = {
    "awaiting payment": "awaiting",
    "paid": "paid",
    "partly shipped": "partly",
    "shipped": "shipped",
    "delivered": "delivered",
    "cancelled": "cancelled",
}


class ShopMachine(RuleBasedStateMachine):
    """One shop from its opening on. The class has to be told which: see `machine_of`."""

    indoors: Indoors
    stripe: Controls
    queue: FakeQueue

    @initialize(
        first=st.integers(1, 3),
        provider=st.sampled_from([STRIPE, STRIPE, BY_HAND]),
        sku=SKU,
        count=st.integers(1, 3),
        wanted=PIECES,
        cancelled=st.booleans(),
    )
    def open_shop(  # they are what a run is drawn of
        self, first: int, provider: str, sku: str, count: int, wanted: int, *, cancelled: bool
    ) -> None:
        empty(WIRE.written)
        forget()
        self.indoors.later = timedelta()
        self.stripe.post("reset")
        self.stripe.post("webhooks", paused=True)
        a.markets({**a.US, "tax": NO_TAX})
        self.model, self.buyers, self.events = Model(), list[Buyer](), 0
        self.armed: str | None = None
        for name, price in PRICES.items():
            a.goods(name, price=price, available=STOCK)
            self.model.brought[name] = STOCK
        self.fill_cart(first, 0)
        self.whole_purchase(0, provider)
        self.whole_story(sku, count, wanted, provider)
        if cancelled:
            self.cancel(1)
            self.work()
        self.fill_cart(1, 1)

    # How the machine asks, and what it makes of the answer.

    def at(self, act: Callable[[], R]) -> R:
        """In this process, at the shop's own time."""
        with clock.moved(self.indoors.later):
            return act()

    def basket(self, nth: int) -> tuple[Buyer, Basket]:
        """The newest is the first: of a new cart most can still become."""
        nth = -1 - nth % len(self.buyers)
        return self.buyers[nth], self.model.baskets[nth]

    def deal(self, nth: int) -> Deal | None:
        """The order of that basket, under the number that the shop gave it."""
        deal = self.basket(nth)[1].deal
        if deal:
            self.number_of(deal)
        return deal

    def number_of(self, deal: Deal) -> str:
        """An order that a webhook has made is known by its buyer's mail until somebody asks for it."""
        if not deal.number:
            nth = next(n for n, basket in enumerate(self.model.baskets) if basket.deal is deal)
            deal.number = str(Order.objects.get(email=f"buyer{nth}@example.com").number)
        return deal.number

    def deal_named(self, number: str) -> Deal:
        return next(deal for deal in self.model.deals() if self.number_of(deal) == number)

    def payable(self, nth: int) -> list[Attempt]:
        """What the buyer's browser can still pay at Stripe."""
        attempts = self.basket(nth)[1].attempts
        return [it for it in attempts if it.intent and it.state == "started" and not it.charged]

    def done(self, answer: Answer) -> Any:
        assert answer.status < 300, f"{answer.status} {answer.body}"
        return answer.body

    def problem(self, answer: Answer, code: str, *, status: int = 409) -> None:
        assert (answer.status, answer.problem) == (status, code), answer.body

    def refused(self, ask: Callable[[], Answer], code: str, *, status: int = 409) -> None:
        """A typed problem, and nothing has changed."""
        before = self.standing()
        self.problem(ask(), code, status=status)
        assert self.standing() == before

    def staff(self, act: str, deal: Deal, call: Callable[[], R], *, possible: bool | None = True) -> R | bool:
        """What the call answers, True for nothing. It must be refused where its table says so, and changes nothing
        then; where it is open, it must be done if it is *possible* (None: the shop knows better).
        """
        if deal.stage not in OPEN[act] | DONE.get(act, set()):
            self.unchanged(lambda: self.at(call), Conflict)
            return False
        if possible is False:
            self.unchanged(lambda: self.at(call), ShopError)
            return False
        try:
            return self.at(call) or True
        except ShopError:
            assert possible is None, f"{act} was refused at {deal.stage}"
            return False

    def unchanged(self, call: Callable[[], Any], refusal: type[ShopError]) -> None:
        before = self.standing()
        with pytest.raises(refusal):
            call()
        assert self.standing() == before

    def standing(self) -> Mapping[str, Any]:
        """Everything that an act could have changed."""
        kinds = (Order, StockItem, Return)
        rows = {kind.__name__: list(kind.objects.order_by("id").as_pymongo()) for kind in kinds}
        return {**rows, "money": MoneyEntry.objects.count()}

    def owe(self, deal: Deal, minor: int, expected: int) -> None:
        """What is due has changed by that much: by what the pieces cost, as long as nothing else was given back."""
        assert minor == expected or not deal.plain
        deal.due += minor

    def webhook(self, intent: str, kind: str) -> None:
        self.events += 1
        named = {"id": intent, "object": "payment_intent"}
        event = {"id": f"evt_{self.events}", "object": "event", "type": kind, "data": {"object": named}}
        body = json.dumps(event)
        signed = stripe_sdk.WebhookSignature.generate_signature_header(payload=body, secret=WEBHOOK_SECRET)
        where = f"{self.indoors.url}/v1/hooks/stripe"
        answer = requests.post(where, data=body, headers={"Stripe-Signature": signed}, timeout=10)
        assert answer.status_code == 204, answer.text

    # What buyers do, over HTTP.

    @rule(mugs=st.integers(0, 3), pots=st.integers(0, 2))
    def fill_cart(self, mugs: int, pots: int) -> None:
        pieces = Counter({"MUG": mugs, "POT": pots} if mugs + pots else {"MUG": 1})
        buyer = Buyer(self.indoors.url).fill(+pieces, f"buyer{len(self.buyers)}@example.com")
        version = buyer.do("GET", "/v1/cart")["version"]
        self.buyers.append(buyer)
        self.model.baskets.append(Basket(+pieces, version))

    @rule(nth=NTH, sku=SKU, count=PIECES)
    def change_cart(self, nth: int, sku: str, count: int) -> None:
        """Adding, taking less, taking out; what has become an order is changed by nobody."""
        buyer, basket = self.basket(nth)
        line = {"lines": [{"sku": sku, "quantity": count}]}
        change = partial(buyer.ask, "POST", "/v1/cart/lines", line)
        if basket.deal:
            self.refused(change, "cart-not-found", status=404)
            return
        basket.version = self.done(change())["version"]
        basket.pieces[sku] = count
        basket.pieces = +basket.pieces

    @rule(nth=NTH, provider=st.sampled_from([STRIPE, STRIPE, BY_HAND]))
    def start_payment(self, nth: int, provider: str) -> None:
        buyer, basket = self.basket(nth)
        start = partial(buyer.start, provider)
        if basket.deal:
            self.refused(start, "cart-not-found", status=404)
        elif not basket.pieces:
            self.refused(start, "checkout-incomplete")
        elif attempt := self.attempt_for(basket, provider):
            self.begun(start(), attempt)
        else:
            self.problem(start(), "already-paid")

    def attempt_for(self, basket: Basket, provider: str) -> Attempt | None:
        """The attempt that goes on or begins; None where an earlier one turns out to be paid."""
        live, model = basket.live, self.model
        if live and (live.version, live.provider) == (basket.version, provider):
            return live
        if live:
            model.give_up(basket, live)
        if basket.deal:
            return None
        attempt = Attempt(provider, basket.version, Counter(basket.pieces), model.now + HOLD_MINUTES)
        basket.attempts.append(attempt)
        return attempt

    def begun(self, answer: Answer, attempt: Attempt) -> None:
        if not self.model.hold(attempt):
            self.problem(answer, "out-of-stock")
        elif attempt.stuck:
            self.problem(answer, "payment-provider-stuck", status=503)
            attempt.state, attempt.holding = "retired", False
        elif attempt.provider == STRIPE and self.armed:
            self.problem(answer, "payment-provider-away", status=503)
            attempt.stuck, self.armed = self.armed == "lost key", None
        else:
            body = self.done(answer)
            assert body["amount"]["minor"] == attempt.minor
            if attempt.provider == STRIPE:
                attempt.intent = str(body["clientSecret"]).partition("_secret")[0]

    @rule(nth=NTH)
    def place(self, nth: int) -> None:
        buyer, basket = self.basket(nth)
        live = basket.live
        if basket.deal:
            assert self.done(buyer.place())["order"]["number"] == self.number_of(basket.deal)
        elif live is None:
            self.refused(buyer.place, "checkout-incomplete")
        elif live.version != basket.version:
            self.refused(buyer.place, "cart-changed")
        elif not self.model.hold(live):
            self.problem(buyer.place(), "out-of-stock")
        else:
            number = self.done(buyer.place())["order"]["number"]
            self.model.order(basket, live, number)
            if live.provider == BY_HAND:
                live.until = None

    @rule(nth=NTH, provider=st.sampled_from([STRIPE, STRIPE, BY_HAND]))
    def whole_purchase(self, nth: int, provider: str) -> None:
        """So that not every run stays with carts."""
        self.start_payment(nth, provider)
        self.place(nth)
        self.pay(nth)
        self.hear(nth, KINDS[0])
        self.accept(nth)
        self.work()

    @rule(sku=SKU, count=st.integers(1, 3), wanted=PIECES, provider=st.sampled_from([STRIPE, BY_HAND]))
    def whole_story(self, sku: str, count: int, wanted: int, provider: str) -> None:
        """Of each act something, in an order that makes sense: of every run Hypothesis leaves most rules out."""
        self.fill_cart(1, 1)
        self.start_payment(0, provider)
        self.change_cart(0, sku, count)
        self.start_payment(0, provider)
        self.place(0)
        self.ship(0, sku, 1)
        self.pay(0)
        self.hear(0, KINDS[0])
        self.accept(0)
        self.work()
        self.edit(0, sku, count + wanted)
        for _ in range(2):
            self.ship(0, sku, count)

    @rule(nth=NTH)
    def pay(self, nth: int) -> None:
        """The buyer's bank says yes; the shop has not heard of it."""
        for attempt in self.payable(nth):
            self.stripe.post(f"payment_intents/{attempt.intent}/pay", payment_method="pm_card_visa")
            attempt.charged = True

    @rule(nth=NTH)
    def fail(self, nth: int) -> None:
        """The buyer's bank says no: they may try again."""
        for attempt in self.payable(nth):
            with pytest.raises(AssertionError, match="402"):
                self.stripe.post(f"payment_intents/{attempt.intent}/pay", payment_method=DECLINED)

    @rule(nth=NTH, kind=st.sampled_from(KINDS))
    def hear(self, nth: int, kind: str) -> None:
        """A webhook arrives: whatever it says, and however often."""
        _, basket = self.basket(nth)
        for attempt in basket.attempts:
            if attempt.intent:
                self.webhook(attempt.intent, kind)
                attempt.heard = True

    @rule(nth=NTH, sku=SKU, count=st.integers(1, 3))
    def ask_return(self, nth: int, sku: str, count: int) -> None:
        buyer, basket = self.basket(nth)
        deal = basket.deal
        if deal is None:
            return
        wish = {"lines": [{"sku": sku, "quantity": count, "reason": "damaged"}]}
        ask = partial(buyer.ask, "POST", f"/v1/orders/{self.number_of(deal)}/returns", wish)
        line = deal.lines.get(sku)
        if deal.stage not in OPEN["return"]:
            self.refused(ask, "wrong-order-state")
        elif line is None:
            self.refused(ask, "not-on-order", status=422)
        elif count > line.shipped - line.asked:
            self.refused(ask, "too-many-pieces")
        else:
            self.done(ask())
            line.asked += count

    @rule(nth=NTH)
    def pay_the_rest(self, nth: int) -> None:
        """What an order costs more since it was paid; by who owes nothing it is not asked for."""
        buyer, basket = self.basket(nth)
        deal = basket.deal
        if deal is None or deal.attempt.provider == BY_HAND:
            return
        self.work()
        start = partial(buyer.ask, "POST", f"/v1/orders/{self.number_of(deal)}/payment", {"provider": STRIPE})
        if deal.status != "paid" or deal.open <= 0:
            self.refused(start, "nothing-open")
            return
        answer = start()
        if self.armed:
            self.problem(answer, "payment-provider-away", status=503)
            self.armed = None
            return
        body = self.done(answer)
        assert body["amount"]["minor"] == deal.open
        intent = str(body["clientSecret"]).partition("_secret")[0]
        self.stripe.post(f"payment_intents/{intent}/pay", payment_method="pm_card_visa")
        self.webhook(intent, KINDS[0])
        deal.captured += deal.open
        self.work()

    # What staff do: the console's own services.

    @rule(nth=NTH)
    def accept(self, nth: int) -> None:
        _, basket = self.basket(nth)
        if basket.deal and basket.deal.attempt.provider == BY_HAND:
            act = partial(accept_manual_payment, self.number_of(basket.deal), actor=a.STAFF)
            if self.staff("pay", basket.deal, act):
                self.model.accept(basket.deal)

    @rule(nth=NTH)
    def cancel(self, nth: int) -> None:
        if deal := self.deal(nth):
            known = deal.status == "cancelled"
            if self.staff("cancel", deal, partial(a.cancel, deal.number)) and not known:
                self.model.cancel(deal)

    @rule(nth=NTH, sku=SKU, count=PIECES)
    def ship(self, nth: int, sku: str, count: int) -> None:
        """So many pieces of a SKU, or everything that is left."""
        deal = self.deal(nth)
        if deal is None or (count and sku not in deal.lines):
            return
        leaving = {sku: count} if count else {name: line.to_ship for name, line in deal.lines.items()}
        possible = all(deal.lines[name].to_ship >= pieces for name, pieces in leaving.items())
        act = partial(
            ship_order,
            deal.number,
            carrier="UPS",
            tracking_code=None,
            actor=a.STAFF,
            quantities={sku: count} if count else None,
        )
        if self.staff("ship", deal, act, possible=possible):
            for name, pieces in leaving.items():
                deal.lines[name].shipped += pieces
            deal.parcels.append(False)

    @rule(nth=NTH, position=st.integers(1, 2))
    def arrive(self, nth: int, position: int) -> None:
        deal = self.deal(nth)
        if deal is None:
            return
        act = partial(note_delivered, deal.number, position, actor=a.STAFF)
        if self.staff("deliver", deal, act, possible=position <= len(deal.parcels)):
            deal.parcels[position - 1] = True
            deal.delivered = deal.delivered or (deal.stage == "shipped" and all(deal.parcels))

    @rule(nth=NTH, sku=SKU, wanted=PIECES)
    def edit(self, nth: int, sku: str, wanted: int) -> None:
        deal = self.deal(nth)
        if deal is None:
            return
        line = deal.lines.get(sku, Line(0))
        step = wanted - line.kept
        left = sum(it.kept for name, it in deal.lines.items() if name != sku) + wanted
        possible = step != 0 and -step <= line.to_ship and step <= self.model.free()[sku] and left > 0
        act = partial(edit_order, deal.number, {sku: wanted}, actor=a.STAFF, reason="Edit.")
        change = self.staff("edit", deal, act, possible=possible)
        if isinstance(change, OrderChange):
            line.ordered, line.cancelled = line.ordered + max(step, 0), line.cancelled + max(-step, 0)
            deal.lines[sku] = line
            self.model.sold[sku] += step
            self.owe(deal, change.minor, PRICES[sku] * step)

    @rule(nth=NTH, sku=SKU, count=PIECES, minor=st.integers(1, 3_000))
    def refund(self, nth: int, sku: str, count: int, minor: int) -> None:
        """Pieces of a line, or any amount. How much there is to give back, the ledger says."""
        deal = self.deal(nth)
        if deal is None:
            return
        what: dict[str, Any] = {"pieces": {sku: count}} if count else {"minor": minor}
        act = partial(grant_refund, deal.number, actor=a.STAFF, reason="Refund.", **what)
        change = self.staff("refund", deal, act, possible=None)
        if isinstance(change, OrderChange):
            assert -deal.captured <= change.minor < 0
            deal.plain = False
            self.owe(deal, change.minor, change.minor)

    @rule(good=st.booleans())
    def go_on_with_return(self, *, good: bool) -> None:
        known = Return.objects(state__in=("asked", "approved")).order_by("asked_at").first()
        if known is None:
            return
        if known.state == "approved":
            self.at(lambda: returns.receive_return(known.number, actor=a.STAFF))
        elif good:
            self.at(lambda: returns.approve_return(known.number, actor=a.STAFF))
        else:
            self.at(lambda: returns.refuse_return(known.number, actor=a.STAFF, reason="Worn."))
            for line in known.lines:
                self.deal_named(known.order_number).lines[line.sku].asked -= line.quantity
        self.illegal(
            lambda: returns.inspect_return(known.number, returns.Inspection({}), actor=a.STAFF), good
        )

    def illegal(self, act: Callable[[], Any], when: bool) -> None:  # noqa: FBT001  # a guard
        """Of a return that has just been approved, nothing can be inspected."""
        if when and Return.objects(state="approved").first():
            self.unchanged(lambda: self.at(act), Conflict)

    @rule(good=st.booleans(), paid=st.booleans(), instead=st.integers(0, 2))
    def inspect(self, *, good: bool, paid: bool, instead: int) -> None:
        """Back on the shelf or scrapped; paid back or not; other goods sent instead or none."""
        known = Return.objects(state="received").order_by("asked_at").first()
        if known is None:
            return
        line, deal = known.lines[0], self.deal_named(known.order_number)
        other = next(sku for sku in PRICES if sku != line.sku)
        found = returns.Finding(
            line.received if good else 0, 0 if good else line.received, line.received if paid else 0
        )
        inspection = returns.Inspection({line.sku: found}, {other: instead} if instead else {})
        act = partial(returns.inspect_return, known.number, inspection, actor=a.STAFF)
        if not self.staff(
            "return", deal, act, possible=None if instead <= self.model.free()[other] else False
        ):
            return
        self.model.sold[line.sku] -= found.restock
        if instead:
            self.model.sold[other] += instead
            deal.lines.setdefault(other, Line(0)).ordered += instead
            deal.delivered = False
        self.owe(deal, *[balance_of(deal.number).due - deal.due] * 2)
        deal.plain = False

    @rule(sku=SKU, count=st.integers(1, 4))
    def restock(self, sku: str, count: int) -> None:
        self.at(lambda: receive_delivery(sku, "reno", count, cause="delivery:more", actor=a.STAFF))
        self.model.brought[sku] += count

    # What banks, jobs and time do.

    @rule(kind=st.sampled_from(STUMBLES))
    def stumble(self, kind: str) -> None:
        """Stripe fails the next time that a payment is begun: before or after its work, once or for good."""
        if self.armed is None:
            self.armed = kind
            fault = {"kind": "sticky_500", "work": False} if kind == "lost key" else {"kind": kind}
            self.stripe.post("faults", method="POST", path="/v1/payment_intents", **fault)

    @rule(minutes=st.sampled_from([4, 4, 20]))
    def time_passes(self, minutes: int) -> None:
        self.model.now += minutes
        self.indoors.later += timedelta(minutes=minutes)
        self.stripe.post("clock", advance=minutes * 60)

    @rule()
    def work(self) -> None:
        self.at(lambda: a.drain(self.queue))
        self.model.work()

    @rule()
    def look_after(self) -> None:
        """What the schedule asks for."""
        self.at(a.review_payments)
        self.at(partial(release_lapsed, HoldsReviewDue()))
        self.model.review()

    # What holds after every step.

    @invariant()
    def every_rule_holds(self) -> None:
        assert self.at(violations) == []

    @invariant()
    def the_shelves_are_as_the_model_says(self) -> None:
        if hasattr(self, "model"):
            assert self.at(_free) == {sku: self.model.free()[sku] for sku in PRICES}

    @invariant()
    def the_orders_are_as_the_model_says(self) -> None:
        if hasattr(self, "model"):
            stages = {order.number: STAGES[order.stage.value] for order in Order.objects}
            assert stages == {self.number_of(deal): deal.stage for deal in self.model.deals()}

    def teardown(self) -> None:
        """Once the schedule has asked about whatever nobody told of, and all jobs are done, Stripe has what it was
        given, less what the shop owed back.
        """
        if not hasattr(self, "model"):
            return
        self.work()
        self.look_after()
        self.work()
        intents = self.stripe.get("ledger")["payment_intents"].values()
        returned = sum(it.minor for _, it in self.model.attempts() if it.state == "returned")
        for deal in self.model.deals():
            balance = balance_of(self.number_of(deal))
            if deal.attempt.provider == STRIPE:
                assert (balance.captured, balance.refunded) == (deal.captured, deal.refunded)
        known = [deal for deal in self.model.deals() if deal.attempt.provider == STRIPE]
        kept = sum(deal.captured - deal.refunded for deal in known)
        assert sum(it["captured"] - it["refunded"] for it in intents) == kept
        assert sum(it["captured"] for it in intents) >= self.model.charged >= returned


def _free() -> dict[str, int]:
    """What anybody may take of each SKU: what lies there, and what was held and is not any more."""
    free = dict.fromkeys(PRICES, 0)
    for item in StockItem.objects.of(PRICES):
        free[item.sku] += item.available + sum(hold.quantity for hold in item.lapsed_holds())
    return free
