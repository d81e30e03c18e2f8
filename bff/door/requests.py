"""What can be said of a request by looking at its bytes: whether it is there as a whole, and how long it may wait.

No second reading of HTTP: what looks odd here is handed on, and gunicorn's parser refuses it.
"""

import re
from http import HTTPStatus
from typing import Final

import orjson

from bff.headers import ALWAYS
from bff.problems import CONTENT_TYPE, ProblemKind
from core import log

LARGEST_LINE: Final = 4_094
LARGEST_HEAD: Final = 64 * 1024
LARGEST_HELD: Final = 320 * 1024
"""Of one request, with room for the largest webhook. What says that it is larger is handed on, and is 413."""
END: Final = b"\r\n\r\n"
LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)
CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
CHUNK: Final = re.compile(rb"([0-9a-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n", re.IGNORECASE)
EXPECTS: Final = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)
CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"

TOO_BUSY: Final = ProblemKind(503, "too-busy", "Too many requests are waiting")
READS_WAIT, WRITES_WAIT, ORDERS_WAIT = 0.75, 2.0, 20.0
"""Seconds. Reads are shed first: a storefront has a copy. A purchase under way, and a webhook, are worth a wait."""
PROBES: Final = (b"GET /livez ", b"GET /readyz ")
READS: Final = (b"GET ", b"HEAD ", b"OPTIONS ")
ORDERS: Final = (b"POST /v1/checkout/", b"POST /v1/hooks/", b"POST /v1/orders/")
OF_A_PROVIDER: Final = re.compile(rb"POST /v1/orders/|[A-Z]{3,7} /v1/(?:checkout|me/cards)")
"""Behind which a provider of payments or of tax may be asked: a thread that has one waits as long as it does."""
PASSWORDS: Final = (
    b"POST /v1/auth/login",
    b"POST /v1/auth/register",
    b"POST /v1/auth/password/reset",
    b"PUT /v1/me/password",
    b"PUT /v1/me/email",
    b"POST /v1/me/proof",
)
"""What a password is checked or kept for: a core for a twentieth of a second each."""


def is_whole(held: bytes | bytearray) -> bool:
    """Whether a thread can begin: all of the request is there, or enough to refuse it."""
    end = held.find(END)
    if end < 0:
        return held.find(b"\r\n", 0, LARGEST_LINE + 2) < 0 and len(held) > LARGEST_LINE
    head, begin = bytes(held[: end + 2]), end + len(END)
    lengths, chunked = LENGTH.findall(head), CHUNKED.search(head)
    if chunked:
        return bool(lengths) or len(held) > LARGEST_HELD or _has_last_chunk(held, begin)
    if len(lengths) != 1:
        return True
    length = int(lengths[0])
    return length > LARGEST_HELD or len(held) >= begin + length


def is_hopeless(held: bytes | bytearray) -> bool:
    """Whether no end of its head will ever come that anybody would accept."""
    return held.find(END) < 0 and (len(held) > LARGEST_HEAD or b"\n\n" in held)


def waits_for_leave(held: bytearray) -> bool:
    """Whether the caller waits for a word before it sends the rest; that demand is taken out of the head."""
    end = held.find(END)
    found = EXPECTS.search(held, 0, end + 2) if end >= 0 else None
    if found is None or b" HTTP/1.1\r\n" not in held[: LARGEST_LINE + 2]:
        return False
    del held[found.start() : found.end()]
    return True


def patience(held: bytes | bytearray) -> float | None:
    """How many seconds it may wait for a thread. None: as long as it takes."""
    if held.startswith(PROBES):
        return None
    if held.startswith(READS):
        return READS_WAIT
    return ORDERS_WAIT if held.startswith(ORDERS) else WRITES_WAIT


def hashes(held: bytes | bytearray) -> bool:
    """Whether it comes with a password."""
    return held.startswith(PASSWORDS)


def asks_a_provider(held: bytes | bytearray) -> bool:
    """Whether its thread may come to wait for a provider of payments or of tax."""
    return OF_A_PROVIDER.match(held) is not None


def refusal(status: int, code: str, title: str, detail: str, *, retry_after: int | None = None) -> bytes:
    """A whole answer, after which the connection is closed."""
    body = orjson.dumps({"type": f"/problems/{code}", "title": title, "status": status, "detail": detail})
    fields = {
        "Content-Type": CONTENT_TYPE,
        "Content-Length": str(len(body)),
        "Connection": "close",
        "Cache-Control": "no-store",
        "X-Request-Id": log.request_id(None),
        **({"Retry-After": str(retry_after)} if retry_after else {}),
        **ALWAYS,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{lines}\r\n".encode() + body


def _has_last_chunk(held: bytes | bytearray, begin: int) -> bool:
    """True also where a chunk is none: that is for the parser to say."""
    while found := CHUNK.match(held, begin):
        size = int(found[1], 16)
        if size == 0:
            return held.find(END, found.end() - 2) >= 0
        begin = found.end() + size
        if len(held) < begin + 2:
            return False
        if held[begin : begin + 2] != b"\r\n":
            return True
        begin += 2
    return held.find(b"\r\n", begin) >= 0
