"""What takes a proof of a few minutes ago, and not only a token: whoever finds a browser open has none."""

from datetime import timedelta

from core import clock
from core.customers.errors import ProofNeeded, WrongPassword
from core.customers.models import Session
from core.customers.queries import customer_by_id
from core.passwords import matches

FRESH = timedelta(minutes=10)
"""How long a sign-in, or the password once more, is good for it."""


def prove(customer_id: str, session_id: str, password: str) -> None:
    """The customer types their password once more: good for ten minutes, in this session alone.

    Whoever has no password signs in anew with their provider. Raises WrongPassword, PasswordsBusy.
    """
    if not matches(customer_by_id(customer_id).password, password):
        raise WrongPassword(field="password")
    Session.objects(id=session_id, customer_id=customer_id).update_one(set__proved_at=clock.now())


def see_fresh(session_id: str, customer_id: str) -> None:
    """Raises ProofNeeded where that session was begun, and the password typed, longer than ten minutes ago."""
    session = Session.objects(id=session_id, customer_id=customer_id).only("started_at", "proved_at").first()
    if session is None or clock.now() - (session.proved_at or session.started_at) > FRESH:
        raise ProofNeeded
