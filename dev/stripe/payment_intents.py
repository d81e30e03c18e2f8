"""PaymentIntents as objects: made, read, listed, altered. What happens to the money is in `payments.py`."""

from dev.stripe import access, events, intent_details, listing, payments, refusals
from dev.stripe.call import Call
from dev.stripe.intent_details import DETAILS
from dev.stripe.parameters import Params
from dev.stripe.store import Record, Store

AT_CREATION = ("automatic_payment_methods", "confirm", "confirmation_method")
AT_CONFIRMATION = ("error_on_requires_action", "off_session", "return_url", "use_stripe_sdk")

# What Stripe.js is shown: nothing that belongs to the shop alone, such as metadata.
PUBLIC = (
    "id",
    "object",
    "amount",
    "amount_details",
    "automatic_payment_methods",
    "canceled_at",
    "cancellation_reason",
    "capture_method",
    "client_secret",
    "confirmation_method",
    "created",
    "currency",
    "description",
    "last_payment_error",
    "livemode",
    "next_action",
    "payment_method",
    "payment_method_types",
    "processing",
    "receipt_email",
    "setup_future_usage",
    "shipping",
    "status",
)


def create(call: Call) -> Record:
    """Made, and with `confirm=true` charged at once; after a decline the intent stays, to be tried again."""
    params, store = call.params, call.store
    _allow(params, *DETAILS, *AT_CREATION, *AT_CONFIRMATION)
    confirmed = params.boolean("confirm")
    if not confirmed:
        _refuse_params_of_confirmation(params)
    intent = intent_details.blank(store, params)
    intent_details.write(store, intent, params)
    confirming = Params({name: value for name, value in params.tree.items() if name in AT_CONFIRMATION})
    if confirmed:
        payments.require_return_url(intent, confirming)
    store.save(intent)
    events.emit(store, "payment_intent.created", intent)
    return payments.confirm(store, intent["id"], confirming) if confirmed else intent


def _allow(params: Params, *known: str) -> None:
    if "payment_method_types" in params:
        raise refusals.invalid(
            "payment_method_types is no longer taken in this API version: use automatic_payment_methods, "
            "allowed_payment_method_types or excluded_payment_method_types.",
            "payment_method_types",
            "payment_method_types_no_longer_supported",
        )
    params.allow(*known)


def _refuse_params_of_confirmation(params: Params) -> None:
    for name in AT_CONFIRMATION:
        if name in params:
            raise refusals.invalid(f"{name} can only be given together with confirm=true.", name)


def find(store: Store, key: str) -> Record:
    found = store.find("payment_intent", key)
    if not found:
        raise refusals.no_such("payment_intent", key, "intent", 404)
    return found


def retrieve(call: Call, intent: str) -> Record:
    found = find(call.store, intent)
    call.params.allow("client_secret")
    if call.publishable or "client_secret" in call.params:
        access.require_client_secret(found, call.params.text("client_secret"))
    return _shown(call, found)


def listed(call: Call) -> Record:
    return listing.page(call, call.store.all("payment_intent"), "created", "customer")


def update(call: Call, intent: str) -> Record:
    """Money and method may change only before the payment is under way; the rest always."""
    _allow(call.params, *DETAILS)
    altered = dict(find(call.store, intent))
    fixed = [name for name in payments.FIXED_ONCE_CONFIRMED if name in call.params]
    if fixed:
        payments.require_state(altered, payments.ALTERABLE, f"update {fixed[0]} of")
    intent_details.write(call.store, altered, call.params)
    return call.store.save(altered)


def confirm(call: Call, intent: str) -> Record:
    found, params = find(call.store, intent), call.params
    if call.publishable:
        access.require_client_secret(found, params.text("client_secret"))
    _allow(
        params,
        *AT_CONFIRMATION,
        "client_secret",
        "payment_method",
        "payment_method_data",
        "receipt_email",
        "shipping",
    )
    try:
        return _shown(call, payments.confirm(call.store, found["id"], params))
    except refusals.Refusal as refusal:
        if "payment_intent" in refusal.error:
            refusal.error["payment_intent"] = _shown(call, refusal.error["payment_intent"])
        raise


def capture(call: Call, intent: str) -> Record:
    call.params.allow("amount_to_capture", "final_capture", "metadata")
    return payments.capture(call.store, find(call.store, intent)["id"], call.params)


def cancel(call: Call, intent: str) -> Record:
    call.params.allow("cancellation_reason")
    reason = call.params.choice("cancellation_reason", payments.CANCELLATION_REASONS)
    return payments.cancel(call.store, find(call.store, intent)["id"], reason)


def _shown(call: Call, intent: Record) -> Record:
    return {name: intent[name] for name in PUBLIC} if call.publishable else intent
