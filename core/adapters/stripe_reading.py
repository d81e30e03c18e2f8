"""What Stripe's objects say in the shop's words, and the other way round. Nothing is asked here."""

from typing import Any

from core.money import Money
from core.payments.ports import (
    GatewayDispute,
    GatewayEvent,
    GatewayPayment,
    GatewayRefund,
    GatewayState,
    ListedPayment,
    Terms,
)

Facts = dict[str, Any]

STATES = {
    "succeeded": GatewayState.PAID,
    "requires_capture": GatewayState.AUTHORISED,
    "canceled": GatewayState.GONE,
}
FAILED = ("failed", "canceled")
LONGEST_NAME = 255
"""Of an object of Stripe's (its documentation, "Upgrades": no object has a longer ID)."""


def request_of(payment_id: str, amount: Money, email: str, terms: Terms) -> Any:
    """A PaymentIntent as Stripe is asked for it. Which methods there are, wallets too, is set in its dashboard."""
    request: Facts = {
        "amount": amount.minor,
        "currency": amount.currency.lower(),
        "automatic_payment_methods": {"enabled": True},
        "capture_method": "manual" if terms.manual_capture else "automatic_async",
        "receipt_email": email,
        "metadata": {"payment": payment_id},
    }
    if terms.manual_capture:
        request["payment_method_options"] = {"card": {"request_multicapture": "if_available"}}
    if terms.payer:
        request["customer"] = terms.payer
    if terms.payer and terms.keep_card:
        request["setup_future_usage"] = "off_session"
    if terms.card:
        request["automatic_payment_methods"] |= {"allow_redirects": "never"}
        request |= {"payment_method": terms.card, "confirm": True, "off_session": True}
    return request


def payment_of(intent: Facts, refunds: list[Facts], disputes: list[Facts]) -> GatewayPayment:
    """How a PaymentIntent stands, whose `latest_charge` is expanded."""
    received = intent.get("amount_received") or 0
    return GatewayPayment(
        ref=intent["id"],
        payment_id=(intent.get("metadata") or {}).get("payment"),
        state=STATES.get(intent["status"], GatewayState.WAITING),
        captured=Money(received, intent["currency"].upper()),
        authorised=intent.get("amount_capturable") or 0,
        voided=intent["amount"] - received if _was_set_aside(intent) else 0,
        refunds=tuple(_refund(refund) for refund in refunds),
        disputes=tuple(_dispute(dispute) for dispute in disputes),
        in_parts=_takes_parts(charge_of(intent)),
    )


def _takes_parts(charge: Facts) -> bool:
    """Multicapture: the card, its bank and the account must all have it, and the charge says whether they do."""
    card = (charge.get("payment_method_details") or {}).get("card") or {}
    return (card.get("multicapture") or {}).get("status") == "available"


def listed_of(thing: Facts) -> ListedPayment:
    """A PaymentIntent of a list, or the one that a listed refund or dispute is about."""
    if thing["object"] != "payment_intent":
        return ListedPayment(thing.get("payment_intent") or "")
    charge = charge_of(thing)
    return ListedPayment(
        thing["id"],
        payment_of(thing, [], []),
        refunded=charge.get("amount_refunded") or 0,
        disputed=bool(charge.get("disputed")),
    )


def charge_of(intent: Facts) -> Facts:
    """The charge that took or holds the money, if there is one."""
    charge = intent.get("latest_charge")
    return charge if isinstance(charge, dict) else {}


def _was_set_aside(intent: Facts) -> bool:
    """Since API 2025-03-31 no Refund tells that what was authorised and not captured is free again."""
    over = intent["status"] in ("succeeded", "canceled")
    return (
        over and intent.get("capture_method") == "manual" and charge_of(intent).get("status") == "succeeded"
    )


def _refund(refund: Facts) -> GatewayRefund:
    ours = (refund.get("metadata") or {}).get("refund")
    return GatewayRefund(refund["id"], ours, refund["amount"], failed=refund["status"] in FAILED)


def _dispute(dispute: Facts) -> GatewayDispute:
    """A dispute's balance transactions are what the bank took (negative for us) and gave back."""
    moves = tuple((move["id"], -move["amount"]) for move in dispute.get("balance_transactions") or [])
    return GatewayDispute(dispute["id"], dispute["amount"], dispute["status"], dispute["reason"], moves)


def event_of(event: Facts) -> GatewayEvent:
    """What an event says; whatever it raises, it is none. What it is about may have no name to look for it by."""
    subject = event["data"]["object"]
    named, kind = _name(event["id"]), _name(event["type"])
    if named is None or kind is None:
        raise TypeError("an event has an id and a type")
    ours = _name((subject.get("metadata") or {}).get("payment"))
    return GatewayEvent(named, kind, _intent_of(subject), ours)


def _intent_of(subject: Facts) -> str | None:
    """The PaymentIntent that an event is about: itself, or the one its charge, refund or dispute names."""
    if subject.get("object") == "payment_intent":
        return _name(subject["id"])
    intent = subject.get("payment_intent")
    return _name(intent["id"] if isinstance(intent, dict) else intent)


def _name(value: Any) -> str | None:
    """None for a text that nothing can be kept under: a signature does not say that there is a name in it.

    Raises TypeError for what is no text.
    """
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError("a name is a text")
    return value if 0 < len(value) <= LONGEST_NAME and value.isprintable() else None
