"""The daily proof of money: what the provider lists is held against the shop's books, both ways."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from core import clock, log
from core.checkout.settlement import agree
from core.db import outside_call
from core.errors import ShopError
from core.money import Money
from core.payments.errors import GatewayAway, GatewayRefused
from core.payments.models import (
    COUNTS,
    GIVING_BACK,
    NOTHING_TO_PAY,
    Dispute,
    Payment,
    PaymentState,
    Refund,
    RefundState,
)
from core.payments.ports import GatewayPayment, GatewayState, Listed, ListedPayment, PaymentGateway
from core.payments.queries import order_paid_by
from core.payments.reconciliations import (
    DONE,
    OURS,
    DifferenceKind,
    Reconciliation,
    note_agreement,
    note_difference,
)

PHASES = (*Listed, OURS, DONE)
OVERLAP = timedelta(hours=1)
SETTLING = timedelta(minutes=2)
"""What is younger is still on its way to us."""
FIRST_LOOK = timedelta(days=3)
AT_ONCE = 50
MOST_CALLS = 60
"""Of one part. The schedule does a part a minute, so this is also the most per minute."""
MOST_SECONDS = 15.0
EXPECTED = {
    GatewayState.PAID: (PaymentState.PAID, *GIVING_BACK),
    GatewayState.AUTHORISED: (PaymentState.AUTHORISED, PaymentState.REFUND_DUE),
    GatewayState.GONE: (PaymentState.RETIRED, PaymentState.PAID, *GIVING_BACK),
    GatewayState.WAITING: (PaymentState.STARTED, PaymentState.RETIRED),
}


@dataclass
class Allowance:
    """How many calls a part of the work may still make."""

    calls: int = MOST_CALLS

    def __post_init__(self) -> None:
        self._ends = time.monotonic() + MOST_SECONDS

    def use(self) -> None:
        self.calls -= 1

    @property
    def is_spent(self) -> bool:
        return self.calls <= 0 or time.monotonic() > self._ends


def begin(provider: str, *, days: float | None = None) -> None:
    """Start a pass over the last *days*, or over what was not looked at yet."""
    now, before = clock.now(), Reconciliation.objects(id=provider).first()
    since = (
        before.until - OVERLAP
        if before and days is None
        else now - (timedelta(days=days) if days else FIRST_LOOK)
    )
    Reconciliation(id=provider, since=since, until=now - SETTLING, at=PHASES[0], started_at=now).save()


def with_books(gateways: Mapping[str, PaymentGateway]) -> dict[str, PaymentGateway]:
    """The providers that have anything to list."""
    return {
        name: gateway for name, gateway in gateways.items() if not gateway.manual and name != NOTHING_TO_PAY
    }


def is_due(provider: str, every: timedelta) -> bool:
    """Whether a pass is under way, or the last one is that long ago."""
    last = Reconciliation.objects(id=provider).first()
    return last is None or last.finished_at is None or clock.now() - last.finished_at >= every


@outside_call
def go_on(provider: str, gateway: PaymentGateway) -> bool:
    """Do the next part of the pass; whether there is more. Killed, it goes on where it was.

    Raises GatewayAway.
    """
    allowance = Allowance()
    while (run := _running(provider)) and not allowance.is_spent:
        if run.at == OURS:
            _hold_ours_against(run, gateway, allowance)
        else:
            _hold_a_page_against(run, gateway, allowance)
    return run is not None


def progress(provider: str) -> str:
    """How far the last pass has come, in words."""
    run = Reconciliation.objects(id=provider).first()
    return f"at {run.at}, {run.looked_at} looked at, {run.repaired} repaired" if run else "not begun"


def is_running(provider: str) -> bool:
    return _running(provider) is not None


def _running(provider: str) -> Reconciliation | None:
    run: Reconciliation | None = Reconciliation.objects(id=provider, finished_at=None).first()
    return run


def _hold_a_page_against(run: Reconciliation, gateway: PaymentGateway, allowance: Allowance) -> None:
    allowance.use()
    page = gateway.listed(Listed(run.at), run.since, run.until, after=run.after)
    todo = {one.ref: one for one in page.listed if one.ref and one.ref not in run.page_refs}
    for ref, listed in todo.items():
        _hold_against(listed, run, gateway, allowance)
        Reconciliation.objects(id=run.id).update_one(push__page_refs=ref)
        if allowance.is_spent:
            return
    _step(run, page.after)


def _step(run: Reconciliation, after: str | None) -> None:
    """On to the next page, or to the next list; written, so that nothing is done from its beginning again."""
    at = run.at if after else PHASES[PHASES.index(run.at) + 1]
    done = {"set__finished_at": clock.now()} if at == DONE else {}
    Reconciliation.objects(id=run.id, at=run.at, started_at=run.started_at).update_one(
        set__at=at, set__after=after, set__page_refs=[], **done
    )


def _hold_against(
    listed: ListedPayment, run: Reconciliation, gateway: PaymentGateway, allowance: Allowance
) -> None:
    Reconciliation.objects(id=run.id).update_one(inc__looked_at=1)
    payment = _payment_of(listed)
    if payment is None:
        _report_unknown(listed)
        return
    Payment.objects(id=payment.id).update_one(set__reviewed_at=clock.now())
    if listed.seen is None or list(_differences(payment, listed.seen, listed)):
        allowance.use()
        _look_again(payment, listed.ref, run, gateway, refused=DifferenceKind.STATE)
    else:
        note_agreement(listed.ref)


def _payment_of(listed: ListedPayment) -> Payment | None:
    by_ref: Payment | None = Payment.objects(provider_ref=listed.ref).first()
    if by_ref or listed.seen is None or listed.seen.payment_id is None:
        return by_ref
    ours: Payment | None = Payment.objects(id=listed.seen.payment_id, provider_ref=None).first()
    return ours


def _report_unknown(listed: ListedPayment) -> None:
    """Money of no attempt that is there, or a second time of one: only a person can know whose it is."""
    seen = listed.seen
    if seen and seen.payment_id and (seen.captured.minor or seen.authorised):
        came = f"{seen.captured.amount} {seen.captured.currency} came for {seen.payment_id}"
        detail = f"{came}, which is not there or has another reference"
        _note(DifferenceKind.UNKNOWN_PAYMENT, listed.ref, detail, payment=None)


def _repair(payment: Payment, seen: GatewayPayment, run: Reconciliation) -> None:
    """Take over what the provider says; what is different afterwards is for a person."""
    before = list(_differences(payment, seen))
    agree(payment, seen)
    after = list(_differences(Payment.objects(id=payment.id).get(), seen))
    for kind, detail in before:
        repaired = kind not in [left for left, _ in after]
        _note(kind, seen.ref, detail, payment=payment, repaired=repaired)
    if before and not after:
        Reconciliation.objects(id=run.id).update_one(inc__repaired=1)
    if not before and not after:
        note_agreement(seen.ref)


def _differences(
    payment: Payment, seen: GatewayPayment, listed: ListedPayment | None = None
) -> Iterator[tuple[str, str]]:
    """What the books and the provider do not agree about, and in which words."""
    if seen.captured.currency != payment.currency:
        yield DifferenceKind.CURRENCY, f"{seen.captured.currency} there, {payment.currency} here"
    elif (seen.captured.minor, seen.authorised) != (payment.captured_minor, payment.authorised_minor):
        kind = DifferenceKind.PAID_WITHOUT_ORDER if order_paid_by(payment) is None else DifferenceKind.AMOUNT
        here = Money(payment.captured_minor, payment.currency).amount
        yield kind, f"{seen.captured.amount} {payment.currency} came there, {here} here"
    if payment.state not in EXPECTED[seen.state]:
        yield DifferenceKind.STATE, f"{seen.state} there, {payment.state} here"
    gone = int(Refund.objects(payment_id=payment.id, state=RefundState.GONE).sum("minor"))
    back = listed.refunded if listed else sum(one.minor for one in seen.refunds if not one.failed)
    if back != gone:
        there, here = (Money(minor, payment.currency).amount for minor in (back, gone))
        yield DifferenceKind.REFUND, f"{there} {payment.currency} went back there, {here} here"
    disputed = listed.disputed if listed else bool(seen.disputes)
    if disputed and not _knows_all(payment, seen):
        yield DifferenceKind.DISPUTE, "a dispute is not as it is there"


def _knows_all(payment: Payment, seen: GatewayPayment) -> bool:
    known = {dispute.id: dispute.status for dispute in Dispute.objects(payment_id=payment.id)}
    if seen.disputes:
        return all(known.get(dispute.ref) == dispute.status for dispute in seen.disputes)
    return bool(known)


def _hold_ours_against(run: Reconciliation, gateway: PaymentGateway, allowance: Allowance) -> None:
    """Payments that count here and that the provider has not listed: it is asked about each."""
    unseen = Payment.objects(
        provider=run.id,
        state__in=(*COUNTS, PaymentState.REFUND_DUE),
        started_at__gte=run.since,
        started_at__lt=run.until,
        reviewed_at__not__gte=run.started_at,
    ).limit(AT_ONCE)
    for payment in unseen:
        allowance.use()
        Payment.objects(id=payment.id).update_one(set__reviewed_at=clock.now())
        ref, refused = payment.provider_ref or "", DifferenceKind.ORDER_WITHOUT_PAYMENT
        _look_again(payment, ref, run, gateway, refused=refused)
        if allowance.is_spent:
            return
    if not unseen:
        _step(run, None)


def _look_again(
    payment: Payment, ref: str, run: Reconciliation, gateway: PaymentGateway, *, refused: str
) -> None:
    """What cannot be taken over, or is not there, is for a person and keeps no other from its turn."""
    try:
        _repair(payment, gateway.look_up(ref, refunds=True), run)
    except GatewayAway:
        raise
    except ShopError as fault:
        kind = refused if isinstance(fault, GatewayRefused) else DifferenceKind.STATE
        _note(kind, ref or payment.id, str(fault), payment=payment)


def _note(kind: str, ref: str, detail: str, *, payment: Payment | None, repaired: bool = False) -> None:
    order = order_paid_by(payment) if payment else None
    number = order.number if order else None
    note_difference(
        kind, ref, detail, payment_id=payment.id if payment else None, number=number, repaired=repaired
    )
    if not repaired:
        log.get(__name__).error("money_differs", kind=kind, ref=ref, number=number, detail=detail)
