"""Whether an id token is what it has to be (OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725)."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import JoseError

from core import clock
from core.adapters.openid_documents import Documents

ALGORITHMS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC", "ES384": "EC"}
"""Those that are taken, and what their keys are. Neither `none` nor any that checks with a secret."""
SAYS = {"alg", "kid", "typ", "x5t", "x5t#S256"}
"""What may stand in a header. Whoever brings a key or the address of one, or makes demands, is refused."""
LONGEST, LONGEST_SUBJECT = 16_384, 255
LEEWAY_SECONDS = 30
LONGEST_LIFE_SECONDS = 86_400
SPELLINGS = {"https://accounts.google.com": "accounts.google.com"}
"""Google writes its name in two ways, and says so."""


class NotRight(Exception):
    """A token that is not right; says why, for the log alone."""


@dataclass(frozen=True)
class Expected:
    """What the token has to say: to whom it was issued, by whom, and for which errand."""

    issuer: str
    client_id: str
    nonce: str


def claims_in(
    token: object, documents: Documents, expected: Expected, access_token: str | None
) -> Mapping[str, Any]:
    """What that token says. Raises NotRight, ProviderAway."""
    if not isinstance(token, str) or len(token) > LONGEST:
        raise NotRight("there is no id token")
    try:
        header = _header(token, documents)
        key = documents.key(header.get("kid"), header["alg"], ALGORITHMS[header["alg"]])
        if key is None:
            raise NotRight("no key of the provider's fits")
        read = jwt.decode(token, key, algorithms=[header["alg"]])
        _check(CodeIDToken(read.claims, read.header, **_wanted(expected, access_token)), expected)
    except (JoseError, ValueError, TypeError) as error:
        raise NotRight(f"{type(error).__name__}: {error}"[:200]) from None
    return read.claims


def _header(token: str, documents: Documents) -> Mapping[str, Any]:
    header: Mapping[str, Any] = jws.extract_compact(token.encode("ascii")).headers()
    offered = documents.facts().get("id_token_signing_alg_values_supported", list(ALGORITHMS))
    if header.get("alg") not in ALGORITHMS or header["alg"] not in offered:
        raise NotRight("its algorithm is not one of ours, or not one of theirs")
    if set(header) - SAYS:
        raise NotRight("its header brings what no header of an id token has")
    if str(header.get("typ", "JWT")).upper() != "JWT":
        raise NotRight("it is a token of another kind")
    if not isinstance(header.get("kid", ""), str):
        raise NotRight("its key has no name")
    return header


def _wanted(expected: Expected, access_token: str | None) -> dict[str, Any]:
    issuers = [expected.issuer, *filter(None, [SPELLINGS.get(expected.issuer)])]
    options = {"iss": {"essential": True, "values": issuers}, "aud": {"essential": True}}
    params = {"nonce": expected.nonce, "client_id": expected.client_id, "access_token": access_token}
    return {"options": options, "params": params}


def _check(claims: Any, expected: Expected) -> None:
    """Authlib's checks, and those that it leaves to us."""
    now = int(clock.now().timestamp())
    claims.validate(now=now, leeway=LEEWAY_SECONDS)
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if audience != [expected.client_id]:
        raise NotRight("it was issued to somebody else, or not to us alone")
    if not hmac.compare_digest(str(claims["nonce"]).encode(), expected.nonce.encode()):
        raise NotRight("it is of another errand")
    if not all(type(claims[name]) is int for name in ("exp", "iat")):
        raise NotRight("its times are not whole seconds")
    if not now - LONGEST_LIFE_SECONDS <= claims["iat"] <= now + LEEWAY_SECONDS:
        raise NotRight("it was not issued just now")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        raise NotRight("its subject is nobody")
