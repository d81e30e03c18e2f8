"""HTTP to somebody whose answers may be anything: no redirects, a limit of size, and one of time for the whole."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import requests

CHUNK = 8_192
FINE = 200


class NoAnswer(Exception):
    """Nothing came in time, or more than may come; says which. It holds nothing of what was sent."""


@dataclass(frozen=True)
class Limits:
    """Seconds to connect and for the whole answer; most bytes of it."""

    connect: float = 2.0
    answer: float = 5.0
    most: int = 256 * 1024


@dataclass(frozen=True)
class Answered:
    """A status, and what came with it."""

    status: int
    body: bytes

    def plain(self) -> Mapping[str, Any]:
        """The JSON object that it is. Raises NoAnswer, also for another status than 200."""
        if self.status != FINE:
            raise NoAnswer(f"it answers {self.status}")
        try:
            found = orjson.loads(self.body)
        except ValueError:
            raise NoAnswer("it is not JSON") from None
        if not isinstance(found, dict):
            raise NoAnswer("it is no JSON object")
        return found


def ask(method: str, url: str, limits: Limits, **more: Any) -> Answered:
    """One request, tried once. Raises NoAnswer."""
    end = time.monotonic() + limits.answer
    try:
        with requests.request(
            method,
            url,
            timeout=(limits.connect, limits.answer),
            allow_redirects=False,
            stream=True,
            **{**more, "headers": {"Accept-Encoding": "identity", **more.get("headers", {})}},
        ) as answer:
            return Answered(answer.status_code, _read(answer, limits.most, end))
    except requests.RequestException as error:
        raise NoAnswer(type(error).__name__) from None


def _read(answer: requests.Response, most: int, end: float) -> bytes:
    body = bytearray()
    for chunk in answer.iter_content(CHUNK):
        body += chunk
        if len(body) > most:
            raise NoAnswer("more came than may come")
        if time.monotonic() > end:
            raise NoAnswer("it did not end in time")
    return bytes(body)
