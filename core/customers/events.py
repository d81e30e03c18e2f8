from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class CustomerRegistered(Event):
    customer_id: str


@dataclass(frozen=True)
class RegistrationAsked(Event):
    """Somebody wants an account for an address. Whether it has one already is not known yet."""

    registration_id: str


@dataclass(frozen=True)
class SessionStolen(Event):
    """A refresh token that had been used came back late: somebody has a copy, so the sign-in was ended."""

    customer_id: str
    session_id: str
    device: str


@dataclass(frozen=True)
class PasswordResetAsked(Event):
    """Somebody wants a new password for the account of that address, if there is one. `asked_at` is RFC 3339."""

    email: str
    ask: str
    asked_at: str


@dataclass(frozen=True)
class EmailProofAsked(Event):
    """A customer is to prove that they read the mails to that address: theirs, or the one that is to be.

    *credentials* are the customer's at that moment: the proof is worth nothing once they are others.
    """

    customer_id: str
    email: str
    ask: str
    asked_at: str
    credentials: int = 0


@dataclass(frozen=True)
class PasswordChanged(Event):
    customer_id: str
    change: str


@dataclass(frozen=True)
class EmailChanged(Event):
    customer_id: str
    former: str
    change: str


@dataclass(frozen=True)
class IdentityLinked(Event):
    """An account that was there before can be signed in to with a provider now."""

    customer_id: str
    provider: str
    identity_id: str
    label: str = ""
    """Of the provider, for people: whoever mails it does not know the providers."""
