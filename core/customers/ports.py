"""IdentityProvider: the port to whoever else says who somebody is (OpenID Connect Core 1.0)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Errand:
    """One way to a provider and back: what the shopper is sent with, and has to come back with.

    `verifier` is PKCE's (RFC 7636); `nonce` has to stand in the token that the provider signs.
    """

    provider: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Strength:
    """How and when somebody signed in at a provider, as far as it says so. What it does not say is the least there
    is: one factor, at no time that is known.
    """

    acr: str | None = None
    """The class of the sign-in, in the provider's own words."""
    methods: tuple[str, ...] = ()
    """By what, in the words of RFC 8176: `pwd`, `otp`, `mfa`."""
    at: datetime | None = None
    """When they showed it there: it may be long before they came here."""


@dataclass(frozen=True)
class Identity:
    """Who somebody is at a provider. Issuer and subject say it; the rest is what the provider tells of them.

    `vouched` is true only where the provider says in so many words that the address is proved.
    """

    provider: str
    issuer: str
    subject: str
    email: str | None
    vouched: bool
    name: str | None
    label: str = ""
    """What the provider is called, for people."""
    strength: Strength = field(default_factory=Strength)


class IdentityProvider(Protocol):
    """One provider. Each call has a time limit, and what it reads has a limit of size."""

    name: str
    """In addresses."""
    label: str
    """For people."""

    def address(self, errand: Errand, *, fresh: bool = False) -> str:
        """Where the shopper is sent to. *fresh*: who signed in there longer than ten minutes ago does so again.

        Raises ProviderAway.
        """
        ...

    def identity(self, code: str, errand: Errand, *, issuer: str | None) -> Identity:
        """Who came back with that code, and with that *issuer* beside it, if any (RFC 9207).

        Raises ErrandNotGood for any answer that is not right in every point, or says of a sign-in that is weaker than
        is demanded of this provider; ProviderAway.
        """
        ...
