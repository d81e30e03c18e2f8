"""What only the shop can have written: tokens that are kept nowhere, and names that are hidden, in one way."""

import hmac


def seal(secret: str, said: str) -> str:
    """HMAC-SHA-256 of *said*, in hex. It begins with a word for its purpose: no seal is good for another."""
    return hmac.digest(secret.encode(), said.encode(), "sha256").hex()
