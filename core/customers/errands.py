"""The way to a provider and back. What has to be known on the way back is sealed and goes along with the shopper:
nothing is kept of a way that is only begun.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta

import orjson
from mongoengine import NotUniqueError

from core import clock
from core.customers.errors import ErrandNotGood, ProviderNotFound
from core.customers.models import SpentErrand
from core.customers.ports import Errand, Identity, IdentityProvider
from core.key_ring import KeyRing
from core.seals import Box, SealBroken

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Departure:
    """Where to send the shopper, and the ticket that their browser keeps meanwhile."""

    url: str
    ticket: str


def provider_named(name: str, providers: Mapping[str, IdentityProvider]) -> IdentityProvider:
    """Raises ProviderNotFound."""
    if name not in providers:
        raise ProviderNotFound(name)
    return providers[name]


def set_out(provider: IdentityProvider, *, secret: KeyRing, fresh: bool = False) -> Departure:
    """Begin a way to that provider; it has to be back within ten minutes. *fresh*: who signed in there longer ago
    than a proof is good for does so again. Raises ProviderAway.
    """
    errand = Errand(provider.name, *(secrets.token_urlsafe(32) for _ in range(3)))
    ticket = _box(secret).write(orjson.dumps(asdict(errand)))
    return Departure(provider.address(errand, fresh=fresh), ticket)


def come_back(
    provider: IdentityProvider, *, code: str, state: str, ticket: str, issuer: str | None, secret: KeyRing
) -> Identity:
    """Who came back, for the only time. The *ticket* shows that it is the browser that set out with that *state*.

    Raises ErrandNotGood, ProviderAway.
    """
    errand = _opened(ticket, secret)
    if errand.provider != provider.name:
        raise ErrandNotGood(field="ticket")
    if not hmac.compare_digest(errand.state.encode(), state.encode()):
        raise ErrandNotGood(field="state")
    _spend(errand)
    return provider.identity(code, errand, issuer=issuer)


def _opened(ticket: str, secret: KeyRing) -> Errand:
    try:
        opened = _box(secret).read(ticket, within=LASTS)
    except SealBroken:
        raise ErrandNotGood(field="ticket") from None
    return Errand(**orjson.loads(opened))


def _spend(errand: Errand) -> None:
    name = hashlib.sha256(errand.state.encode()).hexdigest()
    try:
        SpentErrand(id=name, expires_at=clock.now() + 2 * LASTS).save(force_insert=True)
    except NotUniqueError:
        raise ErrandNotGood(field="ticket") from None


def _box(secret: KeyRing) -> Box:
    return Box(secret, "errand to a provider")
