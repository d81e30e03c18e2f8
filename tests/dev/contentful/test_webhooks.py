"""Webhooks as the shop gets them: signed, repeated until taken, and disturbed on demand."""

import hashlib
import hmac
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dev.contentful.exports import link, small_shop, written
from tests.dev.contentful.running import SECRET, Call, Receiver, StandIn, eventually

CUP = {"fields": {"title": {"en-US": "Beaker"}}}


def is_verified(call: Call, secret: str = SECRET, body: bytes | None = None) -> bool:
    """Contentful's request verification, written from its description and not from our own code."""
    names = call.headers["x-contentful-signed-headers"].split(",")
    assert "x-contentful-timestamp" in names
    head = ";".join(f"{name}:{call.headers[name]}" for name in sorted(names) if name in call.headers)
    text = "\n".join([call.method, call.path, head, (body or call.body).decode()])
    expected = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, call.headers["x-contentful-signature"])


class TestSigning:
    def test_a_webhook_is_signed_with_the_secret_of_the_space(
        self, hooked: StandIn, receiver: Receiver
    ) -> None:
        hooked.do("/edit/cup", CUP)
        (call,) = receiver.wait_for(1)

        assert is_verified(call)
        assert not is_verified(call, secret="y" * 64)
        assert not is_verified(call, body=call.body + b" ")

    def test_the_signature_is_fresh(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do("/edit/cup", CUP)
        (call,) = receiver.wait_for(1)

        assert abs(time.time() * 1000 - int(call.headers["x-contentful-timestamp"])) < 30_000

    def test_topic_and_name_are_signed_too(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do("/edit/cup", CUP)
        (call,) = receiver.wait_for(1)
        signed = call.headers["x-contentful-signed-headers"].split(",")

        assert {"x-contentful-topic", "x-contentful-webhook-name", "content-type"} <= set(signed)
        assert call.headers["content-type"] == "application/vnd.contentful.management.v1+json"
        assert call.headers["x-contentful-webhook-name"]

    def test_a_query_in_the_address_is_signed_escaped(self, shop: StandIn, receiver: Receiver) -> None:
        shop.do("/webhooks", {"url": f"{receiver.url}?of=shop"})
        shop.do("/edit/cup", CUP)
        (call,) = receiver.wait_for(1)

        assert call.path.endswith("?of=shop")
        escaped = Call(call.method, call.path.replace("?of=shop", "?of%253Dshop"), call.headers, call.body)
        assert is_verified(escaped)


class TestTopicsAndBodies:
    def test_publishing_sends_the_entity_in_all_locales(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do("/edit/cup", CUP)
        (call,) = receiver.wait_for(1)

        assert call.headers["x-contentful-topic"] == "ContentManagement.Entry.publish"
        assert call.json["fields"]["title"] == {"en-US": "Beaker", "de-DE": "Tasse"}
        assert call.json["sys"]["contentType"] == link("ContentType", "product")
        assert call.json["sys"]["revision"] == 3
        assert call.json["sys"]["environment"]["sys"]["id"] == "master"

    @pytest.mark.parametrize("action", ["unpublish", "delete"])
    def test_what_is_gone_is_told_by_its_sys_alone(
        self, hooked: StandIn, receiver: Receiver, action: str
    ) -> None:
        hooked.do(f"/{action}/Entry/cup")
        (call,) = receiver.wait_for(1)

        assert (call.topic, set(call.json)) == (f"Entry.{action}", {"sys"})
        assert call.json["sys"]["type"] == "DeletedEntry"
        assert call.json["sys"]["contentType"] == link("ContentType", "product")
        assert call.json["sys"]["deletedAt"]

    def test_every_act_has_its_topic(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do(
            "/entries", {"content_type": "category", "id": "new", "fields": {"title": {"en-US": "New"}}}
        )
        hooked.do("/entries/new", {"fields": {"title": {"en-US": "Newer"}}})
        hooked.do("/publish/Entry/new")
        hooked.do("/archive/Entry/new")
        hooked.do("/unarchive/Entry/new")
        hooked.do("/unpublish/Asset/cup-picture")
        hooked.do("/publish/Asset/cup-picture")
        receiver.wait_for(7)

        assert receiver.topics() == [
            "Entry.create",
            "Entry.save",
            "Entry.publish",
            "Entry.archive",
            "Entry.unarchive",
            "Asset.unpublish",
            "Asset.publish",
        ]

    def test_a_refused_act_is_not_announced(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.post("/edit/cup", {"fields": {"title": {"en-US": None}}})
        hooked.do("/edit/mug", CUP)

        assert [call.json["sys"]["id"] for call in receiver.wait_for(1)] == ["mug"]

    def test_the_change_is_there_before_its_webhook(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do("/webhooks", {"paused": True})
        hooked.do("/edit/cup", CUP)

        assert hooked.get("/entries/cup")["fields"]["title"] == "Beaker"
        assert receiver.calls == []


class TestRepeating:
    def test_a_webhook_comes_again_until_it_is_taken(self, hooked: StandIn, receiver: Receiver) -> None:
        receiver.answers = [500, 404]
        hooked.do("/edit/cup", CUP)
        calls = receiver.wait_for(3)
        eventually(lambda: hooked.get_webhooks()["waiting"] == 0)

        assert len({call.headers["x-contentful-idempotency-key"] for call in calls}) == 1
        assert all(is_verified(call) for call in calls)
        (delivery,) = hooked.get_webhooks()["deliveries"]
        assert (delivery["status"], [attempt["status"] for attempt in delivery["attempts"]]) == (
            "delivered",
            [500, 404, 204],
        )

    def test_the_next_one_does_not_wait_for_the_one_that_failed(
        self, hooked: StandIn, receiver: Receiver
    ) -> None:
        receiver.answers = [500]
        hooked.do("/edit/cup", CUP)
        receiver.wait_for(1)
        hooked.do("/edit/mug", CUP)

        assert [call.json["sys"]["id"] for call in receiver.wait_for(3)] == ["cup", "mug", "cup"]

    def test_a_receiver_that_is_away_is_tried_again(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do("/webhooks", {"url": "http://127.0.0.1:9/nobody"})
        hooked.do("/edit/cup", CUP)
        eventually(lambda: bool(hooked.get_webhooks()["deliveries"][0]["attempts"]))
        hooked.do("/webhooks", {"url": receiver.url})

        assert receiver.wait_for(1)[0].topic == "Entry.publish"
        assert "error" in hooked.get_webhooks()["deliveries"][0]["attempts"][0]


class TestDisturbing:
    def test_a_paused_webhook_waits(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do("/webhooks", {"paused": True})
        hooked.do("/edit/cup", CUP)
        assert hooked.get_webhooks()["waiting"] == 1
        hooked.do("/webhooks", {"paused": False})

        assert len(receiver.wait_for(1)) == 1

    def test_a_duplicate_has_the_same_key(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do("/webhooks", {"duplicate": True})
        hooked.do("/edit/cup", CUP)
        first, second = receiver.wait_for(2)

        assert first.body == second.body
        assert first.headers["x-contentful-idempotency-key"] == second.headers["x-contentful-idempotency-key"]

    def test_a_dropped_one_never_comes(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do("/webhooks", {"drop": True})
        hooked.do("/edit/cup", CUP)
        hooked.do("/webhooks", {"drop": False})
        hooked.do("/edit/mug", CUP)

        assert [call.json["sys"]["id"] for call in receiver.wait_for(1)] == ["mug"]
        assert hooked.get_webhooks()["deliveries"][0]["status"] == "dropped"

    def test_shuffled_ones_change_places_and_none_is_lost(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do("/webhooks", {"shuffle": True, "paused": True})
        for number in range(12):
            hooked.do("/edit/cup", {"fields": {"weight": {"en-US": number}}})
        hooked.do("/webhooks", {"paused": False})
        weights = [call.json["fields"]["weight"]["en-US"] for call in receiver.wait_for(12)]

        assert sorted(weights) == list(range(12))
        assert (weights[0] != 0, weights[-1]) == (True, 0)

    def test_reset_forgets_what_was_waiting(self, hooked: StandIn, receiver: Receiver) -> None:
        hooked.do("/webhooks", {"paused": True})
        hooked.do("/edit/cup", CUP)
        hooked.do("/reset")

        assert hooked.get_webhooks() == {
            "settings": {"url": None, "paused": False, "duplicate": False, "shuffle": False, "drop": False},
            "waiting": 0,
            "deliveries": [],
        }
        assert receiver.calls == []

    def test_reset_forgets_what_is_on_its_way(self, hooked: StandIn, receiver: Receiver) -> None:
        receiver.answers = [500]
        with receiver.held():
            hooked.do("/edit/cup", CUP)
            receiver.wait_for(1)
            hooked.do("/reset")
        hooked.do("/webhooks", {"url": receiver.url})
        hooked.do("/edit/mug", CUP)
        receiver.wait_for(2)
        eventually(lambda: hooked.get_webhooks()["waiting"] == 0)

        assert [call.json["sys"]["id"] for call in receiver.calls] == ["cup", "mug"]

    @pytest.mark.parametrize(
        "body", [{"paused": "yes"}, {"url": "ftp://x"}, {"drop": 1}, {"loud": True}], ids=str
    )
    def test_a_bad_setting_is_refused_by_name(self, hooked: StandIn, body: dict[str, object]) -> None:
        answer = hooked.post("/webhooks", body)

        assert answer.status_code == 400
        assert answer.json()["message"].startswith(next(iter(body)))


def test_the_address_may_come_from_the_command_line(
    launch: Callable[..., StandIn], tmp_path: Path, receiver: Receiver
) -> None:
    export = written(tmp_path, small_shop())
    server = launch(export, "--webhook-url", receiver.url, "--webhook-secret", SECRET)
    server.do("/edit/cup", CUP)

    assert is_verified(receiver.wait_for(1)[0])
