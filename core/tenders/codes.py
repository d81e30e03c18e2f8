"""Codes of gift cards: 140 random bits, easy to read out. Those that are older have eighty, and stay good."""

import hashlib
import secrets

from core.crockford import LETTERS

LENGTH, SHOWN = 28, 4
ALIKE = str.maketrans("OIL", "011")


def new_code() -> str:
    """`7K3M-9XWA-2C4D-Z0QF-8HNV-3T5R-PB1E`: told once, kept nowhere."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[first : first + SHOWN] for first in range(0, LENGTH, SHOWN))


def plain(code: str) -> str:
    """Without what people add, and with the letters that are meant where others look alike."""
    return "".join(letter for letter in code.upper() if letter.isalnum()).translate(ALIKE)


def hashed(code: str) -> str:
    """The name a code is found under. As random as it is, it cannot be found from its hash."""
    return hashlib.sha256(plain(code).encode()).hexdigest()
