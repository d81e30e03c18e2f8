"""What the stand-in knows: its keys, one client, the codes that are out; and how it signs."""

import hmac
import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from joserfc.jwk import ECKey, RSAKey

from dev.oidc.mood import Mood, altered

CODE_SECONDS, TOKEN_SECONDS = 60, 3_600
HEADERS = {"none": "none", "by-secret": "HS256", "public-key": "HS256"}  # pragma: allowlist secret
Key = RSAKey | ECKey


class Refused(Exception):
    """An error of RFC 6749, by its code."""


@dataclass(frozen=True)
class Client:
    """The one client that the stand-in knows. Without a secret it is a public one."""

    id: str
    secret: str | None
    redirect_urls: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """Whoever signs in, as they say they are."""

    subject: str
    email: str
    email_verified: bool
    name: str


@dataclass(frozen=True)
class Grant:
    """What a code was given for. Good once, for a minute."""

    person: Person
    redirect_uri: str
    challenge: str
    nonce: str
    asked: dict[str, str]
    until: float


class Provider:
    """For many threads. `origin` is known once it listens."""

    def __init__(self, client: Client) -> None:
        self.client, self.origin, self.mood = client, "", Mood()
        self.calls: list[str] = []
        self._grants: dict[str, Grant] = {}
        self._known: dict[str, Person] = {}
        self._lock = threading.Lock()
        self.keys: list[Key] = []
        self.rotate("RS256")

    def rotate(self, algorithm: str = "RS256", *, keep: bool = False) -> None:
        """Sign with a new key from now on; with *keep* the old ones are published beside it."""
        self.keys = [made(algorithm), *(self.keys if keep else [])]

    @property
    def facts(self) -> dict[str, Any]:
        told = {
            "issuer": self.origin,
            "authorization_endpoint": f"{self.origin}/authorize",
            "token_endpoint": f"{self.origin}/token",
            "userinfo_endpoint": f"{self.origin}/userinfo",
            "jwks_uri": f"{self.origin}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        }
        return altered(told, self.mood.facts)

    @property
    def jwks(self) -> dict[str, Any]:
        """The public halves, and whatever the mood puts before them."""
        return {"keys": [*self.mood.keys, *(key.as_dict(private=False) for key in self.keys)]}

    def granted(self, asked: dict[str, str], person: Person) -> str:
        """A code for an authorization request that `check` has let pass."""
        code = secrets.token_urlsafe(24)
        with self._lock:
            self._grants[code] = Grant(
                person,
                asked["redirect_uri"],
                asked["code_challenge"],
                asked.get("nonce", ""),
                asked,
                time.time() + CODE_SECONDS,
            )
        return code

    def check(self, asked: dict[str, str]) -> None:
        """Raises Refused for an authorization request that is not the client's, or without PKCE."""
        if asked.get("client_id") != self.client.id:
            raise Refused("unauthorized_client")
        if asked.get("redirect_uri") not in self.client.redirect_urls:
            raise Refused("invalid_request")
        if asked.get("response_type") != "code" or "openid" not in asked.get("scope", "").split():
            raise Refused("invalid_scope")
        if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
            raise Refused("invalid_request")

    def traded(self, form: dict[str, str], shown: tuple[str | None, str | None]) -> dict[str, Any]:
        """Tokens for a code. Raises Refused."""
        if shown != (self.client.id, self.client.secret):
            raise Refused("invalid_client")
        with self._lock:
            grant = self._grants.pop(form.get("code", ""), None)
        if grant is None or grant.until < time.time() or grant.redirect_uri != form.get("redirect_uri"):
            raise Refused("invalid_grant")
        if challenge(form.get("code_verifier", "")) != grant.challenge:
            raise Refused("invalid_grant")
        access_token = secrets.token_urlsafe(24)
        with self._lock:
            self._known[access_token] = grant.person
        told = {"access_token": access_token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS}
        return altered({**told, "id_token": self.id_token(grant, access_token)}, self.mood.tokens)

    def told_of(self, access_token: str) -> dict[str, Any]:
        """Raises Refused."""
        if access_token not in self._known:
            raise Refused("invalid_token")
        return altered(_told(self._known[access_token]), self.mood.userinfo)

    def id_token(self, grant: Grant, access_token: str) -> str:
        now, half = int(time.time()), sha256(access_token.encode()).digest()[:16]
        claims = {
            "iss": self.origin,
            "aud": self.client.id,
            "exp": now + TOKEN_SECONDS,
            "iat": now,
            "nonce": grant.nonce,
            "at_hash": urlsafe_b64encode(half).decode().rstrip("="),
            **_told(grant.person),
            **_strength(grant.asked, now),
        }
        return self._signed(altered(claims, self.mood.claims))

    def _signed(self, claims: dict[str, Any]) -> str:
        """Whatever the header says, the signature is over it: one thing is wrong at a time."""
        key, how = self.keys[0], self.mood.signing
        own = altered({"alg": _algorithm(key), "kid": key.kid, "typ": "JWT"}, self.mood.header)
        header = {**own, "alg": HEADERS[how]} if how in HEADERS else own
        text = f"{_part(header)}.{_part(claims)}"
        mark = self._mark(how, key, text.encode())
        if how == "tampered":
            text = f"{_part(header)}.{_part({**claims, 'sub': 'somebody-else'})}"
        return f"{text}.{urlsafe_b64encode(mark).decode().rstrip('=')}"

    def _mark(self, how: str, key: Key, text: bytes) -> bytes:
        if how == "none":
            return b""
        if how == "by-secret":
            return hmac.digest((self.client.secret or "").encode(), text, "sha256")
        if how == "public-key":
            return hmac.digest(key.as_pem(private=False), text, "sha256")
        return mark_of(made(_algorithm(key), bits=2_048) if how == "stranger" else key, text)


def mark_of(key: Key, text: bytes) -> bytes:
    """RS256, ES256 or ES384 (RFC 7518, sections 3.3 and 3.4)."""
    private: Any = key.private_key
    if isinstance(key, RSAKey):
        signature: bytes = private.sign(text, padding.PKCS1v15(), hashes.SHA256())
        return signature
    wide = private.key_size // 8
    digest = hashes.SHA256() if wide == hashes.SHA256.digest_size else hashes.SHA384()
    pair = decode_dss_signature(private.sign(text, ec.ECDSA(digest)))
    return b"".join(number.to_bytes(wide, "big") for number in pair)


def made(algorithm: str, *, bits: int = 3_072) -> Key:
    """A new private key for that algorithm, with a name; of RSA one of so many bits."""
    facts: Any = {"kid": secrets.token_hex(4), "alg": algorithm, "use": "sig"}
    if algorithm.startswith("ES"):
        return ECKey.generate_key("P-256" if algorithm == "ES256" else "P-384", facts)
    return RSAKey.generate_key(bits, facts)


def challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")


def _told(person: Person) -> dict[str, Any]:
    return {
        "sub": person.subject,
        "email": person.email,
        "email_verified": person.email_verified,
        "name": person.name,
    }


def _strength(asked: dict[str, str], now: int) -> dict[str, Any]:
    """Everybody signs in just now, by a password, and in whatever class is asked for; when, it says if it has to."""
    told = {"acr": asked.get("acr_values", "").partition(" ")[0] or None, "amr": ["pwd"]}
    return {**told, "auth_time": now if "max_age" in asked else None}


def _algorithm(key: Key) -> str:
    return str(key.as_dict(private=False)["alg"])


def _part(value: Any) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
