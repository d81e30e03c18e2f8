"""SetupIntents: a card is kept for later, with its holder's consent and without taking money."""

from dev.stripe import access, customers, events, payment_methods, refusals
from dev.stripe.call import Call
from dev.stripe.store import Record, Store, new_id

USAGES = ("off_session", "on_session")
OPEN = ("requires_payment_method", "requires_confirmation")
NOT_YET = (
    "application",
    "cancellation_reason",
    "description",
    "excluded_payment_method_types",
    "flow_directions",
    "last_setup_error",
    "latest_attempt",
    "mandate",
    "next_action",
    "on_behalf_of",
    "payment_method",
    "payment_method_configuration_details",
    "single_use_mandate",
)


def create(call: Call) -> Record:
    params = call.params
    params.allow("automatic_payment_methods", "customer", "metadata", "usage")
    customer = params.text("customer")
    key = new_id("seti")
    intent: Record = {
        **dict.fromkeys(NOT_YET),
        "id": key,
        "object": "setup_intent",
        "automatic_payment_methods": {"allow_redirects": "always", "enabled": True},
        "client_secret": f"{key}_{new_id('secret')}",
        "created": call.store.now(),
        "customer": customers.existing(call.store, customer, "customer")["id"] if customer else None,
        "livemode": False,
        "metadata": params.metadata({}),
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
        "usage": params.choice("usage", USAGES) or "off_session",
    }
    events.emit(call.store, "setup_intent.created", call.store.save(intent))
    return intent


def retrieve(call: Call, intent: str) -> Record:
    found = find(call.store, intent)
    call.params.allow("client_secret")
    if call.publishable or "client_secret" in call.params:
        access.require_client_secret(found, call.params.text("client_secret"))
    return found


def find(store: Store, key: str) -> Record:
    found = store.find("setup_intent", key)
    if not found:
        raise refusals.no_such("setup_intent", key, "intent", 404)
    return found


def confirm(store: Store, key: str, method: str) -> Record:
    """The buyer has given the card: it belongs to the customer from now on."""
    intent = find(store, key)
    if intent["status"] not in OPEN:
        raise refusals.refused_by_state(
            f"This SetupIntent is {intent['status']}.", "setup_intent_unexpected_state"
        )
    card = keep(store, payment_methods.resolve(store, method), intent["customer"])
    intent = store.save(intent | {"status": "succeeded", "payment_method": card["id"]})
    events.emit(store, "setup_intent.succeeded", intent)
    return intent


def keep(store: Store, method: Record, customer: str | None) -> Record:
    """The payment method belongs to that customer from now on."""
    if not customer or method["customer"] == customer:
        return method
    method = store.save(method | {"customer": customer})
    events.emit(store, "payment_method.attached", method)
    return method
