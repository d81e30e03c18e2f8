"""The storefront and the analytics service: calls that go out, and what is made of their answers."""

import base64
import hashlib
import hmac
import json
import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest

from core import clock
from core.adapters import nextjs_storefront
from core.adapters.nextjs_storefront import NextjsStorefront, signature
from core.adapters.segment_tracker import SegmentTracker
from core.analytics.ports import TrackedEvent, TrackerAway
from core.key_ring import KeyRing
from tests.core.adapters.receiver import Receiver, receiving

SECRET = "shared-with-the-storefront-alone"
DEAD = "http://127.0.0.1:1"
EVENT = TrackedEvent(
    "order-completed-Q-1", "Order Completed", "pseudonym", "2026-03-01T00:00:00.000Z", {"total": 12.5}
)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as keeper:
        yield keeper


class TestStorefront:
    def test_a_call_is_signed_over_its_time_and_its_exact_body(self, receiver: Receiver) -> None:
        storefront = NextjsStorefront([receiver.url], KeyRing(SECRET))
        reply = storefront.tell(receiver.url, ["product:mug", "pages"], 17)

        assert (reply.heard, reply.status) == (True, 204)
        (call,) = receiver.kept
        assert call.path == "/api/revalidate"
        told = json.loads(call.body)
        assert (told["tags"], told["version"]) == (["product:mug", "pages"], 17)
        stamp, _, mac = call.headers["x-quayside-signature"].removeprefix("t=").partition(",v1=")
        wanted = hmac.new(SECRET.encode(), f"{stamp}.".encode() + call.body, hashlib.sha256).hexdigest()
        assert mac == wanted
        assert abs(int(stamp) - clock.now().timestamp()) < 5

    def test_of_several_secrets_the_first_signs(self, receiver: Receiver) -> None:
        NextjsStorefront([receiver.url], KeyRing(SECRET, "old")).tell(receiver.url, ["a"], 1)

        (call,) = receiver.kept
        signed_at = int(call.headers["x-quayside-signature"].removeprefix("t=").partition(",")[0])
        assert call.headers["x-quayside-signature"] == signature(SECRET, call.body, signed_at)

    def test_the_time_of_the_call_is_part_of_it(self, receiver: Receiver) -> None:
        storefront = NextjsStorefront([receiver.url], KeyRing(SECRET))
        storefront.tell(receiver.url, ["a"], 1)
        with clock.moved(timedelta(hours=1)):
            storefront.tell(receiver.url, ["a"], 1)

        assert len({call.headers["x-quayside-signature"] for call in receiver.kept}) == 2

    def test_a_replica_is_told_once_however_often_it_is_named(self, receiver: Receiver) -> None:
        assert list(NextjsStorefront([receiver.url, DEAD, receiver.url], KeyRing(SECRET)).replicas) == [
            receiver.url,
            DEAD,
        ]

    def test_a_replica_that_is_away_is_said_so(self) -> None:
        reply = NextjsStorefront([DEAD], KeyRing(SECRET)).tell(DEAD, ["a"], 1)

        assert (reply.heard, reply.status) == (False, None)
        assert "cannot be reached" in str(reply.fault)

    def test_a_replica_that_takes_its_time_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(nextjs_storefront, "SECONDS", (2.0, 0.1))
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"http://127.0.0.1:{silent.getsockname()[1]}"
            reply = NextjsStorefront([url], KeyRing(SECRET)).tell(url, ["a"], 1)

        assert reply.fault == "does not answer in time"
        assert 100 <= reply.milliseconds < 2_000

    @pytest.mark.parametrize("status", [302, 307, 400, 401, 500, 503])
    def test_anything_but_yes_is_a_no_and_is_not_followed(self, status: int, receiver: Receiver) -> None:
        receiver.status = status
        reply = NextjsStorefront([receiver.url], KeyRing(SECRET)).tell(receiver.url, ["a"], 1)

        assert (reply.heard, reply.status, reply.fault) == (False, status, f"answers {status}")
        assert [call.path for call in receiver.kept] == ["/api/revalidate"]


class TestTracker:
    def test_tells_what_happened_and_no_address(self, receiver: Receiver) -> None:
        SegmentTracker("write-key", f"{receiver.url}/").track(EVENT)

        (call,) = receiver.kept
        assert call.path == "/v1/batch"
        assert base64.b64decode(call.headers["authorization"].removeprefix("Basic ")) == b"write-key:"
        (told,) = json.loads(call.body)["batch"]
        assert (told["messageId"], told["event"], told["anonymousId"]) == (
            "order-completed-Q-1",
            "Order Completed",
            "pseudonym",
        )
        assert told["context"]["ip"] == "0.0.0.0"

    @pytest.mark.parametrize("status", [302, 401, 500])
    def test_anything_but_yes_is_tried_again_later(self, status: int, receiver: Receiver) -> None:
        receiver.status = status
        with pytest.raises(TrackerAway, match=str(status)):
            SegmentTracker("write-key", receiver.url).track(EVENT)

    def test_a_service_that_is_away_is_said_so(self) -> None:
        with pytest.raises(TrackerAway):
            SegmentTracker("write-key", DEAD).track(EVENT)
