"""E-mail addresses: one spelling for one mailbox."""

import unicodedata

from email_validator import EmailNotValidError, validate_email

from core.errors import Invalid


def folded(email: str) -> str:
    """NFKC, lower case, no spaces around: what accounts are found by, and mailed to.

    Not case-folded: that makes `strasse.de` of `straße.de`, which is somebody else's domain (IDNA 2008, RFC 5891).
    """
    return unicodedata.normalize("NFKC", email).strip().lower()


def checked(email: str, *, field: str = "email") -> str:
    """The address, if mail could be sent to it (RFC 5321 syntax; nothing is asked of the network)."""
    try:
        found: str = validate_email(email, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise Invalid(f"{email!r} is not an e-mail address: {error}", field=field) from None
    return found
