"""One-time codes by time (RFC 6238), as authenticator apps have them: SHA-1, six digits, steps of thirty seconds.

And codes for whoever has lost the app. The secret of an app is kept under a seal that is made of its owner and of
`SHOP_CONSOLE_SECRET_KEY`, of the others their hashes.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp

from core import clock
from core.crockford import new_code, plain
from core.key_ring import KeyRing
from core.seals import Box, SealBroken
from core.settings import settings
from core.staff.errors import NextCodeNeeded, OfferOver

STEP_SECONDS = 30
LEARNT = 10
"""Steps by which the clock of a telephone may be wrong. One code of such a step neither signs in nor sets up."""
NEAR = range(-LEARNT, LEARNT + 1)
LATE = 2
"""Steps by which a code is late that was read at the end of one and sent after the next. The clock may be right."""
RECOVERY_CODES, LETTERS = 10, 28
"""So many, each of 140 random bits."""
OFFER_LASTS = timedelta(minutes=15)


@dataclass(frozen=True)
class Offer:
    """A secret that may become somebody's. Nothing is kept of it: the *ticket* is the secret under a seal."""

    secret: str
    address: str
    """For the app, as it reads it from a picture: `otpauth://totp/…`."""
    ticket: str


def new_offer(email: str) -> Offer:
    """A secret of 160 random bits that this member may take within a quarter of an hour."""
    return _offer(email, pyotp.random_base32())


def offer_again(email: str, ticket: str) -> Offer:
    """The same secret once more, as long as it is on offer. Raises OfferOver."""
    return _offer(email, offered(email, ticket))


def offered(email: str, ticket: str) -> str:
    """The secret that was offered to that member. Raises OfferOver, also for what was offered to somebody else."""
    try:
        return _box("offered", email).read(ticket, within=OFFER_LASTS).decode()
    except SealBroken:
        raise OfferOver from None


def sealed(secret: str, email: str) -> str:
    """The secret as it is kept."""
    return _box("kept", email).write(secret.encode())


def resealed(kept: str, email: str) -> str | None:
    """The same secret, closed with the newest generation of `SHOP_CONSOLE_SECRET_KEY`; None where it is that already.

    Raises SealBroken when no generation opens it.
    """
    ring = settings().console_ring
    try:
        _box("kept", email, KeyRing(ring.newest)).read(kept)
    except SealBroken:
        return sealed(_box("kept", email).read(kept).decode(), email)
    return None


@dataclass(frozen=True)
class Shown:
    """A code that an app shows in that *step* of time, so many steps *ahead* of now (or behind it)."""

    step: int
    ahead: int


def shown_by(kept: str, email: str, code: str, *, ahead: int) -> Shown | None:
    """What that code is to an app whose clock is so many steps ahead: its own, or one of another step near now.

    None for any other, and where no `SHOP_CONSOLE_SECRET_KEY` opens what is kept.
    """
    try:
        secret = _box("kept", email).read(kept).decode()
    except SealBroken:
        return None
    return shown_with(secret, code, clock.now(), [ahead, *NEAR])


def shown_first(secret: str, code: str, *, before: str) -> Shown | None:
    """What the code is that an app is set up with, and how far its clock is ahead of ours; None where it is none.

    A clock that is wrong is believed by two codes in a row (RFC 6238, section 6), of which *before* is the first.
    Raises NextCodeNeeded where it is not.
    """
    found = shown_with(secret, code, clock.now(), NEAR)
    if found is None:
        return None
    ahead = learnt(found.ahead)
    if ahead and shown_with(secret, before, clock.now(), [found.ahead - 1]) is None:
        raise NextCodeNeeded
    return Shown(found.step, ahead)


def learnt(ahead: int) -> int:
    """How far a clock is ahead whose codes come so many steps ahead of ours.

    What is late was typed late: people are far more often slow than clocks, and whoever is taken for a slow clock
    is refused with what they type in time.
    """
    return 0 if -LATE <= ahead <= 0 else ahead


def shown_with(secret: str, code: str, moment: datetime, ahead: Iterable[int]) -> Shown | None:
    """The step of time, one of so many *ahead* of that moment, in which an app with that secret shows that code."""
    app, said = pyotp.TOTP(secret, interval=STEP_SECONDS), _digits(code)
    now = int(moment.timestamp()) // STEP_SECONDS
    steps = [Shown(now + one, one) for one in ahead]
    found = [one for one in steps if hmac.compare_digest(app.generate_otp(one.step).encode(), said)]
    return found[0] if found else None


def recovery_codes() -> list[str]:
    """Ten, to be told once."""
    return [new_code(LETTERS) for _ in range(RECOVERY_CODES)]


def digest(recovery_code: str) -> str:
    """What is kept of one: as random as it is, it cannot be found from its hash."""
    return hashlib.sha256(plain(recovery_code).encode()).hexdigest()


def _digits(code: str) -> bytes:
    return "".join(code.split()).encode()


def _offer(email: str, secret: str) -> Offer:
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=settings().seller_lines[0])
    return Offer(secret, address, _box("offered", email).write(secret.encode()))


def _box(purpose: str, email: str, ring: KeyRing | None = None) -> Box:
    """One for each purpose and member: what was written for one is of no use in the row of another."""
    return Box(ring or settings().console_ring, f"second factor {purpose} {email}")
