"""Every request has an id, one log line, and a place in the metrics."""

import time

from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram
from structlog.contextvars import bind_contextvars, unbind_contextvars

from core import log

HEADER = "X-Request-Id"
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
QUIET = ("/livez", "/readyz")

REQUESTS = Counter("shop_requests_total", "Requests answered", ["route", "method", "status"])
SECONDS = Histogram(
    "shop_request_seconds",
    "Time to answer",
    ["route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
)


def register(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.request_id = log.request_id(request.headers.get(HEADER))
    g.started = time.perf_counter()
    bind_contextvars(request_id=g.request_id)


def _end(response: Response) -> Response:
    response.headers[HEADER] = g.request_id
    seconds = time.perf_counter() - g.started
    route = request.url_rule.rule if request.url_rule else "(none)"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(route, method, response.status_code).inc()
    SECONDS.labels(route).observe(seconds)
    if route not in QUIET:
        _note(response, route, seconds)
    unbind_contextvars("request_id")
    return response


def _note(response: Response, route: str, seconds: float) -> None:
    log.get("request").info(
        "answered",
        method=request.method,
        route=route,
        path=request.path,
        status=response.status_code,
        ms=round(seconds * 1000, 2),
    )
