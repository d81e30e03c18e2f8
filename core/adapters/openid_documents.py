"""What a provider publishes of itself (OpenID Connect Discovery 1.0): its addresses and keys, read once an hour."""

import threading
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, RSAKey

from core import clock, log
from core.adapters.bounded import Limits, NoAnswer, ask
from core.customers.errors import ProviderAway
from core.openid import is_safe

PATH = "/.well-known/openid-configuration"
FRESH = timedelta(hours=1)
PAUSE = timedelta(minutes=1)
"""Between two looks for a key that is not among those we know: whoever makes up key ids has nobody asked for them."""
MOST_KEYS = 50
SHORTEST_MODULUS = 256
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
NEVER = datetime.min.replace(tzinfo=UTC)
PUBLIC = ("kty", "kid", "alg", "use", "crv", "x", "y", "n", "e")
KEYS = {"RSA": RSAKey, "EC": ECKey}
"""Kinds of keys whose signatures are taken. What else is published is no key to us, shared secrets above all."""

Key = RSAKey | ECKey


class Documents:
    """Of one issuer. For many threads: of those that need a document at once, one reads it."""

    def __init__(self, issuer: str, limits: Limits) -> None:
        self._issuer, self._limits = issuer, limits
        self._facts: Mapping[str, Any] = {}
        self._keys: list[tuple[Mapping[str, Any], Key]] = []
        self._facts_until = self._keys_until = self._next_look = NEVER
        self._lock = threading.Lock()

    def facts(self) -> Mapping[str, Any]:
        """Its discovery document, an hour old at most. Raises ProviderAway."""
        with self._lock:
            if clock.now() >= self._facts_until:
                self._facts = self._checked(self._read(f"{self._issuer.rstrip('/')}{PATH}"))
                self._facts_until = clock.now() + FRESH
            return self._facts

    def key(self, kid: str | None, algorithm: str, kind: str) -> Key | None:
        """The key of that id which is there for such signatures. One that is not known is looked for again, at most
        once a minute: keys are changed without a word. Raises ProviderAway.
        """
        facts = self.facts()
        with self._lock:
            if clock.now() >= self._keys_until:
                self._look(facts)
            found = self._find(kid, algorithm, kind)
            if found is None and clock.now() >= self._next_look:
                self._look(facts)
                found = self._find(kid, algorithm, kind)
            return found

    def _find(self, kid: str | None, algorithm: str, kind: str) -> Key | None:
        """A token without a key id is of the only key that fits (OpenID Connect Core 1.0, section 10.1)."""
        fitting = [
            (facts.get("kid"), key)
            for facts, key in self._keys
            if facts["kty"] == kind and facts.get("alg", algorithm) == algorithm
        ]
        named = [key for name, key in fitting if kid is None or name == kid]
        return named[0] if len(named) == 1 else None

    def _look(self, facts: Mapping[str, Any]) -> None:
        told = self._read(facts["jwks_uri"]).get("keys")
        self._keys = [
            (one, key)
            for one in (told if isinstance(told, list) else [])[:MOST_KEYS]
            if (key := _key_in(one))
        ]
        self._keys_until, self._next_look = clock.now() + FRESH, clock.now() + PAUSE

    def _checked(self, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        """The document, if it is this issuer's: or somebody else's keys would be taken for its own."""
        if facts.get("issuer") != self._issuer:
            raise self._away("the discovery document is another issuer's")
        for name in NEEDED:
            url = facts.get(name)
            if not isinstance(url, str) or not is_safe(url):
                raise self._away(f"{name} is no https address")
            if self._issuer.startswith("https:") and not url.startswith("https:"):
                raise self._away(f"{name} is no https address")
        return facts

    def _read(self, url: str) -> Mapping[str, Any]:
        try:
            return ask("GET", url, self._limits).plain()
        except NoAnswer as trouble:
            raise self._away(str(trouble)) from None

    def _away(self, why: str) -> ProviderAway:
        log.get(__name__).error("provider_away", issuer=self._issuer, fault=why)
        return ProviderAway()


def _key_in(told: Any) -> Key | None:
    """A public key for signatures, long enough; None for all else."""
    if not isinstance(told, dict) or told.get("kty") not in KEYS or told.get("use", "sig") != "sig":
        return None
    public = {name: value for name, value in told.items() if name in PUBLIC}
    try:
        if told["kty"] == "RSA" and len(urlsafe_b64decode(f"{told['n']}==").lstrip(b"\0")) < SHORTEST_MODULUS:
            return None
        key = JWKRegistry.import_key(public)
    except (JoseError, ValueError, KeyError, TypeError):
        return None
    return key if isinstance(key, RSAKey | ECKey) else None
