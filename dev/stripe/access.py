"""Who may call: secret test keys everything, publishable ones what a browser needs."""

import base64
import binascii
import hmac
import re

from dev.stripe import API_VERSION
from dev.stripe.refusals import Refusal, invalid, no_such
from dev.stripe.store import Record

_VERSION = re.compile(r"20\d\d-\d\d-\d\d(\.[a-z_]+)?")


def read_key(authorization: str | None) -> str | None:
    """The key of a Bearer or Basic header; None where there is none, "" where it cannot be read."""
    scheme, _, credentials = (authorization or "").partition(" ")
    match scheme.lower():
        case "":
            return None
        case "bearer":
            return credentials.strip()
        case "basic":
            return _user_of(credentials)
    return ""


def _user_of(credentials: str) -> str:
    try:
        return base64.b64decode(credentials, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def admit(key: str | None, *, publishable_allowed: bool) -> bool:
    """Whether the key is a publishable one; raises Refusal for a key that does not open this door."""
    if key is None:
        raise Refusal(401, "You did not provide an API key: send it as `Authorization: Bearer sk_test_…`.")
    if key.startswith("sk_test_"):
        return False
    if not key.startswith("pk_test_"):
        raise Refusal(401, f"Invalid API Key provided: {key[:8]}… (this stand-in takes sk_test_ keys).")
    if not publishable_allowed:
        said = "This call needs a secret API key; a publishable one was given."
        raise Refusal(403, said, code="secret_key_required")
    return True


def read_version(header: str | None) -> str:
    """The API version asked for, the newest where none is; raises Refusal for what is no version."""
    if header is None:
        return API_VERSION
    if not _VERSION.fullmatch(header.partition(";")[0].strip()):
        raise invalid(f"Invalid Stripe API version: {header}")
    return header


def takes_payment_method_types(version: str) -> bool:
    """Older versions still do; since 2026-10-28 the parameter is refused (changelog of that version)."""
    return version[:10] < API_VERSION[:10]


def is_client_secret(intent: Record, given: str | None) -> bool:
    return hmac.compare_digest(intent["client_secret"].encode(), (given or "").encode())


def require_client_secret(intent: Record, given: str | None) -> None:
    """A browser may touch a PaymentIntent only with the secret that was handed to it."""
    if not is_client_secret(intent, given):
        raise no_such("payment_intent with this client_secret", intent["id"], "client_secret")
