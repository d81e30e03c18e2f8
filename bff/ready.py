"""Public pages straight from their ready bytes, in front of Flask: what most requests ask for costs one read.

It answers only what it can answer in full: a GET of a page that is there, new enough, and asked for plainly.
Everything else (a page still to be built, an error, any query it does not know) goes on to Flask, whose views say
the same about the same page. Measured in docs/adr/0007.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pymongo

from bff import headers, tracing
from bff.caching import PAGE, has, timing
from core.db import DATABASE_TROUBLE
from core.markets.queries import known_markets
from core.pages.queries import Ready, ready_page

PREFIX = "/v1/pages/"
SINGLE = {"layout": "layout", "home": "home", "blog": "blog"}
KEYED = {
    "product": "product",
    "category": "category",
    "collection": "collection",
    "content": "content",
    "blog": "post",
}
ARGUMENTS = {"market", "locale", "minVersion"}
LONGEST_VERSION = 16
READ_SECONDS = 2.0
"""After which Flask's view has its own try: both together end before a request has to."""


class Asked(NamedTuple):
    """A page that was asked for plainly."""

    route: str
    kind: str
    key: str
    market: str
    locale: str
    min_version: int


@dataclass(frozen=True, slots=True)
class ReadyPages:
    """Wraps the WSGI application that answers whatever is not ready."""

    app: WSGIApplication

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        started = time.perf_counter()
        found = _looked_up(environ)
        if found is None:
            return self.app(environ, start)
        return _answer(environ, start, *found, started)


def _looked_up(environ: WSGIEnvironment) -> tuple[Asked, Ready] | None:
    """What is asked for, if it is ready. A database that fails is told by Flask, after a try of its own."""
    try:
        with pymongo.timeout(READ_SECONDS):
            asked = _asked(environ)
            ready = asked and ready_page(asked.kind, asked.key, asked.market, asked.locale, asked.min_version)
    except DATABASE_TROUBLE:
        return None
    return (asked, ready) if asked and ready else None


def _asked(environ: WSGIEnvironment) -> Asked | None:
    path: str = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] != "GET" or not path.startswith(PREFIX):
        return None
    name, slash, key = path[len(PREFIX) :].partition("/")
    kind = KEYED.get(name) if slash else SINGLE.get(name)
    given = _arguments(environ.get("QUERY_STRING", ""))
    if kind is None or given is None or (slash and not _is_plain(key, kind)):
        return None
    return _for_whom(f"{PREFIX}{name}{ROUTES[kind]}", kind, key, given)


ROUTES = {
    "layout": "",
    "home": "",
    "blog": "",
    "product": "/<slug>",
    "category": "/<path:path>",
    "collection": "/<slug>",
    "content": "/<slug>",
    "post": "/<slug>",
}
"""The rest of each rule, as Flask names it: both share one place in the metrics."""


def _is_plain(key: str, kind: str) -> bool:
    return key != "" and key.isascii() and ("/" not in key or kind == "category")


def _arguments(query: str) -> Mapping[str, str] | None:
    """The arguments, if each is one of ours, stands once, and needs no decoding."""
    if not query:
        return {}
    if "%" in query or "+" in query:
        return None
    pairs = [pair.partition("=")[::2] for pair in query.split("&")]
    given = dict(pairs)
    return given if len(given) == len(pairs) and ARGUMENTS.issuperset(given) else None


def _for_whom(route: str, kind: str, key: str, given: Mapping[str, str]) -> Asked | None:
    markets = known_markets()
    market = markets.get(given["market"]) if "market" in given else next(iter(markets.values()), None)
    version = given.get("minVersion", "0")
    if market is None or not (version.isascii() and version.isdigit() and len(version) <= LONGEST_VERSION):
        return None
    locale = given.get("locale", market.locales[0])
    return Asked(route, kind, key, market.code, locale, int(version)) if locale in market.locales else None


def _answer(
    environ: WSGIEnvironment, start: StartResponse, asked: Asked, ready: Ready, started: float
) -> Iterable[bytes]:
    unchanged = has(ready.etag, environ.get("HTTP_IF_NONE_MATCH"))
    request = tracing.Request(
        environ.get("HTTP_X_REQUEST_ID"), "GET", asked.route, environ["PATH_INFO"], started
    )
    fields = [
        ("ETag", f'W/"{ready.etag}"'),
        ("Cache-Control", PAGE),
        ("Cache-Tag", ready.cache_tag),
        ("Server-Timing", timing(started, round_trips=1)),
        (tracing.HEADER, request.id),
        *headers.ALWAYS.items(),
    ]
    if unchanged:
        start("304 NOT MODIFIED", fields)
    else:
        size = ("Content-Length", str(len(ready.body)))
        start("200 OK", [("Content-Type", "application/json"), size, *fields])
    request.answered(304 if unchanged else 200)
    return [] if unchanged else [ready.body]
