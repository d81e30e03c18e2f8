"""Check 11: whatever is done to orders in whatever order, pieces and money stay what a small model says they are."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.errors import ShopError
from core.inventory.queries import availability
from core.orders import ledger
from core.orders.edits import edit_order
from core.orders.models import Order
from core.orders.refunds import grant_refund
from core.returns.models import Return
from core.returns.services import (
    Finding,
    Inspection,
    Wish,
    approve_return,
    ask_return,
    inspect_return,
    receive_return,
    refuse_return,
)
from core.shipping.services import note_delivered, ship_order
from tests import builders as a
from tests.conftest import empty
from tests.fakes import FakeGateway, FakeQueue
from tests.wire import WIRE

SKUS = ("MUG", "POT")
STOCK = 12
PIECES = st.integers(0, 4)
SKU = st.sampled_from(SKUS)
NTH = st.integers(0, 3)


def machine(  # noqa: C901  # one class, which has to know the fixtures
    shop: Shop, gateway: FakeGateway, queue: FakeQueue
) -> type[RuleBasedStateMachine]:
    class Orders(RuleBasedStateMachine):
        """The model: how many pieces lie on the shelf. What a service refuses has changed nothing."""

        @initialize()
        def open(self) -> None:
            empty(WIRE.written)
            a.markets()
            self.shelf = dict.fromkeys(SKUS, STOCK)
            for sku in SKUS:
                a.goods(sku, price=1_799, available=STOCK)
                self.buy(sku, 3)

        def numbers(self) -> list[str]:
            return [str(order.number) for order in Order.objects.order_by("id").only("number")]

        def on(self, nth: int, act: Callable[[str], Any]) -> bool:
            """Whether it was done: to one of the orders there are, if there is one and the shop allows it."""
            numbers = self.numbers()
            if not numbers:
                return False
            try:
                act(numbers[nth % len(numbers)])
            except ShopError:
                return False
            return True

        def moved(self, nth: int, act: Callable[[str], Any]) -> None:
            """The same, where pieces may go on the shelf or off it: as many as the order has fewer, or more."""
            numbers = self.numbers()
            before = a.order(numbers[nth % len(numbers)]) if numbers else None
            if before and self.on(nth, act):
                after = {line.sku: line.kept for line in a.order(before.number).lines}
                for line in before.lines:
                    after[line.sku] = after.get(line.sku, 0) - line.kept
                for sku, more in after.items():
                    self.shelf[sku] -= more

        @rule(sku=SKU, pieces=st.integers(1, 4))
        def buy(self, sku: str, pieces: int) -> None:
            if self.shelf[sku] >= pieces:
                a.paid_order(shop, {sku: pieces})
                self.shelf[sku] -= pieces

        @rule(nth=NTH, pieces=PIECES)
        def ship(self, nth: int, pieces: int) -> None:
            def leave(number: str) -> None:
                sku = a.order(number).lines[0].sku
                some = {sku: pieces} if pieces else None
                ship_order(number, carrier="UPS", tracking_code=None, actor=a.STAFF, quantities=some)

            self.on(nth, leave)

        @rule(nth=NTH, position=st.integers(1, 3))
        def arrive(self, nth: int, position: int) -> None:
            self.on(nth, lambda number: note_delivered(number, position, actor=a.STAFF))

        @rule(nth=NTH, sku=SKU, pieces=PIECES)
        def edit(self, nth: int, sku: str, pieces: int) -> None:
            self.moved(nth, lambda number: edit_order(number, {sku: pieces}, actor=a.STAFF, reason="Edit."))

        @rule(nth=NTH)
        def cancel(self, nth: int) -> None:
            self.moved(nth, a.cancel)

        @rule(nth=NTH, minor=st.integers(1, 3_000), pieces=PIECES, sku=SKU)
        def refund(self, nth: int, minor: int, pieces: int, sku: str) -> None:
            what: dict[str, Any] = {"pieces": {sku: pieces}} if pieces else {"minor": minor}
            self.on(nth, lambda number: grant_refund(number, actor=a.STAFF, reason="Refund.", **what))

        @rule(nth=NTH, sku=SKU, pieces=st.integers(1, 3))
        def send_back(self, nth: int, sku: str, pieces: int) -> None:
            wishes = [Wish(sku, pieces, "damaged")]
            self.on(nth, lambda number: ask_return(number, wishes, actor="ada@example.com"))

        @rule(good=st.booleans())
        def go_on_with_return(self, *, good: bool) -> None:
            known = Return.objects(state__in=("asked", "approved")).first()
            if known and known.state == "approved":
                receive_return(known.number, actor=a.STAFF)
            elif known and good:
                approve_return(known.number, actor=a.STAFF)
            elif known:
                refuse_return(known.number, actor=a.STAFF, reason="Worn.")

        @rule(good=st.booleans(), paid=st.booleans())
        def inspect(self, *, good: bool, paid: bool) -> None:
            known = Return.objects(state="received").first()
            if known is None:
                return
            line = known.lines[0]
            restock = line.received if good else 0
            found = Finding(restock, line.received - restock, line.received if paid else 0)
            try:
                inspect_return(known.number, Inspection({line.sku: found}), actor=a.STAFF)
            except ShopError:
                return
            self.shelf[line.sku] += restock

        @rule()
        def work(self) -> None:
            a.drain(queue)

        @invariant()
        def nothing_is_lost(self) -> None:
            assert violations() == []

        @invariant()
        def the_shelf_is_as_the_model_says(self) -> None:
            if hasattr(self, "shelf"):
                assert availability(SKUS, ["reno", "rotterdam"]) == self.shelf

        def teardown(self) -> None:
            """Once all jobs are done, what went back is what is not due (any more)."""
            a.drain(queue)
            for number in self.numbers():
                sums = ledger.balance_of(number)
                assert sums.refunded == max(0, sums.captured - sums.due)
            assert gateway.refunded_minor <= gateway.captured_minor

    return Orders


def run(shop: Shop, gateway: FakeGateway, queue: FakeQueue, *, examples: int, steps: int) -> None:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine(shop, gateway, queue), settings=chosen)


def test_orders_keep_their_promises_whatever_is_done_to_them(
    shop: Shop, gateway: FakeGateway, queue: FakeQueue
) -> None:
    run(shop, gateway, queue, examples=3, steps=15)


@pytest.mark.faults
@pytest.mark.timeout(3_600)
def test_orders_keep_their_promises_for_long(shop: Shop, gateway: FakeGateway, queue: FakeQueue) -> None:
    run(shop, gateway, queue, examples=200, steps=50)
