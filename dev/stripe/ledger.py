"""The ledger that tests read: what was taken and given back, by intent and by metadata, under which keys."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dev.stripe.call import Call
from dev.stripe.store import Record, Store

Named = tuple[str, str]  # a key of metadata and its value


def note_key(call: Call) -> None:
    """Remember the key of a call that wants to change something, whatever becomes of the call.

    A key made anew for every attempt shows even when the attempts were refused.
    """
    if call.method != "POST" or not call.idempotency_key:
        return
    intent = _intent(call)
    given = call.params.tree.get("metadata")
    metadata = {**(intent["metadata"] if intent else {}), **(given if isinstance(given, dict) else {})}
    use: Record = {
        "id": f"{call.idempotency_key} {call.path}",
        "operation": f"POST {call.rule}",
        "key": call.idempotency_key,
        "payment_intent": intent["id"] if intent else None,
        "metadata": {key: value for key, value in metadata.items() if isinstance(value, str)},
    }
    if call.store.find("key_use", use["id"]) != use:
        call.store.put("key_use", use)


def _intent(call: Call) -> Record | None:
    """The PaymentIntent that the call is about, as far as its address and parameters tell."""
    store, tree = call.store, call.params.tree
    charge = _named_by(store, "charge", tree.get("charge"))
    if charge:
        return _named_by(store, "payment_intent", charge["payment_intent"])
    return _named_by(store, "payment_intent", call.ids.get("intent") or tree.get("payment_intent"))


def _named_by(store: Store, kind: str, key: object) -> Record | None:
    return store.find(kind, key) if isinstance(key, str) else None


def read(store: Store) -> Record:
    """`payment_intents` by id, and `metadata` by key and value; amounts in smallest units."""
    taken: dict[str, list[Record]] = defaultdict(list)
    for charge in store.all("charge"):
        if charge["captured"]:
            taken[charge["payment_intent"]].append(charge)
    uses = store.all("key_use")
    by_intent: dict[str, list[Record]] = defaultdict(list)
    for use in uses:
        by_intent[use["payment_intent"]].append(use)
    accounts = [_account(it, taken[it["id"]], by_intent[it["id"]]) for it in store.all("payment_intent")]
    return {"payment_intents": {it["id"]: it for it in accounts}, "metadata": _by_metadata(accounts, uses)}


def _account(intent: Record, taken: list[Record], uses: list[Record]) -> Record:
    shown = {name: intent[name] for name in ("id", "status", "amount", "currency", "metadata")}
    return shown | {
        "captures": len(taken),
        "captured": sum(charge["amount_captured"] for charge in taken),
        "refunded": sum(charge["amount_refunded"] for charge in taken),
        "keys": _keys(uses),
    }


def _by_metadata(accounts: list[Record], uses: list[Record]) -> dict[str, dict[str, Record]]:
    found: dict[Named, list[Record]] = defaultdict(list)
    used: dict[Named, list[Record]] = defaultdict(list)
    for name, account in _named(accounts):
        found[name].append(account)
    for name, use in _named(uses):
        used[name].append(use)
    sums: dict[str, dict[str, Record]] = defaultdict(dict)
    for key, value in dict.fromkeys([*found, *used]):
        sums[key][value] = _sum(found[key, value]) | {"keys": _keys(used[key, value])}
    return sums


def _named(records: Iterable[Record]) -> Iterator[tuple[Named, Record]]:
    for record in records:
        for name in record["metadata"].items():
            yield name, record


def _sum(accounts: list[Record]) -> Record:
    counts = {name: sum(it[name] for it in accounts) for name in ("captures", "captured", "refunded")}
    return {"payment_intents": [account["id"] for account in accounts], **counts}


def _keys(uses: Iterable[Record]) -> dict[str, list[str]]:
    """Operation → the different keys it was asked for with."""
    keys: dict[str, list[str]] = {}
    for use in uses:
        known = keys.setdefault(use["operation"], [])
        if use["key"] not in known:
            known.append(use["key"])
    return keys
