from collections.abc import Callable, Iterator

import pytest

from core import db
from core.adapters.contentful_source import ContentfulSource
from core.adapters.nextjs_storefront import NextjsStorefront
from core.adapters.null import LogMailer, LogTracker, NoContentSource, NoDrafts, NoStorefront
from core.adapters.segment_tracker import SegmentTracker
from core.adapters.smtp_mailer import SmtpMailer
from core.adapters.stripe_gateway import StripeGateway
from core.analytics.ports import TrackedEvent
from core.bootstrap import Shop, open_shop
from core.content.errors import BadContentSignature, SourceMissing
from core.mail.ports import Message
from core.processes import SECRETS, SECRETS_OF, Process
from core.queue import QueueAway
from core.settings import settings
from tests.conftest import Resettle
from tests.wire import Wire

SERVICES = {
    "stripe_api_key": "sk_test",
    "stripe_publishable_key": "pk_test",
    "stripe_webhook_secrets": "whsec_1",
    "contentful_space": "space",
    "contentful_delivery_token": "token",
    "contentful_preview_token": "drafts",
    "contentful_webhook_secret": "secret",
    "segment_write_key": "key",
    "smtp_url": "smtp://127.0.0.1:1",
}

PRODUCTION = {
    "env": "production",
    "secret_key": "s" * 32,
    "console_secret_key": "c" * 32,
    "jwt_keys": "k:" + "s" * 32,
    "storefront_url": "https://shop.example",
    "storefront_keys": "s" * 32,
    "revalidate_secret": "secret",
    "seller": "Canary Ltd.",
    "limits_factor": "1",
}


@pytest.fixture
def opened(resettle: Resettle, wire: Wire) -> Iterator[Callable[..., Shop]]:
    """Open a shop with these settings; afterwards the tests' own connection is back."""
    own = settings()
    yield lambda **changes: open_shop(resettle(**changes))
    db.connect(own)


def test_each_service_that_is_set_up_has_its_adapter(opened: Callable[..., Shop]) -> None:
    shop = opened(**SERVICES)

    assert sorted(shop.gateways) == ["manual", "none", "stripe"]
    assert isinstance(shop.gateways["stripe"], StripeGateway)
    assert isinstance(shop.content, ContentfulSource)
    assert isinstance(shop.drafts, ContentfulSource)
    assert isinstance(shop.tracker, SegmentTracker)
    assert isinstance(shop.mailer, SmtpMailer)
    assert isinstance(shop.storefront, NextjsStorefront)


def test_what_is_not_set_up_is_stood_in_for_by_a_line_in_the_log(
    opened: Callable[..., Shop], capsys: pytest.CaptureFixture[str]
) -> None:
    shop = opened(storefront_url="", revalidate_secret="")

    assert sorted(shop.gateways) == ["manual", "none"]
    assert [
        type(port) for port in (shop.content, shop.drafts, shop.tracker, shop.mailer, shop.storefront)
    ] == [
        NoContentSource,
        NoDrafts,
        LogTracker,
        LogMailer,
        NoStorefront,
    ]
    shop.tracker.track(TrackedEvent("m-1", "Order Completed", "x", "t", {}))
    shop.mailer.send(Message("ada@example.com", "Hello", "text", "html"), key="k")
    assert list(shop.storefront.replicas) == []
    assert [word in capsys.readouterr().out for word in ("m-1",)] == [True]
    for call in (shop.content.locales, lambda: shop.content.changes(None)):
        with pytest.raises(SourceMissing):
            call()
    with pytest.raises(BadContentSignature):
        shop.content.read_event("POST", "/", {}, b"")


def test_opening_a_shop_connects_to_nobody(opened: Callable[..., Shop]) -> None:
    """A process may still fork afterwards; and a database that is away is noticed by the first who asks."""
    shop = opened(
        mongodb_uri="mongodb://127.0.0.1:1/?replicaSet=rs0", redis_url="redis://127.0.0.1:1/0", **SERVICES
    )

    assert shop.settings.contentful_space == "space"


@pytest.mark.parametrize(
    ("told", "may_be_clear"),
    [
        ({"env": "development", "smtp_url": "smtp://mail.example:587"}, True),
        ({"env": "production", "smtp_url": "smtp://mail.example:587"}, False),
        ({"env": "production", "smtp_url": "smtp://127.0.0.1:25"}, True),
        ({"env": "production", "smtp_url": "smtp://mail.example:587", "trust_network": True}, True),
    ],
)
def test_production_mails_nothing_in_the_clear(
    opened: Callable[..., Shop],
    monkeypatch: pytest.MonkeyPatch,
    told: dict[str, object],
    *,
    may_be_clear: bool,
) -> None:
    made: list[object] = []
    monkeypatch.setattr("core.bootstrap.SmtpMailer", lambda *_, may_be_clear, **__: made.append(may_be_clear))
    if told["env"] == "production":
        told = {**SERVICES, **PRODUCTION, **told}

    opened(**told)

    assert made == [may_be_clear]


@pytest.mark.parametrize("process", sorted(SECRETS_OF))
def test_every_process_opens_its_shop_with_its_own_secrets_alone(
    opened: Callable[..., Shop], process: Process
) -> None:
    told = {**SERVICES, **PRODUCTION, "process": process}
    others = dict.fromkeys(SECRETS - SECRETS_OF[process] - {"oidc_providers"}, "")

    shop = opened(**{**told, **others})

    assert shop.settings.process == process
    assert [shop.storefront.replicas, sorted(shop.gateways)[:2]] == [
        ("https://shop.example",),
        ["manual", "none"],
    ]
    if "contentful_webhook_secret" not in SECRETS_OF[process]:
        with pytest.raises(BadContentSignature):
            shop.content.read_event("POST", "/", {}, b"")
    if "revalidate_secret" not in SECRETS_OF[process]:
        assert shop.storefront.tell("https://shop.example", [], 1).fault == "is called by workers alone"
    if "redis_url" not in SECRETS_OF[process]:
        with pytest.raises(QueueAway):
            shop.jobs.depth()
