"""Addresses from data: whatever is written in them, nobody in the house is called."""

import ipaddress
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from core.adapters.addresses_out import is_public
from core.adapters.careful_fetcher import CarefulFetcher, Limits
from core.db import OutsideCallInTransaction, transactional
from core.fetching import AddressAway, AddressRefused
from tests.answering import answering

PUBLIC = "93.184.216.34"
QUICK = Limits(connect=0.5, total=1.0, largest=100_000)


@dataclass
class Canary:
    """A server on loopback that nobody is to reach; how it answers whoever does."""

    port: int = 0
    hits: list[str] = field(default_factory=list)
    answer: Callable[[BaseHTTPRequestHandler], None] = lambda handler: said(handler, b"canary")


def said(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def listening() -> Iterator[Canary]:
    canary = Canary()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            canary.hits.append(self.path)
            try:
                canary.answer(self)
            except OSError:
                """Whoever asked has hung up."""

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with answering(Handler, waits_for_callers=False) as server:
        canary.port = server.server_port
        yield canary


@pytest.fixture
def canary() -> Iterator[Canary]:
    with listening() as one:
        yield one


PAYLOADS = (
    "http://127.0.0.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://[fd00::1]:{port}/",
    "http://[ff02::1]:{port}/",
    "http://169.254.169.254:{port}/latest/meta-data/",
    "http://[fd00:ec2::254]:{port}/",
    "http://100.100.100.200:{port}/",
    "http://168.63.129.16:{port}/",
    "http://10.0.0.1:{port}/",
    "http://172.16.0.1:{port}/",
    "http://192.168.1.1:{port}/",
    "http://100.64.0.1:{port}/",
    "http://224.0.0.1:{port}/",
    "http://255.255.255.255:{port}/",
    "http://good.example@127.0.0.1:{port}/",
    "http://good.example:{port}@127.0.0.1:{port}/",
    "http://user:password@good.example:{port}/",  # pragma: allowlist secret
    "http://127.0.0.1:{port}#@good.example/",
    "http://127.0.0.1:{port}\\@good.example/",  # pragma: allowlist secret
    "http://good.example\\.127.0.0.1:{port}/",
    "http://good.example:22/",
    "http://good.example:6379/",
    "http://good.example:0/",
    "http://good.example:99999/",
    "http://\u2460\u2461\u2466.0.0.1:{port}/",
    "http://\uff11\uff12\uff17.0.0.1:{port}/",
    "http://127\u30020\u30020\u30021:{port}/",
    "http://lo\u212aalhost.127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    "http:127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_GET%20/",
    "dict://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "data:text/plain,canary",
    "javascript:alert(1)",
    "jar:http://127.0.0.1:{port}!/",
    "http://127.0.0.1:{port}/\r\nHost: good.example",
    "http://127.0.0.1:{port}/ HTTP/1.1\r\nX: y",
    "http://good.example\t:{port}/",
    "",
    "http://",
    "http://[",
    "http://a" + "b" * 3_000 + ".example/",
)


def test_there_are_enough_of_them() -> None:
    assert len(set(PAYLOADS)) >= 40


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: repr(payload)[:60])
def test_nobody_in_the_house_is_called(payload: str, canary: Canary) -> None:
    """Plain http and the canary's port are allowed here: only the address itself can save us."""
    fetcher = CarefulFetcher(schemes=("http", "https"), ports=(80, 443, canary.port), limits=QUICK)
    begun = time.monotonic()

    with pytest.raises(AddressRefused):
        fetcher.fetch(payload.format(port=canary.port))

    assert canary.hits == []
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("url", ["http://good.example/", "https://good.example:8443/"])
def test_by_itself_it_calls_https_and_its_port_alone(url: str) -> None:
    with pytest.raises(AddressRefused):
        CarefulFetcher(resolve=lambda *_: [PUBLIC]).fetch(url)


def test_a_name_that_leads_to_several_places_is_judged_by_the_worst(canary: Canary) -> None:
    for found in ([PUBLIC, "127.0.0.1"], ["127.0.0.1", PUBLIC], [PUBLIC, "::1"]):
        with pytest.raises(AddressRefused):
            CarefulFetcher(
                schemes=("http",), ports=(canary.port,), resolve=lambda *_, found=found: found
            ).fetch(f"http://evil.example:{canary.port}/")
    assert canary.hits == []


def test_a_name_is_resolved_once_and_the_judged_address_is_called(canary: Canary) -> None:
    """A name server that answers otherwise the second time has nobody to answer."""
    asked: list[str] = []

    def changing(host: str, _port: int, _seconds: float) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    fetcher = CarefulFetcher(
        schemes=("http",), ports=(canary.port,), may=lambda ip: str(ip) == "127.0.0.1", resolve=changing
    )
    found = fetcher.fetch(f"http://rebinding.example:{canary.port}/picture?w=1&q=\u00e4")

    assert (found.status, found.body) == (200, b"canary")
    assert asked == ["rebinding.example"]
    assert canary.hits == ["/picture?w=1&q=%C3%A4"]


@pytest.fixture
def open_door(canary: Canary) -> Callable[..., Any]:
    """The canary may be called: how answers are taken."""
    fetcher = CarefulFetcher(
        schemes=("http",),
        ports=(canary.port,),
        limits=QUICK,
        may=lambda _: True,
        resolve=lambda *_: ["127.0.0.1"],
    )
    return lambda: fetcher.fetch(f"http://good.example:{canary.port}/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirection_is_not_followed(status: int, canary: Canary, open_door: Callable[..., Any]) -> None:
    canary.answer = lambda handler: said(
        handler, b"", status, Location=f"http://127.0.0.1:{canary.port}/secret"
    )
    with pytest.raises(AddressAway, match=str(status)):
        open_door()
    assert canary.hits == ["/"]


def test_a_body_that_says_it_is_too_large_is_not_read(canary: Canary, open_door: Callable[..., Any]) -> None:
    canary.answer = lambda handler: said(handler, b"x" * (QUICK.largest + 1))
    with pytest.raises(AddressRefused, match="larger"):
        open_door()


def test_a_body_that_never_ends_is_cut_off(canary: Canary, open_door: Callable[..., Any]) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65_536)

    canary.answer = endless
    with pytest.raises(AddressRefused, match="larger"):
        open_door()


@pytest.mark.parametrize("slow", ["body", "headers"])
def test_bytes_that_drip_end_with_the_time_for_all(
    slow: str, canary: Canary, open_door: Callable[..., Any]
) -> None:
    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if slow == "body" else b""))
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    canary.answer = dripping
    begun = time.monotonic()
    with pytest.raises(AddressAway, match="TimeoutError"):
        open_door()
    assert QUICK.total * 0.9 < time.monotonic() - begun < QUICK.total + 1


def test_a_resolver_that_never_answers_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [blocked.wait()][:0])
    begun = time.monotonic()
    with pytest.raises(AddressAway):
        CarefulFetcher(limits=QUICK).fetch("https://slow.example/")
    blocked.set()
    assert time.monotonic() - begun < QUICK.total


def test_the_environment_has_no_say(
    canary: Canary, open_door: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert open_door().body == b"canary"
    assert canary.hits == ["/"]


def test_the_limits_are_those_that_were_promised() -> None:
    assert Limits() == Limits(connect=2.0, total=5.0, largest=10 * 2**20)


def test_it_refuses_to_run_in_a_transaction(database: object) -> None:
    with pytest.raises(OutsideCallInTransaction):
        transactional(lambda: CarefulFetcher().fetch("https://good.example/"))()


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_the_rest_of_the_world_may_be_called(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
