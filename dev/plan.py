"""What the embedded stack consists of: where each part listens, what it is told, the command that starts it.

The one place that knows commands and variables: `make run` and the end-to-end tests start the same from it.
"""

import json
import os
import sys
import sysconfig
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from core.processes import SECRETS, SECRETS_OF, Process
from dev.errors import CannotStart
from dev.folders import ROOT
from dev.leftovers import MARK
from dev.mongod import REPLICA_SET
from dev.ports import LOOPBACK, Address, free_port, read_bind, read_port
from dev.secrets import STAFF_PASSWORD, development_secrets

SAMPLE = ROOT / "dev" / "sample"
STAFF_EMAIL = "owner@quayside.example"
SPACE = "quaysidedev1"

BINDS = {
    "bff": ("SHOP_BFF_BIND", 8000),
    "admin": ("SHOP_ADMIN_BIND", 8001),
    "metrics": ("SHOP_METRICS_BIND", 9101),
}
PORTS = {
    "mongodb": ("SHOP_DEV_MONGODB_PORT", 27117),
    "redis": ("SHOP_DEV_REDIS_PORT", 6479),
    "stripe": ("SHOP_DEV_STRIPE_PORT", 8430),
    "contentful": ("SHOP_DEV_CONTENTFUL_PORT", 8450),
    "smtp": ("SHOP_DEV_MAIL_PORT", 8025),
    "mailbox": ("SHOP_DEV_MAILBOX_PORT", 8026),
    "oidc": ("SHOP_DEV_OIDC_PORT", 8470),
}
# Whoever gives the first of these has the real thing, and every variable of its family is theirs to give.
FAMILIES = {
    "mongodb": ("SHOP_MONGODB_URI",),
    "redis": ("SHOP_REDIS_URL",),
    "stripe": ("SHOP_STRIPE_API_KEY", "SHOP_STRIPE_PUBLISHABLE_KEY", "SHOP_STRIPE_WEBHOOK_SECRETS"),
    "contentful": (
        "SHOP_CONTENTFUL_SPACE",
        "SHOP_CONTENTFUL_DELIVERY_TOKEN",
        "SHOP_CONTENTFUL_PREVIEW_TOKEN",
        "SHOP_CONTENTFUL_WEBHOOK_SECRET",
    ),
    "mailbox": ("SHOP_SMTP_URL",),
    "oidc": ("SHOP_OIDC_PROVIDERS",),
}
COMES_BACK = "http://127.0.0.1:3000/account/sign-in/local"
"""The page of a storefront in development to which the stand-in for a provider sends shoppers."""


@dataclass(frozen=True)
class Command:
    """One process: its name in the log, its command line, and what its environment has beyond ours."""

    name: str
    line: list[str]
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """A stack with its data in *folder*. *given* are the variables of its owner, which always win."""

    folder: Path
    given: Mapping[str, str]
    addresses: Mapping[str, Address]
    secrets: Mapping[str, str]
    contracts: Path | None = None
    """Where Stripe's contracts are, when every exchange with the stand-in is to be held against them."""
    image: str | None = None
    """The container image that the BFF is served from, when it is not from this checkout."""

    def is_ours(self, part: str) -> bool:
        """Whether *part* of FAMILIES is started here, rather than given."""
        return not self.given.get(FAMILIES[part][0])

    @property
    def listening(self) -> dict[str, Address]:
        """Where the stack itself will listen."""
        ours = {part for part in FAMILIES if self.is_ours(part)} | set(BINDS)
        if "mailbox" in ours:
            ours.add("smtp")
        return {name: address for name, address in self.addresses.items() if name in ours}

    @property
    def password(self) -> str:
        """Of the member of staff whose e-mail address is STAFF_EMAIL."""
        return self.secrets[STAFF_PASSWORD]

    def env_of(self, command: Command) -> dict[str, str]:
        """The whole environment of one process: as in a cluster, it is told no secret that it does not work with."""
        told = {**self.env, **command.env, **self.given}
        if command.name not in SECRETS_OF:
            return told
        others = {f"SHOP_{name.upper()}" for name in SECRETS - SECRETS_OF[cast("Process", command.name)]}
        return {"SHOP_PROCESS": command.name} | {
            name: value for name, value in told.items() if name not in others
        }

    @property
    def env(self) -> dict[str, str]:
        """The whole environment of the shop's processes."""
        theirs = {name for part, names in FAMILIES.items() if not self.is_ours(part) for name in names}
        secrets = {name: value for name, value in self.secrets.items() if name not in theirs}
        del secrets[STAFF_PASSWORD]
        return {
            "PYTHONUNBUFFERED": "1",
            MARK: str(self.folder),
            "SHOP_ENV": "development",
            "SHOP_LOG_FORMAT": "console",
            "SHOP_WEB_WORKERS": "1",  # with its threads enough for one person, and half as long to start
            **secrets,
            **self._whereabouts(),
            **self.given,
        }

    def _whereabouts(self) -> dict[str, str]:
        at = self.addresses
        where = {address.variable: address.bind for name, address in at.items() if name in BINDS}
        if self.is_ours("mongodb"):
            where["SHOP_MONGODB_URI"] = f"mongodb://{at['mongodb'].bind}/?replicaSet={REPLICA_SET}"
        if self.is_ours("redis"):
            where["SHOP_REDIS_URL"] = f"redis://{at['redis'].bind}/0"
        if self.is_ours("stripe"):
            where["SHOP_STRIPE_API_BASE"] = at["stripe"].url
        if self.is_ours("contentful"):
            where |= {"SHOP_CONTENTFUL_SPACE": SPACE, "SHOP_CONTENTFUL_API_BASE": at["contentful"].url}
        if self.is_ours("mailbox"):
            where["SHOP_SMTP_URL"] = f"smtp://{at['smtp'].bind}"
        if self.is_ours("oidc"):
            where["SHOP_OIDC_PROVIDERS"] = json.dumps([_told_of_provider(at["oidc"].url)])
        return where

    @property
    def commands(self) -> list[Command]:
        """Every process that stays, in the order of the log's colours."""
        return [*self.stand_ins, *self.faces, *self.background]

    @property
    def stand_ins(self) -> list[Command]:
        """Stripe, Contentful, the mailbox and the provider to sign in with, those that are ours."""
        all_of_them = {
            "stripe": self._stripe,
            "contentful": self._contentful,
            "mailbox": self._mailbox,
            "oidc": self._oidc,
        }
        return [Command(part, command()) for part, command in all_of_them.items() if self.is_ours(part)]

    @property
    def fill(self) -> Command:
        """Migrates, and loads the sample into an empty database; ends by itself."""
        line = [sys.executable, "-m", "dev.fill", str(self.folder / "sample-is-loading")]
        return Command("fill", line, {STAFF_PASSWORD: self.password})

    @property
    def metrics(self) -> Path:
        """Where the BFF's workers put their figures together."""
        return self.folder / "metrics"

    @property
    def faces(self) -> list[Command]:
        """What is asked: the BFF and the console. They may start before there is a database."""
        return [self._bff(), _shop("admin", "serve", "admin")]

    def _bff(self) -> Command:
        if self.image is None:
            return _shop("bff", "serve", "bff", PROMETHEUS_MULTIPROC_DIR=str(self.metrics))
        return Command(
            "bff", [str(ROOT / "dev" / "image" / "try"), "shop", "serve", "bff"], {"IMAGE": self.image}
        )

    @property
    def background(self) -> list[Command]:
        """What works unasked, on a migrated database."""
        return [_shop(name, name) for name in ("worker", "relay", "schedule")]

    def _stripe(self) -> list[str]:
        return [
            *_module("dev.stripe", self.addresses["stripe"], self.folder / "stripe.json"),
            *("--webhook-url", f"{self.addresses['bff'].url}/v1/hooks/stripe"),
            *("--webhook-secret", self.env["SHOP_STRIPE_WEBHOOK_SECRETS"].partition(",")[0]),
            *(("--contracts", str(self.contracts)) if self.contracts else ()),
        ]

    def _contentful(self) -> list[str]:
        env = self.env
        return [
            *_module("dev.contentful", self.addresses["contentful"], self.folder / "contentful.json"),
            *("--export", str(SAMPLE / "export.json"), "--assets", str(SAMPLE / "pictures")),
            *("--space", env["SHOP_CONTENTFUL_SPACE"]),
            *("--delivery-token", env["SHOP_CONTENTFUL_DELIVERY_TOKEN"]),
            *("--preview-token", env["SHOP_CONTENTFUL_PREVIEW_TOKEN"]),
            *("--webhook-url", f"{self.addresses['bff'].url}/v1/hooks/contentful"),
            *("--webhook-secret", env["SHOP_CONTENTFUL_WEBHOOK_SECRET"]),
        ]

    def _mailbox(self) -> list[str]:
        smtp = str(self.addresses["smtp"].port)
        return [
            *_module("dev.mailbox", self.addresses["mailbox"], self.folder / "mails"),
            "--smtp-port",
            smtp,
        ]

    def _oidc(self) -> list[str]:
        port = str(self.addresses["oidc"].port)
        return [sys.executable, "-m", "dev.oidc", "--port", port, "--redirect-url", COMES_BACK]


def _told_of_provider(issuer: str) -> dict[str, str]:
    """What the shop knows of the stand-in, to which it is a client without a secret."""
    return {
        "name": "local",
        "label": "Stand-in",
        "issuer": issuer,
        "client_id": "quayside",
        "redirect_url": COMES_BACK,
    }


def _shop(name: str, *words: str, **env: str) -> Command:
    """`shop …` of the environment this Python runs in."""
    return Command(name, [str(Path(sysconfig.get_path("scripts")) / "shop"), *words], env)


def _module(name: str, address: Address, data: Path) -> list[str]:
    return [sys.executable, "-m", name, "--port", str(address.port), "--data", str(data)]


def plan_run(folder: Path, variables: Mapping[str, str | None]) -> Plan:
    """The stack of `make run` for who has these *variables*: the usual ports; an empty variable is none.

    Raises CannotStart when a variable makes no sense or the secrets cannot be had.
    """
    return _plan(folder, {name: value for name, value in variables.items() if value}, lambda usual: usual)


def plan_trial(
    folder: Path, *, contracts: Path | None = None, image: str | None = None, **given: str
) -> Plan:
    """A stack of its own for a test: free ports, and no variable of the shop but *given*."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SHOP_")}
    plan = _plan(folder, {**inherited, **given}, lambda _usual: free_port())
    return replace(plan, contracts=contracts, image=image)


def _plan(folder: Path, given: Mapping[str, str], pick: Callable[[int], int]) -> Plan:
    addresses = {
        **{
            part: read_bind(name, given.get(name) or f"{LOOPBACK}:{pick(usual)}")
            for part, (name, usual) in BINDS.items()
        },
        **{
            part: read_port(name, given.get(name) or str(pick(usual)))
            for part, (name, usual) in PORTS.items()
        },
    }
    secrets = development_secrets(folder / "secrets.json")
    return _require_distinct(Plan(folder.absolute(), given, addresses, secrets))


def _require_distinct(plan: Plan) -> Plan:
    seen: dict[int, Address] = {}
    for address in plan.listening.values():
        other = seen.setdefault(address.port, address)
        if other is not address:
            names = f"{other.variable} and {address.variable}"
            raise CannotStart(f"{names} both name port {address.port}. Give one of them another.")
    return plan
