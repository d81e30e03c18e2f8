"""The letters of numbers and codes that people read to each other: Crockford's base 32, nothing to mistake."""

import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # pragma: allowlist secret
ALIKE = str.maketrans("OIL", "011")
SHOWN = 4


def new_code(letters: int) -> str:
    """So many letters that nobody may guess, in groups of four: `7K3M-9XWA-2C4D-Z0QF`."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(letters))
    return "-".join(drawn[first : first + SHOWN] for first in range(0, letters, SHOWN))


def plain(code: str) -> str:
    """Without what people add, and with the letters that are meant where others look alike."""
    return "".join(letter for letter in code.upper() if letter.isalnum()).translate(ALIKE)
