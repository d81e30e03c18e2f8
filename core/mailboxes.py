"""E-mail addresses: one spelling for one mailbox."""

import unicodedata

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from core.errors import Invalid

NOBODY = "nobody@erased.invalid"
"""Stands where the address of somebody was who has been erased: no mail is ever sent there (RFC 2606)."""


def folded(email: str) -> str:
    """NFKC, lower case, no spaces around: what accounts are found by, and mailed to.

    Not case-folded: that makes `strasse.de` of `straße.de`, which is somebody else's domain (IDNA 2008, RFC 5891).
    """
    return unicodedata.normalize("NFKC", email).strip().lower()


def checked(email: str, *, field: str = "email") -> str:
    """The address, if mail could be sent to it (RFC 5321 syntax; nothing is asked of the network)."""
    found: str = _read(email, field).normalized
    return found


def sought(email: str) -> str:
    """What to look an account up by, whatever was typed: a domain may be written as DNS has it, too."""
    try:
        return folded(checked(email.strip()))
    except Invalid:
        return folded(email)


def as_sent(email: str) -> str:
    """The address with its domain as DNS and every mail server have it (A-labels, RFC 5891). Raises Invalid."""
    found = _read(email, "email")
    return f"{found.local_part}@{found.ascii_domain}"


def _read(email: str, field: str) -> ValidatedEmail:
    try:
        return validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise Invalid(f"{email!r} is not an e-mail address: {error}", field=field) from None
