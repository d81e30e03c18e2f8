import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.adapters.contentful_source import ContentfulSource
from core.content.errors import AnswerTooLarge, BadContentSignature, SourceAway, SourceBusy, SyncTokenRefused
from core.content.models import ContentEntry
from core.content.services import sync
from core.key_ring import KeyRing
from dev.contentful.signing import sign, signature
from tests.dev.contentful.exports import entry, small_shop, written
from tests.dev.contentful.running import DELIVERY, SECRET, StandIn

PATH = "/v1/hooks/contentful"
BODY = '{"sys": {"id": "mug"}, "fields": {"title": {"de-DE": "Becher für Tee"}}}'.encode()
HEADERS = {
    "Content-Type": "application/vnd.contentful.management.v1+json",
    "X-Contentful-Topic": "ContentManagement.Entry.publish",
    "X-Contentful-Idempotency-Key": "delivery-1",
}


def source_at(url: str, **changes: Any) -> ContentfulSource:
    known = {
        "space": "testspace",
        "environment": "master",
        "token": DELIVERY,
        "webhook_secrets": KeyRing(SECRET),
    }
    return ContentfulSource(api_base=url, **{**known, **changes})


def signed(
    *, at_ms: int | None = None, path: str = PATH, body: bytes = BODY, secret: str = SECRET
) -> dict[str, str]:
    """The headers that Contentful sends, by a signer that is not the adapter's own."""
    return sign(secret, "POST", path, HEADERS, body, at_ms if at_ms is not None else int(time.time() * 1000))


@pytest.fixture
def source() -> ContentfulSource:
    return source_at("http://127.0.0.1:1")


class TestWebhook:
    def test_a_signed_delivery_says_what_happened_under_the_senders_own_name(
        self, source: ContentfulSource
    ) -> None:
        event = source.read_event("POST", PATH, signed(), BODY)

        assert (event.event_id, event.topic) == ("delivery-1", "ContentManagement.Entry.publish")

    def test_names_of_headers_come_in_any_spelling(self, source: ContentfulSource) -> None:
        shouted = {name.upper(): f"  {value} " for name, value in signed().items()}

        assert source.read_event("post", PATH, shouted, BODY).event_id == "delivery-1"

    def test_bodies_are_bytes_of_any_kind(self, source: ContentfulSource) -> None:
        body = b"\xff\xfe\x00"

        assert source.read_event("POST", PATH, signed(body=body), body).event_id == "delivery-1"

    @pytest.mark.parametrize(
        ("method", "path", "body", "changes"),
        [
            ("POST", PATH, BODY, {"x-contentful-signature": ""}),
            ("POST", PATH, BODY, {"x-contentful-signature": "0" * 64}),
            ("POST", PATH, BODY, {"x-contentful-signature": "\xe9"}),
            ("POST", PATH, BODY, {"x-contentful-topic": "ContentManagement.Entry.delete"}),
            ("POST", PATH, BODY, {"x-contentful-timestamp": str(int(time.time() * 1000) - 5)}),
            ("POST", PATH, BODY, {"x-contentful-timestamp": ""}),
            ("POST", PATH, BODY, {"x-contentful-timestamp": "\xb2"}),
            ("POST", PATH, BODY, {"x-contentful-timestamp": "9" * 5_000}),
            ("POST", PATH, BODY, {"x-contentful-timestamp": "9" * 400}),
            ("POST", PATH, BODY, {"x-contentful-timestamp": "-1"}),
            ("POST", PATH, BODY, {"x-contentful-signed-headers": ""}),
            ("POST", PATH, BODY, {"x-contentful-signed-headers": "content-type"}),
            ("POST", PATH, BODY + b" ", {}),
            ("POST", PATH, b"", {}),
            ("PUT", PATH, BODY, {}),
            ("POST", "/v1/hooks/stripe", BODY, {}),
        ],
    )
    def test_everything_else_is_refused(
        self, method: str, path: str, body: bytes, changes: dict[str, str], source: ContentfulSource
    ) -> None:
        with pytest.raises(BadContentSignature) as refusal:
            source.read_event(method, path, {**signed(), **changes}, body)

        assert refusal.value.field.startswith("X-Contentful-")

    def test_another_secret_is_refused(self, source: ContentfulSource) -> None:
        with pytest.raises(BadContentSignature):
            source.read_event("POST", PATH, signed(secret="x" * 64), BODY)
        with pytest.raises(BadContentSignature):
            source.read_event("POST", PATH, {}, BODY)

    def test_any_of_several_secrets_is_good(self, source: ContentfulSource) -> None:
        source._webhook_secrets = KeyRing("n" * 64, SECRET)
        assert source.read_event("POST", PATH, signed(), BODY).event_id == "delivery-1"
        assert source.read_event("POST", PATH, signed(secret="n" * 64), BODY).event_id == "delivery-1"

    @pytest.mark.parametrize("minutes", [-6, 6, 600])
    def test_what_is_five_minutes_off_is_refused(self, minutes: int, source: ContentfulSource) -> None:
        with clock.moved(timedelta(minutes=minutes)), pytest.raises(BadContentSignature, match="too old"):
            source.read_event("POST", PATH, signed(), BODY)
        with clock.moved(timedelta(minutes=4)):
            assert source.read_event("POST", PATH, signed(), BODY).event_id == "delivery-1"

    def test_a_time_that_is_not_signed_counts_for_nothing(self, source: ContentfulSource) -> None:
        """Else an old delivery could be sent again for ever, with a new time."""
        headers = {name.lower(): value for name, value in HEADERS.items()}
        names = sorted(headers)
        stamped = {
            **headers,
            "x-contentful-signed-headers": ",".join(names),
            "x-contentful-timestamp": str(int(time.time() * 1000)),
            "x-contentful-signature": signature(SECRET, "POST", PATH, headers, names, BODY),
        }

        with pytest.raises(BadContentSignature, match="not signed"):
            source.read_event("POST", PATH, stamped, BODY)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    server = StandIn(written(tmp_path_factory.mktemp("contentful"), small_shop())).start()
    yield server
    server.stop()


class TestSync:
    """The official SDK over real HTTP, to the stand-in."""

    def test_languages_and_everything_that_is_published_come_with_a_token_for_what_follows(
        self, running: StandIn
    ) -> None:
        running.do("/reset")
        source = source_at(running.url)
        assert {locale.code: locale.default for locale in source.locales()}["en-US"]

        first = source.changes(None)
        assert first.entries
        assert first.assets
        assert first.token
        assert all(item.revision > 0 and item.content_type for item in first.entries)
        urls = [file["url"] for item in first.assets for file in item.fields["file"].values()]
        assert all(url.startswith(("http://", "https://")) for url in urls)

        nothing = source.changes(first.token)
        assert (nothing.entries, nothing.deleted_entries, nothing.last) == ([], [], True)

    def test_a_token_that_is_not_theirs_is_told_apart_from_an_absence(self, running: StandIn) -> None:
        with pytest.raises(SyncTokenRefused):
            source_at(running.url).changes("not-a-token-of-theirs")
        with pytest.raises(SourceAway):
            source_at(running.url, token="wrong").changes(None)
        with pytest.raises(SourceAway):
            source_at(running.url, space="elsewhere").locales()

    def test_things_are_looked_up_as_a_sync_brings_them(self, running: StandIn) -> None:
        running.do("/reset")
        source = source_at(running.url)
        page = source.changes(None)

        for kind, items in (("entry", page.entries), ("asset", page.assets)):
            ids = [item.id for item in items]
            found = source.look_up(kind, [*ids, "never-there"])
            assert sorted(found, key=str) == sorted(items, key=str)
        assert source.look_up("entry", []) == []

    @pytest.mark.parametrize(
        "call", [lambda s: s.locales(), lambda s: s.changes(None), lambda s: s.changes("t")]
    )
    def test_it_says_at_once_how_long_it_wants_to_be_left_alone(self, call: Any, running: StandIn) -> None:
        running.do("/faults", {"next": 1, "status": 429, "reset": 17})
        start = time.monotonic()
        with pytest.raises(SourceBusy) as busy:
            call(source_at(running.url))

        assert busy.value.retry_after == 17
        assert time.monotonic() - start < 3

    def test_a_source_that_is_away_is_said_so_in_time(self, source: ContentfulSource) -> None:
        start = time.monotonic()
        for call in (source.locales, lambda: source.changes(None), lambda: source.changes("token")):
            with pytest.raises(SourceAway):
                call()
        assert time.monotonic() - start < 5


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """A space with three entries of 5 MB, of which Contentful sends one at a time, among lighter ones."""
    export = small_shop()
    export["entries"] += [entry("page", f"heavy-{number}", title="x" * 5 * 2**20) for number in range(3)]
    server = StandIn(written(tmp_path_factory.mktemp("heavy"), export)).start()
    yield server
    server.stop()


@pytest.mark.usefixtures("database")
def test_entries_of_5_mb_arrive_like_all_others(heavy: StandIn) -> None:
    source = source_at(heavy.url)
    with pytest.raises(AnswerTooLarge):
        source.changes(None)

    assert sync(source)
    bodies = [entry.body for entry in ContentEntry.objects(id__startswith="heavy-")]
    assert [len(body) > 5 * 2**20 for body in bodies] == [True] * 3
    assert [item.id for item in source.look_up("entry", [f"heavy-{number}" for number in range(3)])] == [
        f"heavy-{number}" for number in range(3)
    ]
    assert ContentEntry.objects.count() == len(heavy.get("/entries", select="sys")["items"])
