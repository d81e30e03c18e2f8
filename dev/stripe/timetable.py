"""What is to happen later, by the stand-in's clock: settling, failing, expiring."""

from dev.stripe.store import Record, Store, new_id


def later(store: Store, seconds: int, act: str, target: str) -> None:
    """Have *act* (a name in `acts.ACTS`) done to the object *target* in so many seconds of the clock."""
    store.put("due", {"id": new_id("due"), "at": store.now() + seconds, "act": act, "target": target})


def due(store: Store) -> list[Record]:
    """What is due by now, in the order in which it fell due; asked again, it is not there any more."""
    ready = sorted((it for it in store.all("due") if it["at"] <= store.now()), key=lambda it: it["at"])
    for it in ready:
        store.remove("due", it["id"])
    return ready
