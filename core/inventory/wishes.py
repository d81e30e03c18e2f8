"""Shoppers who want to be told when something is there again."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from mongoengine import DateTimeField, Document, StringField

from core import clock
from core.documents import collection, expires
from core.inventory.events import RestockWished
from core.mailboxes import checked, folded
from core.outbox.services import announce_alone

KEPT_SECONDS = 180 * 24 * 3600
"""A wish that nothing came of for half a year is forgotten: it holds an address that is good for nothing else."""

MOST_OPEN = 50
"""Of one mailbox: whoever sends more does not write for themselves."""


class RestockWish(Document):
    """One mailbox that wants to hear of one SKU in one market, once."""

    id: str = StringField(primary_key=True)
    sku: str = StringField(required=True)
    market: str = StringField(required=True)
    locale: str = StringField(required=True)
    email: str = StringField(required=True)
    mailbox: str | None = StringField()
    """The address in the one spelling by which wishes are counted."""
    made_at: datetime = DateTimeField(required=True)

    meta = collection(
        "restock_wishes", ("sku", "made_at"), ("email",), ("mailbox",), expires("made_at", KEPT_SECONDS)
    )


def ask_to_be_told(sku: str, email: str, *, market: str, locale: str) -> None:
    """Somebody wants to hear of that SKU. A job writes it down, so that it takes the same time for every mailbox.

    Raises Invalid for what is no address.
    """
    announce_alone(RestockWished(sku, checked(email), market, locale))


def wish(sku: str, email: str, *, market: str, locale: str) -> None:
    """Write down that this mailbox wants to be told. The same wish again changes nothing, and says nothing.

    Nor does one more than 50 that are open: what a mailbox waits for is nobody else's to find out.
    Raises Invalid for what is no address.
    """
    address = checked(email)
    mailbox = folded(address)
    if RestockWish.objects(mailbox=mailbox).limit(MOST_OPEN).count(with_limit_and_skip=True) >= MOST_OPEN:
        return
    name = hashlib.sha256(f"{sku} {market} {mailbox}".encode()).hexdigest()
    RestockWish.objects(id=name).update_one(
        upsert=True,
        set_on_insert__sku=sku,
        set_on_insert__market=market,
        set_on_insert__locale=locale,
        set_on_insert__email=address,
        set_on_insert__mailbox=mailbox,
        set_on_insert__made_at=clock.now(),
    )


def wishes_for(sku: str, *, since: datetime | None = None) -> Iterator[RestockWish]:
    """Who wants to hear of that SKU, *since* then; whoever came first before the others."""
    later = {"made_at__gte": since} if since else {}
    yield from RestockWish.objects(sku=sku, **later).order_by("made_at")


def forget_wish(wish_id: str) -> None:
    """It has been told."""
    RestockWish.objects(id=wish_id).delete()
