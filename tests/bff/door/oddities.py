"""Requests that no client of ours would send, made up in as many variations as are asked for, always the same."""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

SECOND = b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
"""What somebody would like to smuggle in behind another request."""
CHUNK = b"0\r\n\r\n"
LINES = (
    b"GET /v1/cart HTTP/1.1",
    b"POST /v1/cart HTTP/1.1",
    b"DELETE /v1/me/addresses/x HTTP/1.1",
    b"PUT /v1/me/email HTTP/1.1",
)
CONTROLS = [bytes([code]) for code in (*range(9), 11, 12, *range(14, 32), 127)]


class Oddity(NamedTuple):
    """*kind* says what is wrong with it."""

    kind: str
    data: bytes


def oddities(number: int) -> list[Oddity]:
    """So many, kind by kind in turn."""
    dice = random.Random(53)  # the same in every run
    kinds = list(KINDS.items())
    return [Oddity(name, make(dice)) for name, make in (kinds[n % len(kinds)] for n in range(number))]


def request(dice: random.Random, *fields: bytes, line: bytes | None = None, body: bytes = b"") -> bytes:
    """With those fields somewhere among ordinary ones."""
    usual = [b"Host: x", b"Accept: */*", b"Connection: close", b"User-Agent: odd"]
    at = dice.randrange(len(usual) + 1)
    head = [line or dice.choice(LINES), *usual[:at], *fields, *usual[at:]]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


def cased(dice: random.Random, name: bytes) -> bytes:
    return dice.choice((name, name.lower(), name.upper(), name.swapcase()))


def double_host(dice: random.Random) -> bytes:
    return request(dice, cased(dice, b"Host") + b": " + dice.choice((b"x", b"evil.example", b"")))


def double_length(dice: random.Random) -> bytes:
    first, second = dice.choice(((b"0", b"0"), (b"5", b"5"), (b"5", b"6"), (b"0", b"%d" % len(SECOND))))
    fields = [cased(dice, b"Content-Length") + b": " + length for length in (first, second)]
    return request(dice, *fields, line=LINES[1], body=SECOND)


def odd_length(dice: random.Random) -> bytes:
    odd = (
        b"+5",
        b"-1",
        b"5 5",
        b"5,5",
        b"0x5",
        b"5.0",
        b"1e3",
        b"",
        b"five",
        b"5;",
        b"\xb2",
        b"9" * 30,
        b"_5",
        b"1_0",
    )
    return request(dice, b"Content-Length: " + dice.choice(odd), line=LINES[1], body=SECOND)


def both_lengths(dice: random.Random) -> bytes:
    fields = [
        cased(dice, b"Transfer-Encoding") + b": chunked",
        cased(dice, b"Content-Length") + b": %d" % dice.randrange(40),
    ]
    dice.shuffle(fields)
    return request(dice, *fields, line=LINES[1], body=CHUNK + SECOND)


def odd_coding(dice: random.Random) -> bytes:
    odd = (
        b"chunked, chunked",
        b"xchunked",
        b"chunked, identity",
        b"gzip",
        b"chunked x",
        b"x",
        b"\x0bchunked",
        b'"chunked"',
        b"identity",
    )
    return request(dice, b"Transfer-Encoding: " + dice.choice(odd), line=LINES[1], body=CHUNK + SECOND)


def odd_coding_name(dice: random.Random) -> bytes:
    odd = (
        b"Transfer-Encoding : chunked",
        b" Transfer-Encoding: chunked",
        b"Transfer-Encoding\t: chunked",
        b"Transfer-\xe9ncoding: chunked",
    )
    return request(dice, dice.choice(odd), line=LINES[1], body=CHUNK + SECOND)


def old_and_chunked(dice: random.Random) -> bytes:
    return request(dice, b"Transfer-Encoding: chunked", line=b"POST /v1/cart HTTP/1.0", body=CHUNK + SECOND)


def odd_chunk(dice: random.Random) -> bytes:
    odd = (
        b"zz\r\n{}\r\n",
        b"-2\r\n{}\r\n",
        b"0x2\r\n{}\r\n",
        b"2\n{}\r\n",
        b"2\r\n{}xx",
        b"+2\r\n{}\r\n",
        b" 2\r\n{}\r\n",
        b"2;\x00\r\n{}\r\n",
        b"\r\n",
        b"1_0\r\n{}\r\n",
    )
    fields = (b"Transfer-Encoding: chunked", b"Content-Type: application/json")
    return request(dice, *fields, line=LINES[1], body=dice.choice(odd) + CHUNK + SECOND)


def many_fields(dice: random.Random) -> bytes:
    return request(dice, *(b"X-Field-%d: y" % n for n in range(dice.randrange(101, 400))))


def long_field(dice: random.Random) -> bytes:
    size = dice.randrange(8_300, 60_000)
    return request(dice, dice.choice((b"X-Long: " + b"y" * size, b"X" * size + b": y")))


def long_line(dice: random.Random) -> bytes:
    return request(dice, line=b"GET /v1/suggest?q=" + b"m" * dice.randrange(4_100, 60_000) + b" HTTP/1.1")


def odd_method(dice: random.Random) -> bytes:
    odd = (
        b"TRACE",
        b"TRACK",
        b"PROPFIND",
        b"get",
        b"G#T",
        b"GE",
        b"G" * 21,
        b"G\xc9T",
        b"G(T",
        b"DEBUG",
        b"SEARCH",
        b"PURGE",
        b"\x00GET",
    )
    return request(dice, line=dice.choice(odd) + b" /v1/cart HTTP/1.1")


def odd_version(dice: random.Random) -> bytes:
    odd = (
        b"HTTP/2.0",
        b"HTTP/0.9",
        b"HTTP/1.10",
        b"http/1.1",
        b"HTTP/1",
        b"HTTP/9.9",
        b"HTTP/1.1 x",
        b"HTTP/1,1",
        b"HTTP/\xb9.1",
        b"HTTP/11",
        b"ICY",
        b"",
    )
    return request(dice, line=b"GET /v1/cart " + dice.choice(odd))


def odd_line(dice: random.Random) -> bytes:
    odd = (
        b"GET",
        b"GET  /v1/cart HTTP/1.1",
        b" GET /v1/cart HTTP/1.1",
        b"GET\t/v1/cart\tHTTP/1.1",
        b"GET * HTTP/1.1",
        b"GET v1/cart HTTP/1.1",
        b"GET x:80 HTTP/1.1",
        b"GET /v1/ca rt HTTP/1.1",
        b"/v1/cart",
        b"CONNECT x:443 HTTP/1.1",
        b"GET ?q HTTP/1.1",
        b": HTTP/1.1",
    )
    return request(dice, line=dice.choice(odd))


def odd_target(dice: random.Random) -> bytes:
    odd = dice.choice((*CONTROLS, b"\x80", b"\xff", "é".encode(), "\u202e".encode()))
    return request(dice, line=b"GET /v1/" + odd + b"cart HTTP/1.1")


def odd_value(dice: random.Random) -> bytes:
    return request(dice, b"X-Odd: a" + dice.choice((*CONTROLS, b"\rX: y", b"\nX: y")) + b"b")


def odd_name(dice: random.Random) -> bytes:
    odd = (
        b"X Odd: y",
        b"X(Odd: y",
        b"X@Odd: y",
        b": y",
        b"no-colon",
        b" folded: y",
        b"\tfolded",
        b"X\x00: y",
        b"X-\xe9: y",
        b"X,: y",
        b"X\x7f: y",
        b"X[]: y",
        b"X/: y",
        b"Host : y",
        b'"X": y',
    )
    return request(dice, b"X-Before: y", dice.choice(odd))


def odd_expectation(dice: random.Random) -> bytes:
    return request(
        dice, b"Expect: " + dice.choice((b"200-ok", b"100-continue, x", b"x" * 99, b"")), line=LINES[1]
    )


def bare_ends(dice: random.Random) -> bytes:
    whole = request(dice)
    return (
        dice.choice(
            (whole.replace(b"\r\n", b"\n"), whole.replace(b"\r\n", b"\r"), whole.replace(b"\r\n", b"\n\r"))
        )
        + b"\n\n"
    )


def pretended(dice: random.Random) -> bytes:
    """Where the policy's own refusal must be the answer, whatever is pretended."""
    names = (
        b"X-HTTP-Method-Override",
        b"X-Method-Override",
        b"X-HTTP-Method",
        b"X-Original-URL",
        b"X-Rewrite-URL",
        b"X-Middleware-Subrequest",
        b"X-Forwarded-Prefix",
        b"X_Method_Override",
        b"X-Forwarded-Host",
    )
    values = (
        b"GET",
        b"OPTIONS",
        b"/livez",
        b"middleware",
        b"src/middleware:nowaf:src/middleware",
        b"127.0.0.1",
    )
    line = dice.choice(
        (
            *LINES[2:],
            b"GET /v1/me HTTP/1.1",
            b"GET //v1/me HTTP/1.1",
            b"GET /v1/me. HTTP/1.1",
            b"GET /v1/me/ HTTP/1.1",
            b"GET /./v1/me HTTP/1.1",
            b"GET /v1/%6de?_method=OPTIONS HTTP/1.1",
        )
    )
    return request(dice, dice.choice(names) + b": " + dice.choice(values), line=line)


def binary(dice: random.Random) -> bytes:
    """What another protocol says first."""
    first = (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n",
        b"\r\n\r\n",
        b"\x00" * 20,
        b"SSH-2.0-x\r\n",
        b"*1\r\n$4\r\nPING\r\n",
    )
    return dice.choice(first) + dice.randbytes(dice.randrange(30)).replace(b"HTTP", b"") + b"\r\n\r\n"


KINDS: dict[str, Callable[[random.Random], bytes]] = {
    make.__name__: make
    for make in (
        double_host, double_length, odd_length, both_lengths, odd_coding, odd_coding_name, old_and_chunked, odd_chunk,
        many_fields, long_field, long_line, odd_method, odd_version, odd_line, odd_target, odd_value, odd_name,
        odd_expectation, bare_ends, pretended, binary,
    )
}  # fmt: skip


def answers(said: bytes) -> Iterator[tuple[int, bytes]]:
    """Status and body of each answer in what a server has said; what is left over is an answer of status 0."""
    while said.startswith(b"HTTP/1.1 "):
        head, end, rest = said.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        size = int(fields.get(b"content-length", b"0"))
        yield int(head[9:12]), rest[:size]
        said = rest[size:] if end else b""
    if said:
        yield 0, said
