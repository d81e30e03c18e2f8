"""`expand[]`: an id in an answer replaced by what it names."""

from copy import deepcopy

from dev.stripe import refusals
from dev.stripe.refusals import Refusal
from dev.stripe.store import Record, Store

DEEPEST = 4
ANY = "*"

# What may be expanded, and the kind of what is found there (ANY: whatever the id names).
EXPANDABLE: dict[str, dict[str, str]] = {
    "payment_intent": {
        "customer": "customer",
        "latest_charge": "charge",
        "payment_method": "payment_method",
    },
    "charge": {
        "balance_transaction": "balance_transaction",
        "customer": "customer",
        "payment_intent": "payment_intent",
    },
    "refund": {
        "balance_transaction": "balance_transaction",
        "charge": "charge",
        "failure_balance_transaction": "balance_transaction",
        "payment_intent": "payment_intent",
    },
    "dispute": {"charge": "charge", "payment_intent": "payment_intent"},
    "payment_method": {"customer": "customer"},
    "balance_transaction": {"source": ANY},
    "calculation": {"line_items": "lines", "shipping_cost": "line_item"},
    "lines": {"data": "line_item"},
    "line_item": {"tax_breakdown": ANY},
}
_KINDS = {"ch": "charge", "re": "refund", "dp": "dispute"}


def require_expandable(method: str, rule: str, paths: list[str]) -> None:
    """Raises Refusal for a path that leads nowhere or too deep, before any work is done."""
    nouns = [part for part in rule.split("/") if part.removesuffix("s") in EXPANDABLE]
    kind = nouns[-1].removesuffix("s") if nouns else ""
    in_list = method == "GET" and rule.endswith("s")
    for path in paths:
        steps = path.split(".")
        if in_list and steps.pop(0) != "data":
            raise _refused(path)
        if len(steps) > DEEPEST:
            raise refusals.invalid(f"You cannot expand more than {DEEPEST} levels: {path}", "expand")
        _require_steps(kind, steps, path)


def _require_steps(kind: str, steps: list[str], path: str) -> None:
    for step in steps:
        if kind != ANY and step not in EXPANDABLE.get(kind, {}):
            raise _refused(path)
        kind = EXPANDABLE[kind][step] if kind != ANY else ANY


def _refused(path: str) -> Refusal:
    return refusals.invalid(f"This property cannot be expanded ({path}).", "expand")


def expand(store: Store, body: Record, paths: list[str]) -> Record:
    """A copy of *body* with every path followed as far as there is something."""
    if not paths:
        return body
    body = deepcopy(body)
    for path in paths:
        _follow(store, body, path.split("."))
    return body


def _follow(store: Store, thing: Record, steps: list[str]) -> None:
    if not steps:
        return
    step, *rest = steps
    if thing.get("object") == "list":
        for item in thing["data"]:
            _follow(store, item, rest)
        return
    if isinstance(thing.get(step), str):
        kind = EXPANDABLE[thing["object"]][step]
        kind = _KINDS[thing[step].partition("_")[0]] if kind == ANY else kind
        thing[step] = deepcopy(store.get(kind, thing[step]))
    if isinstance(thing.get(step), dict):
        _follow(store, thing[step], rest)
