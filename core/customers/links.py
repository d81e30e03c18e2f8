"""Links that are mailed: each proves once, and for a short time, that somebody reads the mails to an address."""

import hashlib
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Literal, get_args

from mongoengine import NotUniqueError, QuerySet

from core import clock
from core.customers.errors import LinkNotGood
from core.customers.models import Customer, MailedLink
from core.key_ring import KeyRing
from core.seals import seals

Purpose = Literal["password", "email"]


def link_for(
    purpose: Purpose,
    customer: Customer,
    email: str,
    ask: str,
    asked_at: str,
    *,
    secret: KeyRing,
    seconds: int,
) -> str | None:
    """The token to mail to *email*, the same each time for one asking; good for *seconds* from then.

    The links before it are good no more. None when a newer one was asked for, or this one was used.
    """
    tokens = list(seals(secret, f"{purpose}:{customer.id}:{ask}"))
    name, asked = f"{purpose}:{customer.id}", datetime.fromisoformat(asked_at)
    with suppress(NotUniqueError):  # there is one that is not older: this one, or a newer one
        MailedLink.objects(id=name, asked_at__lt=asked).update_one(
            upsert=True,
            set__purpose=purpose,
            set__customer_id=customer.id,
            set__email=email,
            set__credentials=customer.credentials,
            set__digest=_digest(tokens[0]),
            set__asked_at=asked,
            set__expires_at=asked + timedelta(seconds=seconds),
            unset__used_at=1,
        )
    return next((token for token in tokens if _good(purpose, token).first()), None)


def link_of(purpose: Purpose, token: str) -> MailedLink:
    """That link, which is good still. Raises LinkNotGood."""
    link: MailedLink | None = _good(purpose, token).first()
    if link is None:
        raise LinkNotGood
    return link


def use_link(purpose: Purpose, token: str) -> MailedLink:
    """That link, for the only time. Raises LinkNotGood."""
    link: MailedLink | None = _good(purpose, token).modify(set__used_at=clock.now())
    if link is None:
        raise LinkNotGood
    return link


def whose(link: MailedLink) -> QuerySet:
    """The customer of that link, unless their credentials are others than when it was made."""
    same = (0, None) if link.credentials == 0 else (link.credentials,)
    return Customer.objects(id=link.customer_id, credentials__in=same)


def void_links(customer_id: str) -> None:
    """No link is good any more that was mailed to that customer, or asked for and is mailed yet.

    Part of the change that it follows from.
    """
    Customer.objects(id=customer_id).update_one(inc__credentials=1)
    names = [f"{purpose}:{customer_id}" for purpose in get_args(Purpose)]
    MailedLink.objects(id__in=names).update(set__used_at=clock.now())


def _good(purpose: Purpose, token: str) -> QuerySet:
    return MailedLink.objects(
        digest=_digest(token), purpose=purpose, used_at=None, expires_at__gt=clock.now()
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
