"""Nobody is called whom no setting names, whichever library calls."""

import json
import smtplib
import socket
import sys
from typing import Any
from urllib.request import urlopen

import pymongo
import pytest
import redis
import requests

from core.adapters import outgoing
from core.adapters.outgoing import NotOnTheList, hosts_of, keep_to
from core.bootstrap import open_shop
from tests.conftest import Resettle

STRANGER = "collector.example.net"
WHO = "user:word"


def looked_up(host: str, port: int = 443) -> bool:
    """Whether that name may be looked up: asked as Python asks, and nothing is looked up here."""
    try:
        sys.audit("socket.getaddrinfo", host, port, 0, 0, 0)
    except NotOnTheList:
        return False
    return True


def test_the_list_is_made_of_the_settings(resettle: Resettle, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "http://egress.example:3128")
    providers = [
        {"name": "google", "client_id": "c"},
        {"name": "other", "client_id": "c", "issuer": "https://id.other.example/realm"},
    ]
    settings = resettle(
        mongodb_uri=f"mongodb://{WHO}@db-1.example:27018,db-2.example/shop?replicaSet=rs0",
        redis_url="rediss://:word@queue.example:6380/0",
        smtp_url=f"smtps://{WHO}@mail.example:465",
        storefront_url="https://web-1.example,https://web-2.example",
        oidc_providers=json.dumps(providers),
        outgoing_hosts="Extra.example, more.example",
        metrics_bind="10.1.2.3:9101",
        worker_metrics_bind="[::]:9102",
    )

    assert hosts_of(settings) == {
        *("db-1.example", "db-2.example", "queue.example", "mail.example", "web-1.example", "web-2.example"),
        *("api.stripe.com", "cdn.contentful.com", "preview.contentful.com", "api.segment.io"),
        *("accounts.google.com", *outgoing.OF_GOOGLE, "id.other.example"),
        *("egress.example", "extra.example", "more.example"),
        *("127.0.0.1", "10.1.2.3", "::", socket.gethostname().lower()),
    }


def test_a_shop_that_is_opened_keeps_to_it(resettle: Resettle) -> None:
    open_shop(resettle(outgoing_hosts="may.example"))

    assert looked_up("may.example")
    assert looked_up("MAY.example.")
    assert looked_up("api.stripe.com")
    assert looked_up("localhost")
    assert looked_up("127.0.0.1")
    assert looked_up(socket.gethostname()), "mail says which machine sends it"
    for stranger in (STRANGER, "169.254.169.254", "10.0.0.1", "may.example.evil.example", "xmay.example"):
        assert not looked_up(stranger), stranger


def test_members_of_the_database_are_known_by_their_port(resettle: Resettle) -> None:
    keep_to(resettle(mongodb_uri="mongodb://db-1.example:27099/"))

    assert looked_up("db-9.example", 27_099)
    assert looked_up("db-9.example", 27_017)
    assert not looked_up("db-9.example", 443)


def ping(host: str, port: int) -> None:
    client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(
        host, port, serverSelectionTimeoutMS=300
    )
    with client:
        client.admin.command("ping")


@pytest.mark.parametrize(
    "call",
    [
        lambda: requests.get(f"https://{STRANGER}/", timeout=1),
        lambda: urlopen(f"http://{STRANGER}/", timeout=1),
        lambda: smtplib.SMTP(STRANGER, timeout=1),
        lambda: redis.Redis(STRANGER, socket_connect_timeout=1).ping(),
        lambda: socket.create_connection((STRANGER, 443), 1),
        lambda: socket.gethostbyname(STRANGER),
        lambda: ping(STRANGER, 28_000),
    ],
    ids=["requests", "urllib", "smtplib", "redis", "socket", "by name", "pymongo"],
)
def test_no_library_gets_past_it(call: object, resettle: Resettle) -> None:
    keep_to(resettle())
    assert callable(call)

    with pytest.raises(Exception, match="is named by no setting"):
        call()


def test_a_proxy_is_named_with_or_without_its_scheme(
    resettle: Resettle, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "egress.example:3128")

    assert "egress.example" in hosts_of(resettle())


def test_members_that_a_record_tells_of_are_known_by_its_domain(resettle: Resettle) -> None:
    keep_to(resettle(mongodb_uri=f"mongodb+srv://{WHO}@shop.abc12.example.net/shop"))

    assert looked_up("pl-0-eu.abc12.example.net", 1027)
    assert not looked_up("abc12.example.net.collector.example", 1027)
    assert not looked_up("pl-0-eu.xabc12.example.net", 1027)
