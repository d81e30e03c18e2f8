"""Every request has an id, one log line, and a place in the metrics."""

import time
from dataclasses import dataclass, field

from flask import Flask, Response, g
from prometheus_client import Counter, Histogram
from structlog.contextvars import bind_contextvars, unbind_contextvars

from bff.context import asked, header
from bff.identity import who_is_known
from bff.policy import EVERYBODYS
from core import log
from core.masking import masked_text

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


@dataclass(slots=True)
class Request:
    """One request, from its first moment to its line in the log. *given* is the id that the caller sent, if any."""

    given: str | None
    method: str
    route: str
    path: str
    started: float
    id: str = field(init=False)

    def __post_init__(self) -> None:
        self.id = log.request_id(self.given)

    def answered(self, status: int, who: str | None = None) -> None:
        """Count it, and write its line. *who*: the customer or the machine that has proved itself, if any."""
        seconds = time.perf_counter() - self.started
        method = self.method if self.method in METHODS else "other"
        REQUESTS.labels(self.route, method, status).inc()
        SECONDS.labels(self.route).observe(seconds)
        if self.route not in QUIET:
            log.line(
                "answered",
                module="request",
                request_id=self.id,
                method=self.method,
                route=self.route,
                path=self.path,
                who=who,
                status=status,
                ms=round(seconds * 1000, 2),
            )


def register(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    request, g.started = asked(), time.perf_counter()
    route = request.url_rule.rule if request.url_rule else "(none)"
    g.request = begun = Request(header(HEADER), request.method, route, _path(), g.started)
    bind_contextvars(request_id=begun.id)


def _path() -> str:
    """The path as far as it is everybody's: parts that name somebody's thing stay as the route has them.

    What fits no route may be anything (a link with a token, an address) and is not written at all.
    """
    request = asked()
    rule = request.url_rule
    if rule is None:
        return "(none)"
    if not rule.arguments:
        return rule.rule
    return masked_text(request.path) if rule.arguments <= EVERYBODYS else rule.rule


def _end(response: Response) -> Response:
    begun: Request = g.request
    response.headers[HEADER] = begun.id
    begun.answered(response.status_code, who_is_known())
    unbind_contextvars("request_id")
    return response
