"""Counts what is asked, by the table in `bff/edge/flows.py`, and refuses what is too much: 429 with `Retry-After`.

Flask-Limiter counts for all processes in Redis, and while that is away for this one (`bff/edge/counts.py`,
docs/adr/0017).
"""

import math
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, cast

from flask import Flask, Response, g, make_response
from flask_limiter import Limiter, RequestLimit
from flask_limiter.errors import RateLimitExceeded
from prometheus_client import Counter
from werkzeug.exceptions import TooManyRequests

from bff import cookies
from bff.admission import operation_asked, operations_and_endpoints
from bff.edge import backoff, devices, flows
from bff.edge.callers import place_of_caller
from bff.edge.counts import SCHEME, SharedCounts
from bff.edge.flows import SIGN_IN, Bound, By, Counts, Flow, flow_of
from bff.edge.keys import Keys, keys_of_request, mailbox_named, session_named
from bff.edge.pace import Pace
from bff.problems import named, problem
from core import clock, log
from core.adapters.rq_queue import redis_address
from core.customers.errors import NotSignedIn
from core.settings import Settings

View = Callable[..., Any]
STATUS, WRONG, LEAST_REFUSAL = 429, 401, 400
LIMITED = Counter("shop_limited_total", "Requests refused by a limit", ["flow", "by"])
ALONE = Counter("shop_limits_alone_total", "Requests counted by one process alone, because Redis was away")


class TooMany(TooManyRequests):
    """Too many, by what is counted here; *seconds* later it may be tried again."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


def register(app: Flask, settings: Settings) -> None:
    """To be called when every operation is known: those that are guarded are wrapped."""
    limiter = _limiter(settings)
    app.before_request(partial(_keep_pace, _paces(settings.limits_factor)))
    limiter.init_app(app)
    # It would look at every request for limits that hold everywhere, of which there are none.
    app.before_request_funcs[None].remove(limiter._check_request_limit)  # noqa: SLF001  # it has no other name
    for hooks in (app.after_request_funcs, app.teardown_request_funcs):
        hooks[None][-1] = _where_counted(hooks[None][-1])
    for operation, endpoint in operations_and_endpoints(app):
        flow = flow_of(operation)
        if isinstance(flow, Flow) and flow.shared:
            method = operation.partition(" ")[0]
            guard = _guarded(app.view_functions[endpoint], method, flow, limiter, settings.limits_factor)
            app.view_functions[endpoint] = guard
    app.register_error_handler(RateLimitExceeded, partial(_exceeded, limiter))
    app.register_error_handler(TooMany, lambda refusal: _answer(refusal.seconds))


def _where_counted(hook: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Most requests are counted nowhere: then there is nothing that it could say or forget."""
    return lambda given: hook(given) if "counted" in g else given


def _limiter(settings: Settings) -> Limiter:
    options = {"redis_url": redis_address(settings)}
    return Limiter(
        lambda: "",
        storage_uri=f"{SCHEME}://",
        storage_options=cast(dict[str, str | int], options),
        strategy="moving-window",
        key_prefix="shop",
    )


def counts_of(limiter: Limiter) -> SharedCounts:
    """Where *limiter* counts."""
    return cast(SharedCounts, limiter.storage)


# -- in this process


Paces = dict[Bound, Pace]


def _paces(factor: int) -> Paces:
    known = {*flows.API.paced, *flows.SEARCH.paced}
    return {bound: Pace(bound.amount * factor, bound.seconds) for bound in known}


def _keep_pace(paces: Paces) -> None:
    operation = operation_asked()
    flow = flow_of(operation) if operation else None
    if not isinstance(flow, Flow):
        return
    for bound in flow.paced:
        key = _paced_by(bound.by)
        if key and (seconds := paces[bound].wait(key)):
            _note(flow, bound)
            raise TooMany(seconds)


def _paced_by(by: By) -> str | None:
    if by is By.SESSION:
        return session_named()
    place = place_of_caller()
    return place.name if place and place.is_public else None


# -- for all processes


def _guarded(view: View, method: str, flow: Flow, limiter: Limiter, factor: int) -> View:
    counted = _slowed(view, limiter, factor) if flow is SIGN_IN else view
    for bound in flow.shared:
        counted = limiter.shared_limit(
            f"{bound.amount * factor} per {bound.seconds} second",
            scope=f"{flow.name}/{bound.by}/{bound.counts.name}",
            key_func=partial(_key, bound),
            methods=[method],
            exempt_when=partial(_is_exempt, bound),
            deduct_when=DEDUCTED[bound.counts],
            on_breach=partial(_breached, flow, bound),
        )(counted)

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        g.counted = keys_of_request()
        try:
            return counted(*args, **kwargs)
        finally:
            if counts_of(limiter).is_alone:
                ALONE.inc()

    return guarded


def _key(bound: Bound) -> str:
    return cast(Keys, g.counted)[bound.by]


def _is_exempt(bound: Bound) -> bool:
    keys: Keys = g.counted
    return bound.by not in keys or (bound.strangers and By.DEVICE in keys)


DEDUCTED: dict[Counts, Callable[[Response], bool] | None] = {
    Counts.ALL: None,
    Counts.WRONG: lambda answer: answer.status_code == WRONG,
    Counts.DONE: lambda answer: answer.status_code < LEAST_REFUSAL,
}


def _slowed(view: View, limiter: Limiter, factor: int) -> View:
    """Signing in: who has guessed wrong too often waits, and who has not is known on this device from now on."""

    @wraps(view)
    def slowed(*args: Any, **kwargs: Any) -> Response:
        keys: Keys = g.counted
        windows = counts_of(limiter)
        if seconds := backoff.wait_of(keys, windows, factor):
            _note(SIGN_IN, SIGN_IN.shared[0])
            raise TooMany(seconds)
        try:
            answer = make_response(view(*args, **kwargs))
        except NotSignedIn:
            backoff.was_wrong(keys, windows, factor)
            raise
        token = devices.token_for(mailbox_named() or "")
        answer.headers[devices.HEADER] = token
        if cookies.wished_for():
            cookies.give_device(token, int(devices.LASTS.total_seconds()))
        return answer

    return slowed


# -- what is answered


def _breached(flow: Flow, bound: Bound, _limit: RequestLimit) -> None:
    _note(flow, bound)


def _note(flow: Flow, bound: Bound) -> None:
    LIMITED.labels(flow.name, bound.by).inc()
    log.get(__name__).warning("limited", flow=flow.name, by=str(bound.by), operation=operation_asked())


def _exceeded(limiter: Limiter, refusal: RateLimitExceeded) -> Response:
    seconds: float = refusal.limit.limit.get_expiry()
    if limiter.current_limit:
        seconds = limiter.current_limit.reset_at - clock.now().timestamp()
    return _answer(seconds)


def _answer(seconds: float) -> Response:
    whole = max(1, math.ceil(seconds))
    answer = problem(*named(STATUS), f"Try again in {whole} seconds.")
    answer.headers["Retry-After"] = str(whole)
    return answer
