"""What takes two people: one asks, another approves, and with that it is done, in the same transaction."""

from datetime import timedelta
from typing import Any

from core import clock, log
from core.allowances.services import agreed, one_act
from core.approvals.errors import ApprovalOver, AskerGone, NotTheirs, OwnApproval
from core.approvals.models import Approval, ApprovalState
from core.approvals.queries import ISSUES_A_CARD, approval_named
from core.approvals.wishes import WISHES, Wish, wish_of, written
from core.audit.services import record
from core.db import transactional
from core.documents import add
from core.mailboxes import folded
from core.money import Money
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.orders.services import happened
from core.seals import sign_of
from core.settings import settings
from core.staff.errors import NoFactor, NotAllowed
from core.staff.guessing import SIGNED_IN
from core.staff.models import StaffMember
from core.staff.second_factor import prove
from core.staff.standing import kept_at_work
from core.tenders.services import tell_code

WAITS = timedelta(days=3)
"""Over a weekend."""


@transactional
def give(wish: Wish, *, actor: str, name: str) -> str:
    """Do what gives money away, once for each *name*, as far as *actor* may alone; what came of it.

    Raises SecondPersonNeeded, and nothing has changed: then it can be asked for; else what the wish raises.
    """
    with one_act():
        return wish.do(actor, name)


@transactional
def ask(wish: Wish, money: Money, *, actor: str, name: str) -> Approval:
    """Ask for a second person, once for each *name*: another who may do the same has three days to approve.

    *money* is what SecondPersonNeeded said. Raises NotAllowed.
    """
    approval_id = f"apr_{name[:24]}"
    if earlier := Approval.objects(id=approval_id).first():
        return earlier  # type: ignore[no-any-return]  # MongoEngine has no types
    facts: dict[str, Any] = written(wish)
    market = order_by_number(facts["number"]).market if facts.get("number") else None
    if not _may(kept_at_work(actor), wish.needs, market):
        raise NotAllowed(wish.needs)
    now = clock.now()
    asked = add(
        Approval,
        id=approval_id,
        market=market,
        minor=money.minor,
        currency=money.currency,
        asked_by=folded(actor),
        asked_at=now,
        until=now + WAITS,
        **facts,
    )
    _record(asked, actor, "ask_approval")
    return asked


def approve(approval_id: str, *, actor: str, code: str) -> Approval:
    """Another member agrees, and shows their second factor again: it is done, as it was asked for, once.

    Both may do it still, and work here; the sum that it gives is the one that was asked for. Done by whoever has
    asked, in the books; the order's timeline and the audit name both.
    Raises ApprovalNotFound, ApprovalOver, OwnApproval, NotAllowed, NoFactor, WrongCode, AskerGone, NotAsAgreed, and
    what the wish raises: then nothing has changed, and it waits still.
    """
    approval, member = (
        approval_named(approval_id),
        StaffMember.objects(email=folded(actor), active=True).first(),
    )
    if not approval.waits:
        raise ApprovalOver
    _check_decider(approval, actor, member)
    if member.factor is None:
        raise NoFactor
    prove(member, code, device=SIGNED_IN)
    approved = _approve(approval_id, actor)
    tell_log("approved", approved, actor)
    return approved


def decline(approval_id: str, *, actor: str, reason: str) -> Approval:
    """Another member says no, and why. Raises ApprovalNotFound, ApprovalOver, OwnApproval, NotAllowed."""
    declined = _decline(approval_id, actor, reason)
    tell_log("approval_declined", declined, actor)
    return declined


@transactional
def withdraw(approval_id: str, *, actor: str) -> Approval:
    """Whoever asked wants it no more. Raises ApprovalNotFound, ApprovalOver, NotTheirs."""
    if approval_named(approval_id).asked_by != folded(actor):
        raise NotTheirs
    withdrawn = _moved(approval_id, ApprovalState.WITHDRAWN, actor)
    _record(withdrawn, actor, "withdraw_approval")
    return withdrawn


@transactional
def code_of(approval_id: str, *, actor: str) -> str:
    """The code of the gift card that came of it, told once to whoever had asked.

    Raises ApprovalNotFound, ApprovalOver (no card came of it), NotTheirs, CodeTold.
    """
    approval = approval_named(approval_id)
    if approval.asked_by != folded(actor):
        raise NotTheirs
    if approval.state != ApprovalState.DONE or approval.act not in ISSUES_A_CARD:
        raise ApprovalOver
    return tell_code(str(approval.outcome), actor=actor)


def may_decide(approval: Approval, member: StaffMember) -> bool:
    """Whether that member may approve or decline it: whoever may do the same, and has not asked for it."""
    return member.email != approval.asked_by and _may(member, _needs(approval), approval.market)


@transactional
def _approve(approval_id: str, actor: str) -> Approval:
    """Of two who approve at once one conflicts, and finds it decided."""
    approval = _moved(approval_id, ApprovalState.DONE, actor)
    _check_decider(approval, actor, kept_at_work(actor))
    if not _may(kept_at_work(approval.asked_by), _needs(approval), approval.market):
        raise AskerGone
    with agreed(approval.asked_by, approval.money):
        outcome = wish_of(approval).do(approval.asked_by, approval.id)
    Approval.objects(id=approval_id).update_one(set__outcome=outcome)
    _tell_order(approval, actor)
    _record(approval, actor, "approve")
    return approval_named(approval_id)


@transactional
def _decline(approval_id: str, actor: str, reason: str) -> Approval:
    declined = _moved(approval_id, ApprovalState.DECLINED, actor, remark=reason)
    _check_decider(declined, actor, kept_at_work(actor))
    _record(declined, actor, "decline", remark=reason)
    return declined


def _moved(approval_id: str, to: str, actor: str, **facts: object) -> Approval:
    now = clock.now()
    moved = Approval.objects.move(approval_id, to, decided_by=folded(actor), decided_at=now, **facts)
    if moved is None:
        approval_named(approval_id)
        raise ApprovalOver
    return moved  # type: ignore[no-any-return]  # MongoEngine has no types


def _check_decider(approval: Approval, actor: str, member: StaffMember | None) -> None:
    """Raises OwnApproval, NotAllowed."""
    if folded(actor) == approval.asked_by:
        raise OwnApproval
    if not _may(member, _needs(approval), approval.market):
        raise NotAllowed(_needs(approval))


def _may(member: StaffMember | None, needs: str, market: str | None) -> bool:
    """Whoever is bound to markets may do it in these, and nothing that is of the whole shop."""
    return member is not None and member.may(needs) and (not member.markets or market in member.markets)


def _needs(approval: Approval) -> str:
    return str(WISHES[approval.act].needs)


def _tell_order(approval: Approval, actor: str) -> None:
    if approval.number:
        said = happened("approved", actor, f"{approval.asked_by} had asked for it.")
        Order.objects(number=approval.number).update_one(push__timeline=said)


def _record(approval: Approval, actor: str, action: str, **more: object) -> None:
    about = f"order:{approval.number}" if approval.number else f"customer:{approval.customer_id}"
    target = about if approval.number or approval.customer_id else f"approval:{approval.id}"
    money = {"minor": approval.minor, "currency": approval.currency}
    facts = {"approval": approval.id, "act": approval.act, "asked_by": approval.asked_by, **money}
    record(actor, action, target, reason=approval.reason, **facts, **more)


def tell_log(event: str, approval: Approval, actor: str) -> None:
    """A line for whoever watches over the console, outside of any transaction. It names nobody: a member is a hash
    that only this shop can make, as in the console's other lines.
    """
    ring = settings().secret_ring
    who = {"member": sign_of(folded(actor), ring), "asker": sign_of(approval.asked_by, ring)}
    log.get(__name__).info(event, approval=approval.id, act=approval.act, **who)
