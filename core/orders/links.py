"""How a guest finds an order again: a short-lived link is mailed to the address that it was confirmed to.

It is there to look at that one order, as often as its time allows, and proves nobody's account. What it changes hands
by, it does once: with the order in an account, no link opens it any more.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from mongoengine import DateTimeField, Document, StringField

from core import clock
from core.db import transactional
from core.documents import collection, expires
from core.key_ring import KeyRing
from core.mailboxes import folded
from core.orders.errors import OrderNotFound
from core.orders.events import OrderLinkAsked
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.orders.services import happened
from core.outbox.services import announce
from core.seals import seal

ASK_AGAIN = timedelta(minutes=5)


class OrderLink(Document):
    """A link that was mailed. Only the hash of its token is kept; MongoDB forgets it when its time is over."""

    id: str = StringField(primary_key=True)
    number: str = StringField(required=True)
    expires_at: datetime = DateTimeField(required=True)

    meta = collection("order_links", expires("expires_at"))


class OrderLinkAsk(Document):
    """Somebody has asked for a link of late: by a hash of order and mailbox, whether there are such or not."""

    id: str = StringField(primary_key=True)
    again_at: datetime = DateTimeField(required=True)

    meta = collection("order_link_asks", expires("again_at"))


@transactional
def ask_for_link(number: str, email: str) -> None:
    """Somebody wants to see that order. What comes of it is seen in the mailbox alone: all are answered alike.

    A mailbox gets one link to an order in five minutes, however often somebody asks.
    """
    asked = OrderLinkAsked(number.strip().upper(), folded(email), secrets.token_hex(12))
    name, now = _digest(f"{asked.number} {asked.email}"), clock.now()
    if OrderLinkAsk.objects(id=name, again_at__gt=now).first() is None:
        OrderLinkAsk.objects(id=name).update_one(upsert=True, set__again_at=now + ASK_AGAIN)
        announce(asked)


def link_for(asked: OrderLinkAsked, *, secret: KeyRing, seconds: int) -> str | None:
    """The token to mail, the same each time for one asking; None when no such order was confirmed to that address."""
    order = Order.objects(number=asked.number).first()
    if order is None or not hmac.compare_digest(folded(order.email).encode(), asked.email.encode()):
        return None
    token = seal(secret, f"order-link:{asked.ask}")
    OrderLink.objects(id=_digest(token)).update_one(
        upsert=True,
        set_on_insert__number=order.number,
        set_on_insert__expires_at=clock.now() + timedelta(seconds=seconds),
    )
    return token


def order_of_link(number: str, token: str) -> Order:
    """That order, for whoever holds a link to it that is still good. Raises OrderNotFound."""
    link = OrderLink.objects(id=_digest(token), number=number, expires_at__gt=clock.now()).first()
    if link is None:
        raise OrderNotFound(number)
    return order_by_number(number)


@transactional
def claim_by_link(number: str, token: str, customer_id: str) -> Order:
    """Give a guest's order to the customer who holds a link to it: that is the proof, an equal address is none.

    With that all links to it are used up; again, by the same customer, it changes nothing. Raises OrderNotFound, also
    when it is another customer's.
    """
    if Order.objects(number=number, customer_id=customer_id).first() is None:
        order_of_link(number, token)
    mine = Order.objects(number=number, customer_id__in=(None, customer_id))
    order: Order | None = mine.modify(set__customer_id=customer_id, inc__revision=1)
    if order is None:
        raise OrderNotFound(number)
    OrderLink.objects(number=number).delete()
    if order.customer_id is None:
        Order.objects(number=number).update_one(push__timeline=happened("claimed", customer_id))
    return order_by_number(number)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
