"""One run of Schemathesis against a BFF over HTTP: how many cases, and what was wrong with the answers."""

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis import engine
from schemathesis.checks import CheckContext
from schemathesis.config import SchemathesisConfig
from schemathesis.core.transport import Response
from schemathesis.engine import Status, events
from schemathesis.engine.recorder import CheckNode
from schemathesis.generation.case import Case

from tests.builders import PASSWORD

PROBLEM = "application/problem+json"
TELLTALES = re.compile(
    r"Traceback|File \"|\.py\b|site-packages|pymongo|mongoengine|MongoDB server|marshmallow|werkzeug|flask|gunicorn/|"
    r"Python/\d|0x[0-9a-f]{8}|<class |object at |\$(?:match|lookup|where)\b",
    re.IGNORECASE,
)
"""A stack, a path of ours, a query, a version: nobody outside is to read them."""
BY_THE_SERVER = {400, 414, 431, 501}
REFUSING = ["400", "401", "403", "404", "405", "409", "413", "415", "422"]


@schemathesis.check
def tells_nothing_of_the_house(_ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """Every refusal is a problem document (RFC 9457) of its own status, without a word of how we are built."""
    if response.status_code < 400:
        return
    if is_of_the_server(response):
        assert not TELLTALES.search(response.text), response.text
        return
    kind = response.headers.get("content-type", [""])[0]
    assert kind == PROBLEM, f"{case.operation.label}: {kind}"
    said = response.json()
    assert said["status"] == response.status_code, f"{case.operation.label}: {said['status']} in the body"
    named = without_echoes(said, case)
    assert not TELLTALES.search(named), f"{case.operation.label}: {named}"


def is_of_the_server(response: Response) -> bool:
    """gunicorn has refused what is no HTTP that it takes, such as an address of 5 KB: no request of the BFF's."""
    return response.status_code in BY_THE_SERVER and "x-request-id" not in response.headers


def without_echoes(said: Mapping[str, Any], case: Case[Any]) -> str:
    """What it says in words of ours: the caller's own are theirs to read."""
    sent = " ".join(map(repr, (case.path_parameters, case.query, case.headers, case.body)))
    return " ".join(word for word in re.split(r"[\s'\"]+", str(said.get("detail", ""))) if word not in sent)


@dataclass
class Found:
    """What a run has seen."""

    cases: int = 0
    operations: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    """The first request that shows each fault, by what is wrong."""

    def add(self, event: events.EngineEvent) -> None:
        if isinstance(event, events.NonFatalError):
            self.faults[f"{event.label}: {event.value!r}"[:300]] = ""
        if not isinstance(event, events.ScenarioFinished):
            return
        self.cases += len(event.recorder.interactions)
        for node in event.recorder.cases.values():
            self.operations.add(node.value.operation.label)
        for one in event.recorder.interactions.values():
            self.statuses[one.response.status_code if one.response else 0] += 1
        for case_id, checks in event.recorder.checks.items():
            answer = event.recorder.interactions[case_id].response
            if answer is None or not is_of_the_server(answer):
                self._note(checks)

    def _note(self, checks: Iterable[CheckNode]) -> None:
        for check in checks:
            if check.failure_info is not None and check.status is Status.FAILURE:
                failure = check.failure_info.failure
                what = f"{failure.operation}: {check.name}: {failure.title}: {failure.message}"[:400]
                self.faults.setdefault(what, check.failure_info.code_sample[:600])


def attacked(url: str, *, phases: Mapping[str, Any], shown: Mapping[str, str], email: str | None) -> Found:
    """Everything that Schemathesis makes of the document of that BFF, sent by somebody who shows that.

    *email* signs in, and again whenever a request has ended the sign-in.
    """
    found = Found()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Schemathesis about itself
        schema = schemathesis.openapi.from_url(f"{url}/openapi.json", config=_config(phases, shown, email))
        for event in engine.from_schema(schema).execute():
            found.add(event)
    return found


def _config(phases: Mapping[str, Any], shown: Mapping[str, str], email: str | None) -> SchemathesisConfig:
    signing_in = {
        "path": "/v1/auth/login",
        "payload": {"email": email, "password": PASSWORD},
        "extract_selector": "/accessToken",
    }
    settings: dict[str, Any] = {
        "seed": 1,
        # One: Hypothesis compiles, and `ast` of CPython 3.11 is not safe in threads ("recursion depth mismatch").
        "workers": 1,
        "continue-on-failure": True,
        "headers": dict(shown),
        "phases": dict(phases),
        "generation": {"deterministic": True, "no-shrink": True, "database": "none"},
        "checks": {
            # Names that nobody knows are refused with 422 as well: what the schema takes is not all that is asked.
            "positive_data_acceptance": {"enabled": False},
            # `GET /v1/orders/lookup` asks for an order of that number.
            "allow_header_conformance": {"enabled": False},
            # Without a cart's token there is no cart: 404. tests/bff/test_admission.py has every cell.
            "ignored_auth": {"enabled": False},
            "missing_required_header": {"expected-statuses": REFUSING},
            "negative_data_rejection": {"expected-statuses": REFUSING},
        },
        "auth": {"auto-signup": False},
    }
    if email:
        settings["auth"]["dynamic"] = {"openapi": {"accessToken": signing_in}}
    return SchemathesisConfig.from_dict(settings)
