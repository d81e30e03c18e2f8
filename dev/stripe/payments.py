"""What happens to the money: confirming, authenticating, holding, capturing, cancelling, and what time does.

The states are Stripe's (documentation, "How PaymentIntents work"): requires_payment_method →
requires_confirmation → requires_action or processing → requires_capture → succeeded; a decline leads back to
the first, and `canceled` can follow all but processing and succeeded.
"""

from typing import NoReturn

from dev.stripe import charges, events, magic, payment_methods, refusals, setup_intents, timetable
from dev.stripe.addresses import shipping
from dev.stripe.magic import Decline
from dev.stripe.parameters import Params
from dev.stripe.refusals import Refusal
from dev.stripe.store import Record, Store

OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
ALTERABLE = ("requires_payment_method", "requires_confirmation")
CANCELLABLE = (*OPEN, "requires_capture")
FIXED_ONCE_CONFIRMED = ("amount", "capture_method", "currency", "payment_method", "payment_method_data")
CANCELLATION_REASONS = ("abandoned", "duplicate", "fraudulent", "requested_by_customer")
HOLD_SECONDS = 7 * magic.DAY

SETTLE, EXPIRE, DISPUTE = "settle payment", "expire authorisation", "open dispute"


def require_state(intent: Record, states: tuple[str, ...], act: str) -> None:
    if intent["status"] not in states:
        raise refusals.refused_by_state(
            f"You cannot {act} this PaymentIntent because it has a status of {intent['status']}. "
            f"Only a PaymentIntent with one of these statuses allows it: {', '.join(states)}.",
            "payment_intent_unexpected_state",
            payment_intent=intent,
        )


def given_method(store: Store, params: Params) -> Record | None:
    """The payment method that the call names or describes, made if need be."""
    if params.text("payment_method"):
        return payment_methods.resolve(store, params.need_text("payment_method"))
    if "payment_method_data" in params:
        return payment_methods.from_data(store, params.branch("payment_method_data"))
    return None


def require_offered(intent: Record, method: Record) -> None:
    if method["type"] not in intent["payment_method_types"]:
        said = f"This PaymentIntent takes {', '.join(intent['payment_method_types'])}, not {method['type']}."
        raise refusals.invalid(said, "payment_method", "payment_intent_incompatible_payment_method")


def require_return_url(intent: Record, params: Params) -> None:
    """A method may send the buyer away, so confirming needs an address to come back to: Stripe insists."""
    redirects = intent["automatic_payment_methods"]["allow_redirects"] != "never"
    if redirects and not params.text("return_url") and not params.boolean("use_stripe_sdk"):
        raise refusals.invalid(
            "This PaymentIntent may send the buyer to another page: give a `return_url`, or create it with "
            "automatic_payment_methods[allow_redirects]=never.",
            "return_url",
        )


def confirm(store: Store, key: str, params: Params) -> Record:
    """Try to pay; a decline raises Refusal with `card_error` and leaves the intent open for another try."""
    intent = dict(store.get("payment_intent", key))
    require_state(intent, OPEN, "confirm")
    require_return_url(intent, params)
    method = given_method(store, params) or _present_method(store, intent)
    require_offered(intent, method)
    if "shipping" in params:
        intent["shipping"] = shipping(params.branch("shipping"))
    if "receipt_email" in params:
        intent["receipt_email"] = params.text("receipt_email") or None
    intent |= {"payment_method": method["id"], "last_payment_error": None, "next_action": None}
    return _try(store, store.save(intent), method, params)


def _present_method(store: Store, intent: Record) -> Record:
    if not intent["payment_method"]:
        raise refusals.refused_by_state(
            "You cannot confirm this PaymentIntent because it's missing a payment method.",
            "payment_intent_unexpected_state",
            payment_intent=intent,
        )
    return store.get("payment_method", intent["payment_method"])


def _try(store: Store, intent: Record, method: Record, params: Params) -> Record:
    it = payment_methods.behaviour(store, method)
    if it.settles_after is not None:
        return _process(store, intent, method, it.settles_after)
    if it.decline:
        _refuse(store, intent, method, it.decline)
    if it.asks_3ds:
        if params.boolean("off_session") or params.boolean("error_on_requires_action"):
            _refuse(store, intent, method, magic.NEEDS_AUTHENTICATION)
        return _ask_for_3ds(store, intent, params)
    return _authorise(store, intent, charges.attempt(store, intent, method))


def _process(store: Store, intent: Record, method: Record, seconds: int) -> Record:
    charge = store.save(charges.attempt(store, intent, method))
    events.emit(store, "charge.pending", charge)
    intent |= {"status": "processing", "latest_charge": charge["id"]}
    events.emit(store, "payment_intent.processing", store.save(intent))
    timetable.later(store, seconds, SETTLE, intent["id"])
    return intent


def _ask_for_3ds(store: Store, intent: Record, params: Params) -> Record:
    back = params.text("return_url")
    if params.boolean("use_stripe_sdk") or not back:
        action: Record = {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect"}}
    else:
        url = f"{store.origin}/pay/{intent['id']}/authenticate?client_secret={intent['client_secret']}"
        action = {"type": "redirect_to_url", "redirect_to_url": {"return_url": back, "url": url}}
    intent |= {"status": "requires_action", "next_action": action}
    events.emit(store, "payment_intent.requires_action", store.save(intent))
    return intent


def _refuse(store: Store, intent: Record, method: Record, decline: Decline) -> NoReturn:
    said = decline_payment(store, intent, charges.attempt(store, intent, method), method, decline)
    raise Refusal(402, decline.message, kept=True, **_as_error(said), payment_intent=intent)


def _as_error(said: Record) -> Record:
    more = {name: value for name, value in said.items() if name not in ("type", "message")}
    return {"kind": said["type"], **more}


def decline_payment(
    store: Store, intent: Record, charge: Record, method: Record, decline: Decline, kind: str = "card_error"
) -> Record:
    """The charge failed, the intent waits for another method; answers the error as both tell it."""
    charge = charges.fail(store, charge, decline)
    said = {
        "charge": charge["id"],
        "code": decline.code,
        "decline_code": decline.decline_code,
        "message": decline.message,
        "payment_method": method,
        "type": kind,
    }
    said = {name: value for name, value in said.items() if value is not None}
    reopened = {"status": "requires_payment_method", "payment_method": None, "next_action": None}
    intent |= {**reopened, "latest_charge": charge["id"], "last_payment_error": said}
    store.save(intent)
    events.emit(store, "charge.failed", charge)
    events.emit(store, "payment_intent.payment_failed", intent)
    return said


def _authorise(store: Store, intent: Record, charge: Record) -> Record:
    """The issuer agreed: hold the money, and take it unless the shop wants to do that itself."""
    if "card" in charge["payment_method_details"] and intent["capture_method"] == "manual":
        parts = {"status": "available" if _takes_parts(intent) else "unavailable"}
        charge["payment_method_details"]["card"]["multicapture"] = parts
    charge = charges.approve(store, charge)
    intent |= {"latest_charge": charge["id"], "next_action": None}
    if intent["capture_method"] == "manual":
        intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
        store.save(intent)
        events.emit(store, "charge.succeeded", charge)
        events.emit(store, "payment_intent.amount_capturable_updated", intent)
        timetable.later(store, HOLD_SECONDS, EXPIRE, intent["id"])
        return intent
    charge = charges.capture(store, charge, intent["amount"])
    events.emit(store, "charge.succeeded", charge)
    return _succeed(store, intent, charge)


def _succeed(store: Store, intent: Record, charge: Record) -> Record:
    intent |= {"status": "succeeded", "amount_received": charge["amount_captured"], "amount_capturable": 0}
    store.save(intent)
    events.emit(store, "payment_intent.succeeded", intent)
    method = store.get("payment_method", charge["payment_method"])
    if intent["setup_future_usage"]:
        setup_intents.keep(store, method, intent["customer"])
    if payment_methods.behaviour(store, method).dispute:
        timetable.later(store, magic.SOON, DISPUTE, charge["id"])
    return intent


def authenticate(store: Store, key: str, *, success: bool) -> Record:
    """The buyer came through 3-D Secure, or did not; raises Refusal when nobody was asked to."""
    intent = dict(store.get("payment_intent", key))
    require_state(intent, ("requires_action",), "authenticate")
    method = store.get("payment_method", intent["payment_method"])
    charge = charges.attempt(store, intent, method)
    if not success:
        # No charge is made for an authentication that failed, and the method is let go.
        said = {"code": magic.NOT_AUTHENTICATED.code, "message": magic.NOT_AUTHENTICATED.message}
        error = {**said, "payment_method": method, "type": "invalid_request_error"}
        intent |= {"status": "requires_payment_method", "payment_method": None, "next_action": None}
        intent["last_payment_error"] = error
        events.emit(store, "payment_intent.payment_failed", store.save(intent))
        return intent
    secured = {"authentication_flow": "challenge", "result": "authenticated", "version": "2.2.0"}
    charge["payment_method_details"]["card"]["three_d_secure"] = secured
    return _authorise(store, intent, charge)


def capture(store: Store, key: str, params: Params) -> Record:
    """Take what is held, all of it or less; in several parts only where multicapture was asked for."""
    intent = dict(store.get("payment_intent", key))
    amount = params.integer("amount_to_capture", minimum=1)
    last = params.boolean("final_capture", default=True)
    if not last and not _takes_parts(intent):
        raise refusals.invalid("Multicapture is not available for this PaymentIntent.", "final_capture")
    metadata = params.metadata(intent["metadata"])
    require_state(intent, ("requires_capture",), "capture")
    amount = intent["amount_capturable"] if amount is None else amount
    if amount > intent["amount_capturable"]:
        said = f"amount_to_capture is {amount}, more than the {intent['amount_capturable']} that are held."
        raise refusals.refused_by_state(said, "amount_too_large", param="amount_to_capture")
    charge = charges.capture(store, store.get("charge", intent["latest_charge"]), amount)
    events.emit(store, "charge.captured", charge)
    intent |= {"metadata": metadata}
    left = intent["amount_capturable"] - amount
    return _succeed(store, intent, charge) if last or not left else _take_a_part(store, intent, charge, left)


def _takes_parts(intent: Record) -> bool:
    card = intent["payment_method_options"].get("card", {})
    return bool(card.get("request_multicapture") == "if_available")


def _take_a_part(store: Store, intent: Record, charge: Record, left: int) -> Record:
    intent |= {"amount_capturable": left, "amount_received": charge["amount_captured"]}
    store.save(intent)
    events.emit(store, "payment_intent.amount_capturable_updated", intent)
    return intent


def cancel(store: Store, key: str, reason: str | None) -> Record:
    intent = dict(store.get("payment_intent", key))
    require_state(intent, CANCELLABLE, "cancel")
    gone = {"status": "canceled", "canceled_at": store.now(), "cancellation_reason": reason}
    intent |= {**gone, "amount_capturable": 0, "next_action": None}
    events.emit(store, "payment_intent.canceled", store.save(intent))
    return intent


def settle(store: Store, key: str) -> None:
    """The bank has answered a payment that was processing."""
    intent = dict(store.get("payment_intent", key))
    if intent["status"] != "processing":
        return
    charge = store.get("charge", intent["latest_charge"])
    method = store.get("payment_method", intent["payment_method"])
    decline = payment_methods.behaviour(store, method).decline
    if decline:
        decline_payment(store, intent, charge, method, decline, kind="invalid_request_error")
    else:
        _authorise(store, intent, charge)


def expire(store: Store, key: str) -> None:
    """What was held for a week and never captured goes back to the buyer."""
    intent = store.get("payment_intent", key)
    if intent["status"] == "requires_capture":
        events.emit(store, "charge.expired", store.get("charge", intent["latest_charge"]))
        cancel(store, key, "automatic")
