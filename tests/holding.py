"""Every answer of the BFF that a test provokes is held against the document: status, headers, problem type, body.

The test client does it for every app, and `hold` for whoever asks over HTTP. A test that provokes what the document
does not say fails there and then.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema_rs
import requests
from flask.testing import FlaskClient
from requests.structures import CaseInsensitiveDict
from werkzeug.test import TestResponse

from dev.client import document

PROBLEM = "application/problem+json"
ROOM = re.compile(r"\\{(\w+)\\}")
MANY = {"path"}
"""Parameters that have slashes in them."""
ADVICE = "If it is right, give the operation's row in bff/contract/refusals.py the class of the error."


class NotInTheContract(AssertionError):
    """The BFF has answered what its document does not say."""


@dataclass(frozen=True)
class Told:
    """An answer, whoever has brought it. *body* is None where it was streamed, or there is none to look at."""

    method: str
    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes | None


@dataclass
class Contract:
    """The document, ready to be asked about many answers."""

    document: dict[str, Any]
    _validators: dict[tuple[str, int, str], Any] = field(default_factory=dict)

    def hold(self, told: Told) -> None:
        """Raises NotInTheContract, which says what is wrong."""
        if faults := list(self.faults(told)):
            what = f"{told.method} {told.path} was answered {told.status}"
            raise NotInTheContract(
                "\n".join([what, *faults, (told.body or b"").decode(errors="replace")[:600]])
            )

    def faults(self, told: Told) -> Iterator[str]:
        """One line for everything that the document does not say of that answer. Other paths are nobody's promise."""
        called, operation = self.operation(told.method, told.path)
        if operation is None:
            return
        answer = operation["responses"].get(str(told.status))
        if answer is None:
            yield f"{called} does not say that it answers {told.status}. {ADVICE}"
            return
        yield from self._missing_headers(answer, told)
        yield from self._wrong_body(called, answer, told)

    def operation(self, method: str, path: str) -> tuple[str, dict[str, Any] | None]:
        """The operation that is asked for, and what it is called; None for what the document does not have."""
        method = "get" if method == "HEAD" else method.lower()
        fitting = [rule for rule, form in _forms(tuple(self.document["paths"])) if form.fullmatch(path)]
        rule = min(fitting, key=lambda one: (one.count("{"), -len(one)), default=None)
        if rule is None or method not in self.document["paths"][rule]:
            return "", None
        return f"{method.upper()} {rule}", self.document["paths"][rule][method]

    def _missing_headers(self, answer: Mapping[str, Any], told: Told) -> Iterator[str]:
        known = self.document["components"]["headers"]
        for name in answer.get("headers", {}):
            if known[name]["required"] and name not in told.headers:
                yield f"the header {name} is missing"

    def _wrong_body(self, called: str, answer: Mapping[str, Any], told: Told) -> Iterator[str]:
        if not told.body or told.method == "HEAD":
            return
        kind = told.headers.get("Content-Type", "").partition(";")[0]
        content = answer.get("content", {}).get(kind)
        if content is None:
            yield f"{called} does not say that it answers {told.status} in {kind!r}"
        elif kind.endswith("json"):
            said = json.loads(told.body)
            if kind == PROBLEM and (fault := self._undeclared(content["schema"], said)):
                yield fault
                return
            yield from self._breaks(called, told.status, kind, content["schema"], said)

    def _undeclared(self, schema: Mapping[str, Any], said: Mapping[str, Any]) -> str | None:
        shapes = schema.get("oneOf", [schema])
        known = [self._problem(one["$ref"]) for one in shapes]
        if said.get("type") in known:
            return None
        return f"the problem {said.get('type')} is none of {', '.join(known)}. {ADVICE}"

    def _problem(self, reference: str) -> str:
        shape = self.document["components"]["schemas"][reference.rpartition("/")[2]]
        named: str = shape["allOf"][1]["properties"]["type"]["const"]
        return named

    def _breaks(
        self, called: str, status: int, kind: str, schema: Mapping[str, Any], said: Any
    ) -> Iterator[str]:
        key = (called, status, kind)
        if key not in self._validators:
            whole = {"components": self.document["components"], **schema}
            self._validators[key] = jsonschema_rs.Draft202012Validator(whole)
        for error in self._validators[key].iter_errors(said):
            yield f"at {'/'.join(map(str, error.instance_path)) or '(the top)'}: {error.message[:300]}"


@cache
def _forms(rules: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
    def room(found: re.Match[str]) -> str:
        return ".+" if found[1] in MANY else "[^/]+"

    return [(rule, re.compile(ROOM.sub(room, re.escape(rule)), re.DOTALL)) for rule in rules]


@cache
def contract() -> Contract:
    """What the BFF of this checkout promises; the same for every app of it."""
    return Contract(document())


class HeldClient(FlaskClient):
    """Flask's test client, which looks at every answer of a BFF before the test does."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        answer = super().open(*args, **kwargs)
        if "flask-smorest" in self.application.extensions:
            contract().hold(_told(answer))
        return answer


def _told(answer: TestResponse) -> Told:
    """What has no length is being streamed: to look at it would be to read it to the end."""
    headers = CaseInsensitiveDict(answer.headers.items())
    body = answer.get_data() if "Content-Length" in headers else None
    return Told(answer.request.method, answer.request.path, answer.status_code, headers, body)


def hold(answer: requests.Response, *_: Any, **__: Any) -> None:
    """A hook for `requests.Session.hooks["response"]` of whoever asks a BFF over HTTP."""
    path = unquote(urlsplit(answer.url).path)
    method = answer.request.method or "GET"
    contract().hold(Told(method, path, answer.status_code, answer.headers, answer.content))
