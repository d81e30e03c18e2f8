"""Codes as shoppers write them: capitals or not, with or without spaces around."""

import unicodedata

from core.errors import Invalid

LONGEST_CODE = 40


def folded(code: str) -> str:
    """One spelling per code."""
    return unicodedata.normalize("NFKC", code).strip().upper()


def checked(code: str, *, field: str) -> str:
    """The same. Raises Invalid for what can be no code."""
    plain = folded(code)
    if not 1 <= len(plain) <= LONGEST_CODE or not plain.isprintable() or " " in plain:
        raise Invalid(f"A code has 1 to {LONGEST_CODE} letters and digits, without spaces.", field=field)
    return plain
