"""What a shopper and the provider do around a checkout, in the fewest words."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from types import TracebackType
from typing import Any, Self

from core.bootstrap import Shop
from core.carts.models import Cart
from core.checkout.services import StartedPayment, place, settle, start_payment
from core.inventory.models import StockItem
from core.orders.models import Order
from core.payments.models import Payment
from core.payments.queries import payment_by_id
from tests import builders as a
from tests.fakes import FakeGateway
from tests.wire import Killed, Wire

HOLD = 900
AFTER_THE_HOLD = timedelta(seconds=HOLD + 1)


def start(shop: Shop, cart: Cart, provider: str = "stripe") -> StartedPayment:
    return start_payment(
        a.fresh(cart), provider, gateways=shop.gateways, carrier=shop.carrier, hold_seconds=HOLD
    )


def order(shop: Shop, cart: Cart) -> Order:
    return place(a.fresh(cart), gateways=shop.gateways, hold_seconds=HOLD)


def pay(gateway: FakeGateway, payment: Payment, **captured: Any) -> None:
    """The shopper pays; nobody has told the shop yet."""
    gateway.pay(str(payment_by_id(payment.id).provider_ref), **captured)


def learn(shop: Shop, payment: Payment) -> None:
    """The shop asks how it stands, as it does after a webhook."""
    settle(payment_by_id(payment.id), shop.gateways["stripe"])


def state(payment: Payment) -> str:
    return str(payment_by_id(payment.id).state)


def held(payment: Payment) -> int:
    parts = [item.part_of(payment.id) for item in StockItem.objects.held_for(payment.id)]
    return sum(part.quantity for part in parts if part)


def deaths(wire: Wire, *, stride: int = 1) -> Iterator["Death"]:
    """One death after the other, each *stride* commands later, until the work gets to its end before it."""
    for step in count(1, stride):
        death = Death(wire, step)
        yield death
        if not death.came:
            return


class Death:
    """`with death:` the process dies before its command number `step`, if the work is long enough."""

    def __init__(self, wire: Wire, step: int) -> None:
        self.step = step
        self.came = False
        self._dying = wire.dying_before(step)

    def __enter__(self) -> Self:
        self._dying.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self.came = kind is Killed
        self._dying.__exit__(None, None, None)
        return self.came
