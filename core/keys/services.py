"""Keys for machines: made, rotated, ended. The key itself is answered once and kept nowhere."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from mongoengine import NotUniqueError

from core import clock
from core.audit.services import record
from core.db import transactional
from core.keys.errors import BadKeyTerms, KeyNameTaken, KeyNotCurrent, KeyNotFound
from core.keys.models import SCOPES, ApiKey
from core.keys.tokens import KeyToken, new_token
from core.settings import settings

NAME = re.compile(r"[a-z][a-z0-9-]{1,39}", re.ASCII)
MOST_DAYS, MOST_HOURS = 730, 168
DAYS, HOURS = 365, 24
"""How long a key is good, and for how long its successor is good beside it."""


def issue_key(name: str, scopes: Sequence[str], *, actor: str, days: int = DAYS) -> tuple[ApiKey, str]:
    """A key for the machine of that name, and the key itself. Raises BadKeyTerms, KeyNameTaken."""
    _check_terms(name, scopes, days)
    try:
        return _issue(name, sorted(set(scopes)), days, actor)
    except NotUniqueError:
        raise KeyNameTaken(name) from None


def rotate_key(key_id: str, *, actor: str, days: int = DAYS, hours: int = HOURS) -> tuple[ApiKey, str]:
    """Another key for the same machine; the one before is good for so many *hours* beside it, and no longer.

    Two are good at once, never three. Raises KeyNotFound, KeyNotCurrent, BadKeyTerms.
    """
    if not 0 <= hours <= MOST_HOURS:
        raise BadKeyTerms(f"Both are good for 0 to {MOST_HOURS} hours.", field="hours")
    _check_days(days)
    return _rotate(key_id, days, hours, actor)


@transactional
def end_key(key_id: str, *, actor: str) -> None:
    """That key opens nothing from the next request on, in every process. Safe to repeat. Raises KeyNotFound."""
    known = ApiKey.objects(id=key_id, ended_at=None)
    ended = known.modify(set__ended_at=clock.now(), set__current=False)
    if ended is not None:
        record(actor, "end_key", f"key:{key_id}", name=ended.name)
    elif not ApiKey.objects(id=key_id):
        raise KeyNotFound(key_id)


@transactional
def _issue(name: str, scopes: Sequence[str], days: int, actor: str) -> tuple[ApiKey, str]:
    ApiKey.objects(name=name, current=True, expires_at__lte=clock.now()).update(set__current=False)
    key, token = _made(name, scopes, days, actor)
    record(actor, "issue_key", f"key:{key.id}", name=name, scopes=list(scopes), expires_at=key.expires_at)
    return key, token.text


@transactional
def _rotate(key_id: str, days: int, hours: int, actor: str) -> tuple[ApiKey, str]:
    now = clock.now()
    if not ApiKey.objects(id=key_id):
        raise KeyNotFound(key_id)
    old = ApiKey.objects(id=key_id, current=True, expires_at__gt=now).modify(set__current=False)
    if old is None or _others(old, now):
        raise KeyNotCurrent
    until = min(old.expires_at, now + timedelta(hours=hours))
    ApiKey.objects(id=key_id).update_one(set__expires_at=until)
    key, token = _made(old.name, old.scopes, days, actor)
    record(actor, "rotate_key", f"key:{key.id}", name=old.name, former=old.id, former_until=until)
    return key, token.text


def _others(key: ApiKey, now: datetime) -> bool:
    """Whether the machine has another key that is good."""
    good = ApiKey.objects(name=key.name, id__ne=key.id, ended_at=None, expires_at__gt=now)
    return good.first() is not None


def _made(name: str, scopes: Sequence[str], days: int, actor: str) -> tuple[ApiKey, KeyToken]:
    token, now = new_token(live=settings().env == "production"), clock.now()
    key = ApiKey(
        id=token.id,
        name=name,
        scopes=list(scopes),
        digest=token.digest,
        shown=token.shown,
        created_at=now,
        created_by=actor,
        expires_at=now + timedelta(days=days),
    ).save(force_insert=True)
    return key, token


def _check_terms(name: str, scopes: Sequence[str], days: int) -> None:
    if not NAME.fullmatch(name):
        raise BadKeyTerms("A name has 2 to 40 small letters, digits and hyphens.", field="name")
    if not scopes or set(scopes) - set(SCOPES):
        raise BadKeyTerms(f"Choose among {', '.join(SCOPES)}.", field="scopes")
    _check_days(days)


def _check_days(days: int) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise BadKeyTerms(f"A key is good for 1 to {MOST_DAYS} days.", field="days")
