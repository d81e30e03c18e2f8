"""E-mail addresses: one spelling for one mailbox."""

import unicodedata

from email_validator import EmailNotValidError, validate_email

from core.errors import Invalid


def folded(email: str) -> str:
    """NFKC, lower case, no spaces around: what accounts are found by."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def checked(email: str, *, field: str = "email") -> str:
    """The address, if mail could be sent to it (RFC 5321 syntax; nothing is asked of the network)."""
    try:
        found: str = validate_email(email, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise Invalid(f"{email!r} is not an e-mail address: {error}", field=field) from None
    return found
