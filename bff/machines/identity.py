"""Which machine asks: by a key in the header that shoppers send their access token in."""

import re

from flask import g, request

from core.keys.errors import KeyNotGood, ScopeMissing
from core.keys.queries import Machine, machine_with

FORM = re.compile(r"Bearer (qs_[0-9A-Za-z_]{1,100})", re.ASCII)


def current_machine() -> Machine:
    """The machine whose key was sent. Raises KeyNotGood. That is asked of the database once in a request."""
    if "machine" not in g:
        found = FORM.fullmatch(request.headers.get("Authorization", ""))
        if found is None:
            raise KeyNotGood
        g.machine = machine_with(found[1])
    machine: Machine = g.machine
    return machine


def admit_machine(scope: str) -> None:
    """Raises KeyNotGood, ScopeMissing."""
    if scope not in current_machine().scopes:
        raise ScopeMissing(scope)
