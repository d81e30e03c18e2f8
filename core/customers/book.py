"""The address book of a customer. An entry is known by what is written in it: a change meets what was read."""

import hashlib
import json

from core.addresses import Address
from core.customers.errors import AddressNotFound
from core.customers.models import Customer
from core.customers.queries import customer_by_id


def address_id(address: Address) -> str:
    """The name of an entry, which another one has as soon as anything in it is changed."""
    written = json.dumps(address.as_plain(), sort_keys=True)
    return f"adr_{hashlib.sha256(written.encode()).hexdigest()[:24]}"


def change_address(customer_id: str, name: str, address: Address) -> Customer:
    """Write another address in the place of that one. Raises AddressNotFound, also when it was changed meanwhile."""
    old = _entry(customer_id, name)
    holding = Customer.objects(id=customer_id, addresses=old)
    return _changed(holding.modify(set__addresses__S=address, new=True), name)


def remove_address(customer_id: str, name: str) -> Customer:
    """Take that address out of the book. Raises AddressNotFound."""
    old = _entry(customer_id, name)
    holding = Customer.objects(id=customer_id, addresses=old)
    return _changed(holding.modify(pull__addresses=old, new=True), name)


def _entry(customer_id: str, name: str) -> Address:
    known = customer_by_id(customer_id).addresses
    found = next((one for one in known if address_id(one) == name), None)
    if found is None:
        raise AddressNotFound(name)
    return found


def _changed(customer: Customer | None, name: str) -> Customer:
    if customer is None:
        raise AddressNotFound(name)
    return customer
