import hmac
from collections.abc import Mapping
from typing import Any

from core.key_ring import KeyRing


def pseudonym(person: str, *, key: KeyRing) -> str:
    """The same for the same person's cart or account, as long as the key is; without it it leads back to nobody."""
    return hmac.digest(key.newest.encode(), person.encode(), "sha256").hex()[:32]


def major(amount: Mapping[str, Any]) -> float:
    """The spec wants numbers in major units; this is the only float, and only for counting."""
    return float(amount["amount"])
