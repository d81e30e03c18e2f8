"""Refunds: money given back, never more than was taken; some fail days later."""

from dev.stripe import balance, charges, events, listing, magic, payment_methods, refusals, timetable
from dev.stripe.call import Call
from dev.stripe.parameters import Params
from dev.stripe.store import Record, Store, new_id

REASONS = ("duplicate", "fraudulent", "requested_by_customer")
SETTLE, FAIL = "settle refund", "fail refund"


def create(call: Call) -> Record:
    """All that is left, or `amount` of it; raises Refusal when that is more than is left."""
    params, store = call.params, call.store
    params.allow("amount", "charge", "metadata", "payment_intent", "reason")
    amount = params.integer("amount", minimum=1)
    reason = params.choice("reason", REASONS)
    metadata = params.metadata({})
    charge = _charge(store, params)
    left = charges.refundable(charge)
    _require_refundable(charge, left if amount is None else amount)
    refund = _made(store, charge, left if amount is None else amount)
    store.save(refund | {"reason": reason, "metadata": metadata})
    return _give(store, refund["id"], charge)


def _charge(store: Store, params: Params) -> Record:
    """The charge that is named, by itself or through its PaymentIntent."""
    if ("charge" in params) == ("payment_intent" in params):
        raise refusals.invalid(
            "Give one of payment_intent and charge: what is to be refunded.",
            "payment_intent",
            "parameter_missing",
        )
    if "charge" in params:
        return _known(store, "charge", params.need_text("charge"))
    intent = _known(store, "payment_intent", params.need_text("payment_intent"))
    charge = store.find("charge", intent["latest_charge"] or "")
    if not charge or not charge["captured"]:
        raise refusals.refused_by_state(
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
            "payment_intent_unexpected_state",
        )
    return charge


def _known(store: Store, kind: str, key: str) -> Record:
    found = store.find(kind, key)
    if not found:
        raise refusals.no_such(kind, key, kind, 404)
    return found


def _require_refundable(charge: Record, amount: int) -> None:
    if not charge["captured"]:
        raise refusals.refused_by_state(f"Charge {charge['id']} was not captured.", "charge_not_refundable")
    if charge["disputed"]:
        raise refusals.refused_by_state(f"Charge {charge['id']} has been charged back.", "charge_disputed")
    left = charges.refundable(charge)
    if not left:
        raise refusals.refused_by_state(
            f"Charge {charge['id']} has already been refunded.", "charge_already_refunded"
        )
    if amount > left:
        said = f"Refund amount ({amount}) is greater than the unrefunded amount on the charge ({left})."
        raise refusals.refused_by_state(said, param="amount")


def _made(store: Store, charge: Record, amount: int) -> Record:
    kind = charge["payment_method_details"]["type"]
    reversal = {"card": {"type": "refund", "reference_status": "pending"}} if kind == "card" else {kind: {}}
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": store.now(),
        "currency": charge["currency"],
        "destination_details": {**reversal, "type": kind},
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": None,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "pending",
        "transfer_reversal": None,
    }


def _give(store: Store, key: str, charge: Record) -> Record:
    refund = store.get("refund", key)
    method = store.get("payment_method", charge["payment_method"])
    it = payment_methods.behaviour(store, method)
    moved = balance.book(store, "refund", refund, -refund["amount"])
    refund = refund | {"balance_transaction": moved["id"]}
    refund |= {"pending_reason": "processing"} if it.refund == "pending" else {"status": "succeeded"}
    charge = charges.set_refunded(store, charge, charge["amount_refunded"] + refund["amount"])
    events.emit(store, "refund.created", store.save(refund))
    events.emit(store, "charge.refunded", charge)
    if it.refund == "pending":
        timetable.later(store, magic.BANK_SECONDS, SETTLE, key)
    if it.refund == "fails":
        timetable.later(store, magic.BANK_SECONDS, FAIL, key)
    return refund


def settle(store: Store, key: str) -> None:
    refund = store.get("refund", key)
    if refund["status"] == "pending":
        refund = _without_reason(refund) | {"status": "succeeded"}
        events.emit(store, "refund.updated", store.save(refund), {"status": "pending"})


def _without_reason(refund: Record) -> Record:
    return {name: value for name, value in refund.items() if name != "pending_reason"}


def fail_by_magic(store: Store, key: str) -> None:
    if store.get("refund", key)["status"] in ("succeeded", "pending"):
        fail(store, key)


def fail(store: Store, key: str, reason: str = "expired_or_canceled_card") -> Record:
    """The bank sends the money back: the refund failed, though it may have been `succeeded` before."""
    refund = store.get("refund", key)
    if refund["status"] not in ("pending", "succeeded"):
        raise refusals.refused_by_state(f"A refund that is {refund['status']} cannot fail.")
    before = {"status": refund["status"]}
    returned = _take_back(store, refund)
    refund = _without_reason(refund) | {"status": "failed", "failure_reason": reason}
    refund["failure_balance_transaction"] = returned["id"]
    store.save(refund)
    events.emit(store, "refund.updated", refund, before)
    events.emit(store, "refund.failed", refund)
    return refund


def _take_back(store: Store, refund: Record) -> Record:
    charge = store.get("charge", refund["charge"])
    charges.set_refunded(store, charge, charge["amount_refunded"] - refund["amount"])
    return balance.book(store, "refund_failure", refund, refund["amount"])


def find(store: Store, key: str) -> Record:
    return _known(store, "refund", key)


def retrieve(call: Call, refund: str) -> Record:
    call.params.allow()
    return find(call.store, refund)


def update(call: Call, refund: str) -> Record:
    call.params.allow("metadata")
    found = find(call.store, refund)
    return call.store.save(found | {"metadata": call.params.metadata(found["metadata"])})


def cancel(call: Call, refund: str) -> Record:
    """Only what has not gone out yet."""
    call.params.allow()
    found = find(call.store, refund)
    if found["status"] not in ("pending", "requires_action"):
        raise refusals.refused_by_state(f"A refund that is {found['status']} cannot be canceled.")
    returned = _take_back(call.store, found)
    canceled = _without_reason(found) | {"status": "canceled", "failure_reason": "merchant_request"}
    canceled["failure_balance_transaction"] = returned["id"]
    events.emit(call.store, "refund.updated", call.store.save(canceled), {"status": found["status"]})
    return canceled


def listed(call: Call) -> Record:
    return listing.page(call, call.store.all("refund"), "charge", "created", "payment_intent")
