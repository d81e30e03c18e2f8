"""Settings in, the wired shop out: the only place that picks adapters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from pydantic import SecretStr

from core import breaker, db
from core.adapters import outgoing
from core.adapters.contentful_source import ContentfulSource
from core.adapters.free_gateway import FreeGateway
from core.adapters.manual_gateway import ManualGateway
from core.adapters.mongo_search import MongoSearch
from core.adapters.nextjs_storefront import NextjsStorefront
from core.adapters.null import LogMailer, LogTracker, NoContentSource, NoDrafts, NoQueue, NoStorefront
from core.adapters.openid_provider import OpenIdProvider
from core.adapters.osv_feed import OSV, OsvFeed
from core.adapters.rq_queue import RqQueue, redis_address
from core.adapters.segment_tracker import SegmentTracker
from core.adapters.smtp_mailer import SmtpMailer
from core.adapters.stripe_gateway import HURRIED, PATIENT, StripeGateway
from core.adapters.stripe_tax import StripeTax
from core.adapters.stripe_vault import StripeVault
from core.adapters.table_carrier import TableCarrier
from core.analytics.ports import Tracker, TrackerAway
from core.content.errors import SourceAway, SourceBusy
from core.content.ports import ContentSource, DraftSource
from core.customers.errors import ProviderAway
from core.customers.ports import IdentityProvider
from core.key_ring import KeyRing, ring_of
from core.listing.ports import SearchBackend
from core.mail.ports import MailAway, Mailer, MailLater
from core.payments.breaker import guarded
from core.payments.ports import CardVault, PaymentGateway
from core.queue import JobQueue
from core.settings import Settings
from core.shipping.ports import Carrier
from core.storefront.ports import Storefront
from core.tax.ports import TaxProvider
from core.transport import is_here


@dataclass(frozen=True)
class Shop:
    """The shop of one process: its settings and whom it talks to."""

    settings: Settings
    gateways: Mapping[str, PaymentGateway]
    content: ContentSource
    carrier: Carrier
    mailer: Mailer
    tracker: Tracker
    storefront: Storefront
    jobs: JobQueue
    search: SearchBackend
    drafts: DraftSource = field(default_factory=NoDrafts)
    vault: CardVault | None = None
    """Where customers keep their cards, if anywhere."""
    taxes: Mapping[str, TaxProvider] = field(default_factory=dict)
    """Who reckons tax for markets that have it reckoned outside."""
    providers: Mapping[str, IdentityProvider] = field(default_factory=dict)
    """Who else customers sign in with."""


def open_shop(settings: Settings, *, in_requests: bool = False) -> Shop:
    """Wire the shop. Nothing is connected before it is used, so a process may still fork; from now on this one calls
    nobody whom the settings do not name.

    *in_requests*: somebody waits for every answer, so outside calls are given up sooner than in a job.
    """
    outgoing.keep_to(settings)
    db.connect(settings)
    return Shop(
        settings=settings,
        gateways=_gateways(settings, HURRIED if in_requests else PATIENT),
        content=_content(settings),
        carrier=TableCarrier(),
        mailer=_mailer(settings),
        tracker=_tracker(settings),
        storefront=_storefront(settings),
        jobs=_jobs(settings),
        drafts=_drafts(settings),
        search=MongoSearch(),
        vault=_vault(settings, HURRIED if in_requests else PATIENT),
        taxes=_taxes(settings),
        providers=_providers(settings),
    )


def feed_of_advisories(osv: str | None = None, hosts: str = "") -> OsvFeed:
    """Who knows of holes in libraries, for a process without a shop: from now on it calls nobody else.

    *osv*: where, if not at its own address; *hosts* as SHOP_OUTGOING_HOSTS has them. Raises CannotAsk for an address
    that is not safe.
    """
    outgoing.keep_to_one(osv or OSV, hosts)
    return OsvFeed(osv or OSV)


def _gateways(settings: Settings, seconds: tuple[float, float]) -> dict[str, PaymentGateway]:
    gateways: dict[str, PaymentGateway] = {"manual": ManualGateway(), "none": FreeGateway()}
    if settings.stripe_api_key:
        gateways["stripe"] = StripeGateway(
            settings.stripe_api_key.get_secret_value(),
            publishable_key=settings.stripe_publishable_key,
            api_base=settings.stripe_api_base,
            webhook_secrets=settings.webhook_secrets,
            seconds=seconds,
            guard=partial(guarded, "stripe"),
        )
    return gateways


def _vault(settings: Settings, seconds: tuple[float, float]) -> CardVault | None:
    if not settings.stripe_api_key:
        return None
    return StripeVault(
        settings.stripe_api_key.get_secret_value(),
        publishable_key=settings.stripe_publishable_key,
        api_base=settings.stripe_api_base,
        seconds=seconds,
        guard=partial(guarded, "stripe"),
    )


def _taxes(settings: Settings) -> dict[str, TaxProvider]:
    if not settings.stripe_api_key:
        return {}
    key, base = settings.stripe_api_key.get_secret_value(), settings.stripe_api_base
    return {"stripe": StripeTax(key, api_base=base, guard=partial(guarded, "stripe-tax"))}


def _providers(settings: Settings) -> dict[str, IdentityProvider]:
    said = "The provider does not answer: try again in a moment, or sign in with a password."
    return {
        told.name: OpenIdProvider(
            told,
            redirect_url=settings.redirect_url_of(told),
            guard=partial(breaker.guarded, f"oidc-{told.name}", ProviderAway, said),
        )
        for told in settings.oidc_providers
    }


def _content(settings: Settings) -> ContentSource:
    if not settings.contentful_space:
        return NoContentSource()
    return ContentfulSource(
        space=settings.contentful_space,
        environment=settings.contentful_environment,
        token=_secret_or_none(settings.contentful_delivery_token),
        api_base=settings.contentful_api_base,
        webhook_secrets=ring_of(settings.contentful_webhook_secret),
        guard=_asking_contentful("contentful"),
    )


def _drafts(settings: Settings) -> DraftSource:
    if not settings.contentful_space or not settings.contentful_preview_token:
        return NoDrafts()
    return ContentfulSource(
        space=settings.contentful_space,
        environment=settings.contentful_environment,
        token=_secret(settings.contentful_preview_token),
        api_base=settings.preview_api_base,
        webhook_secrets=KeyRing(),
        guard=_asking_contentful("contentful-preview"),
    )


def _asking_contentful(service: str) -> breaker.Guard:
    """That it wants to be asked more slowly is an answer."""
    said = "Contentful does not answer; the last good copy stays."
    return partial(breaker.guarded, service, SourceAway, said, but=(SourceBusy,))


def _mailer(settings: Settings) -> Mailer:
    if not settings.smtp_url:
        return LogMailer()
    guard = partial(breaker.guarded, "mail", MailAway, "The mail server does not answer.", but=(MailLater,))
    url = _secret(settings.smtp_url)
    may_be_clear = settings.env != "production" or settings.trust_network or is_here(url)
    return SmtpMailer(url, settings.mail_from, may_be_clear=may_be_clear, guard=guard)


def _tracker(settings: Settings) -> Tracker:
    if not settings.segment_write_key:
        return LogTracker()
    guard = partial(breaker.guarded, "analytics", TrackerAway, "The analytics service does not answer.")
    return SegmentTracker(_secret(settings.segment_write_key), settings.segment_api_base, guard=guard)


def _storefront(settings: Settings) -> Storefront:
    if not settings.storefront_urls:
        return NoStorefront()
    return NextjsStorefront(settings.storefront_urls, settings.revalidate_ring)


def _jobs(settings: Settings) -> JobQueue:
    url = redis_address(settings)
    return RqQueue(url) if url else NoQueue()


def _secret(secret: SecretStr | None) -> str:
    assert secret is not None, "the settings have refused to load without it"
    return secret.get_secret_value()


def _secret_or_none(secret: SecretStr | None) -> str | None:
    """None in a process that is not given it (core/processes.py), as it does not do what takes it."""
    return secret.get_secret_value() if secret else None
