"""Tokens that are not ours, or not any more. Each differs in one thing from a token that opens the door."""

import hmac
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from typing import Any

import jwt
import orjson
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from core.settings import settings
from tests.bff.asker import Asker

HEADERS = {"alg": "HS256", "kid": "test", "typ": "at+jwt"}
Forge = Callable[["Owner"], str]


class Owner:
    """Somebody who is signed in, and what a token of theirs says."""

    def __init__(self, asker: Asker) -> None:
        self.signed_in = asker.register()
        self.good = self.signed_in["accessToken"]
        self.claims: dict[str, Any] = jwt.decode(self.good, options={"verify_signature": False})
        self.head, self.body, self.signature = self.good.split(".")

    def token(self, claims: Mapping[str, Any] | None = None, *, without: str = "", **more: Any) -> str:
        """Signed with our own key: only what it says is wrong."""
        whole = {**self.claims, **(claims or {})}
        whole.pop(without, None)
        return signed({**HEADERS, **more}, whole)


def key() -> str:
    return next(iter(settings().jwt_key_ring.values()))


def part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else orjson.dumps(value)
    return urlsafe_b64encode(raw).decode().rstrip("=")


def signed(head: Any, body: Any, secret: str | None = None, digest: str = "sha256") -> str:
    text = f"{part(head)}.{part(body)}"
    return f"{text}.{part(hmac.digest((secret or key()).encode(), text.encode(), digest))}"


def asymmetric(private: Any, algorithm: str) -> Forge:
    return lambda owner: jwt.encode(
        owner.claims, private, algorithm=algorithm, headers={"kid": "test", "typ": "at+jwt"}
    )


def public_pem(private: Any) -> str:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return str(private.public_key().public_bytes(serialization.Encoding.PEM, form), "ascii")


def unsigned(alg: str) -> Forge:
    return lambda owner: f"{part({**HEADERS, 'alg': alg})}.{owner.body}."


def saying(claims: Mapping[str, Any] | None = None, **more: Any) -> Forge:
    return lambda owner: owner.token(claims, **more)


def without(claim: str) -> Forge:
    return lambda owner: owner.token(without=claim)


def now(seconds: int) -> int:
    return int(time.time()) + seconds


RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
TWICE = b'{"alg":"HS256","alg":"none","kid":"test","typ":"at+jwt"}'
SUBJECT = b'"sub":"cus_1"'
JWK = {"kty": "oct", "k": part(b"k" * 32), "kid": "test", "alg": "HS256"}

FORGERIES: dict[str, Forge] = {
    # no signature
    **{f"alg {alg}": unsigned(alg) for alg in ("none", "None", "NONE", "nOnE", "")},
    "alg none, our signature": lambda o: f"{part({**HEADERS, 'alg': 'none'})}.{o.body}.{o.signature}",
    "signature left out": lambda o: f"{o.head}.{o.body}.",
    "signature and dot left out": lambda o: f"{o.head}.{o.body}",
    "signature cut": lambda o: o.good[:-4],
    "signature longer": lambda o: o.good + "AAAA",
    "signature of zeros": lambda o: f"{o.head}.{o.body}.{part(bytes(32))}",
    "signature of another token": lambda o: f"{o.head}.{o.body}.{o.token({'jti': 'x'}).split('.')[2]}",
    # another algorithm or key
    "HS384": lambda o: signed({**HEADERS, "alg": "HS384"}, o.claims, digest="sha384"),
    "HS512": lambda o: signed({**HEADERS, "alg": "HS512"}, o.claims, digest="sha512"),
    "HS512 called HS256": lambda o: signed(HEADERS, o.claims, digest="sha512"),
    "hs256": saying(alg="hs256"),
    "RS256": asymmetric(RSA, "RS256"),
    "PS256": asymmetric(RSA, "PS256"),
    "ES256": asymmetric(ec.generate_private_key(ec.SECP256R1()), "ES256"),
    "EdDSA": asymmetric(ed25519.Ed25519PrivateKey.generate(), "EdDSA"),
    "HS256 with a public key": lambda o: signed(HEADERS, o.claims, public_pem(RSA)),
    "another key": lambda o: signed(HEADERS, o.claims, "another-key-of-at-least-32-characters"),
    "a key of one letter": lambda o: signed(HEADERS, o.claims, "x"),
    "the key id for a key": lambda o: signed(HEADERS, o.claims, "test"),
    # the header
    "unknown key id": saying(kid="old"),
    "no key id": lambda o: signed({"alg": "HS256", "typ": "at+jwt"}, o.claims),
    "empty key id": saying(kid=""),
    "key id of a file": saying(kid="../../../../dev/null"),
    "key id with SQL": saying(kid="x' UNION SELECT 'k"),
    "key id with a null": saying(kid="test\0"),
    "key id an operator": saying(kid={"$ne": None}),
    "key id a list": saying(kid=["test"]),
    "key id null": saying(kid=None),
    "a key of its own": saying(jwk=JWK),
    "a key set of its own": saying(jku="https://evil.example/keys.json"),
    "a certificate's address": saying(x5u="https://evil.example/cert.pem"),
    "a certificate": saying(x5c=["MIIB"]),
    "a demand nobody knows": saying(crit=["exp2"], exp2=1),
    "a body that is not encoded": saying(b64=False, crit=["b64"]),
    "compressed": saying(zip="DEF"),
    "type JWT": saying(typ="JWT"),
    "type of a refresh token": saying(typ="rt+jwt"),
    "no type": lambda o: signed({"alg": "HS256", "kid": "test"}, o.claims),
    "header twice an algorithm": lambda o: f"{part(TWICE)}.{o.body}.",
    "header not JSON": lambda o: f"{part(b'alg')}.{o.body}.{o.signature}",
    "header a list": lambda o: signed([HEADERS], o.claims),
    # time
    "expired": lambda o: o.token({"exp": now(-10)}),
    "expired for years": saying({"exp": 1}),
    "expiry a text": saying({"exp": "tomorrow"}),
    "expiry negative": saying({"exp": -1}),
    "no expiry": without("exp"),
    "not yet": lambda o: o.token({"nbf": now(600)}),
    "not yet, a text": saying({"nbf": "yesterday"}),
    "issued in the future": lambda o: o.token({"iat": now(600)}),
    "issued when, a text": saying({"iat": "now"}),
    "for a year": lambda o: o.token({"exp": now(31_536_000)}),
    "issued long ago": lambda o: o.token({"iat": now(-86_400)}),
    # for whom, by whom, for what
    "another audience": saying({"aud": "admin"}),
    "audience a list of others": saying({"aud": ["admin", "jobs"]}),
    "no audience": without("aud"),
    "another issuer": saying({"iss": "elsewhere"}),
    "issuer nearly ours": saying({"iss": "quayside "}),
    "no issuer": without("iss"),
    "a refresh token": saying({"type": "refresh"}),
    "another subject": saying({"sub": "cus_1"}),
    "no subject": without("sub"),
    "subject null": saying({"sub": None}),
    "subject an operator": saying({"sub": {"$ne": None}}),
    "no session": without("sid"),
    "another session": saying({"sid": "ses_1"}),
    "session an operator": saying({"sid": {"$ne": None}}),
    "session null": saying({"sid": None}),
    "no id": without("jti"),
    "no time of issue": without("iat"),
    # form
    "what is refreshed with": lambda o: str(o.signed_in["refreshToken"]),
    "claims changed": lambda o: f"{o.head}.{part({**o.claims, 'sub': 'cus_1'})}.{o.signature}",
    "claims not JSON": lambda _: signed(HEADERS, b"sub=cus_1"),
    "claims a list": lambda o: signed(HEADERS, [o.claims]),
    "a subject twice": lambda o: f"{o.head}.{part(also(o.claims, SUBJECT))}.{o.signature}",
    "padding": lambda o: o.good + "=",
    "much padding": lambda o: o.good + "====",
    "another text of the same signature": lambda o: o.good[:-1] + following(o.good[-1]),
    "a line break": lambda o: o.good[:-5] + " " + o.good[-5:],
    "a letter that is none": lambda o: o.good[:-5] + "!" + o.good[-5:],
    "capitals": lambda o: o.good.upper(),
    "a part more": lambda o: o.good + ".x",
    "encrypted": lambda _: f"{part({'alg': 'dir', 'enc': 'A256GCM'})}..eA.eA.eA",
    "garbage": lambda _: "x.y.z",
    "dots": lambda _: "..",
    "empty": lambda _: "",
    "a hundred kilobytes": lambda o: o.good + "x" * 100_000,
}


def also(claims: Mapping[str, Any], more: bytes) -> bytes:
    """The claims as JSON, with *more* after them."""
    return orjson.dumps(claims)[:-1] + b"," + more + b"}"


def following(letter: str) -> str:
    """The next letter of the alphabet of base64: the last one of 43 has two bits that say nothing."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"  # pragma: allowlist secret
    return letters[letters.index(letter) + 1]


@pytest.fixture
def owner(asker: Asker) -> Owner:
    return Owner(asker)


def test_the_same_token_unforged_is_good(owner: Owner, asker: Asker) -> None:
    for token in (owner.good, owner.token()):
        assert asker.get("/v1/me", Authorization=f"Bearer {token}").status_code == 200


def test_there_are_enough_forgeries() -> None:
    assert len(FORGERIES) >= 60


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_token_that_is_not_ours_is_401(forgery: str, owner: Owner, asker: Asker) -> None:
    token = FORGERIES[forgery](owner)
    answer = asker.get("/v1/me", Authorization=f"Bearer {token}")
    assert answer.status_code == 401, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["type"] == "/problems/not-signed-in"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header", ["{}", "bearer {}", "Basic {}", "Bearer", "Bearer {0} {0}", "Bearer  {}", "JWT {}"]
)
def test_a_good_token_under_another_name_is_401(header: str, owner: Owner, asker: Asker) -> None:
    assert asker.get("/v1/me", Authorization=header.format(owner.good)).status_code == 401


def test_a_token_in_a_cookie_or_in_the_query_is_not_looked_at(owner: Owner, asker: Asker) -> None:
    asker.access = None
    for name in ("access_token_cookie", "jwt"):
        asker.client.set_cookie(name, owner.good)
    assert asker.get(f"/v1/me?jwt={owner.good}").status_code == 401
