"""How an account is opened: whoever wants one proves first that they read the mails to its address.

Nobody is looked up before a job does it, and there is no account before the proof. So neither asking, nor trying to
sign in afterwards, tells who has one (docs/adr/0016).
"""

import hashlib
from datetime import timedelta

from core import clock
from core.customers.errors import LinkNotGood
from core.customers.events import RegistrationAsked
from core.customers.models import Registration, new_registration_id
from core.customers.proofs import confirm_email
from core.customers.services import open_account
from core.db import transactional
from core.key_ring import KeyRing
from core.mailboxes import folded
from core.outbox.services import announce
from core.passwords import hashed
from core.seals import seals

MOST_MAILS = 3
"""To one mailbox while its links last: whoever asks more often does not ask for themselves."""


def ask_to_register(email: str, password: str, name: str, *, seconds: int) -> None:
    """Somebody wants an account. What comes of it is seen in the mailbox alone, within *seconds*.

    It takes the same time for every address. Raises Invalid (the password), PasswordsBusy.
    """
    _keep(folded(email), hashed(password, about=(email, name)), name, seconds)


def registration_to_answer(registration_id: str) -> Registration | None:
    """What was asked for; None when it is over, or when the mailbox has had its mails."""
    asked: Registration | None = Registration.objects(id=registration_id, expires_at__gt=clock.now()).first()
    if asked is None:
        return None
    earlier = Registration.objects(email=asked.email, asked_at__lt=asked.asked_at, expires_at__gt=clock.now())
    return asked if earlier.limit(MOST_MAILS).count(with_limit_and_skip=True) < MOST_MAILS else None


def token_for(asked: Registration, *, secret: KeyRing) -> str:
    """The token to mail, the same each time: it opens the account as it was asked for there."""
    tokens = list(seals(secret, f"registration:{asked.id}"))
    token = next((one for one in tokens if _digest(one) == asked.digest), tokens[0])
    Registration.objects(id=asked.id).update_one(set__digest=_digest(token))
    return token


def confirm(token: str) -> None:
    """What a mailed link proves: an account is opened, or its address is proved. Raises LinkNotGood, EmailTaken.

    Of several that were asked for under one address the first that is proved is opened, and the others are void.
    """
    if Registration.objects(digest=_digest(token)).first() is None:
        confirm_email(token)
    else:
        _open(token)


@transactional
def _keep(email: str, secret: str, name: str, seconds: int) -> None:
    now = clock.now()
    asked = Registration(
        id=new_registration_id(),
        email=email,
        password=secret,
        name=name,
        asked_at=now,
        expires_at=now + timedelta(seconds=seconds),
    ).save(force_insert=True)
    announce(RegistrationAsked(asked.id))


@transactional
def _open(token: str) -> None:
    wanted = Registration.objects(digest=_digest(token), expires_at__gt=clock.now())
    asked: Registration | None = wanted.modify(remove=True)
    if asked is None:
        raise LinkNotGood
    Registration.objects(email=asked.email).delete()
    open_account(asked.email, asked.password, asked.name)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
