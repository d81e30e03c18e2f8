"""Numbers that the books count by: one after the other, and none is ever missing."""

from mongoengine import Document, IntField, StringField

from core.db import in_transaction, transactional
from core.documents import collection
from core.orders.models import Order

ORDERS = "orders"


class DrawnOutsideTransaction(RuntimeError):
    """A number was drawn outside the transaction of what it is for: it could be lost, and leave a hole."""


class Series(Document):
    """The last number of one series that is in use."""

    id: str = StringField(primary_key=True)
    last: int = IntField(required=True, default=0)

    meta = collection("series")


def next_number(series: str) -> int:
    """The next number of that series, from one on, in the caller's transaction: when it aborts, nothing was drawn.

    Whoever draws from the same series meanwhile conflicts and is tried again, so draw where few are at work: in jobs.
    """
    if not in_transaction():
        raise DrawnOutsideTransaction(series)
    drawn: Series = Series.objects(id=series).modify(upsert=True, new=True, inc__last=1)
    return drawn.last


@transactional
def number_order(number: str) -> None:
    """Give a placed order its consecutive number, once."""
    if Order.objects(number=number, sequence=None).first():
        Order.objects(number=number).update_one(set__sequence=next_number(ORDERS))
