"""Which problems an operation may answer with: those of its row, and those that follow from what it takes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bff.contract.refusals import REFUSALS
from bff.door.requests import TOO_BUSY
from bff.edge.flows import Flow, flow_of
from bff.idempotent import HEADER
from bff.policy import Proof, Rule
from bff.problems import DATABASE_AWAY, ProblemKind, kind_of, named
from bff.same_origin import READING, CrossSite, WrongCsrfToken
from core.carts.errors import CartNotFound
from core.customers.errors import NotSignedIn
from core.errors import Invalid, ShopError
from core.idempotency.errors import BadKey, KeyReused, StillAtWork
from core.keys.errors import KeyNotGood, ScopeMissing
from core.orders.errors import OrderNotFound

Operation = Mapping[str, Any]

OF_PROOF: Mapping[Proof, tuple[type[ShopError], ...]] = {
    Proof.ANYBODY: (),
    Proof.SHOPPER: (CartNotFound, NotSignedIn),
    Proof.BUYER: (CartNotFound, OrderNotFound, NotSignedIn),
    Proof.CUSTOMER: (NotSignedIn,),
    Proof.HOLDER: (),
    Proof.SENDER: (),
    Proof.MACHINE: (KeyNotGood,),
}
KEYED = (BadKey, KeyReused, StillAtWork)
KNOWN_BY_COOKIE = {Proof.SHOPPER, Proof.BUYER, Proof.CUSTOMER}
EVERYWHERE = (DATABASE_AWAY, TOO_BUSY)


def kinds_of(name: str, rule: Rule, operation: Operation) -> list[ProblemKind]:
    """Every problem of the operation of that *name* (`POST /v1/cart`), in the order of statuses and codes."""
    classes = {
        *REFUSALS.get(name, ()),
        *_of_rule(rule),
        *_of_parameters(rule, operation),
        *_of_cookies(name, rule, operation),
    }
    return sorted({*EVERYWHERE, *map(kind_of, classes), *_of_http(name, rule)})


def _of_rule(rule: Rule) -> tuple[type[ShopError], ...]:
    return (*OF_PROOF[rule.proof], ScopeMissing) if rule.scope else OF_PROOF[rule.proof]


def _of_parameters(rule: Rule, operation: Operation) -> Iterator[type[ShopError]]:
    """A key is somebody's: who asks is looked up before it is."""
    if takes_key(operation):
        yield from (*KEYED, *(() if rule.proof is Proof.MACHINE else (NotSignedIn,)))
    if "requestBody" in operation or _has(operation, "query") or _demands_a_header(operation):
        yield Invalid


def _demands_a_header(operation: Operation) -> bool:
    """One that its view reads by a schema; a key has refusals of its own."""
    parameters = (one for one in operation.get("parameters", ()) if isinstance(one, Mapping))
    headers = [one for one in parameters if one["in"] == "header" and one["name"] != HEADER]
    return any(one.get("required") for one in headers)


def _of_cookies(name: str, rule: Rule, operation: Operation) -> Iterator[type[ShopError]]:
    """What a browser meets that brings its cookies from elsewhere than a page of the storefront."""
    writes, known = _writes(name), rule.proof in KNOWN_BY_COOKIE
    if rule.proof is not Proof.SENDER and (writes or known):
        yield CrossSite
    if writes and (known or takes_key(operation)):
        yield WrongCsrfToken


def _writes(name: str) -> bool:
    return name.partition(" ")[0] not in READING


def _of_http(name: str, rule: Rule) -> Iterable[ProblemKind]:
    """What Flask refuses before or beside the view: another path, no JSON, too much of it."""
    if "{" in name:
        yield from (named(404), named(405))
    if _writes(name):
        yield from (named(400), named(413))
    if _writes(name) and rule.proof is not Proof.SENDER:
        yield named(415)
    if isinstance(flow_of(name), Flow):
        yield named(429)


def takes_key(operation: Operation) -> bool:
    return _has(operation, "header", HEADER)


def _has(operation: Operation, where: str, name: str | None = None) -> bool:
    return any(
        one["in"] == where and name in (None, one["name"])
        for one in operation.get("parameters", ())
        if isinstance(one, Mapping)
    )
