"""A payment provider that does not answer is left alone for a while (`core.breaker`)."""

from contextlib import AbstractContextManager

from core import breaker
from core.breaker import MOST_FAILURES
from core.payments.errors import GatewayAway

__all__ = ["MOST_FAILURES", "guarded"]


def guarded(provider: str) -> AbstractContextManager[None]:
    """Inside is one call to *provider*. Raises GatewayAway at once while it is left alone."""
    return breaker.guarded(
        provider, GatewayAway, "The payment provider does not answer; nothing is lost, try again."
    )
