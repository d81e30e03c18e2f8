"""What whoever reads logs is not to read: secrets and personal data, known by their names or by how they look."""

import re
from collections.abc import Mapping
from typing import Any

MASK = "***"
SECRET_WORDS = ("password", "secret", "token", "authorization", "api_key", "cookie", "signature", "recovery")
PERSONAL_WORDS = ("email", "recipient", "mailbox", "phone", "address", "street", "buyer", "remote_ip")
LONGEST = 20_000
"""Characters of a text that are looked through; what comes after them is cut off."""
LOOKS = (
    (re.compile(r"(?i)\b(bearer|basic) +[\w.~+/=-]+"), rf"\1 {MASK}"),
    (re.compile(r"(?i)otpauth:[^\s\"']+"), MASK),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), MASK),
    (re.compile(r"\b(?:[sr]k_(?:live|test)|whsec)_\w+|\b\w+_secret_\w+"), MASK),
    (re.compile(r"(?i)\b(password|token|secret|signature|code|key)=[^&\s#\"']+"), rf"\1={MASK}"),
    (re.compile(r"://[^/\s@\"']{1,300}@"), f"://{MASK}@"),
)
"""Credentials of a request, secrets of apps, JSON web tokens, keys of Stripe's, parts of queries, names in URLs."""
MAILBOX = re.compile(r"\w[\w.+%'-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
CARD = re.compile(r"(?<![\w.-])[2-6](?:[ -]?\d){13,18}(?![\w.-])")
OPAQUE = re.compile(r"(?<![\w-])[\w-]{40,}(?![\w-])")
HEX = re.compile(r"[0-9a-f]+")


def masked(name: str, value: Any) -> Any:
    """The value as a log may have it: hidden where its *name* says what it is, else without what looks like that."""
    if any(word in name.lower() for word in (*SECRET_WORDS, *PERSONAL_WORDS)):
        return MASK
    if isinstance(value, Mapping):
        return {key: masked(str(key), inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [masked("", inner) for inner in value]
    return value if value is None or isinstance(value, bool | int | float) else masked_text(str(value))


def masked_text(text: str) -> str:
    """The text without e-mail addresses, card numbers, keys and tokens.

    Names, streets and telephone numbers look like any other words: who writes a line must leave them out.
    """
    told = text[:LONGEST]
    for look, instead in LOOKS:
        told = look.sub(instead, told)
    if "@" in told or "%40" in told:
        told = MAILBOX.sub(MASK, told.replace("%40", "@"))
    return OPAQUE.sub(_opaque, CARD.sub(_card, told))


def _card(found: re.Match[str]) -> str:
    """Only what passes the check that every card number passes (Luhn, ISO/IEC 7812-1): others are some number."""
    digits = [int(sign) for sign in reversed(found[0]) if sign.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return MASK if (sum(digits[::2]) + sum(doubled)) % 10 == 0 else found[0]


def _opaque(found: re.Match[str]) -> str:
    """A random token has large and small letters, or hexadecimal digits alone: an address of a page has neither."""
    word = found[0]
    mixed = word.lower() != word != word.upper()
    return MASK if mixed or HEX.fullmatch(word) else word
