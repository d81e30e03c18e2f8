"""What a PaymentIntent says of itself: the details that creating and updating it set, read and checked."""

from babel.numbers import list_currencies

from dev.stripe import addresses, customers, payments, refusals
from dev.stripe.parameters import Params
from dev.stripe.store import Record, Store, new_id

LARGEST = 99_999_999
# Stripe documentation, "Minimum and maximum charge amounts"; 1 for what is not in the table.
SMALLEST = {
    "usd": 50,
    "eur": 50,
    "gbp": 30,
    "chf": 50,
    "cad": 50,
    "aud": 50,
    "jpy": 50,
    "sek": 300,
    "pln": 200,
}
CAPTURE_METHODS = ("automatic", "automatic_async", "manual")
USAGES = ("", "off_session", "on_session")
CURRENCIES = frozenset(list_currencies())
TYPES = ("card", "us_bank_account", "sepa_debit")

TEXTS = (
    "description",
    "receipt_email",
    "setup_future_usage",
    "statement_descriptor",
    "statement_descriptor_suffix",
)
DETAILS = (
    *TEXTS,
    "allowed_payment_method_types",
    "amount",
    "amount_details",
    "capture_method",
    "currency",
    "customer",
    "excluded_payment_method_types",
    "hooks",
    "metadata",
    "payment_details",
    "payment_method",
    "payment_method_data",
    "payment_method_options",
    "shipping",
)

# Fields of an intent that are null until something happens, or for ever in a shop without Connect.
NOT_YET = (
    "application",
    "application_fee_amount",
    "canceled_at",
    "cancellation_reason",
    "customer",
    "excluded_payment_method_types",
    "last_payment_error",
    "latest_charge",
    "next_action",
    "on_behalf_of",
    "payment_method",
    "payment_method_configuration_details",
    "processing",
    "review",
    "shipping",
    "source",
    "transfer_data",
    "transfer_group",
)


def blank(store: Store, params: Params) -> Record:
    key = new_id("pi")
    params.need_integer("amount")
    return {
        **dict.fromkeys((*NOT_YET, *TEXTS)),
        "id": key,
        "object": "payment_intent",
        "amount": 0,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "automatic_payment_methods": _automatic(params.branch("automatic_payment_methods")),
        "capture_method": "automatic_async",
        "client_secret": f"{key}_{new_id('secret')}",
        "confirmation_method": params.choice("confirmation_method", ("automatic",)) or "automatic",
        "created": store.now(),
        "currency": params.need_text("currency").lower(),
        "livemode": False,
        "metadata": {},
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
    }


def _automatic(params: Params) -> Record:
    """On unless switched off, which since API 2023-08-16 is what leaving it out means too."""
    params.allow("enabled", "allow_redirects")
    if params.tree and not params.boolean("enabled"):
        raise refusals.invalid(
            "This stand-in only copies intents with automatic payment methods.", params.named("enabled")
        )
    return {
        "enabled": True,
        "allow_redirects": params.choice("allow_redirects", ("always", "never")) or "always",
    }


def write(store: Store, intent: Record, params: Params) -> None:
    """Set in *intent* what the call gives; raises Refusal before anything of it is kept."""
    intent["metadata"] = params.metadata(intent["metadata"])
    _write_money(intent, params)
    params.choice("setup_future_usage", USAGES)
    intent |= {name: params.text(name) or None for name in TEXTS if name in params}
    intent |= {name: read(params.branch(name)) for name, read in _BRANCHES.items() if name in params}
    if "customer" in params:
        intent["customer"] = customers.existing(store, params.need_text("customer"), "customer")["id"]
    _write_types(intent, params)
    _write_method(store, intent, params)


def _write_money(intent: Record, params: Params) -> None:
    if "currency" in params:
        intent["currency"] = _currency(params)
    if "amount" in params:
        intent["amount"] = _amount(params, intent["currency"])
    intent["capture_method"] = params.choice("capture_method", CAPTURE_METHODS) or intent["capture_method"]


def _currency(params: Params) -> str:
    currency = params.need_text("currency").lower()
    if currency.upper() not in CURRENCIES:
        raise refusals.invalid(f"Invalid currency: {currency}", "currency")
    return currency


def _amount(params: Params, currency: str) -> int:
    amount = params.need_integer("amount", minimum=0)
    smallest = SMALLEST.get(currency, 1)
    if amount < smallest:
        said = f"Amount must be at least {smallest} in the smallest unit of {currency}."
        raise refusals.invalid(said, "amount", "amount_too_small")
    if amount > LARGEST:
        raise refusals.invalid(f"Amount must be no more than {LARGEST}.", "amount", "amount_too_large")
    return amount


def _payment_details(params: Params) -> Record:
    params.allow("customer_reference", "order_reference")
    return {name: params.text(name) or None for name in ("customer_reference", "order_reference")}


def _amount_details(params: Params) -> Record:
    params.allow("discount_amount", "shipping", "tax")
    shipping, tax = params.branch("shipping"), params.branch("tax")
    return {
        "discount_amount": params.integer("discount_amount", 0),
        "shipping": {"amount": shipping.integer("amount", 0)},
        "tax": {"total_tax_amount": tax.integer("total_tax_amount", 0)},
        "tip": {},
    }


def _hooks(params: Params) -> Record:
    params.allow("inputs")
    calculation = params.branch("inputs").branch("tax").text("calculation")
    return {"inputs": {"tax": {"calculation": calculation or None}}}


def _payment_method_options(params: Params) -> Record:
    params.allow("card")
    card = params.branch("card")
    card.allow("request_multicapture")
    asked = card.choice("request_multicapture", ("if_available", "never"))
    shown = {
        "installments": None,
        "mandate_options": None,
        "network": None,
        "request_three_d_secure": "automatic",
    }
    return {"card": shown | ({"request_multicapture": asked} if asked else {})}


_BRANCHES = {
    "amount_details": _amount_details,
    "hooks": _hooks,
    "payment_details": _payment_details,
    "payment_method_options": _payment_method_options,
    "shipping": addresses.shipping,
}


def _write_types(intent: Record, params: Params) -> None:
    """Which kinds of payment methods are offered: those the currency has, less what the call rules out."""
    for name in ("allowed_payment_method_types", "excluded_payment_method_types"):
        if name in params:
            intent[name] = params.texts(name) or None
    offered = {"usd": ["card", "us_bank_account"], "eur": ["card", "sepa_debit"]}.get(
        intent["currency"], ["card"]
    )
    allowed = intent.get("allowed_payment_method_types") or TYPES
    excluded = intent["excluded_payment_method_types"] or ()
    intent["payment_method_types"] = [kind for kind in offered if kind in allowed and kind not in excluded]


def _write_method(store: Store, intent: Record, params: Params) -> None:
    method = payments.given_method(store, params)
    if method:
        payments.require_offered(intent, method)
        intent["payment_method"] = method["id"]
        intent["status"] = "requires_confirmation"
