"""Passwords: argon2id with the parameters of the OWASP Password Storage cheat sheet, of exactly what came.

What is hashed and compared is what was sent, as UTF-8: nothing is trimmed, cut or normalised (ASVS 5.0, 6.2.8). NIST
SP 800-63B-4 would have it normalised, so that an `ü` of one keyboard is the one of another; against that stands that
a password is then also good in spellings that nobody chose, and that what is the same changes with each Unicode.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import BoundedSemaphore
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.common_passwords import is_common
from core.errors import Invalid, Unavailable
from core.settings import settings

SHORTEST, LONGEST = 8, 128
AT_ONCE, WAITING = 2, 2
"""Hashes in one process: each takes 19 MiB and a core for a twentieth of a second. Whoever waits keeps a thread from
those who only look around, so few may.
"""

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_running = BoundedSemaphore(AT_ONCE)
_room = BoundedSemaphore(AT_ONCE + WAITING)


class PasswordsBusy(Unavailable):
    """So many passwords are being checked that this one would keep others waiting."""

    code = "passwords-busy"
    title = "Too many are signing in at this moment"


class CommonPassword(Invalid):
    code = "common-password"
    title = "That password is guessed too easily"


def hashed(password: str, *, field: str = "password", about: tuple[str, ...] = ()) -> str:
    """What is kept of a password. Raises Invalid unless it has 8 to 128 characters (code points), CommonPassword for
    one that is tried first or is all *about* its owner or the shop, PasswordsBusy.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"A password has {SHORTEST} to {LONGEST} characters.", field=field)
    if is_common(password, (*about, *_names_of_the_shop())):
        raise CommonPassword("Others would guess it: take several words.", field=field)
    with _turn():
        return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether it is that password, byte for byte. Raises PasswordsBusy.

    Takes the same time when there is nobody to compare with.
    """
    with _turn():
        try:
            _hasher.verify(kept or _nobodys(), password)
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def renewed(kept: str, password: str) -> str | None:
    """What to keep instead, where the parameters have changed since. Raises PasswordsBusy."""
    if not _hasher.check_needs_rehash(kept):
        return None
    with _turn():
        return _hasher.hash(password)


def _names_of_the_shop() -> tuple[str, ...]:
    """Who sells, and where."""
    hosts = (urlsplit(url).hostname or "" for url in settings().storefront_urls)
    return (*settings().seller_lines[:1], *hosts)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """Something to compare with where there is nobody, so that it takes as long."""
    return _hasher.hash("nobody has this password")


@contextmanager
def _turn() -> Iterator[None]:
    if not _room.acquire(blocking=False):
        raise PasswordsBusy("Try again in a moment.", retry_after=1)
    try:
        with _running:
            yield
    finally:
        _room.release()
