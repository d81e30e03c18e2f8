"""Addresses and people, as the API takes and gives them."""

from dev.stripe.parameters import Params
from dev.stripe.store import Record

ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")


def address(params: Params) -> Record | None:
    """Every line of it, None for those not given; None when there is none at all."""
    params.allow(*ADDRESS)
    return {line: params.text(line) or None for line in ADDRESS} if params.tree else None


def shipping(params: Params) -> Record | None:
    params.allow("address", "carrier", "name", "phone", "tracking_number")
    if not params.tree:
        return None
    lines = {name: params.text(name) or None for name in ("carrier", "name", "phone", "tracking_number")}
    return {"address": address(params.branch("address")), **lines}


def billing(params: Params) -> Record:
    params.allow("address", "email", "name", "phone", "tax_id")
    nowhere = dict.fromkeys(ADDRESS)
    lines = {name: params.text(name) or None for name in ("email", "name", "phone", "tax_id")}
    return {"address": address(params.branch("address")) or nowhere, **lines}
