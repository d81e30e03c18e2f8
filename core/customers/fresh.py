"""What takes a proof of a few minutes ago, and not only a token: whoever finds a browser open has none."""

from datetime import datetime, timedelta

from core import clock
from core.customers.errors import ProofNeeded, WrongPassword
from core.customers.models import Session
from core.customers.queries import customer_by_id
from core.passwords import matches

FRESH = timedelta(minutes=10)
"""How long a sign-in, or the password once more, is good for it."""
TIMES = ("identity_id", "started_at", "authenticated_at", "proved_at")


def prove(customer_id: str, session_id: str, password: str) -> None:
    """The customer types their password once more: good for ten minutes, in this session alone.

    Whoever has no password signs in anew with a provider that says when. Raises WrongPassword, PasswordsBusy.
    """
    if not matches(customer_by_id(customer_id).password, password):
        raise WrongPassword(field="password")
    Session.objects(id=session_id, customer_id=customer_id).update_one(set__proved_at=clock.now())


def see_fresh(session_id: str, customer_id: str) -> None:
    """Raises ProofNeeded where its owner showed who they are longer than ten minutes ago.

    Of a session that was begun with a provider it is the provider that says when that was: whoever finds a browser
    open may be let in there without being asked anything. One that does not say has not seen it.
    """
    session = Session.objects(id=session_id, customer_id=customer_id).only(*TIMES).first()
    shown = _shown(session) if session else []
    if not shown or clock.now() - max(shown) > FRESH:
        raise ProofNeeded


def _shown(session: Session) -> list[datetime]:
    begun = session.authenticated_at if session.identity_id else session.started_at
    return [moment for moment in (begun, session.proved_at) if moment is not None]
