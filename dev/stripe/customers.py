"""Customers: who pays, as far as Stripe is told."""

from dev.stripe import addresses, events, listing, refusals
from dev.stripe.call import Call
from dev.stripe.store import Record, Store, new_id

TEXTS = ("description", "email", "name", "phone")
FIELDS = (*TEXTS, "address", "metadata", "preferred_locales", "shipping")


def existing(store: Store, key: str, param: str, status: int = 400) -> Record:
    """Raises Refusal for a customer that never was and for one that was deleted."""
    found = store.find("customer", key)
    if not found or found.get("deleted"):
        raise refusals.no_such("customer", key, param, status)
    return found


def create(call: Call) -> Record:
    call.params.allow(*FIELDS)
    customer: Record = {
        "id": new_id("cus"),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": call.store.now(),
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_settings": {"custom_fields": None, "default_payment_method": None, "footer": None},
        "livemode": False,
        "metadata": {},
        "name": None,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
    }
    _write(call, customer)
    events.emit(call.store, "customer.created", customer)
    return customer


def _write(call: Call, customer: Record) -> None:
    params = call.params
    customer["metadata"] = params.metadata(customer["metadata"])
    for name in TEXTS:
        if name in params:
            customer[name] = params.text(name) or None
    if "address" in params:
        customer["address"] = addresses.address(params.branch("address"))
    if "shipping" in params:
        customer["shipping"] = addresses.shipping(params.branch("shipping"))
    if "preferred_locales" in params:
        customer["preferred_locales"] = params.texts("preferred_locales")
    call.store.save(customer)


def retrieve(call: Call, customer: str) -> Record:
    """A deleted one is still answered: as an id and the word that it is gone."""
    call.params.allow()
    found = call.store.find("customer", customer)
    return found if found and found.get("deleted") else existing(call.store, customer, "id", 404)


def update(call: Call, customer: str) -> Record:
    call.params.allow(*FIELDS)
    found = dict(existing(call.store, customer, "id", 404))
    _write(call, found)
    events.emit(call.store, "customer.updated", found)
    return found


def delete(call: Call, customer: str) -> Record:
    gone = existing(call.store, customer, "id", 404)
    for method in call.store.all("payment_method"):
        if method["customer"] == customer:
            call.store.save({**method, "customer": None})
    events.emit(call.store, "customer.deleted", gone)
    return call.store.save({"id": customer, "object": "customer", "deleted": True})


def listed(call: Call) -> Record:
    present = [customer for customer in call.store.all("customer") if not customer.get("deleted")]
    return listing.page(call, present, "email", "created")
