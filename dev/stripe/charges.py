"""Charges: one for every attempt to take money, also for those that failed."""

from dev.stripe import balance, listing, refusals
from dev.stripe.call import Call
from dev.stripe.magic import Decline
from dev.stripe.store import Record, Store, new_id

# Fields of a charge that are null until something happens, or for ever in a shop without Connect.
NOT_YET = (
    "application",
    "application_fee",
    "application_fee_amount",
    "balance_transaction",
    "failure_balance_transaction",
    "failure_code",
    "failure_message",
    "on_behalf_of",
    "outcome",
    "receipt_number",
    "receipt_url",
    "review",
    "source_transfer",
    "transfer_data",
    "transfer_group",
)


def attempt(store: Store, intent: Record, method: Record) -> Record:
    """A new charge for the whole amount of *intent*, not yet kept; the caller says how it went."""
    return {
        **dict.fromkeys(NOT_YET),
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "QUAYSIDE",
        "captured": False,
        "created": store.now(),
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": method["type"], method["type"]: _details(intent, method)},
        "receipt_email": intent["receipt_email"],
        "refunded": False,
        "shipping": intent["shipping"],
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "pending",
    }


def _details(intent: Record, method: Record) -> Record:
    looks = method[method["type"]]
    if method["type"] != "card":
        return dict(looks)
    shared = (
        "brand",
        "checks",
        "country",
        "exp_month",
        "exp_year",
        "fingerprint",
        "funding",
        "last4",
        "wallet",
    )
    return {
        **{name: looks[name] for name in shared},
        "amount_authorized": intent["amount"],
        "installments": None,
        "mandate": None,
        "network": looks["brand"],
        "three_d_secure": None,
    }


def approve(store: Store, charge: Record) -> Record:
    """The issuer says yes: the money is held or, for a debit, has come."""
    outcome = {"network_status": "approved_by_network", "seller_message": "Payment complete."}
    return store.save(
        charge | {"status": "succeeded", "paid": True, "outcome": _outcome(outcome, "authorized")}
    )


def fail(store: Store, charge: Record, decline: Decline) -> Record:
    outcome = {
        "network_status": "declined_by_network",
        "reason": decline.decline_code or decline.code,
        "seller_message": "The bank declined the payment.",
    }
    said = {"failure_code": decline.code, "failure_message": decline.message}
    return store.save(
        charge | said | {"status": "failed", "paid": False, "outcome": _outcome(outcome, "issuer_declined")}
    )


def _outcome(seen: Record, kind: str) -> Record:
    return {"reason": None, "risk_level": "normal", "risk_score": 12, **seen, "type": kind}


def capture(store: Store, charge: Record, amount: int) -> Record:
    """Take *amount* of what is held; the rest is let go, without a Refund (so since API 2025-03-31)."""
    kind = "charge" if "card" in charge["payment_method_details"] else "payment"
    moved = balance.book(store, kind, charge, amount, balance.charge_fee(amount))
    so_far = charge["amount_captured"] + amount
    taken = {"captured": True, "amount_captured": so_far, "balance_transaction": moved["id"]}
    return store.save(charge | taken)


def refundable(charge: Record) -> int:
    """Smallest units that are still there to be given back."""
    return int(charge["amount_captured"] - charge["amount_refunded"])


def set_refunded(store: Store, charge: Record, amount: int) -> Record:
    whole = charge["amount_captured"] > 0 and amount >= charge["amount_captured"]
    return store.save(charge | {"amount_refunded": amount, "refunded": whole})


def retrieve(call: Call, charge: str) -> Record:
    found = call.store.find("charge", charge)
    if not found:
        raise refusals.no_such("charge", charge, "id", 404)
    return found


def listed(call: Call) -> Record:
    return listing.page(call, call.store.all("charge"), "created", "customer", "payment_intent")
