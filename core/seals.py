"""What only the shop can have written: tokens that are kept nowhere, names that are hidden; and boxes, which nobody
else can read either.
"""

import hmac
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core import clock
from core.key_ring import KeyRing, NoSecret

NONCE_BYTES, TIME = 12, struct.Struct(">q")
SIGN_LETTERS = 16
CIPHERS = (AESGCM,)
"""Newest first, as with keys: the first closes, and what any of them has closed is opened."""


class SealBroken(Exception):
    """It was closed with another key or for another purpose, is too old, or somebody has altered it."""


def seal(secret: KeyRing, said: str) -> str:
    """HMAC-SHA-256 of *said*, in hex. It begins with a word for its purpose: no seal is good for another."""
    return _hmac(secret.newest, said)


def seals(secret: KeyRing, said: str) -> Iterator[str]:
    """The seals that are good for *said*: one by each generation of the secret, the newest first."""
    return (_hmac(generation, said) for generation in secret)


def is_sealed(secret: KeyRing, said: str, given: str) -> bool:
    """Whether *given* is the seal of *said* by any generation."""
    return any(hmac.compare_digest(one.encode(), given.encode()) for one in seals(secret, said))


def sign_of(mailbox: str, secret: KeyRing) -> str:
    """What stands in logs for a mailbox: the same for the same one, and nobody else's to make or to turn back.

    With another secret it is another one.
    """
    return seal(secret, f"watched|{mailbox}")[:SIGN_LETTERS]


class Box:
    """AES-256-GCM with a key for this *purpose* alone, made of *secret*. A nonce is 96 random bits (NIST SP 800-38D,
    8.2.2): good for four billion boxes of one key. What an older generation of the secret has closed is opened too.
    """

    def __init__(self, secret: KeyRing, purpose: str) -> None:
        keys = [hmac.digest(one.encode(), f"box:{purpose}".encode(), "sha256") for one in secret]
        self._ciphers = [cipher(key) for key in keys for cipher in CIPHERS]

    def close(self, said: bytes) -> bytes:
        """Time and nonce, which can be read, and what cannot."""
        if not self._ciphers:
            raise NoSecret
        nonce, now = secrets.token_bytes(NONCE_BYTES), TIME.pack(int(clock.now().timestamp()))
        return now + nonce + self._ciphers[0].encrypt(nonce, said, now)

    def open(self, closed: bytes, *, within: timedelta | None = None) -> bytes:
        """What was said, no longer ago than *within*. Raises SealBroken."""
        now, rest = closed[: TIME.size], closed[TIME.size :]
        said = self._decrypted(rest[:NONCE_BYTES], rest[NONCE_BYTES:], now)
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

    def _decrypted(self, nonce: bytes, closed: bytes, now: bytes) -> bytes:
        for cipher in self._ciphers:
            with suppress(InvalidTag, ValueError):
                return cipher.decrypt(nonce, closed, now)
        raise SealBroken


def _hmac(secret: str, said: str) -> str:
    return hmac.digest(secret.encode(), said.encode(), "sha256").hex()
