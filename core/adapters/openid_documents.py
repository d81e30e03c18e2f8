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
from core.openid import SHORTEST_RSA_BITS, is_safe

PATH = "/.well-known/openid-configuration"
FRESH = timedelta(hours=1)
PAUSE = timedelta(minutes=1)
"""Between two looks for a key that is not among those we know: whoever makes up key ids has nobody asked for them."""
MOST_KEYS = 50
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
NEVER = datetime.min.replace(tzinfo=UTC)
PUBLIC = ("kty", "kid", "alg", "use", "crv", "x", "y", "n", "e")
KEYS = {"RSA": RSAKey, "EC": ECKey}
"""Kinds of keys whose signatures are taken. What else is published is no key to us, shared secrets above all."""
CURVES = {"P-256", "P-384"}

Key = RSAKey | ECKey


class Documents:
    """Of one issuer. For many threads: of those that need a document at once, one reads it.

    RSA keys of fewer than *shortest_rsa* bits are none; that they are there is in the log.
    """

    def __init__(self, issuer: str, limits: Limits, *, shortest_rsa: int = SHORTEST_RSA_BITS) -> None:
        self._issuer, self._limits, self._shortest_rsa = issuer, limits, shortest_rsa
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
            if _is_public(one) and self._is_strong(one) and (key := _key_in(one))
        ]
        self._keys_until, self._next_look = clock.now() + FRESH, clock.now() + PAUSE

    def _is_strong(self, told: Mapping[str, Any]) -> bool:
        """Whether it is worth as many bits as are demanded."""
        if told["kty"] == "EC":
            return told.get("crv") in CURVES
        bits, least = _length_of(told.get("n")), self._shortest_rsa
        if bits < least:
            log.get(__name__).warning("provider_key_too_short", issuer=self._issuer, bits=bits, least=least)
        return bits >= least

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


def _is_public(told: Any) -> bool:
    """Whether it is there for signatures of others, and is none that both sides know."""
    return isinstance(told, dict) and told.get("kty") in KEYS and told.get("use", "sig") == "sig"


def _length_of(modulus: object) -> int:
    """In bits; 0 for what is no number."""
    try:
        return int.from_bytes(urlsafe_b64decode(f"{modulus}==")).bit_length()
    except ValueError:
        return 0


def _key_in(told: Mapping[str, Any]) -> Key | None:
    """The key that is told; None for what is none, whatever it says it is."""
    try:
        key = JWKRegistry.import_key({name: value for name, value in told.items() if name in PUBLIC})
    except (JoseError, ValueError, KeyError, TypeError):
        return None
    return key if isinstance(key, RSAKey | ECKey) else None
