"""What has to end before somebody can be forgotten."""

from collections.abc import Iterator

from mongoengine import Q

from core.approvals.models import Approval
from core.orders.ledger import balance_in
from core.orders.models import Order
from core.orders.states import Stage
from core.payments.models import DISPUTE_OVER, Dispute, Payment, PaymentState
from core.privacy.people import Person
from core.returns.models import Return, ReturnState
from core.tenders.models import STORE_CREDIT, TenderAccount

OVER = (Stage.SHIPPED, Stage.DELIVERED, Stage.CANCELLED)
UNDER_WAY = (
    PaymentState.STARTED,
    PaymentState.AUTHORISED,
    PaymentState.REFUND_DUE,
    PaymentState.QUARANTINED,
)
COMING_BACK = (ReturnState.ASKED, ReturnState.APPROVED, ReturnState.RECEIVED)
MOST_TOLD = 20


def open_matters(person: Person, *, credit_given_up: bool = False) -> list[str]:
    """In words what is still open between somebody and the shop, twenty matters at most; nothing when all is over."""
    found = [*_orders(person), *_money(person), *_goods(person), *_asked_for(person)]
    return [*found, *([] if credit_given_up else _credit(person))][:MOST_TOLD]


def _orders(person: Person) -> Iterator[str]:
    for order in Order.objects(number__in=list(person.orders)):
        if order.stage not in OVER:
            yield f"order {order.number}: {order.stage}"
        elif balance_in(order).open or balance_in(order).refunding:
            yield f"order {order.number}: its money is not settled"


def _money(person: Person) -> Iterator[str]:
    for payment in Payment.objects(id__in=list(person.payments), state__in=UNDER_WAY).only("id", "state"):
        yield f"payment {payment.id}: {payment.state}"
    disputed = Dispute.objects(payment_id__in=list(person.payments), status__nin=DISPUTE_OVER)
    yield from (f"dispute {dispute.id}: {dispute.status}" for dispute in disputed)


def _goods(person: Person) -> Iterator[str]:
    coming = Return.objects(order_number__in=list(person.orders), state__in=COMING_BACK).only(
        "number", "state"
    )
    yield from (f"return {known.number}: {known.state}" for known in coming)


def _asked_for(person: Person) -> Iterator[str]:
    """What staff want to give them and another has not decided yet: within three days that is over."""
    theirs = Q(number__in=list(person.orders)) | Q(customer_id__in=list(person.customers))
    yield from (f"approval {asked.id}: {asked.act}" for asked in Approval.objects.waiting().filter(theirs))


def _credit(person: Person) -> Iterator[str]:
    left = TenderAccount.objects(
        kind=STORE_CREDIT, customer_id__in=list(person.customers), balance_minor__gt=0
    )
    yield from (f"store credit in {account.currency} that is not spent" for account in left)
