"""What needs a hand: whatever no job sees to, or somebody has to look at, counted with little work."""

from dataclasses import dataclass

from flask import url_for
from mongoengine import QuerySet

from admin.times import today
from core.approvals.models import Approval
from core.inventory.incoming import ExpectedDelivery
from core.inventory.levels import watched_short
from core.outbox.models import OutboxMessage
from core.payments.by_hand import refunds_for_a_person
from core.payments.captures import refused_captures
from core.payments.models import DISPUTE_OPEN, Dispute, Payment, PaymentState
from core.payments.reconciliations import Difference
from core.returns.models import Return, ReturnState

MOST = 100
"""So many are counted; more are *100+*."""


@dataclass(frozen=True)
class Hand:
    """One kind of work that waits for a person, and where it is done."""

    name: str
    hint: str
    waiting: int
    url: str

    @property
    def told(self) -> str:
        return f"{MOST}+" if self.waiting >= MOST else str(self.waiting)


def hands() -> list[Hand]:
    """What waits, the money first. Each reads as much as it counts at the most, of an index; refunds read also some
    hundreds that are planned, and their payments.
    """
    return [hand for hand in (*_money(), *_goods(), *_work()) if hand.waiting]


def _money() -> list[Hand]:
    refunds, disputes = len(refunds_for_a_person(MOST)), Dispute.objects(status__in=DISPUTE_OPEN)
    aside = Payment.objects(state=PaymentState.QUARANTINED)
    differences = Difference.objects(repaired_at=None)
    asked = Approval.objects.waiting()
    return [
        Hand(
            "Approvals",
            "They take a second person",
            _count(asked),
            url_for("approvals.index_view", state="asked"),
        ),
        Hand(
            "Captures",
            "The provider did not take them",
            len(refused_captures(MOST)),
            url_for("orders.index_view", hand="captures"),
        ),
        Hand("Refunds", "For a person to see to", refunds, url_for("refunds.index_view", hand="person")),
        Hand(
            "Disputes",
            "Answered at the provider",
            _count(disputes),
            url_for("disputes.index_view", state="open"),
        ),
        Hand(
            "Set aside", "Another amount than was asked for", _count(aside), url_for("set_aside.index_view")
        ),
        Hand(
            "Differences",
            "The provider says something else",
            _count(differences),
            url_for("differences.index_view", state="open"),
        ),
    ]


def _goods() -> list[Hand]:
    late = ExpectedDelivery.objects(state="open", due_at__lt=today())
    asked = Return.objects(state=ReturnState.ASKED)
    return [
        Hand(
            "Returns",
            "Buyers wait for an answer",
            _count(asked),
            url_for("returns.index_view", state="asked"),
        ),
        Hand(
            "Overdue deliveries",
            "Ask the supplier",
            _count(late),
            url_for("deliveries.index_view", state="overdue"),
        ),
        Hand(
            "Low stock",
            "Below its watched level",
            len(watched_short(MOST)),
            url_for("stock.index_view", level="watched"),
        ),
    ]


def _work() -> list[Hand]:
    dead = OutboxMessage.objects.dead()
    return [
        Hand(
            "Dead messages", "Somebody has to look", _count(dead), url_for("outbox.index_view", state="dead")
        )
    ]


def _count(waiting: QuerySet) -> int:
    return int(waiting.limit(MOST).count(with_limit_and_skip=True))
