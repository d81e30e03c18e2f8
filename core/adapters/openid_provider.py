"""A provider of OpenID Connect: authorization code with PKCE, state and nonce (RFC 6749, 7636, 9207, 9700)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import quote

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from requests.auth import HTTPBasicAuth

from core import log
from core.adapters.bounded import Answered, Limits, NoAnswer, ask
from core.adapters.openid_documents import Documents
from core.adapters.openid_strength import asked_of, strength_in
from core.adapters.openid_tokens import Expected, NotRight, claims_in
from core.breaker import AT_A_PROVIDER, Guard
from core.customers.errors import ErrandNotGood, ProviderAway
from core.customers.ports import Errand, Identity
from core.db import outside_call
from core.openid import OpenIdSettings, is_safe

AT_ONCE = AT_A_PROVIDER
"""Calls of one process to one provider; one more is refused without a wait, as a shopper can sign in otherwise."""
REFUSED = range(400, 500)
BUSY = 429
LONGEST_TEXT = 500


class OpenIdProvider:
    """Signs in by one provider. What it publishes is read when somebody first asks for it."""

    def __init__(
        self,
        told: OpenIdSettings,
        *,
        redirect_url: str,
        limits: Limits | None = None,
        guard: Guard = nullcontext,
    ) -> None:
        self._guard = guard
        self.name, self.label = told.name, told.title
        self._told, self._redirect_url, self._limits = told, redirect_url, limits or Limits()
        self._documents = Documents(told.authority, self._limits, shortest_rsa=told.shortest_rsa)
        self._room = BoundedSemaphore(AT_ONCE)

    @outside_call
    def address(self, errand: Errand, *, fresh: bool = False) -> str:
        with self._turn(), self._guard():
            url: str = prepare_grant_uri(
                self._documents.facts()["authorization_endpoint"],
                self._told.client_id,
                "code",
                self._redirect_url,
                self._told.scopes,
                errand.state,
                nonce=errand.nonce,
                code_challenge=create_s256_code_challenge(errand.verifier),
                code_challenge_method="S256",
                **asked_of(self._told, fresh=fresh),
            )
        return url

    @outside_call
    def identity(self, code: str, errand: Errand, *, issuer: str | None) -> Identity:
        with self._turn(), self._guard():
            try:
                return self._identity(code, errand, issuer)
            except NotRight as fault:
                log.get(__name__).warning("provider_sign_in_refused", provider=self.name, fault=str(fault))
                raise ErrandNotGood from None

    def _identity(self, code: str, errand: Errand, issuer: str | None) -> Identity:
        self._see_whose(issuer)
        tokens = self._traded(code, errand)
        access = tokens.get("access_token")
        access_token = access if isinstance(access, str) else None
        expected = Expected(self._told.authority, self._told.client_id, errand.nonce)
        claims = claims_in(tokens.get("id_token"), self._documents, expected, access_token)
        told = claims if "email" in claims else {**claims, **self._more(claims["sub"], access_token)}
        return Identity(
            self.name,
            self._told.authority,
            claims["sub"],
            _text(told.get("email")),
            told.get("email_verified") is True,
            _text(told.get("name")),
            self.label,
            strength_in(claims, self._told),
        )

    def _see_whose(self, issuer: str | None) -> None:
        """That the answer came from here and not from another provider that was asked (RFC 9207)."""
        told = self._documents.facts().get("authorization_response_iss_parameter_supported") is True
        if (issuer is None and told) or issuer not in (None, self._told.authority):
            raise NotRight("the answer is another issuer's")

    def _traded(self, code: str, errand: Errand) -> Mapping[str, Any]:
        """The tokens for that code. Raises NotRight for a refusal, ProviderAway for silence."""
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_url,
            "code_verifier": errand.verifier,
        }
        facts = self._documents.facts()
        answer = self._ask("POST", facts["token_endpoint"], **self._as_client(facts, asked))
        if answer.status in REFUSED and answer.status != BUSY:
            raise NotRight(f"the provider does not take the code ({answer.status})")
        return self._plain(answer)

    def _as_client(self, facts: Mapping[str, Any], asked: dict[str, str]) -> dict[str, Any]:
        """Form and proof of who we are: by header, unless the provider wants it in the form (RFC 6749, 2.3.1)."""
        client, secret = self._told.client_id, self._told.client_secret
        if secret is None:
            return {"data": {**asked, "client_id": client}}
        known = facts.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        plain = secret.get_secret_value()
        if "client_secret_basic" in known:
            return {"data": asked, "auth": HTTPBasicAuth(quote(client, safe=""), quote(plain, safe=""))}
        return {"data": {**asked, "client_id": client, "client_secret": plain}}

    def _more(self, subject: str, access_token: str | None) -> Mapping[str, Any]:
        """What the provider tells on asking, if it is about the same one (OpenID Connect Core 1.0, section 5.3.2)."""
        url = self._documents.facts().get("userinfo_endpoint")
        if access_token is None or not isinstance(url, str) or not is_safe(url):
            return {}
        answer = self._ask("GET", url, headers={"Authorization": f"Bearer {access_token}"})
        told = self._plain(answer)
        if told.get("sub") != subject:
            raise NotRight("what was told is about somebody else")
        return {name: told[name] for name in ("email", "email_verified", "name") if name in told}

    def _plain(self, answer: Answered) -> Mapping[str, Any]:
        try:
            return answer.plain()
        except NoAnswer as trouble:
            raise self._away(str(trouble)) from None

    def _ask(self, method: str, url: str, **more: Any) -> Answered:
        try:
            return ask(method, url, self._limits, **more)
        except NoAnswer as trouble:
            raise self._away(str(trouble)) from None

    def _away(self, why: str) -> ProviderAway:
        log.get(__name__).error("provider_away", provider=self.name, fault=why)
        return ProviderAway()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._room.acquire(blocking=False):
            raise self._away("so many wait for it already")
        try:
            yield
        finally:
            self._room.release()


def _text(value: object) -> str | None:
    return value[:LONGEST_TEXT] if isinstance(value, str) and value else None
