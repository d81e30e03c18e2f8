"""What only the shop can have written: tokens that are kept nowhere, names that are hidden; and boxes, which nobody
else can read either.
"""

import hmac
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core import clock

NONCE_BYTES, TIME = 12, struct.Struct(">q")
SIGN_LETTERS = 16


class SealBroken(Exception):
    """It was closed with another key or for another purpose, is too old, or somebody has altered it."""


def seal(secret: str, said: str) -> str:
    """HMAC-SHA-256 of *said*, in hex. It begins with a word for its purpose: no seal is good for another."""
    return hmac.digest(secret.encode(), said.encode(), "sha256").hex()


def sign_of(mailbox: str, secret: str) -> str:
    """What stands in logs for a mailbox: the same for the same one, and nobody else's to make or to turn back."""
    return seal(secret, f"watched|{mailbox}")[:SIGN_LETTERS]


class Box:
    """AES-256-GCM with a key for this *purpose* alone, made of *secret*. A nonce is 96 random bits (NIST SP 800-38D,
    8.2.2): good for four billion boxes of one key.
    """

    def __init__(self, secret: str, purpose: str) -> None:
        self._cipher = AESGCM(hmac.digest(secret.encode(), f"box:{purpose}".encode(), "sha256"))

    def close(self, said: bytes) -> bytes:
        """Time and nonce, which can be read, and what cannot."""
        nonce, now = secrets.token_bytes(NONCE_BYTES), TIME.pack(int(clock.now().timestamp()))
        return now + nonce + self._cipher.encrypt(nonce, said, now)

    def open(self, closed: bytes, *, within: timedelta | None = None) -> bytes:
        """What was said, no longer ago than *within*. Raises SealBroken."""
        now, rest = closed[: TIME.size], closed[TIME.size :]
        try:
            said = self._cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], now)
        except (InvalidTag, ValueError):
            raise SealBroken from None
        (then,) = TIME.unpack(now)
        if within is not None and int(clock.now().timestamp()) - then > within.total_seconds():
            raise SealBroken
        return said

    def write(self, said: bytes) -> str:
        """Closed, for a cookie or an address."""
        return urlsafe_b64encode(self.close(said)).decode()

    def read(self, written: str, *, within: timedelta | None = None) -> bytes:
        """Raises SealBroken."""
        try:
            closed = urlsafe_b64decode(written.encode())
        except ValueError:
            raise SealBroken from None
        if urlsafe_b64encode(closed).decode() != written:  # the decoder leaves out what it does not know
            raise SealBroken
        return self.open(closed, within=within)
