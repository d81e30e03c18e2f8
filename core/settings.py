"""Everything a process reads from its environment: built once, then read-only."""

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, FilePath, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.alone import StaffAlone
from core.credentials import nameless
from core.key_ring import KeyRing, parts_of, ring_of
from core.openid import OpenIdSettings, faults_of
from core.processes import NEEDED_ANYWHERE, NEEDED_IN_PRODUCTION, NEEDED_WITH, Process, is_needed
from core.transport import INSIDE, OUTSIDE, in_the_clear

SHORTEST_SECRET = 32
EXAMPLE = "replace-me"
LARGEST_FACTOR = 10
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?")
SELLER = "Quayside Ltd.; 1 Harbour Street; 20457 Hamburg; Germany"
"""In whose name a shop that is only tried out sells."""
NOT_GIVEN = SecretStr("")


class SettingsIncomplete(Exception):
    """The environment lacks something or holds nonsense; the message names every variable, never a value."""


class Settings(BaseSettings):
    """The shop's settings. Secrets do not print; production refuses to start without them.

    Several generations of a secret are separated by commas: each of them is accepted, the first one signs.
    """

    model_config = SettingsConfigDict(env_prefix="SHOP_", env_file=".env", frozen=True, extra="ignore")

    env: Literal["development", "test", "production"] = "development"
    process: Process | None = None
    """Which of the shop's processes this is: it starts with its own secrets alone then (core/processes.py)."""
    trust_network: bool = False
    """That whoever runs the shop says its network seals what goes to MongoDB, Redis, mail and the storefront."""
    # No shop starts without these. As required fields they would hide what else is missing.
    mongodb_uri: SecretStr = NOT_GIVEN
    mongodb_database: str = "quayside"
    redis_url: SecretStr = NOT_GIVEN
    certificate_file: FilePath | None = None  # of this process, with its key (core/credentials.py)
    ca_file: FilePath | None = None  # who vouches for MongoDB and Redis; left out, whom the system trusts
    secret_key: SecretStr = NOT_GIVEN
    console_secret_key: SecretStr = NOT_GIVEN  # of staff's sessions and apps
    jwt_keys: SecretStr = NOT_GIVEN
    """`kid:secret[,kid:secret]`: the first signs, all are accepted."""

    stripe_api_key: SecretStr | None = None
    stripe_publishable_key: str | None = None
    stripe_api_base: str = "https://api.stripe.com"
    stripe_webhook_secrets: SecretStr | None = None

    contentful_space: str | None = None
    contentful_environment: str = "master"
    contentful_delivery_token: SecretStr | None = None
    contentful_preview_token: SecretStr | None = None
    contentful_api_base: str = "https://cdn.contentful.com"
    contentful_preview_api_base: str | None = None
    """Where drafts are read; left out, Contentful's own beside the address above, or that very one."""
    contentful_webhook_secret: SecretStr | None = None

    segment_write_key: SecretStr | None = None
    segment_api_base: str = "https://api.segment.io"

    smtp_url: SecretStr | None = None
    mail_from: str = "shop@quayside.example"
    storefront_url: str | None = None
    """Where the storefront's pages live; several replicas are separated by commas, the first is public."""
    revalidate_secret: SecretStr | None = None

    oidc_providers: tuple[OpenIdSettings, ...] = ()
    """Who else customers may sign in with, as JSON (`core/openid.py`); several have different names."""

    time_zone: str = "UTC"
    """Where the shop's day begins and ends, and in whose time the console shows moments: `Europe/Berlin`."""

    hold_seconds: int = Field(default=900, ge=1)
    return_days: int = Field(default=30, ge=0)
    """How long after their arrival buyers may ask to send goods back."""
    order_link_seconds: int = Field(default=3600, ge=60)
    """How long a link that was mailed to a guest opens their order."""
    seller: str = SELLER
    """Who sells, as it stands on invoices: name and address, lines separated by semicolons. Production needs it."""
    seller_tax_id: str | None = None
    """The seller's tax number, as it stands on invoices."""
    invoice_font: str | None = None
    """A TrueType file for invoices, where names are written in more than Western European letters."""
    inbox_days: int = Field(default=30, ge=1, le=30)
    """How long webhooks are kept as they came."""
    manual_order_days: int = Field(default=14, ge=1)
    """How long an order that is paid by hand keeps its goods unpaid: then it is cancelled."""
    cart_days: int = Field(default=60, ge=1)
    cart_merge: Literal["add", "larger", "guest", "account"] = "larger"
    """What a cart holds after sign-in, of the guest's and the account's (core/carts/claiming.py)."""
    access_token_seconds: int = Field(default=300, ge=10)
    refresh_token_days: int = Field(default=30, ge=1)
    """How long a sign-in lasts, however often it is used."""
    reset_link_seconds: int = Field(default=600, ge=60, le=600)
    """How long a mailed link is good for a new password: ten minutes at most (ASVS 6.5.5)."""
    email_link_seconds: int = Field(default=3600, ge=60)
    """How long a mailed link is good to prove an address."""
    refresh_idle_days: int = Field(default=7, ge=1)
    """How long a sign-in lasts that is not used."""
    clock_offset_seconds: int = 0

    bff_bind: str = "127.0.0.1:8000"
    admin_bind: str = "127.0.0.1:8001"
    metrics_bind: str = "127.0.0.1:9101"
    worker_metrics_bind: str | None = None
    """Where each worker serves `/metrics` of its own; nowhere without."""
    staff_second_factor: Literal["required", "optional"] | None = None  # left out: required in production
    staff_alone: StaffAlone = None  # left out: 200.00 in production (core/alone.py)
    proxy_hops: int = Field(default=0, ge=0, le=8)
    """How many proxies in front of the BFF write `X-Forwarded-For`; what more it says is not believed."""
    storefront_keys: SecretStr | None = None
    """By which the storefront's server is known, so that it may say for whom it asks (bff/edge/callers.py)."""
    limits_factor: int = Field(default=1, ge=1)
    """Every limit of `bff/edge/flows.py` times this: for tests. Production takes ten at most."""
    outgoing_hosts: str = ""
    """Whom the shop calls besides those that other settings name (core/adapters/outgoing.py); commas between them."""
    cors_origins: str | None = None
    """Origins whose pages may ask the BFF from a browser, separated by commas; none without."""
    web_workers: int = Field(default=2, ge=1)
    web_threads: int = Field(default=8, ge=1)
    heartbeat_file: str | None = None
    log_format: Literal["json", "console"] = "json"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """Stripe's signing secrets, newest first; a rotated pair is valid together."""
        return parts_of(self.stripe_webhook_secrets)

    @property
    def secret_ring(self) -> KeyRing:
        return ring_of(self.secret_key)

    @property
    def console_ring(self) -> KeyRing:
        others = KeyRing() if self.env == "production" else self.secret_ring  # a secret less to begin with
        return ring_of(self.console_secret_key) or others

    @property
    def revalidate_ring(self) -> KeyRing:
        return ring_of(self.revalidate_secret)

    @property
    def preview_api_base(self) -> str:
        return self.contentful_preview_api_base or self.contentful_api_base.replace("//cdn.", "//preview.", 1)

    @property
    def seller_lines(self) -> tuple[str, ...]:
        return _lines(self.seller)

    @property
    def storefront_urls(self) -> tuple[str, ...]:
        return tuple(url.strip().rstrip("/") for url in (self.storefront_url or "").split(",") if url.strip())

    @property
    def storefront_key_ring(self) -> tuple[str, ...]:
        return parts_of(self.storefront_keys)

    @property
    def trusted_origins(self) -> frozenset[str]:
        return frozenset(part.strip() for part in (self.cors_origins or "").split(",") if part.strip())

    @property
    def jwt_key_ring(self) -> dict[str, str]:
        """Key id to secret, the signing one first."""
        return {kid: secret for kid, _, secret in (part.partition(":") for part in parts_of(self.jwt_keys))}

    def redirect_url_of(self, provider: OpenIdSettings) -> str:
        """The page of the storefront to which that provider sends shoppers back."""
        return provider.redirect_url or f"{self.storefront_urls[0]}/account/sign-in/{provider.name}"

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("it is a name of the IANA time zone database, such as Europe/Berlin")
        return name

    @field_validator("cors_origins")
    @classmethod
    def _exact_origins(cls, text: str | None) -> str | None:
        if not all(ORIGIN.fullmatch(part.strip()) for part in (text or "").split(",") if part.strip()):
            raise ValueError("each is an origin and nothing more, such as https://www.example.com")
        return text

    @model_validator(mode="after")
    def _complete(self) -> Self:
        faults = [f"{_variable(name)} is missing" for name in self._lacking()]
        if self.invoice_font and not Path(self.invoice_font).is_file():
            faults.append("SHOP_INVOICE_FONT names no file")
        faults += [f"{_variable(name)} is shorter than {SHORTEST_SECRET} characters" for name in self._weak()]
        if _given(self.jwt_keys) and not all(self.jwt_key_ring.values() or [""]):
            faults.append("SHOP_JWT_KEYS must be kid:secret pairs separated by commas")
        is_production, has_storefront = self.env == "production", bool(self.storefront_urls)
        told = faults_of(self.oidc_providers, has_storefront=has_storefront, is_production=is_production)
        faults += [f"SHOP_OIDC_PROVIDERS {fault}" for fault in told]
        faults += self._faults_of_production() if is_production else []
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _faults_of_production(self) -> list[str]:
        faults = {
            "SHOP_SELLER does not say who sells": self.seller_lines in ((), _lines(SELLER)),
            f"SHOP_LIMITS_FACTOR above {LARGEST_FACTOR} is for tests": self.limits_factor > LARGEST_FACTOR,
            "SHOP_CLOCK_OFFSET_SECONDS is for tests only": bool(self.clock_offset_seconds),
            "SHOP_CONSOLE_SECRET_KEY begins with one that others have": self.console_ring.begins_in(
                self.secret_ring
            ),
            **{f"{_variable(name)} is the example of .env.example": True for name in self._examples()},
            **{f"{_variable(name)} goes in the clear": True for name in self._in_the_clear()},
            **{f"{_variable(one)} names nobody": True for one in nameless(self.mongodb_uri, self.redis_url)},
        }
        return [fault for fault, is_there in faults.items() if is_there]

    def _lacking(self) -> list[str]:
        with_others = (name for name, other in NEEDED_WITH.items() if getattr(self, other))
        needed = {*NEEDED_ANYWHERE, *with_others}
        if self.env == "production":
            needed.update(NEEDED_IN_PRODUCTION)
        lacking = {name for name in needed if not _given(getattr(self, name))}
        return sorted(name for name in lacking if is_needed(name, self.process))

    def _in_the_clear(self) -> list[str]:
        """Mail is not among them: `smtp://` is sealed by STARTTLS or not sent (core/adapters/smtp_mailer.py)."""
        addresses = {name: _text(getattr(self, name)) for name in (*INSIDE, *OUTSIDE)}
        return in_the_clear(addresses, is_network_trusted=self.trust_network)

    def _examples(self) -> list[str]:
        told = ((name, getattr(self, name)) for name in type(self).model_fields)
        return [name for name, one in told if isinstance(one, SecretStr) and EXAMPLE in _text(one)]

    def _weak(self) -> list[str]:
        rings: dict[str, Iterable[str]] = {
            "secret_key": self.secret_ring,
            "console_secret_key": ring_of(self.console_secret_key),
            "jwt_keys": self.jwt_key_ring.values(),
            "storefront_keys": self.storefront_key_ring,
        }
        return [name for name, ring in rings.items() if any(0 < len(one) < SHORTEST_SECRET for one in ring)]


def _given(value: SecretStr | str | None) -> bool:
    return bool(_text(value).strip(" ,"))


def _text(value: SecretStr | str | None) -> str:
    return (value.get_secret_value() if isinstance(value, SecretStr) else value) or ""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split(";") if line.strip())


def _variable(name: str) -> str:
    return f"SHOP_{name.upper()}"


def read_settings() -> Settings:
    """The settings of this process, from its environment, `.env` and the files in SHOP_SECRETS_DIR.

    Raises SettingsIncomplete, which names every variable at fault at once and prints no value.
    """
    folder = os.environ.get("SHOP_SECRETS_DIR")
    if folder and not Path(folder).is_dir():
        raise SettingsIncomplete("SHOP_SECRETS_DIR names no folder")
    try:
        return Settings(_secrets_dir=folder or None)
    except ValidationError as error:
        raise SettingsIncomplete(
            "; ".join(_fault(item["loc"], item["msg"]) for item in error.errors())
        ) from None


def _fault(where: tuple[int | str, ...], what: str) -> str:
    return f"{_variable(str(where[0]))}: {what}" if where else what.removeprefix("Value error, ")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read on first use."""
    return read_settings()
