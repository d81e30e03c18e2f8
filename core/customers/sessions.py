"""Sign-ins that go on (RFC 9700, section 4.14.2): one session for each device, and in it a family of refresh tokens,
each of which is traded for its successor.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from mongoengine import NotUniqueError

from core import clock, log
from core.customers.errors import NotSignedIn, SessionNotFound
from core.customers.events import SessionStolen
from core.customers.models import Customer, RefreshToken, Session, new_session_id
from core.customers.ports import Strength
from core.customers.queries import MOST_SESSIONS
from core.db import transactional
from core.documents import moved
from core.outbox.services import announce

GRACE = timedelta(seconds=10)
LONGEST_DEVICE = 200
UNKNOWN = Strength()


@dataclass(frozen=True)
class Lasting:
    """How long a sign-in lasts: *days* in all, *idle_days* without use."""

    days: int
    idle_days: int


@dataclass(frozen=True)
class SignIn:
    """A customer, the session that was begun or goes on, and the token with which it goes on next."""

    customer: Customer
    session_id: str
    refresh_token: str


@transactional
def begin(
    customer: Customer,
    *,
    lasts: Lasting,
    device: str,
    secret: str | None = None,
    identity_id: str | None = None,
    strength: Strength = UNKNOWN,
) -> SignIn:
    """A session for whoever has proved to be that customer, perhaps by an identity at a provider; *secret* takes the
    place of what is kept of the password. Of more than a hundred sign-ins, the one that was used longest ago ends.

    Raises NotSignedIn when the password was changed since, or the account disabled: nothing outlives that.
    """
    now = clock.now()
    change = {"set__password": secret} if secret else {}
    as_it_was = Customer.objects(id=customer.id, password=customer.password, disabled_at=None)
    if not as_it_was.update_one(set__signed_in_at=now, **change):
        raise NotSignedIn("Nobody signs in to that account in this way now.")
    session = Session(
        id=new_session_id(),
        customer_id=customer.id,
        device=device[:LONGEST_DEVICE],
        identity_id=identity_id,
        acr=strength.acr,
        amr=list(strength.methods),
        authenticated_at=strength.at,
        started_at=now,
        last_used_at=now,
        ends_at=now + timedelta(days=lasts.days),
        expires_at=_idle_end(now, now + timedelta(days=lasts.days), lasts),
    ).save(force_insert=True)
    token = secrets.token_urlsafe(32)
    _keep(token, session, session.expires_at)
    _end_beyond(MOST_SESSIONS, customer.id)
    return SignIn(customer, session.id, token)


def go_on(token: str, *, lasts: Lasting) -> SignIn:
    """Trade a refresh token for the next one. Raises NotSignedIn.

    A used token that comes back within ten seconds is taken for a lost answer and gets the same successor, however
    many ask. Later it was stolen, or its successor was: the session ends, and its customer is told.
    """
    now = clock.now()
    kept = _claimed(_digest(token), now)
    if now - (kept.used_at or now) > GRACE:
        _end_stolen(kept)
        raise NotSignedIn("The refresh token was used before.")
    session = Session.objects(id=kept.family, expires_at__gt=now).first()
    customer = Customer.objects(id=kept.customer_id).first()
    if session is None or customer is None:
        raise NotSignedIn("The refresh token is not good any more.")
    until = _idle_end(now, session.ends_at, lasts)
    successor = _successor(token, str(kept.salt))
    with suppress(NotUniqueError):  # somebody else has traded the same token just now
        _keep(successor, session, until)
    if not Session.objects(id=session.id).update_one(set__last_used_at=now, set__expires_at=until):
        raise NotSignedIn("The refresh token is not good any more.")
    if kept.used_at is None:
        RefreshToken.objects(id=kept.id, used_at=None).update_one(set__used_at=clock.now())
    return SignIn(customer, session.id, successor)


def session_of(token: str) -> str | None:
    """The id of the session that a refresh token belongs to, whether it was used or not; None for what is none."""
    kept = RefreshToken.objects(id=_digest(token), expires_at__gt=clock.now()).only("family").first()
    return kept.family if kept else None


def sign_out(token: str) -> None:
    """End that sign-in, with all that was issued in it. Safe to repeat."""
    kept = RefreshToken.objects(id=_digest(token)).first()
    if kept:
        _end(kept.family)


def end_session(session_id: str, customer_id: str) -> None:
    """End one sign-in of a customer. Raises SessionNotFound, also for somebody else's."""
    if not Session.objects(id=session_id, customer_id=customer_id).delete():
        raise SessionNotFound("It is over, or it was never yours.")
    RefreshToken.objects(family=session_id).delete()


def sign_out_everywhere(customer_id: str) -> None:
    """End every sign-in of a customer. Safe to repeat, and in a transaction."""
    Session.objects(customer_id=customer_id).delete()
    RefreshToken.objects(customer_id=customer_id).delete()


def end_sessions_of(identity_id: str, customer_id: str) -> None:
    """End every sign-in that was begun with that identity. Safe to repeat, and in a transaction."""
    for session in Session.objects(customer_id=customer_id, identity_id=identity_id):
        _end(session.id)


def _claimed(digest: str, now: datetime) -> RefreshToken:
    """That token, and in it what leads to its successor, which the first of many callers decides.

    It counts as used only when it has led there: MongoDB may take ten seconds to write this while its primary
    changes, and whoever asks again after that has lost an answer, and stolen nothing.
    """
    drawn = {"$set": {"salt": {"$ifNull": ["$salt", secrets.token_hex(16)]}}}
    kept = moved(RefreshToken, {"_id": digest, "expires_at": {"$gt": now}}, [drawn])
    if kept is None:
        raise NotSignedIn("The refresh token is not good any more.")
    return kept


def _successor(token: str, salt: str) -> str:
    """The next token: the same for all who hold this one, and for nobody who has only read the database."""
    return urlsafe_b64encode(hmac.digest(token.encode(), salt.encode(), "sha256")).decode().rstrip("=")


def _keep(token: str, session: Session, until: datetime) -> None:
    RefreshToken(
        id=_digest(token), customer_id=session.customer_id, family=session.id, expires_at=until
    ).save(force_insert=True)


@transactional
def _end_stolen(kept: RefreshToken) -> None:
    session = Session.objects(id=kept.family).first()
    _end(kept.family)
    if session:
        log.get(__name__).warning("session_stolen", customer=kept.customer_id, session=kept.family)
        announce(SessionStolen(kept.customer_id, session.id, session.device))


def _end_beyond(most: int, customer_id: str) -> None:
    """Of more sign-ins than can be listed, those that were used longest ago are over."""
    used_last = Session.objects(customer_id=customer_id).order_by("-last_used_at").skip(most)
    for session_id in list(used_last.scalar("id")):
        _end(session_id)


def _end(session_id: str) -> None:
    Session.objects(id=session_id).delete()
    RefreshToken.objects(family=session_id).delete()


def _idle_end(now: datetime, ends_at: datetime, lasts: Lasting) -> datetime:
    return min(now + timedelta(days=lasts.idle_days), ends_at)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
