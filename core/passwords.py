"""Passwords: argon2id with the parameters of the OWASP Password Storage cheat sheet, all bytes counted."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import Invalid

SHORTEST, LONGEST = 8, 128

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """Something to compare with where there is nobody, so that it takes as long."""
    return _hasher.hash("nobody has this password")


def hashed(password: str, *, field: str = "password") -> str:
    """What is kept of a password. Raises Invalid unless it has 8 to 128 characters."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"A password has {SHORTEST} to {LONGEST} characters.", field=field)
    return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Whether it is that password. Takes the same time when there is nobody to compare with."""
    try:
        _hasher.verify(kept or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
