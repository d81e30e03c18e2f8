"""Codes of gift cards: 140 random bits, easy to read out. Those that are older have eighty, and stay good."""

import hashlib

from core import crockford
from core.crockford import plain

LENGTH = 28


def new_code() -> str:
    """`7K3M-9XWA-2C4D-Z0QF-4HJN-8QRT-V5B6`: told once, kept nowhere."""
    return crockford.new_code(LENGTH)


def hashed(code: str) -> str:
    """The name a code is found under. As random as it is, it cannot be found from its hash."""
    return hashlib.sha256(plain(code).encode()).hexdigest()
