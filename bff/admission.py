"""Nobody gets to a view before the policy has let them: deny by default (`bff/policy.py`)."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from flask import Flask, abort, request

from bff.identity import CART_HEADER, ORDER_HEADER, current_customer_id
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
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - UNASKED:
            yield _called(method, rule.rule)


def _admit() -> None:
    """Raises what the caller lacks: 401 for an account, 404 for a cart, 403 where there is no row at all."""
    if request.url_rule is None or request.method == "OPTIONS":
        return
    rule = rule_asked()
    if rule is None:
        abort(403)
    SHOWN[rule.proof]()


def rule_asked() -> Rule | None:
    """The row of the operation that this request asks for."""
    if request.url_rule is None:
        return None
    return POLICY.get(_called(SAME_AS.get(request.method, request.method), request.url_rule.rule))


@lru_cache(maxsize=1024)
def _called(method: str, rule: str) -> str:
    return f"{method} " + PARAMETER.sub(r"{\1}", rule)


def _shopper() -> None:
    if CART_HEADER not in request.headers and "Authorization" not in request.headers:
        raise CartNotFound


def _buyer() -> None:
    if CART_HEADER not in request.headers and ORDER_HEADER not in request.headers:
        current_customer_id()


def _later() -> None:
    """The view tries it: there is nothing to see before it has read the body."""


SHOWN: Mapping[Proof, Callable[[], object]] = {
    Proof.ANYBODY: _later,
    Proof.SHOPPER: _shopper,
    Proof.BUYER: _buyer,
    Proof.CUSTOMER: current_customer_id,
    Proof.HOLDER: _later,
    Proof.SENDER: _later,
}
