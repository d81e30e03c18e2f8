"""Disputes: the buyer's bank takes the money back and asks for reasons."""

from dev.stripe import balance, events, listing, magic, payment_methods, refusals
from dev.stripe.call import Call
from dev.stripe.store import Record, Store, new_id

DECIDED = ("lost", "won", "warning_closed")
ANSWER_SECONDS = 9 * magic.DAY
EVIDENCE = (
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
)
# Evidence that decides a test dispute (Stripe documentation, "Testing", "Disputes").
VERDICTS = {"winning_evidence": True, "losing_evidence": False}


def open_by_magic(store: Store, charge: str) -> None:
    found = store.get("charge", charge)
    method = store.get("payment_method", found["payment_method"])
    reason = payment_methods.behaviour(store, method).dispute or "general"
    if found["captured"] and not found["disputed"]:
        start(store, charge, reason=reason)


def start(store: Store, charge: str, *, reason: str = "fraudulent", amount: int | None = None) -> Record:
    """A dispute over *amount* (smallest units; None: all that was captured): it and a fee are gone."""
    found = store.get("charge", charge)
    if not found["captured"] or found["disputed"]:
        raise refusals.refused_by_state(
            f"Charge {charge} cannot be disputed: it is not captured, or it is already."
        )
    dispute = _made(store, found, found["amount_captured"] if amount is None else amount, reason)
    taken = balance.book(store, "adjustment", dispute, -dispute["amount"], balance.DISPUTE_FEE)
    dispute["balance_transactions"] = [taken]
    store.save(dispute)
    store.save(found | {"disputed": True})
    events.emit(store, "charge.dispute.created", dispute)
    events.emit(store, "charge.dispute.funds_withdrawn", dispute)
    return dispute


def _made(store: Store, charge: Record, amount: int, reason: str) -> Record:
    return {
        "id": new_id("dp"),
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": store.now(),
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(EVIDENCE), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": store.now() + ANSWER_SECONDS,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "status": "needs_response",
    }


def resolve(store: Store, key: str, *, won: bool) -> Record:
    """The bank decides; raises Refusal when it has before."""
    dispute = store.get("dispute", key)
    _require_undecided(dispute)
    if won:
        back = balance.book(store, "adjustment", dispute, dispute["amount"])
        dispute = dispute | {"balance_transactions": [*dispute["balance_transactions"], back]}
        events.emit(store, "charge.dispute.funds_reinstated", dispute)
    dispute = store.save(dispute | {"status": "won" if won else "lost"})
    events.emit(store, "charge.dispute.closed", dispute)
    return dispute


def _require_undecided(dispute: Record) -> None:
    if dispute["status"] in DECIDED:
        raise refusals.refused_by_state(f"This dispute is closed already: {dispute['status']}.")


def find(store: Store, key: str) -> Record:
    found = store.find("dispute", key)
    if not found:
        raise refusals.no_such("dispute", key, "dispute", 404)
    return found


def retrieve(call: Call, dispute: str) -> Record:
    call.params.allow()
    return find(call.store, dispute)


def update(call: Call, dispute: str) -> Record:
    """Evidence is kept; `submit=true` (the default) sends it, and the two test evidences decide at once."""
    params, found = call.params, find(call.store, dispute)
    params.allow("evidence", "metadata", "submit")
    params.branch("evidence").allow(*EVIDENCE)
    if "evidence" in params:
        _require_undecided(found)
    metadata = params.metadata(found["metadata"])
    given = {name: params.branch("evidence").text(name) for name in params.branch("evidence").tree}
    submitted = bool(given) and params.boolean("submit", default=True)
    altered = found | {"metadata": metadata, "evidence": found["evidence"] | given}
    details = altered["evidence_details"]
    altered["evidence_details"] = details | {
        "has_evidence": bool(given) or details["has_evidence"],
        "submission_count": details["submission_count"] + submitted,
    }
    if submitted:
        altered["status"] = "under_review"
    events.emit(call.store, "charge.dispute.updated", call.store.save(altered), {"status": found["status"]})
    verdict = VERDICTS.get(given.get("uncategorized_text") or "") if submitted else None
    return altered if verdict is None else resolve(call.store, dispute, won=verdict)


def close(call: Call, dispute: str) -> Record:
    """Giving in: the dispute is lost."""
    call.params.allow()
    return resolve(call.store, find(call.store, dispute)["id"], won=False)


def listed(call: Call) -> Record:
    return listing.page(call, call.store.all("dispute"), "charge", "created", "payment_intent")
