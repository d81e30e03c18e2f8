"""Who is slow keeps nobody waiting, and who comes in too great a number is told so."""

import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from types import SimpleNamespace
from typing import Any

import pytest
import requests

from bff.door import worker
from tests.battery.house import Bff
from tests.bff.door.conftest import THREADS, connection, heard, said_to
from tests.failpoints import failing

ASK = b"GET /v1/addresses/US HTTP/1.1\r\nHost: x\r\n"


@pytest.fixture
def crowd() -> Iterator[ExitStack]:
    with ExitStack() as sockets:
        yield sockets


def test_two_hundred_who_say_nothing_or_half_a_word_keep_nobody_waiting(bff: Bff, crowd: ExitStack) -> None:
    """With `gthread` alone, four of them would be enough."""
    for number in range(200):
        slow = crowd.enter_context(connection(bff))
        slow.sendall(
            (b"", b"G", ASK, b"POST /v1/cart HTTP/1.1\r\nContent-Length: 9\r\n\r\n{", ASK + b"\r\n" + ASK)[
                number % 5
            ]
        )
    waits = []
    for _ in range(10):
        began = time.monotonic()
        assert requests.get(f"{bff.url}/v1/addresses/US", timeout=5).status_code == 200
        waits.append(time.monotonic() - began)

    assert max(waits) < 2, waits


def test_half_a_request_is_answered_when_its_time_is_over(bff: Bff) -> None:
    answer, seconds = said_to(bff, ASK)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert worker.WHOLE_SECONDS - 1 < seconds < worker.WHOLE_SECONDS + 3


def test_a_request_that_comes_in_pieces_is_one(bff: Bff) -> None:
    with connection(bff) as sock:
        for letter in (ASK + b"Connection: close\r\n\r\n").decode():
            sock.sendall(letter.encode())
        assert heard(sock).startswith(b"HTTP/1.1 200 ")


def test_two_requests_at_once_get_two_answers_in_turn(bff: Bff) -> None:
    second = b"GET /nope HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer, _ = said_to(bff, ASK + b"\r\n" + second)

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.count(b"HTTP/1.1 ") == 2
    assert b"HTTP/1.1 404 " in answer


def test_a_connection_is_used_again(bff: Bff) -> None:
    with closing(HTTPConnection("127.0.0.1", bff.port, timeout=10)) as again:
        for body in (None, b"{}", b"[" * 9, None):
            again.request("POST" if body else "GET", "/v1/addresses/US", body)
            answer = again.getresponse()
            answer.read()
            assert answer.status == (405 if body else 200)


def test_a_request_is_written_down_once_and_not_by_gunicorn(bff: Bff) -> None:
    said_to(bff, b"GET /v1/sitemap.xml?of=whom HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert "of=whom" not in bff.output
    assert "gunicorn.access" not in bff.output


def test_whoever_waits_for_leave_gets_it(bff: Bff) -> None:
    with connection(bff) as sock:
        sock.sendall(
            b"POST /v1/cart HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
            b"Content-Length: 15\r\nExpect: 100-continue\r\n\r\n"
        )
        assert sock.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sock.sendall(b'{"market":"us"}')
        assert heard(sock).startswith(b"HTTP/1.1 201 ")


def test_ten_megabytes_are_refused_and_the_refusal_is_heard(bff: Bff) -> None:
    size = 10 * 2**20
    answer = requests.post(
        f"{bff.url}/v1/cart", data=b"x" * size, timeout=10, headers={"Content-Type": "application/json"}
    )

    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/content-too-large")


def test_who_does_not_hang_up_keeps_nobody_waiting(bff: Bff, crowd: ExitStack) -> None:
    """gunicorn waits two seconds for each of them, and takes no call meanwhile."""
    for _ in range(10):
        crowd.enter_context(connection(bff)).sendall(ASK + b"Connection: close\r\n\r\n")
    began = time.monotonic()

    assert requests.get(f"{bff.url}/v1/addresses/US", timeout=20).status_code == 200
    assert time.monotonic() - began < 2


def test_when_the_threads_are_stuck_nobody_waits_for_them_in_vain(bff: Bff, crowd: ExitStack) -> None:
    """The database takes two seconds for each look at a cart."""
    look = b"GET /v1/cart HTTP/1.1\r\nHost: x\r\nX-Cart-Token: none\r\nConnection: close\r\n\r\n"
    order = look.replace(b"GET /v1/cart", b"POST /v1/checkout/place")
    with failing(["find"], {"blockConnection": True, "blockTimeMS": 2_000}):
        *sockets, buyer = [crowd.enter_context(connection(bff)) for _ in range(THREADS * 10 + 1)]
        for sock in sockets:
            sock.sendall(look)
        buyer.sendall(order)
        late, seconds = said_to(bff, look)
        answers = Counter(heard(sock).split(maxsplit=2)[1] for sock in sockets)
    bought = heard(buyer)

    assert answers.keys() == {b"404", b"503"}
    assert answers[b"404"] in (THREADS - 1, THREADS), "the order may have overtaken one of them"
    assert late.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nRetry-After: 1\r\n" in late
    assert json.loads(late.partition(b"\r\n\r\n")[2])["type"] == "/problems/too-busy"
    assert seconds < 1.5
    assert not bought.startswith(b"HTTP/1.1 503 ")


def test_of_many_who_sign_in_few_are_let_in_so_that_threads_are_left_for_others(
    bff: Bff, crowd: ExitStack
) -> None:
    """Those who were let in wait for a database that takes a second and a half for each of them."""
    body = json.dumps({"email": "ada@example.com", "password": "wrong horse battery"}).encode()
    head = b"POST /v1/auth/login?x=1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
    sign_in = head + b"Content-Length: %d\r\n\r\n" % len(body) + body
    with failing(["find"], {"blockConnection": True, "blockTimeMS": 1_500}):
        sockets = [crowd.enter_context(connection(bff)) for _ in range(worker.MOST_PASSWORDS)]
        for sock in sockets:
            sock.sendall(sign_in)
        refused = [said_to(bff, sign_in) for _ in range(5)]
        for sock in sockets:
            heard(sock)
    after, _ = said_to(bff, sign_in)

    assert {json.loads(answer.partition(b"\r\n\r\n")[2])["type"] for answer, _ in refused} == {
        "/problems/too-busy"
    }
    assert max(seconds for _, seconds in refused) < 0.5
    assert after.startswith(b"HTTP/1.1 401 ")


@pytest.mark.parametrize(("outside", "let_in"), [(0, 1), (3, 1), (40, 11), (2_000, 65), (-1, 1)])
def test_the_more_stand_outside_the_more_are_let_in_at_once(outside: int, let_in: int) -> None:
    """One in each turn of the loop is no more than it refuses then, and the backlog stays full."""
    door: Any = object.__new__(worker.DoorWorker)
    came: list[Any] = []
    door.nr_conns, door.worker_connections, door.cfg = 0, 1_000, None
    door.enqueue_req = came.append
    with closing(socket.socket()) as sock:
        listener = SimpleNamespace(
            get_backlog=lambda: outside, accept=lambda: (sock, "who"), getsockname=lambda: "here"
        )
        door.accept(listener)

    assert (len(came), door.nr_conns) == (let_in, let_in)


def test_no_more_are_let_in_than_may_be_there_or_than_there_are() -> None:
    door: Any = object.__new__(worker.DoorWorker)
    came: list[Any] = []
    door.nr_conns, door.worker_connections, door.cfg = 0, 5, None
    door.enqueue_req = came.append
    with socket.create_server(("127.0.0.1", 0)) as server, ExitStack() as callers:
        server.setblocking(False)
        for _ in range(3):
            callers.enter_context(socket.create_connection(server.getsockname()))
        listener = SimpleNamespace(get_backlog=lambda: 900, accept=server.accept, getsockname=lambda: "here")
        door.accept(listener)
        assert len(came) == 3
        door.nr_conns = 5
        callers.enter_context(socket.create_connection(server.getsockname()))
        door.accept(listener)

    assert len(came) == 3
    for caller in came:
        caller.close()
