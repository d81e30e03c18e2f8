"""Every service outside has one client with limits of its own, and is left alone when it does not answer."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import redis

from core import breaker, clock, db
from core.adapters import (
    bounded,
    contentful_source,
    nextjs_storefront,
    osv_feed,
    rq_queue,
    segment_tracker,
    smtp_mailer,
    stripe_gateway,
    stripe_tax,
)
from core.adapters.careful_fetcher import Limits
from core.adapters.contentful_source import ContentfulSource
from core.adapters.nextjs_storefront import NextjsStorefront
from core.adapters.segment_tracker import SegmentTracker
from core.adapters.smtp_mailer import SmtpMailer
from core.analytics.ports import TrackerAway
from core.bootstrap import open_shop
from core.breaker import AT_A_PROVIDER, AT_ONCE, MOST_FAILURES, PAUSE, Breaker
from core.content.errors import SourceAway
from core.customers.errors import ProviderAway
from core.errors import Unavailable
from core.key_ring import KeyRing
from core.mail.ports import MailAway, MailLater
from core.settings import Settings
from dev.redis_server import RedisServer
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
    "OSV": (osv_feed.LIMITS.connect, osv_feed.LIMITS.answer),
    "addresses from data": (Limits().connect, Limits().total),
}
GUARDED = ("mail", "analytics", "oidc-local", "contentful", "contentful-preview")


def test_the_page_has_the_limits_that_the_clients_have() -> None:
    rows = re.findall(r"^\| ([\w ,]+?) \| ([\d.]+) s \| ([\d.]+) s", PAGE.read_text(), re.MULTILINE)

    assert {name: (float(connect), float(read)) for name, connect, read in rows} == SERVICES


def test_the_page_has_how_many_calls_there_may_be_at_once() -> None:
    rows = re.findall(r"^\| ([\w ,]+?) \| [\d.]+ s \| [\d.]+ s \| (\d+) \|", PAGE.read_text(), re.MULTILINE)
    told = {name: int(number) for name, number in rows}

    assert told == {
        "Stripe, in jobs": AT_ONCE["stripe"],
        "Stripe, where a shopper waits": AT_ONCE["stripe"],
        "Stripe Tax": AT_ONCE["stripe-tax"],
        "Contentful": AT_ONCE["contentful"],
        "analytics": AT_ONCE["analytics"],
        "mail server": AT_ONCE["mail"],
        "storefront": AT_ONCE["storefront"],
        "Redis": rq_queue.AT_ONCE,
        "providers to sign in with": AT_A_PROVIDER,
    }
    assert AT_ONCE["contentful-preview"] == AT_ONCE["contentful"]
    assert set(AT_ONCE) == {*GUARDED, "stripe", "stripe-tax", "storefront"} - {"oidc-local"}


def test_the_page_has_what_mongodb_is_asked_with(_connected: None) -> None:  # noqa: PT019  # it connects, no more
    section = PAGE.read_text().split("\n## Connections to MongoDB\n")[1].split("\n## ")[0]
    options = db.client().options
    seconds = [db.WAIT_FOR_POOL_MS, db.CONNECT_MS, db.SELECT_SERVER_MS, db.OPERATION_MS]
    told = [f"{one // 1_000} s" for one in seconds] + [f"{db.TRANSACTION_SECONDS:.0f} s"]

    assert re.findall(r"\d+ s\b", section) == told
    assert f"A process has {options.pool_options.max_pool_size} at most" in section
    assert options.pool_options.max_pool_size == db.POOL_SIZE
    assert options.pool_options.wait_queue_timeout == db.WAIT_FOR_POOL_MS / 1_000
    assert options.pool_options.connect_timeout == db.CONNECT_MS / 1_000
    assert options.server_selection_timeout == db.SELECT_SERVER_MS / 1_000
    assert options.retry_writes


def test_redis_is_asked_over_so_many_connections_and_no_more(redis_server: RedisServer) -> None:
    pool = rq_queue.redis_client(redis_server.url).connection_pool
    held = [pool.get_connection() for _ in range(rq_queue.AT_ONCE)]

    with pytest.raises(redis.ConnectionError):
        pool.get_connection()
    for connection in held:
        pool.release(connection)
    pool.disconnect()


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
    known: Any = {"space": "s", "environment": "master", "token": "t", "webhook_secrets": KeyRing("w")}
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

    def test_so_many_call_at_once_and_one_more_is_refused_and_not_counted_against_it(
        self, wired: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(breaker, "ROOM_SECONDS", 0.01)
        full, answered, reached = threading.Event(), threading.Event(), []

        def slow(*_: object) -> None:
            reached.append(1)
            if len(reached) == AT_ONCE["mail"]:
                full.set()
            assert answered.wait(10)

        monkeypatch.setattr(SmtpMailer, "_deliver", slow)
        with ThreadPoolExecutor(AT_ONCE["mail"]) as threads:
            sent = [threads.submit(wired.mailer.send, LETTER, key="k") for _ in range(AT_ONCE["mail"])]
            assert full.wait(10)
            with pytest.raises(MailAway):
                wired.mailer.send(LETTER, key="k")
            answered.set()
        assert [one.result() for one in sent] == [None] * AT_ONCE["mail"]
        assert Breaker.objects(id="mail", failures__gt=0).first() is None
        wired.mailer.send(LETTER, key="k")
        assert len(reached) == AT_ONCE["mail"] + 1

    def test_a_storefront_that_hangs_is_called_by_so_many_and_no_more(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(breaker, "ROOM_SECONDS", 0.01)
        storefront = NextjsStorefront(["http://127.0.0.1:1"], KeyRing("s"))
        with ExitStack() as calls:
            for _ in range(AT_ONCE["storefront"]):
                calls.enter_context(breaker.room_at("storefront"))
            reply = storefront.tell("http://127.0.0.1:1", ["a"], 1)
        assert (reply.heard, reply.fault) == (False, "is not called: too many are at the moment")
        assert "cannot be reached" in str(storefront.tell("http://127.0.0.1:1", ["a"], 1).fault)

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
