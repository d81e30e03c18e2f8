"""Nobody gets to a view before the policy has let them: deny by default (`bff/policy.py`)."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from flask import Flask, abort

from bff import cookies, same_origin
from bff.context import asked, header
from bff.identity import CART_HEADER, HEADER, ORDER_HEADER, current_customer_id, shows_account
from bff.machines.identity import admit_machine, current_machine
from bff.policy import POLICY, Proof, Rule
from core.carts.errors import CartNotFound

PARAMETER = re.compile(r"<(?:[^<>:]+:)?([^<>]+)>")
SAME_AS = {"HEAD": "GET"}
UNASKED = {"HEAD", "OPTIONS"}
"""Asked as the GET that it is; answered by Flask itself."""


class NoRule(Exception):
    """Operations that `bff/policy.py` has no row for. The BFF does not start with them."""


def register(app: Flask) -> None:
    app.before_request(_admit)


def see_that_all_have_rules(app: Flask) -> None:
    """Raises NoRule, which names every operation of the app that has none."""
    if without := sorted(set(operations(app)) - set(POLICY)):
        raise NoRule(f"bff/policy.py has no row for {', '.join(without)}")


def operations(app: Flask) -> Iterator[str]:
    """Every operation that the app answers, as the policy calls it."""
    return (operation for operation, _endpoint in operations_and_endpoints(app))


def operations_and_endpoints(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - UNASKED:
            yield _called(method, rule.rule), rule.endpoint


def operation_asked() -> str | None:
    """The operation that the request at hand asks for, as the policy calls it."""
    request = asked()
    if request.url_rule is None:
        return None
    return _called(SAME_AS.get(request.method, request.method), request.url_rule.rule)


def _admit() -> None:
    """Raises what the caller lacks: 401 for an account or a key, 404 for a cart, 403 for a scope or a whole row.

    A write that brings one of our cookies, or wants one, has to be asked by a page of the storefront: else 403, too.
    """
    request = asked()
    if request.url_rule is None or request.method == "OPTIONS":
        return
    rule = rule_asked()
    if rule is None:
        abort(403)
    if rule.proof is not Proof.SENDER and _writes_with_cookies():
        same_origin.see_origin()
    SHOWN[rule.proof]()
    if rule.scope is not None:
        admit_machine(rule.scope)


def rule_asked() -> Rule | None:
    """The row of the operation that this request asks for."""
    return POLICY.get(operation_asked() or "")


def _writes_with_cookies() -> bool:
    """Whether it brings cookies, or is to get some. A token in a header is sent on purpose, and counts alone."""
    request = asked()
    if request.method in same_origin.READING:
        return False
    return cookies.wished_for() or (header(HEADER) is None and cookies.shown())


@lru_cache(maxsize=1024)
def _called(method: str, rule: str) -> str:
    return f"{method} " + PARAMETER.sub(r"{\1}", rule)


def _shopper() -> None:
    if header(CART_HEADER) is None and not shows_account():
        raise CartNotFound


def _buyer() -> None:
    if header(CART_HEADER) is None and header(ORDER_HEADER) is None:
        current_customer_id()


def _later() -> None:
    """The view tries it: there is nothing to see before it has read the body."""


SHOWN: Mapping[Proof, Callable[[], object]] = {
    Proof.ANYBODY: _later,
    Proof.SHOPPER: _shopper,
    Proof.BUYER: _buyer,
    Proof.CUSTOMER: current_customer_id,
    Proof.HOLDER: _later,
    Proof.MACHINE: current_machine,
    Proof.SENDER: _later,
}
