"""A payment provider that does not answer is left alone for a while (`core.breaker`)."""

from contextlib import AbstractContextManager

from core import breaker
from core.breaker import MOST_FAILURES
from core.payments.errors import GatewayAway, GatewayStuck

__all__ = ["MOST_FAILURES", "guarded"]


def guarded(provider: str) -> AbstractContextManager[None]:
    """Inside is one call to *provider*. Raises GatewayAway at once while it is left alone.

    That a key is stuck is an answer, however often it comes: what was done under it can be asked for.
    """
    said = "The payment provider does not answer; nothing is lost, try again."
    return breaker.guarded(provider, GatewayAway, said, but=(GatewayStuck,))
