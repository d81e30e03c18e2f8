"""Payment methods: made from the magic names, from test card numbers, or by a browser."""

from dev.stripe import addresses, customers, events, listing, magic, refusals
from dev.stripe.call import Call
from dev.stripe.magic import MAGIC, Magic
from dev.stripe.parameters import Params
from dev.stripe.store import Record, Store, new_id

KINDS = ("card", "us_bank_account", "sepa_debit")
_BANK_NAMES = {"us_bank_account": "pm_usBankAccount_success", "sepa_debit": "pm_success_de"}


def of_name(store: Store, name: str, billing: Record | None = None) -> Record:
    """A new payment method as `pm_card_visa` and its like make one at every use."""
    kind = MAGIC[name].kind
    method = {
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": billing or addresses.billing(Params({})),
        "created": store.now(),
        "customer": None,
        "livemode": False,
        "metadata": {},
        "type": kind,
        kind: _looks(MAGIC[name]),
    }
    store.put("magic_name", {"id": method["id"], "name": name})
    return store.save(method)


def _looks(it: Magic) -> Record:
    match it.kind:
        case "card":
            return _card(it)
        case "sepa_debit":
            return {"bank_code": it.number[4:12], "branch_code": "", "country": "DE", "last4": it.last4}
        case "us_bank_account":
            return {"account_holder_type": "individual", "account_type": "checking", "last4": it.last4}


def _card(it: Magic) -> Record:
    return {
        "brand": it.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
        "country": "US",
        "display_brand": it.brand,
        "exp_month": 12,
        "exp_year": 2034,
        "fingerprint": f"stand-in-{it.number[-8:]}",
        "funding": "credit",
        "generated_from": None,
        "last4": it.last4,
        "networks": {"available": [it.brand], "preferred": None},
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }


def behaviour(store: Store, method: Record) -> Magic:
    """What becomes of payments made with *method*."""
    return MAGIC[store.get("magic_name", method["id"])["name"]]


def resolve(store: Store, key: str, param: str = "payment_method") -> Record:
    """The payment method of this id, or a new one for a magic name; raises Refusal for anything else."""
    if key in MAGIC:
        return of_name(store, key)
    method = store.find("payment_method", key)
    if not method:
        raise refusals.no_such("PaymentMethod", key, param)
    return method


def from_data(store: Store, params: Params) -> Record:
    """A payment method from `type` and what belongs to it: a test card's number or token, or a bank."""
    kind = params.need_text("type")
    billing = addresses.billing(params.branch("billing_details"))
    if kind in _BANK_NAMES:
        return of_name(store, _BANK_NAMES[kind], billing)
    if kind != "card":
        raise refusals.not_one_of(params.named("type"), kind, KINDS)
    return of_name(store, _card_name(params.branch("card")), billing)


def _card_name(card: Params) -> str:
    token = card.text("token")
    if token:
        name = f"pm_card_{token.removeprefix('tok_')}"
        if name in MAGIC:
            return name
        raise refusals.no_such("token", token, card.named("token"))
    number = card.need_text("number").replace(" ", "")
    found = magic.named(number)
    if not found:
        said = "This number is none of the test cards that the stand-in knows."
        raise refusals.Refusal(
            402, said, kind="card_error", code="incorrect_number", param=card.named("number")
        )
    return found


def create(call: Call) -> Record:
    params = call.params
    params.allow(
        "type", "card", "us_bank_account", "sepa_debit", "billing_details", "metadata", "allow_redisplay"
    )
    metadata = params.metadata({})
    method = from_data(call.store, params)
    method["metadata"] = metadata
    method["allow_redisplay"] = params.choice("allow_redisplay", ("always", "limited", "unspecified")) or (
        "unspecified"
    )
    return call.store.save(method)


def retrieve(call: Call, payment_method: str) -> Record:
    found = call.store.find("payment_method", payment_method)
    if not found:
        raise refusals.no_such("PaymentMethod", payment_method, "payment_method", 404)
    return found


def listed(call: Call) -> Record:
    return listing.page(call, call.store.all("payment_method"), "customer", "type")


def of_customer(call: Call, customer: str) -> Record:
    customers.existing(call.store, customer, "customer", 404)
    theirs = [it for it in call.store.all("payment_method") if it["customer"] == customer]
    return listing.page(call, theirs, "type", "allow_redisplay")


def attach(call: Call, payment_method: str) -> Record:
    call.params.allow("customer")
    customer = customers.existing(call.store, call.params.need_text("customer"), "customer")
    method = (
        of_name(call.store, payment_method) if payment_method in MAGIC else retrieve(call, payment_method)
    )
    if method["customer"] not in (None, customer["id"]):
        raise refusals.refused_by_state("The payment method is attached to another customer already.")
    method["customer"] = customer["id"]
    events.emit(call.store, "payment_method.attached", method)
    return call.store.save(method)


def detach(call: Call, payment_method: str) -> Record:
    method = retrieve(call, payment_method)
    call.params.allow()
    if not method["customer"]:
        said = "The payment method is not attached to a customer, so it cannot be detached."
        raise refusals.refused_by_state(said, "payment_method_unexpected_state")
    owner, method["customer"] = method["customer"], None
    events.emit(call.store, "payment_method.detached", method, {"customer": owner})
    return call.store.save(method)
