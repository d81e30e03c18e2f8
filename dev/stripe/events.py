"""Events: what happened, with the object as it was then, kept and handed to the post."""

from copy import deepcopy
from typing import Any

from dev.stripe import API_VERSION, endpoints, listing, refusals
from dev.stripe.call import Call
from dev.stripe.store import Record, Store, new_id


def emit(store: Store, kind: str, thing: Record, previous: dict[str, Any] | None = None) -> Record:
    """Keep an event of *kind* with a snapshot of *thing*, and a delivery for every endpoint that wants it.

    *previous*: the former values of the attributes an `…updated` event is about.
    """
    data: Record = {"object": deepcopy(thing)}
    if previous is not None:
        data["previous_attributes"] = previous
    event = {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": store.now(),
        "data": data,
        "livemode": False,
        "pending_webhooks": 0,
        "request": {"id": store.cause.request_id, "idempotency_key": store.cause.idempotency_key},
        "type": kind,
    }
    event["pending_webhooks"] = address(store, event)
    return store.save(event)


def address(store: Store, event: Record) -> int:
    """Put one delivery for every endpoint that wants the event into the post; answers their number."""
    wanting = endpoints.wanting(store, event["type"])
    for endpoint in wanting:
        row = {"id": new_id("dlv"), "event": event["id"], "type": event["type"], "url": endpoint["url"]}
        store.put("pending_delivery", {**row, "endpoint": endpoint["id"], "state": "pending", "attempts": []})
    return len(wanting)


def retrieve(call: Call, event: str) -> Record:
    call.params.allow()
    found = call.store.find("event", event)
    if not found:
        raise refusals.no_such("event", event, "id", 404)
    return _as_of_now(found, _pending(call.store))


def listed(call: Call) -> Record:
    """`types[]` and `type` (which may end in `*`) narrow by kind, `delivery_success` by what arrived."""
    params = call.params
    kinds = params.texts("types") + [kind for kind in [params.text("type")] if kind]
    delivered = params.boolean("delivery_success") if "delivery_success" in params else None
    pending = _pending(call.store)
    chosen = [
        _as_of_now(event, pending)
        for event in call.store.all("event")
        if (not kinds or any(endpoints.covers(kind, event["type"]) for kind in kinds))
        and delivered in (None, not pending.get(event["id"]))
    ]
    return listing.page(call, chosen, "created", applied=("types", "type", "delivery_success"))


def _pending(store: Store) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in store.all("pending_delivery"):
        counts[row["event"]] = counts.get(row["event"], 0) + 1
    return counts


def _as_of_now(event: Record, pending: dict[str, int]) -> Record:
    return {**event, "pending_webhooks": pending.get(event["id"], 0)}
