"""One exchange: a call comes in, a fault may strike, the key may be known, work is done, an answer goes."""

import time

from dev.stripe import expansion, idempotency, ledger
from dev.stripe.call import Answer, Call
from dev.stripe.faults import Fault
from dev.stripe.refusals import Refusal
from dev.stripe.routes import Route
from dev.stripe.stand_in import StandIn

HANG_UP = Answer(0, b"{}", hang_up=True)


def respond(stand_in: StandIn, route: Route, call: Call) -> Answer:
    """The answer to *call*; a refusal is one too."""
    with call.store.change():
        ledger.note_key(call)
    fault = stand_in.faults.strike(call.method, call.path)
    try:
        answer = _refused_at_the_door(fault) or _answer(stand_in, route, call, fault)
    except Refusal as refusal:
        answer = Answer.refused(refusal)
    stand_in.watch.see(call, answer)
    if fault and fault.kind == "hang_after":
        time.sleep(fault.seconds)
    return HANG_UP if fault and fault.kind == "drop_after" else answer


def _refused_at_the_door(fault: Fault | None) -> Answer | None:
    """What a fault answers before the key is looked at."""
    match fault.kind if fault else None:
        case "500":
            error = Refusal(500, "An error on our side (a fault that was ordered).", kind="api_error")
        case "409":
            error = Refusal(409, "The object is locked by another request (ordered).", code="lock_timeout")
        case "429":
            error = Refusal(429, "Too many requests (a fault that was ordered).", code="rate_limit")
        case "drop_before":
            return HANG_UP
        case _:
            return None
    return Answer.refused(error)


def _answer(stand_in: StandIn, route: Route, call: Call, fault: Fault | None) -> Answer:
    if call.method != "POST" or not call.idempotency_key:
        return _work(route, call, fault)
    with stand_in.keys.claim(call, call.idempotency_key) as before:
        return before or _work(route, call, fault)


def _work(route: Route, call: Call, fault: Fault | None) -> Answer:
    """Do it and keep the answer, in one change of the store."""
    if fault and fault.kind == "hang":
        time.sleep(fault.seconds)
    with call.store.change(call.cause):
        answer = (
            _handled(route, call) if not fault or fault.kind != "sticky_500" else _spoiled(route, call, fault)
        )
        if call.method == "POST" and call.idempotency_key and answer.kept:
            idempotency.keep(call, call.idempotency_key, answer)
    return answer


def _handled(route: Route, call: Call) -> Answer:
    try:
        paths = call.params.texts("expand")
        expansion.require_expandable(call.method, call.rule, paths)
        body = route.handler(call, **call.ids)
        return Answer.of(expansion.expand(call.store, body, paths))
    except Refusal as refusal:
        return Answer.refused(refusal)


def _spoiled(route: Route, call: Call, fault: Fault) -> Answer:
    """A 500 that stays, over work that was done or not; clients are asked not to try again by themselves."""
    if fault.work:
        _handled(route, call)
    error = Refusal(500, "An error on our side that stays (ordered).", kind="api_error", kept=True)
    told = Answer.refused(error)
    return Answer(told.status, told.body, {"Stripe-Should-Retry": "false"})
