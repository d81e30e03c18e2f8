"""`docs/fields.md` has which fields of the HTTP interface are told to whom, and taken from whom."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from bff.policy import POLICY, Proof, Rule
from dev.folders import ROOT
from tests.tables import rows_under

DOCUMENT = json.loads((ROOT / "docs" / "openapi" / "v1.json").read_text(encoding="utf-8"))
SCHEMAS: Mapping[str, Any] = DOCUMENT["components"]["schemas"]
NAMED = re.compile(r'"#/components/schemas/(\w+)"')
PROBLEM = "Problem"
"""The end of the names of refusals, which have the same fields for everybody."""
WHO = {
    Proof.ANYBODY: "anybody",
    Proof.SHOPPER: "whose cart it is",
    Proof.BUYER: "who bought it",
    Proof.CUSTOMER: "whose account it is",
    Proof.HOLDER: "holder of a token",
    Proof.SENDER: "sender of a webhook",
}
"""What has been shown, in the page's words; a machine is named by the scope of its key."""
BY_ITSELF = {"POST /v1/auth/login": "who knows the password", "POST /v1/cart": "who opens it"}
"""Open to anybody, but what they tell is of whom or what has just been shown or made."""


def test_the_page_has_every_schema_with_its_fields_and_who_reads_and_writes_them() -> None:
    told, taken = _by_schema("responses"), _by_schema("requestBody")
    rows = [
        f"| `{name}` | {_names(told[name])} | {_names(taken[name])} | {', '.join(sorted(fields))} |"
        for name, schema in SCHEMAS.items()
        if (fields := schema.get("properties", {})) and not name.endswith(PROBLEM)
    ]

    assert sorted(rows_under("The HTTP interface", "fields.md")) == sorted(rows)


def test_whoever_may_do_something_has_a_word_on_the_page() -> None:
    assert set(WHO) == set(Proof) - {Proof.MACHINE}


def _by_schema(part: str) -> Mapping[str, set[str]]:
    """Of each schema, who is told it, or who sends it, also as a part of another one."""
    found: dict[str, set[str]] = defaultdict(set)
    for operation, parts in _operations():
        for name in _within(parts.get(part, {})):
            found[name].add(BY_ITSELF.get(operation) or _who(POLICY[operation]))
    return found


def _operations() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, methods in DOCUMENT["paths"].items():
        for method, parts in methods.items():
            if f"{method.upper()} {path}" in POLICY:
                yield f"{method.upper()} {path}", parts


def _within(part: object) -> set[str]:
    """The schemas that are named in it, and those that are named in these."""
    found: set[str] = set()
    new = set(NAMED.findall(json.dumps(part)))
    while new:
        found |= new
        new = {name for one in new for name in NAMED.findall(json.dumps(SCHEMAS[one]))} - found
    return found


def _who(rule: Rule) -> str:
    return f"machine, `{rule.scope}`" if rule.scope else WHO.get(rule.proof, "any machine")


def _names(who: set[str]) -> str:
    return "; ".join(sorted(who)) or "nobody"
