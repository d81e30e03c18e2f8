"""Every service outside has one client with limits of its own, and is left alone when it does not answer."""

import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core import clock
from core.adapters import (
    bounded,
    contentful_source,
    nextjs_storefront,
    rq_queue,
    segment_tracker,
    smtp_mailer,
    stripe_gateway,
    stripe_tax,
)
from core.adapters.careful_fetcher import Limits
from core.adapters.contentful_source import ContentfulSource
from core.adapters.segment_tracker import SegmentTracker
from core.adapters.smtp_mailer import SmtpMailer
from core.analytics.ports import TrackerAway
from core.bootstrap import open_shop
from core.breaker import MOST_FAILURES, PAUSE, Breaker
from core.content.errors import SourceAway
from core.customers.errors import ProviderAway
from core.errors import Unavailable
from core.mail.ports import MailAway, MailLater
from core.settings import Settings
from tests.conftest import Resettle
from tests.core.adapters.test_calls_out import EVENT
from tests.core.adapters.test_openid_provider import ERRAND
from tests.core.adapters.test_smtp_mailer import LETTER, SENDER

PAGE = Path(__file__).parents[3] / "docs" / "security.md"
SERVICES = {
    "Stripe, in jobs": stripe_gateway.PATIENT,
    "Stripe, where a shopper waits": stripe_gateway.HURRIED,
    "Stripe Tax": stripe_tax.IMPATIENT,
    "Contentful": contentful_source.SECONDS,
    "analytics": segment_tracker.SECONDS,
    "storefront": nextjs_storefront.SECONDS,
    "mail server": (smtp_mailer.CONNECT_SECONDS, smtp_mailer.ANSWER_SECONDS),
    "Redis": (rq_queue.CONNECT_SECONDS, rq_queue.ANSWER_SECONDS),
    "providers to sign in with": (bounded.Limits().connect, bounded.Limits().answer),
    "addresses from data": (Limits().connect, Limits().total),
}
GUARDED = ("mail", "analytics", "oidc-local", "contentful", "contentful-preview")


def test_the_page_has_the_limits_that_the_clients_have() -> None:
    rows = re.findall(r"^\| ([\w ,]+?) \| ([\d.]+) s \| ([\d.]+) s", PAGE.read_text(), re.MULTILINE)

    assert {name: (float(connect), float(read)) for name, connect, read in rows} == SERVICES


def test_none_waits_longer_than_was_promised() -> None:
    """A connection within 2 s, an answer within 10; nobody but the outbox tries again."""
    assert max(connect for connect, _ in SERVICES.values()) <= 2
    assert max(read for _, read in SERVICES.values()) <= 10
    assert stripe_gateway.RETRIES == 0


@pytest.fixture
def silent() -> Iterator[str]:
    """Takes calls and says nothing: `host:port`."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def contentful(url: str, **more: Any) -> ContentfulSource:
    known: Any = {"space": "s", "environment": "master", "token": "t", "webhook_secret": "w"}
    return ContentfulSource(api_base=url, **known, **more)


@pytest.mark.parametrize(
    ("module", "name", "limit", "call", "refusal"),
    [
        (
            segment_tracker,
            "SECONDS",
            (2.0, 0.1),
            lambda at: SegmentTracker("key", f"http://{at}").track(EVENT),
            TrackerAway,
        ),
        (
            smtp_mailer,
            "ANSWER_SECONDS",
            0.1,
            lambda at: SmtpMailer(f"smtp://{at}", SENDER).send(LETTER, key="k"),
            MailAway,
        ),
        (
            smtp_mailer,
            "ANSWER_SECONDS",
            0.1,
            lambda at: SmtpMailer(f"smtps://{at}", SENDER).send(LETTER, key="k"),
            MailAway,
        ),
        (
            contentful_source,
            "SECONDS",
            (2.0, 0.1),
            lambda at: contentful(f"http://{at}").locales(),
            SourceAway,
        ),
    ],
)
def test_whoever_says_nothing_is_given_up(  # they are the parts of one example
    module: Any,
    name: str,
    limit: Any,
    call: Callable[[str], object],
    refusal: type[Exception],
    silent: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, name, limit)
    begun = time.monotonic()

    with pytest.raises(refusal):
        call(silent)

    assert 0.1 <= time.monotonic() - begun < 2


@pytest.mark.usefixtures("database")
class TestLeftAlone:
    @pytest.fixture
    def wired(self, resettle: Resettle) -> Any:
        """The shop as a process wires it; at the addresses nobody listens."""
        settings: Settings = resettle(
            smtp_url="smtp://127.0.0.1:1",
            segment_write_key="key",
            segment_api_base="http://127.0.0.1:1",
            contentful_space="s",
            contentful_api_base="http://127.0.0.1:1",
            contentful_delivery_token="t",
            contentful_preview_token="p",
            contentful_webhook_secret="w",
            stripe_api_key="sk_test",
            stripe_publishable_key="pk_test",
            stripe_webhook_secrets="whsec",
            oidc_providers='[{"name": "local", "issuer": "http://127.0.0.1:1", "client_id": "quayside"}]',
        )
        return open_shop(settings)

    def test_every_client_has_a_breaker(self, wired: Any) -> None:
        clients = [wired.mailer, wired.tracker, wired.content, wired.drafts, wired.vault]
        clients += [wired.gateways["stripe"], wired.taxes["stripe"], wired.providers["local"]]

        assert [type(client).__name__ for client in clients if client._guard is nullcontext] == []

    def test_who_does_not_answer_is_called_no_more_and_tried_again_later(self, wired: Any) -> None:
        calls: dict[str, tuple[Callable[[], object], type[Unavailable]]] = {
            "mail": (lambda: wired.mailer.send(LETTER, key="k"), MailAway),
            "analytics": (lambda: wired.tracker.track(EVENT), TrackerAway),
            "oidc-local": (lambda: wired.providers["local"].address(ERRAND), ProviderAway),
            "contentful": (wired.content.locales, SourceAway),
            "contentful-preview": (
                lambda: wired.drafts.draft(None, content_types=["page"], slug="x"),
                SourceAway,
            ),
        }
        for service in GUARDED:
            call, refusal = calls[service]
            for _ in range(MOST_FAILURES + 3):
                with pytest.raises(refusal):
                    call()
            assert Breaker.objects(id=service).get().failures == MOST_FAILURES, service
            with clock.moved(PAUSE + timedelta(seconds=1)), pytest.raises(refusal):
                call()
            assert Breaker.objects(id=service).get().failures == MOST_FAILURES + 1, service

    def test_a_server_that_refuses_one_letter_is_not_left_alone(
        self, wired: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refusing(*_: object) -> None:
            raise MailLater("Greylisted.")

        monkeypatch.setattr(SmtpMailer, "_deliver", refusing)
        for _ in range(MOST_FAILURES + 1):
            with pytest.raises(MailLater):
                wired.mailer.send(LETTER, key="k")
        assert Breaker.objects(id="mail", failures__gt=0).first() is None
