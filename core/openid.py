"""Who else says who somebody is: the OpenID Connect providers that the settings name."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

GOOGLE = "https://accounts.google.com"
HERE = {"127.0.0.1", "localhost", "::1"}
LEAST_RSA_BITS = 2_048
SHORTEST_RSA_BITS = 3_072
"""What is worth 128 bits (NIST SP 800-57 part 1, table 2), as a curve of 256 bits is."""
SHORTER_BY_PRESET = {GOOGLE: LEAST_RSA_BITS}
"""The only ones whose shorter keys are taken without a word in the settings, and only where they are set up at all.

Google signs id tokens with RS256 and keys of 2,048 bits and has no others. That is worth 112 bits, the least that
RFC 7518 (section 3.3) takes. What is signed is good for minutes, keeps nothing secret, and its keys are changed
within weeks: whoever breaks one later has nothing to sign with it. `"rsa_bits": 3072` takes the exception back.
"""

Word = Annotated[str, Field(pattern=r"^[\x21-\x7e]{1,255}$")]
"""Of those that a request has separated by blanks."""


class OpenIdSettings(BaseModel):
    """One provider: what it is called in addresses (`name`) and for people (`label`), and what it knows us by.

    `issuer` may be left out for `google`. Without a secret the shop is a public client, with PKCE alone.
    Without `redirect_url`, shoppers come back to `{storefront}/account/sign-in/{name}`.

    `acr_values` are the classes of sign-in that it is asked for, the best first. What is demanded it has to say, or
    nobody is signed in: one of `demands_acr`, each of `demands_amr`, a sign-in there `max_age` seconds ago at most.

    `rsa_bits` is how long its RSA keys have to be: 3,072, where neither it nor a preset names another.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,29}$")
    label: str = Field(default="", max_length=60)
    issuer: str = ""
    client_id: str = Field(min_length=1, max_length=255)
    client_secret: SecretStr | None = None
    scopes: str = Field(default="openid email profile", pattern=r"^openid( [a-z0-9_:./-]+)*$")
    redirect_url: str | None = None
    acr_values: tuple[Word, ...] = ()
    demands_acr: tuple[Word, ...] = ()
    demands_amr: tuple[Word, ...] = ()
    max_age: int | None = Field(default=None, ge=60)
    rsa_bits: int | None = Field(default=None, ge=LEAST_RSA_BITS, le=16_384)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not is_safe(self.authority):
            raise ValueError(f"{self.name}: the issuer must be an https address")
        if self.redirect_url is not None and not is_safe(self.redirect_url):
            raise ValueError(f"{self.name}: the redirect address must be an https address")
        return self

    @property
    def authority(self) -> str:
        """The issuer, which every token has to name, letter by letter."""
        return self.issuer or (GOOGLE if self.name == "google" else "")

    @property
    def shortest_rsa(self) -> int:
        """In bits: with shorter keys of RSA nothing is signed for us."""
        return self.rsa_bits or SHORTER_BY_PRESET.get(self.authority, SHORTEST_RSA_BITS)

    @property
    def title(self) -> str:
        return self.label or self.name.capitalize()

    @property
    def is_local(self) -> bool:
        return not self.authority.startswith("https://")


def faults_of(
    providers: Sequence[OpenIdSettings], *, has_storefront: bool, is_production: bool
) -> Iterator[str]:
    """What keeps a shop from starting with these, in words that follow the name of the setting."""
    names = [provider.name for provider in providers]
    local = [one.name for one in providers if one.is_local and is_production]
    if len(names) != len(set(names)):
        yield "names a provider twice"
    if not has_storefront and not all(one.redirect_url for one in providers):
        yield "needs SHOP_STOREFRONT_URL, or a redirect_url for each"
    if local:
        yield f"has no https issuer: {', '.join(local)}"


def is_safe(url: str) -> bool:
    """Whether it is an https address without a fragment; http only for this very machine."""
    parts = urlsplit(url)
    if parts.fragment or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
