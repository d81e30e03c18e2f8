"""Who somebody is, asked of a provider over real HTTP, which lies in every way that there is."""

import time
import warnings
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.jwk import ECKey, RSAKey

from core import clock
from core.adapters.bounded import Limits
from core.adapters.openid_documents import FRESH, PAUSE, Documents
from core.adapters.openid_provider import AT_ONCE, OpenIdProvider
from core.customers.errors import ErrandNotGood, ProviderAway
from core.customers.ports import Errand, Identity, Strength
from core.db import OutsideCallInTransaction, transactional
from tests.dev.oidc.running import CLIENT, REDIRECT, RunningProvider
from tests.lines import lines_of

ERRAND = Errand("local", "state-" + "s" * 40, "nonce-" + "n" * 40, "verifier-" + "v" * 40)
LIMITS = Limits(connect=1.0, answer=0.4, most=64 * 1024)
HOUR = 3_600
Lie = Callable[[str], dict[str, Any]]


def now(seconds: int = 0) -> int:
    return int(time.time()) + seconds


def saying(**claims: Any) -> Lie:
    return lambda _: {"claims": claims}


def timed(claims: Callable[[], dict[str, Any]]) -> Lie:
    """Claims that are of the moment at which they are made."""
    return lambda _: {"claims": claims()}


def headed(**header: Any) -> Lie:
    return lambda _: {"header": header}


def answering(**tokens: Any) -> Lie:
    return lambda _: {"tokens": tokens}


def signing(how: str) -> Lie:
    return lambda _: {"signing": how}


FORGED: dict[str, Lie] = {
    "unsigned": signing("none"),
    "signed with the client's secret": signing("by-secret"),
    "signed with the published key as a secret": signing("public-key"),
    "signed by a stranger under the key's name": signing("stranger"),
    "changed after it was signed": signing("tampered"),
    "of another errand": saying(nonce="another"),
    "of no errand": saying(nonce=None),
    "of an empty errand": saying(nonce=""),
    "with an errand that is no text": saying(nonce=7),
    "with several errands": saying(nonce=[ERRAND.nonce]),
    "for another client": saying(aud="another"),
    "for nobody": saying(aud=None),
    "for an empty list": saying(aud=[]),
    "for us and another": saying(aud=[CLIENT, "another"], azp=CLIENT),
    "for another, asked for by us": saying(aud="another", azp=CLIENT),
    "asked for by another": saying(azp="another"),
    "of another issuer": saying(iss="https://another.example"),
    "of no issuer": saying(iss=None),
    "of an issuer with a slash more": lambda url: {"claims": {"iss": f"{url}/"}},
    "of several issuers": lambda url: {"claims": {"iss": [url]}},
    "expired": timed(lambda: {"exp": now(-60)}),
    "without an end": saying(exp=None),
    "with an end that is text": timed(lambda: {"exp": str(now(HOUR))}),
    "with an end that is no number": saying(exp="never"),
    "issued tomorrow": timed(lambda: {"iat": now(24 * HOUR), "exp": now(25 * HOUR)}),
    "issued last week": timed(lambda: {"iat": now(-7 * 24 * HOUR)}),
    "issued never": saying(iat=None),
    "good later": timed(lambda: {"nbf": now(HOUR)}),
    "about nobody": saying(sub=None),
    "about an empty one": saying(sub=""),
    "about a number": saying(sub=7),
    "about one with a line of his own": saying(sub="sub\nadmin"),
    "about one with too long a name": saying(sub="s" * 256),
    "beside another access token": saying(at_hash="A" * 22),
    "with an algorithm that is not offered": headed(alg="RS512"),
    "with an algorithm in other letters": headed(alg="rs256"),
    "with an algorithm of another key": headed(alg="ES256"),
    "with no algorithm": headed(alg=None),
    "with a key that nobody knows": headed(kid="made-up"),
    "with a key that is no text": headed(kid=7),
    "that brings its key": headed(jwk={"kty": "RSA", "n": "AQAB", "e": "AQAB"}),
    "that brings its key's address": headed(jku="https://evil.example/jwks"),
    "that brings a certificate": headed(x5u="https://evil.example/cert"),
    "that demands something": headed(crit=["exp"]),
    "whose body is not encoded": headed(b64=False, crit=["b64"]),
    "that is an access token": headed(typ="at+jwt"),
    "that is a token to sign out": headed(typ="logout+jwt"),
    "that is not there": answering(id_token=None),
    "that is no text": answering(id_token=7),
    "that is empty": answering(id_token=""),
    "of one part": answering(id_token="x"),
    "of five parts": answering(id_token="a.b.c.d.e"),
    "that is not ASCII": answering(id_token="\N{LATIN SMALL LETTER E WITH ACUTE}.b.c"),
    "that is endless": answering(id_token="a" * 20_000),
}


def at(oidc: RunningProvider, **more: Any) -> OpenIdProvider:
    return OpenIdProvider(oidc.told(**more), redirect_url=REDIRECT, limits=LIMITS)


def back(oidc: RunningProvider, provider: OpenIdProvider, errand: Errand = ERRAND, **form: str) -> Identity:
    """Whoever signs in there comes back with what the provider gives them."""
    told = oidc.signed_in(provider.address(ERRAND), **form)
    assert told["state"] == ERRAND.state
    return provider.identity(told["code"], errand, issuer=told["iss"])


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_whoever_signs_in_there_is_known_here(oidc: RunningProvider, algorithm: str) -> None:
    oidc.provider.rotate(algorithm)

    assert back(oidc, at(oidc), subject="sub-1") == Identity(
        "local",
        oidc.url,
        "sub-1",
        "ada@example.com",
        vouched=True,
        name="Ada Byron",
        label="Local",
        strength=Strength(None, ("pwd",)),
    )


@pytest.mark.parametrize(
    "lie",
    [
        headed(typ=None),
        headed(typ="jwt"),
        headed(kid=None),
        saying(aud=[CLIENT]),
        saying(azp=CLIENT),
        saying(at_hash=None),
        timed(lambda: {"exp": now(-5)}),
        timed(lambda: {"iat": now(5)}),
    ],
)
def test_what_a_provider_may_do_otherwise_is_taken(oidc: RunningProvider, lie: Lie) -> None:
    oidc.be(**lie(oidc.url))

    assert back(oidc, at(oidc)).email == "ada@example.com"


@pytest.mark.parametrize("lie", FORGED.values(), ids=FORGED.keys())
def test_no_token_is_taken_that_is(oidc: RunningProvider, lie: Lie) -> None:
    oidc.be(**lie(oidc.url))

    with pytest.raises(ErrandNotGood):
        back(oidc, at(oidc))


@pytest.mark.parametrize("verified", [False, "true", "false", 1, "yes", None])
def test_only_true_is_a_proved_address(oidc: RunningProvider, verified: object) -> None:
    oidc.be(claims={"email_verified": verified})

    assert back(oidc, at(oidc)).vouched is False


def test_a_code_without_the_verifier_it_was_asked_for_with_is_refused(oidc: RunningProvider) -> None:
    other = Errand("local", ERRAND.state, ERRAND.nonce, "another-" + "w" * 40)

    with pytest.raises(ErrandNotGood):
        back(oidc, at(oidc), errand=other)


def test_a_code_is_good_once(oidc: RunningProvider) -> None:
    provider = at(oidc)
    told = oidc.signed_in(provider.address(ERRAND))
    provider.identity(told["code"], ERRAND, issuer=told["iss"])

    with pytest.raises(ErrandNotGood):
        provider.identity(told["code"], ERRAND, issuer=told["iss"])


@pytest.mark.parametrize("issuer", [None, "", "https://another.example"])
def test_an_answer_of_another_issuer_is_refused_before_the_code_is_shown_to_anybody(
    oidc: RunningProvider, issuer: str | None
) -> None:
    provider = at(oidc)
    code = oidc.signed_in(provider.address(ERRAND))["code"]

    with pytest.raises(ErrandNotGood):
        provider.identity(code, ERRAND, issuer=issuer)
    assert "/token" not in oidc.provider.calls


def test_a_provider_that_does_not_name_itself_in_the_answer_may_leave_it_out(oidc: RunningProvider) -> None:
    oidc.be(facts={"authorization_response_iss_parameter_supported": None})
    provider = at(oidc)
    code = oidc.signed_in(provider.address(ERRAND))["code"]

    assert provider.identity(code, ERRAND, issuer=None).subject


@pytest.mark.parametrize("methods", [["client_secret_basic"], ["client_secret_post"], None])
def test_the_client_proves_who_it_is_as_the_provider_wants(
    oidc: RunningProvider, methods: list[str] | None
) -> None:
    oidc.be(facts={"token_endpoint_auth_methods_supported": methods})

    assert back(oidc, at(oidc)).subject


def test_a_client_with_a_wrong_secret_signs_nobody_in(oidc: RunningProvider) -> None:
    with pytest.raises(ErrandNotGood):
        back(oidc, at(oidc, client_secret="wrong"))


def test_a_public_client_needs_no_secret() -> None:
    with RunningProvider(secret=None) as oidc:
        assert back(oidc, at(oidc)).subject


def test_what_the_token_does_not_say_is_asked_for(oidc: RunningProvider) -> None:
    oidc.be(claims={"email": None, "email_verified": None})

    found = back(oidc, at(oidc))

    assert (found.email, found.vouched) == ("ada@example.com", True)
    assert oidc.provider.calls[-1] == "/userinfo"


def test_what_is_told_of_somebody_else_is_refused(oidc: RunningProvider) -> None:
    oidc.be(claims={"email": None}, userinfo={"sub": "somebody-else"})

    with pytest.raises(ErrandNotGood):
        back(oidc, at(oidc))


class TestStrength:
    """How strongly somebody signed in there: what is asked, what is known of it, what is refused."""

    @pytest.mark.parametrize(
        ("told", "fresh", "asked"),
        [
            ({}, False, {}),
            ({}, True, {"max_age": "600"}),
            ({"max_age": 300}, True, {"max_age": "300"}),
            ({"max_age": 3_600}, True, {"max_age": "600"}),
            ({"max_age": 3_600}, False, {"max_age": "3600"}),
            ({"acr_values": ["phr", "mfa"]}, False, {"acr_values": "phr mfa"}),
            ({"demands_acr": ["mfa"]}, False, {"acr_values": "mfa"}),
        ],
    )
    def test_is_asked_for_as_the_settings_say(
        self,
        oidc: RunningProvider,
        told: dict[str, Any],
        fresh: bool,  # noqa: FBT001  # a column of the table
        asked: dict[str, str],
    ) -> None:
        query = parse_qs(urlsplit(at(oidc, **told).address(ERRAND, fresh=fresh)).query)

        assert {name: query[name][0] for name in ("max_age", "acr_values") if name in query} == asked

    def test_is_known_as_far_as_the_provider_says_it(self, oidc: RunningProvider) -> None:
        then = now(-90)
        oidc.be(claims={"acr": "mfa", "amr": ["pwd", "otp"], "auth_time": then})

        assert back(oidc, at(oidc)).strength == Strength(
            "mfa", ("pwd", "otp"), datetime.fromtimestamp(then, UTC)
        )

    @pytest.mark.parametrize(
        "claims",
        [
            {"acr": None, "amr": None, "auth_time": None},
            {"acr": "", "amr": []},
            {"acr": 2, "amr": [2, "", "a\nb"]},
            {"acr": ["mfa"], "amr": None},
            {"acr": "x" * 256, "amr": []},
        ],
    )
    def test_is_the_least_where_nothing_is_said(self, oidc: RunningProvider, claims: dict[str, Any]) -> None:
        oidc.be(claims=claims)

        assert back(oidc, at(oidc)).strength == Strength()

    def test_a_moment_may_have_a_fraction(self, oidc: RunningProvider) -> None:
        """It is a JSON number (OpenID Connect Core 1.0, 2)."""
        then = now(-90)
        oidc.be(claims={"auth_time": then + 0.25})

        assert back(oidc, at(oidc)).strength.at == datetime.fromtimestamp(then, UTC)

    @pytest.mark.parametrize(
        "moment", ["now", True, 0, -1, 2**62, [1], timed(lambda: {"auth_time": now(60)})]
    )
    def test_a_time_that_is_none_is_refused(self, oidc: RunningProvider, moment: Any) -> None:
        oidc.be(claims=moment("")["claims"] if callable(moment) else {"auth_time": moment})

        with pytest.raises(ErrandNotGood):
            back(oidc, at(oidc))

    @pytest.mark.parametrize(
        ("demanded", "claims"),
        [
            ({"demands_acr": ["mfa", "phr"]}, {"acr": "phr"}),
            ({"demands_amr": ["otp", "pwd"]}, {"amr": ["pwd", "otp", "mfa"]}),
            ({"max_age": 300}, {"auth_time": -290}),
            ({"max_age": 300}, {"auth_time": -320}),
        ],
    )
    def test_what_is_demanded_and_said_signs_in(
        self, oidc: RunningProvider, demanded: dict[str, Any], claims: dict[str, Any]
    ) -> None:
        oidc.be(claims=_of_now(claims))

        assert back(oidc, at(oidc, **demanded)).subject

    @pytest.mark.parametrize(
        ("demanded", "claims"),
        [
            ({"demands_acr": ["mfa"]}, {"acr": "pwd"}),
            ({"demands_acr": ["mfa"]}, {"acr": None}),
            ({"demands_acr": ["mfa"]}, {"acr": ["mfa"]}),
            ({"demands_amr": ["otp", "pwd"]}, {"amr": ["pwd"]}),
            ({"demands_amr": ["otp"]}, {"amr": None}),
            ({"demands_amr": ["otp"]}, {"amr": "otp"}),
            ({"max_age": 300}, {"auth_time": None}),
            ({"max_age": 300}, {"auth_time": -340}),
        ],
    )
    def test_what_is_demanded_and_not_said_signs_nobody_in(
        self, oidc: RunningProvider, demanded: dict[str, Any], claims: dict[str, Any]
    ) -> None:
        oidc.be(claims=_of_now(claims))

        with pytest.raises(ErrandNotGood):
            back(oidc, at(oidc, **demanded))


def _of_now(claims: dict[str, Any]) -> dict[str, Any]:
    """With moments instead of seconds from now."""
    return {name: now(value) if name == "auth_time" and value else value for name, value in claims.items()}


class TestKeys:
    def test_documents_are_read_once_an_hour(self, oidc: RunningProvider) -> None:
        provider = at(oidc)
        for _ in range(3):
            back(oidc, provider)
        before = oidc.provider.calls.count("/jwks")
        with clock.moved(FRESH + timedelta(seconds=1)):
            provider.address(ERRAND)

        assert before == 1
        assert oidc.provider.calls.count("/.well-known/openid-configuration") == 2

    def test_a_key_that_was_changed_without_a_word_is_found(self, oidc: RunningProvider) -> None:
        provider = at(oidc)
        back(oidc, provider)
        oidc.provider.rotate("ES256")

        with clock.moved(PAUSE + timedelta(seconds=1)):
            assert back(oidc, provider).subject

    def test_keys_that_nobody_knows_are_looked_for_once_a_minute(self, oidc: RunningProvider) -> None:
        provider = at(oidc)
        oidc.be(header={"kid": "made-up"})
        for _ in range(3):
            with pytest.raises(ErrandNotGood):
                back(oidc, provider)

        assert oidc.provider.calls.count("/jwks") == 1

    def test_a_key_that_was_withdrawn_is_good_for_an_hour_at_most(self, oidc: RunningProvider) -> None:
        provider = at(oidc)
        back(oidc, provider)
        old = oidc.provider.keys[0]
        oidc.provider.rotate()
        oidc.provider.keys.insert(0, old)
        documents = Documents(oidc.url, LIMITS)
        assert documents.key(str(old.kid), "RS256", "RSA")
        oidc.provider.keys.remove(old)

        with clock.moved(FRESH + timedelta(seconds=1)):
            assert documents.key(str(old.kid), "RS256", "RSA") is None

    @pytest.mark.parametrize(
        "told",
        [
            {"kty": "oct", "kid": "k", "k": "c2VjcmV0" * 8},
            {"kty": "RSA", "kid": "k", "use": "enc", "n": "A" * 342, "e": "AQAB"},
            {"kty": "RSA", "kid": "k", "n": "not base64 !", "e": "AQAB"},
            {"kty": "RSA", "kid": "k"},
            {"kty": "EC", "kid": "k", "crv": "P-256", "x": "AA", "y": "AA"},
            {"kty": "EC", "kid": "k", "crv": "secp111", "x": "AA", "y": "AA"},
            {"kid": "k"},
        ],
    )
    def test_what_is_no_key_for_signatures_is_left_out(
        self, oidc: RunningProvider, told: dict[str, str]
    ) -> None:
        oidc.be(keys=[told])
        documents = Documents(oidc.url, LIMITS)

        assert not any(
            documents.key("k", algorithm, kind) for algorithm, kind in (("RS256", "RSA"), ("ES256", "EC"))
        )
        assert documents.key(str(oidc.provider.keys[0].kid), *_fit(oidc))

    @pytest.mark.parametrize(
        ("bits", "more", "is_taken"),
        [
            (3_072, {}, True),
            (3_064, {}, False),
            (2_048, {}, False),
            (2_048, {"rsa_bits": 2_048}, True),
            (2_040, {"rsa_bits": 2_048}, False),
            (3_072, {"rsa_bits": 4_096}, False),
        ],
    )
    def test_a_provider_signs_with_keys_as_long_as_is_demanded_of_it(
        self,
        oidc: RunningProvider,
        bits: int,
        more: dict[str, int],
        *,
        is_taken: bool,
    ) -> None:
        oidc.provider.keys = [_rsa(bits)]

        with lines_of("bff") as lines, nullcontext() if is_taken else pytest.raises(ErrandNotGood):
            assert back(oidc, at(oidc, **more)).subject
        told = [line["bits"] for line in lines() if line["event"] == "provider_key_too_short"]
        assert told == ([] if is_taken else [bits])

    @pytest.mark.parametrize("curve", ["P-521", "secp256k1"])
    def test_a_curve_is_one_of_those_that_are_known(self, oidc: RunningProvider, curve: Any) -> None:
        key = ECKey.generate_key(curve, {"kid": "k", "use": "sig"})
        oidc.be(keys=[key.as_dict(private=False)])

        assert Documents(oidc.url, LIMITS).key("k", "ES256", "EC") is None


class TestAway:
    """Whatever is wrong with the provider, nobody waits for long, and it is said to be away."""

    @pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/jwks", "/token"])
    @pytest.mark.parametrize(
        "mood",
        [
            lambda path: {"status": {path: 500}},
            lambda path: {"status": {path: 429}},
            lambda path: {"seconds": {path: 0.8}},
            lambda path: {"trickle": {path: 0.05}},
            lambda path: {"size": {path: 5_000_000}},
            lambda path: {"redirect": {path: "/userinfo"}},
        ],
        ids=["fails", "busy", "slow", "trickles", "large", "elsewhere"],
    )
    def test_a_provider_that_does_not_answer_as_it_should(
        self, oidc: RunningProvider, mood: Callable[[str], dict[str, Any]], path: str
    ) -> None:
        provider = at(oidc)
        told = oidc.signed_in(at(oidc).address(ERRAND))
        oidc.be(**mood(path))
        began = time.monotonic()

        with pytest.raises(ProviderAway):
            provider.identity(told["code"], ERRAND, issuer=told["iss"])
        assert time.monotonic() - began < 3 * LIMITS.answer

    @pytest.mark.parametrize(
        "facts",
        [
            {"issuer": "https://another.example"},
            {"issuer": None},
            {"token_endpoint": None},
            {"jwks_uri": 7},
            {"jwks_uri": "http://169.254.169.254/latest"},
            {"token_endpoint": "file:///etc/passwd"},
            {"authorization_endpoint": "javascript:alert(1)"},
        ],
    )
    def test_a_document_that_is_not_the_issuers_own(
        self, oidc: RunningProvider, facts: dict[str, object]
    ) -> None:
        oidc.be(facts=facts)

        with pytest.raises(ProviderAway):
            at(oidc).address(ERRAND)

    def test_nobody_listens(self, oidc: RunningProvider) -> None:
        with pytest.raises(ProviderAway):
            at(oidc, issuer="http://127.0.0.1:1").address(ERRAND)

    def test_after_it_was_away_it_is_asked_again(self, oidc: RunningProvider) -> None:
        provider = at(oidc)
        oidc.be(status={"/jwks": 503})
        with pytest.raises(ProviderAway):
            back(oidc, provider)
        oidc.be()

        assert back(oidc, provider).subject

    def test_a_slow_one_does_not_keep_every_thread(self, oidc: RunningProvider) -> None:
        provider = at(oidc)
        provider.address(ERRAND)
        taken = [provider._room.acquire(blocking=False) for _ in range(AT_ONCE)]

        assert all(taken)
        with pytest.raises(ProviderAway):
            provider.address(ERRAND)


def test_no_provider_is_asked_inside_a_transaction(oidc: RunningProvider, database: object) -> None:
    provider = at(oidc)

    @transactional
    def inside() -> None:
        provider.address(ERRAND)

    with pytest.raises(OutsideCallInTransaction):
        inside()


def _fit(oidc: RunningProvider) -> tuple[str, str]:
    kind = oidc.provider.keys[0].key_type
    return ("RS256" if kind == "RSA" else "ES256"), kind


def _rsa(bits: int) -> RSAKey:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return RSAKey.import_key(
            rsa.generate_private_key(65_537, bits).private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            ),
            {"kid": "k", "alg": "RS256", "use": "sig"},
        )
