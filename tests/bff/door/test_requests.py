"""When a request is there, by its bytes alone."""

import pytest

from bff.door.requests import (
    LARGEST_HEAD,
    LARGEST_HELD,
    ORDERS_WAIT,
    READS_WAIT,
    WRITES_WAIT,
    asks_a_provider,
    is_hopeless,
    is_whole,
    patience,
    refusal,
    waits_for_leave,
)

HEAD = b"POST /v1/cart HTTP/1.1\r\nHost: x\r\n"
CHUNKS = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
NOW_WHOLE = [
    b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    HEAD + b"Content-Length: 2\r\n\r\n{}",
    HEAD + b"content-length:2\r\nA: b\r\n\r\n{}",
    HEAD + b"CONTENT-LENGTH: \t 2  \r\n\r\n{}",
    CHUNKS + b"2\r\n{}\r\n0\r\n\r\n",
    CHUNKS + b"2;a=b\r\n{}\r\n1\r\n \r\n0\r\nX: y\r\n\r\n",
]


@pytest.mark.parametrize("request_", NOW_WHOLE)
def test_is_whole_with_its_last_byte_and_not_before(request_: bytes) -> None:
    early = [length for length in range(len(request_)) if is_whole(request_[:length])]

    assert (early, is_whole(request_), is_whole(request_ + b"GET / HTTP/1.1\r\n")) == ([], True, True)


@pytest.mark.parametrize(
    "odd",
    [
        HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n",
        HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
        HEAD + b"Content-Length: -2\r\n\r\n",
        HEAD + b"Content-Length: 2, 2\r\n\r\n",
        HEAD + b"Content-Length: two\r\n\r\n",
        HEAD + b"Content-Length: %d\r\n\r\n" % (LARGEST_HELD + 1),
        HEAD + b"Content-Length: 99999999999999999999\r\n\r\n",
        CHUNKS + b"zz\r\n",
        CHUNKS + b"2\r\n{}x\r\n",
        CHUNKS + b"-1\r\n",
        b"GET /" + b"a" * 4_095,
    ],
)
def test_what_is_odd_or_too_large_is_handed_on_at_once(odd: bytes) -> None:
    assert is_whole(odd)


def test_what_has_no_end_is_hopeless() -> None:
    assert is_hopeless(b"GET / HTTP/1.1\nHost: x\n\n")
    assert is_hopeless(b"GET / HTTP/1.1\r\nA: " + b"a" * LARGEST_HEAD)
    assert not is_hopeless(b"GET / HTTP/1.1\r\nHost: x\r\n")
    assert not is_hopeless(b"POST / HTTP/1.1\r\n\r\n\n\n")


def test_who_waits_for_leave_gets_it_once() -> None:
    held = bytearray(HEAD + b"Expect: 100-Continue\r\nContent-Length: 2\r\n\r\n")

    assert (waits_for_leave(held), waits_for_leave(held)) == (True, False)
    assert held == HEAD + b"Content-Length: 2\r\n\r\n"
    for other in (b"Expect: 200-ok", b"X-Expect: 100-continue"):
        assert not waits_for_leave(bytearray(HEAD + other + b"\r\n\r\n"))
    assert not waits_for_leave(bytearray(b"POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n"))
    assert not waits_for_leave(bytearray(HEAD + b"\r\nExpect: 100-continue\r\n"))


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        (b"GET /livez HTTP/1.1", None),
        (b"GET /readyz HTTP/1.1", None),
        (b"GET /livezzz HTTP/1.1", READS_WAIT),
        (b"GET /v1/pages/home HTTP/1.1", READS_WAIT),
        (b"POST /v1/cart/lines HTTP/1.1", WRITES_WAIT),
        (b"POST /v1/checkout/place HTTP/1.1", ORDERS_WAIT),
        (b"POST /v1/hooks/stripe HTTP/1.1", ORDERS_WAIT),
        (b"nonsense", WRITES_WAIT),
    ],
)
def test_reads_wait_least_and_orders_longest(line: bytes, seconds: float | None) -> None:
    assert patience(line) == seconds


def test_a_refusal_is_a_problem_and_the_end() -> None:
    head, _, body = refusal(503, "too-busy", "Busy", "Try again.", retry_after=1).partition(b"\r\n\r\n")

    assert body == b'{"type":"/problems/too-busy","title":"Busy","status":503,"detail":"Try again."}'
    for line in (
        b"HTTP/1.1 503 Service Unavailable\r\n",
        b"\r\nContent-Type: application/problem+json\r\n",
        b"\r\nContent-Length: %d\r\n" % len(body),
        b"\r\nConnection: close\r\n",
        b"\r\nRetry-After: 1\r\n",
        b"\r\nX-Content-Type-Options: nosniff",
    ):
        assert line in head + b"\r\n"


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        (b"POST /v1/checkout/place HTTP/1.1", True),
        (b"PUT /v1/checkout/addresses HTTP/1.1", True),
        (b"GET /v1/checkout?trace=true HTTP/1.1", True),
        (b"POST /v1/orders/Q-1/payment HTTP/1.1", True),
        (b"DELETE /v1/me/cards/1 HTTP/1.1", True),
        (b"GET /v1/orders/Q-1 HTTP/1.1", False),
        (b"POST /v1/cart/lines HTTP/1.1", False),
        (b"GET /v1/pages/home HTTP/1.1", False),
    ],
)
def test_says_behind_what_a_provider_of_payments_or_tax_may_be_asked(*, line: bytes, asks: bool) -> None:
    assert asks_a_provider(line) is asks
