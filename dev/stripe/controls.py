"""What a test may ask of the stand-in, under `/_dev/`: no key needed, JSON in and out, refusals as the API's.

| call | does |
|---|---|
| `POST reset` | forgets everything: objects, faults, settings, clock, violations |
| `POST payment_intents/{id}/pay` `{"payment_method", "return_url"?}` | what confirmPayment does |
| `POST payment_intents/{id}/authenticate?success=true|false` | ends 3-D Secure |
| `POST charges/{id}/dispute` `{"reason"?, "amount"?}` | opens a dispute |
| `POST disputes/{id}/resolve?won=true|false` | the bank decides it |
| `POST refunds/{id}/fail` `{"reason"?}` | the bank sends a refund back |
| `POST events/{id}/redeliver` | the event goes to its endpoints once more |
| `GET webhooks?state=&event=&type=` | deliveries, their attempts, how many are in which state |
| `POST webhooks` `{"urls", "secrets", "paused", "shuffle", …}` | settings (see `deliveries.Manner`) |
| `GET clock` · `POST clock` `{"advance": seconds}` | time; what falls due happens before the answer |
| `GET` `POST` `DELETE faults` `{"kind", "method", "path", "times", …}` | faults (see `faults.py`) |
| `GET ledger` | captures and refunds by intent and metadata, and the keys used |
| `GET calls?path=&key=` | the last calls, oldest first: status, seconds, whether replayed |
| `GET violations?side=request|answer|event` | where the contract was broken (with `--contracts`) |
"""

from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest

from dev.stripe import (
    acts,
    disputes,
    endpoints,
    events,
    ledger,
    payment_intents,
    payments,
    refunds,
    setup_intents,
)
from dev.stripe.call import Answer
from dev.stripe.deliveries import Manner
from dev.stripe.faults import Fault, Faults
from dev.stripe.parameters import Params
from dev.stripe.refusals import Refusal, invalid, no_such
from dev.stripe.stand_in import StandIn
from dev.stripe.store import Record, Store

NOWHERE = "https://example.com/return"


def blueprint(stand_in: StandIn) -> Blueprint:
    bp = Blueprint("controls", __name__, url_prefix="/_dev")
    bp.register_error_handler(Refusal, _refused)
    for add in (_add_acts, _add_cards, _add_post, _add_faults, _add_records):
        add(bp, stand_in)
    return bp


def _refused(refusal: Refusal) -> Response:
    answer = Answer.refused(refusal)
    return Response(answer.body, answer.status, content_type="application/json")


def _given(**kinds: type | tuple[type, ...]) -> Record:
    """The JSON object of the request; raises Refusal for a field not in *kinds*, or not of its kind."""
    try:
        body = request.get_json(silent=False) if request.get_data() else {}
    except BadRequest as error:
        raise invalid("The body must be JSON.") from error
    if not isinstance(body, dict):
        raise invalid("The body must be a JSON object.")
    for name, value in body.items():
        if name not in kinds:
            raise invalid(f"{name}: unknown; known are {', '.join(kinds)}.", name)
        if not isinstance(value, kinds[name]) or (isinstance(value, bool) and bool is not kinds[name]):
            raise invalid(f"{name}: {value!r} is not of the right kind.", name)
    return body


def _flag(name: str) -> bool:
    return Params(request.args.to_dict()).boolean(name, default=True)


def _known(store: Store, kind: str, key: str) -> str:
    if not store.find(kind, key):
        raise no_such(kind, key, "id", 404)
    return key


def _add_acts(bp: Blueprint, stand_in: StandIn) -> None:
    """What buyers, banks and time do."""

    @bp.post("/payment_intents/<key>/pay")
    def pay(key: str) -> Record:
        body = _given(payment_method=str, return_url=str)
        with stand_in.store.change() as store:
            found = payment_intents.find(store, key)
            return payments.confirm(store, found["id"], Params({"return_url": NOWHERE, **body}))

    @bp.post("/payment_intents/<key>/authenticate")
    def authenticate(key: str) -> Record:
        with stand_in.store.change() as store:
            return payments.authenticate(
                store, _known(store, "payment_intent", key), success=_flag("success")
            )

    @bp.post("/charges/<key>/dispute")
    def dispute(key: str) -> Record:
        body = _given(reason=str, amount=int)
        with stand_in.store.change() as store:
            return disputes.start(store, _known(store, "charge", key), **body)

    @bp.post("/disputes/<key>/resolve")
    def resolve(key: str) -> Record:
        with stand_in.store.change() as store:
            return disputes.resolve(store, _known(store, "dispute", key), won=_flag("won"))

    @bp.post("/refunds/<key>/fail")
    def fail(key: str) -> Record:
        body = _given(reason=str)
        with stand_in.store.change() as store:
            return refunds.fail(store, _known(store, "refund", key), **body)

    @bp.post("/clock")
    def advance() -> Record:
        with stand_in.store.change() as store:
            store.advance(_given(advance=(int, float)).get("advance", 0))
            acts.run_due(store)
            return {"now": store.now()}


def _add_cards(bp: Blueprint, stand_in: StandIn) -> None:
    """What buyers keep for later."""

    @bp.post("/setup_intents/<key>/confirm")
    def keep_card(key: str) -> Record:
        method = _given(payment_method=str).get("payment_method", "pm_card_visa")
        with stand_in.store.change() as store:
            return setup_intents.confirm(store, key, method)


def _add_post(bp: Blueprint, stand_in: StandIn) -> None:
    """Webhooks: what became of them, and how they are sent from now on."""

    @bp.post("/events/<key>/redeliver")
    def redeliver(key: str) -> Record:
        with stand_in.store.change() as store:
            event = store.get("event", _known(store, "event", key))
            return {"deliveries": events.address(store, event)}

    @bp.get("/webhooks")
    def deliveries() -> Record:
        with stand_in.store.change() as store:
            rows = store.all("finished_delivery") + store.all("pending_delivery")
            urls = [it["url"] for it in store.all("webhook_endpoint")]
        wanted = {name: request.args[name] for name in ("state", "event", "type") if name in request.args}
        chosen = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
        counts = {state: sum(1 for row in rows if row["state"] == state) for state in _STATES}
        settings = asdict(stand_in.post.manner) | {"urls": urls}
        return {"settings": settings, "counts": counts, "deliveries": chosen}

    @bp.post("/webhooks")
    def settings() -> Record:
        body = _given(urls=list, secrets=list, **_MANNER)
        manner = _manner(stand_in, body)
        with stand_in.store.change() as store:
            if "urls" in body:
                old = next(iter(store.all("webhook_endpoint")), None)
                present = endpoints.secrets_of(store, old["id"]) if old else stand_in.options.webhook_secrets
                endpoints.replace_all(store, body["urls"], list(present))
            if "secrets" in body:
                endpoints.sign_with(store, body["secrets"])
        stand_in.post.behave(manner)
        return asdict(manner)


_STATES = ("pending", "delivered", "lost", "failed")
_MANNER: dict[str, Any] = {
    "paused": bool,
    "shuffle": bool,
    "duplicate": int,
    "drop": (int, float),
    "attempts": int,
    "backoff": (int, float),
    "seed": (int, type(None)),
}


def _manner(stand_in: StandIn, body: Record) -> Manner:
    names = {field.name for field in fields(Manner)}
    manner = replace(
        stand_in.post.manner, **{"seed": None, **{name: it for name, it in body.items() if name in names}}
    )
    if not 0 <= manner.drop <= 1:
        raise invalid(f"drop: must be a share from 0 to 1, not {manner.drop}.", "drop")
    for name in ("duplicate", "attempts"):
        if getattr(manner, name) < 1:
            raise invalid(f"{name}: must be 1 or more.", name)
    return manner


def _add_faults(bp: Blueprint, stand_in: StandIn) -> None:
    @bp.get("/faults")
    def ordered() -> Record:
        return {"faults": stand_in.faults.listed()}

    @bp.post("/faults")
    def order() -> Record:
        body = _given(**_FAULT)
        _order(stand_in.faults, body)
        return {"faults": stand_in.faults.listed()}

    @bp.delete("/faults")
    def clear() -> Record:
        stand_in.faults.clear()
        return {"faults": []}


_FAULT: dict[str, Any] = {
    "kind": str,
    "method": str,
    "path": str,
    "times": (int, type(None)),
    "fraction": (int, float),
    "seconds": (int, float),
    "work": bool,
    "seed": int,
}


def _order(faults: Faults, body: Record) -> None:
    seed = body.pop("seed", None)
    if "kind" not in body:
        raise invalid("kind: missing.", "kind")
    try:
        faults.order(Fault(**body), seed)
    except ValueError as error:
        raise invalid(str(error), str(error).partition(":")[0]) from error


def _add_records(bp: Blueprint, stand_in: StandIn) -> None:
    """What a test reads to judge."""

    @bp.post("/reset")
    def reset() -> Record:
        stand_in.reset()
        return {"reset": True}

    @bp.get("/clock")
    def clock() -> Record:
        with stand_in.store.change() as store:
            return {"now": store.now()}

    @bp.get("/ledger")
    def accounts() -> Response:
        with stand_in.store.change() as store:
            return jsonify(ledger.read(store))

    @bp.get("/calls")
    def calls() -> Record:
        path, key = request.args.get("path"), request.args.get("key")
        seen: Callable[[Record], bool] = lambda it: (  # noqa: E731
            path in (None, it["path"]) and key in (None, it["idempotency_key"])
        )
        return {"calls": [it for it in list(stand_in.calls) if seen(it)]}

    @bp.get("/violations")
    def violations() -> Record:
        watch = stand_in.watch
        return {"watching": watch.is_on, "violations": watch.seen(request.args.get("side"))}
