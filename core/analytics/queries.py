import hashlib
import hmac
from collections.abc import Mapping
from typing import Any


def pseudonym(person: str, *, key: str) -> str:
    """The same for the same person's cart or account; without our key it leads back to nobody."""
    return hmac.new(key.encode(), person.encode(), hashlib.sha256).hexdigest()[:32]


def major(amount: Mapping[str, Any]) -> float:
    """The spec wants numbers in major units; this is the only float, and only for counting."""
    return float(amount["amount"])
