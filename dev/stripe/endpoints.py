"""Webhook endpoints: where events go, which of them, and the secrets they are signed with."""

from dev.stripe import listing, refusals
from dev.stripe.call import Call
from dev.stripe.parameters import Params
from dev.stripe.store import Record, Store, new_id

FIELDS = ("api_version", "description", "enabled_events", "metadata", "url", "disabled")


def add(store: Store, url: str, enabled_events: list[str], secrets: list[str]) -> Record:
    """A new endpoint; its secrets are kept beside it, for no answer but the first shows them."""
    endpoint = store.save(
        {
            "id": new_id("we"),
            "object": "webhook_endpoint",
            "api_version": None,
            "application": None,
            "created": store.now(),
            "description": None,
            "enabled_events": enabled_events,
            "livemode": False,
            "metadata": {},
            "status": "enabled",
            "url": url,
        }
    )
    store.put("endpoint_secrets", {"id": endpoint["id"], "secrets": secrets})
    return endpoint


def replace_all(store: Store, urls: list[str], secrets: list[str]) -> None:
    """These addresses, for every event, instead of all endpoints there are."""
    for endpoint in store.all("webhook_endpoint"):
        drop(store, endpoint["id"])
    for url in urls:
        add(store, url, ["*"], secrets)


def take_up(store: Store, url: str, secrets: list[str]) -> None:
    """An endpoint for every event at *url*; one that is there stays, for deliveries may be under way."""
    known = [it for it in store.all("webhook_endpoint") if it["url"] == url]
    for endpoint in known or [add(store, url, ["*"], [])]:
        store.put("endpoint_secrets", {"id": endpoint["id"], "secrets": secrets})


def drop(store: Store, key: str) -> None:
    """What has not reached the endpoint yet never will."""
    store.remove("webhook_endpoint", key)
    store.remove("endpoint_secrets", key)
    for row in store.all("pending_delivery"):
        if row["endpoint"] == key:
            store.remove("pending_delivery", row["id"])


def sign_with(store: Store, secrets: list[str]) -> None:
    """From now on all endpoints get one signature for each of these: two while a secret is being rotated."""
    for endpoint in store.all("webhook_endpoint"):
        store.put("endpoint_secrets", {"id": endpoint["id"], "secrets": secrets})


def secrets_of(store: Store, key: str) -> list[str]:
    kept = store.find("endpoint_secrets", key)
    return list(kept["secrets"]) if kept else []


def wanting(store: Store, kind: str) -> list[Record]:
    return [
        endpoint
        for endpoint in store.all("webhook_endpoint")
        if endpoint["status"] == "enabled" and any(covers(it, kind) for it in endpoint["enabled_events"])
    ]


def covers(pattern: str, kind: str) -> bool:
    """`*` and `charge.*` cover what begins so."""
    return kind.startswith(pattern[:-1]) if pattern.endswith("*") else kind == pattern


def create(call: Call) -> Record:
    params = call.params
    params.allow(*FIELDS)
    url, secret = _url(params), new_id("whsec")
    if not params.texts("enabled_events"):
        raise refusals.missing_parameter("enabled_events")
    endpoint = add(call.store, url, params.texts("enabled_events"), [secret])
    endpoint["api_version"] = params.text("api_version")
    return {**_described(call, endpoint), "secret": secret}


def update(call: Call, webhook_endpoint: str) -> Record:
    endpoint, params = dict(retrieve(call, webhook_endpoint)), call.params
    params.allow(*FIELDS)
    if "url" in params:
        endpoint["url"] = _url(params)
    if "enabled_events" in params:
        endpoint["enabled_events"] = params.texts("enabled_events")
    if "disabled" in params:
        endpoint["status"] = "disabled" if params.boolean("disabled") else "enabled"
    return _described(call, endpoint)


def _described(call: Call, endpoint: Record) -> Record:
    if "description" in call.params:
        endpoint["description"] = call.params.text("description") or None
    endpoint["metadata"] = call.params.metadata(endpoint["metadata"])
    return call.store.save(endpoint)


def _url(params: Params) -> str:
    url = params.need_text("url")
    if not url.startswith(("http://", "https://")):
        raise refusals.invalid("Invalid URL: an http or https address is needed.", "url", "url_invalid")
    return url


def retrieve(call: Call, webhook_endpoint: str) -> Record:
    found = call.store.find("webhook_endpoint", webhook_endpoint)
    if not found:
        raise refusals.no_such("webhook_endpoint", webhook_endpoint, "webhook_endpoint", 404)
    return found


def listed(call: Call) -> Record:
    return listing.page(call, call.store.all("webhook_endpoint"))


def delete(call: Call, webhook_endpoint: str) -> Record:
    drop(call.store, retrieve(call, webhook_endpoint)["id"])
    return {"id": webhook_endpoint, "object": "webhook_endpoint", "deleted": True}
