"""Balance transactions: what every capture, refund and dispute moved, fees included."""

from dev.stripe import listing, refusals
from dev.stripe.call import Call
from dev.stripe.store import Record, Store, new_id

DISPUTE_FEE = 1500
_FEE_PER_MILLE = 29
_FEE_FIXED = 30
_REPORTED_AS = {
    "charge": "charge",
    "payment": "charge",
    "refund": "refund",
    "refund_failure": "refund_failure",
    "adjustment": "dispute",
}


def charge_fee(amount: int) -> int:
    """2.9 % and 30 smallest units, whatever the currency: a figure to test with, not Stripe's price list."""
    return amount * _FEE_PER_MILLE // 1000 + _FEE_FIXED


def book(store: Store, kind: str, source: Record, amount: int, fee: int = 0) -> Record:
    """Keep one movement of *amount* (smallest units, negative when it leaves) that *source* brought about."""
    details = {"amount": fee, "application": None, "currency": source["currency"], "type": "stripe_fee"}
    return store.save(
        {
            "id": new_id("txn"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": store.now(),
            "balance_type": "payments",
            "created": store.now(),
            "currency": source["currency"],
            "description": None,
            "exchange_rate": None,
            "fee": fee,
            "fee_details": [{**details, "description": "Stripe processing fees"}] if fee else [],
            "net": amount - fee,
            "reporting_category": _REPORTED_AS[kind],
            "source": source["id"],
            "status": "available",
            "type": kind,
        }
    )


def retrieve(call: Call, transaction: str) -> Record:
    found = call.store.find("balance_transaction", transaction)
    if not found:
        raise refusals.no_such("balance_transaction", transaction, "id", 404)
    return found


def listed(call: Call) -> Record:
    things = call.store.all("balance_transaction")
    return listing.page(call, things, "created", "currency", "source", "type")
