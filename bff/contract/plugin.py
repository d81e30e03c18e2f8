"""Completes every operation of the document as it is registered: an apispec plugin.

Each fact has one place that it is taken from: the policy, the error classes, the schemas, the parameters. So nothing
here knows an operation by name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from apispec import APISpec, BasePlugin

from bff.contract.examples import Examples
from bff.contract.kinds import kinds_of, takes_key
from bff.contract.links import links_of
from bff.contract.proofs import SCHEMES, asked_for
from bff.idempotent import REPLAYED
from bff.policy import POLICY
from bff.problems import CONTENT_TYPE, ProblemKind, ProblemSchema
from bff.tracing import HEADER as REQUEST_ID

Operation = dict[str, Any]

HEADERS: Mapping[str, tuple[str, bool, str]] = {
    REQUEST_ID: (
        "string",
        True,
        "The name of the request in the shop's log: the caller's own, or a new one.",
    ),
    REPLAYED: ("string", False, "`true` where this is the answer that the same key was given before."),
    "ETag": ("string", True, "Send it as `If-None-Match`: 304 while nothing has changed."),
    "Cache-Control": ("string", True, "How long, and by whom, the answer may be kept."),
    "Cache-Tag": ("string", True, "What the answer was made of, for an edge that purges by tag."),
    "Retry-After": ("integer", True, "Seconds after which to try again."),
    "Allow": ("string", True, "The methods that the path has."),
    "WWW-Authenticate": ("string", True, "`Bearer`: send an access token."),
    "Deprecation": ("string", True, "Since when nobody should build on it (RFC 9745): `@` and Unix seconds."),
    "Sunset": ("string", True, "From when it may be gone (RFC 8594)."),
}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "schema": {"type": "string"},
    "description": "`ETag` of an earlier answer.",
}
OF_STATUS: Mapping[int, tuple[str, ...]] = {
    401: ("WWW-Authenticate",),
    405: ("Allow",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}
NOT_MODIFIED = "304"
FIRST_REFUSAL = 400


class ContractPlugin(BasePlugin):
    """What the views do not say themselves."""

    def init_spec(self, spec: APISpec) -> None:
        self._spec = spec
        self._examples = Examples(spec)
        for name, scheme in SCHEMES.items():
            spec.components.security_scheme(name, dict(scheme))
        for name, (kind, always, description) in HEADERS.items():
            spec.components.header(
                name, {"required": always, "schema": {"type": kind}, "description": description}
            )

    def operation_helper(
        self, path: str | None = None, operations: dict[str, Any] | None = None, **_: Any
    ) -> None:
        for method, operation in (operations or {}).items():
            self._complete(f"{method.upper()} {path}", operation)

    def _complete(self, name: str, operation: Operation) -> None:
        rule = POLICY[name]
        self._say_whether_a_body_is_needed(operation)
        operation["operationId"] = operation_id(name)
        operation["security"] = asked_for(name, rule)
        answers = dict(_successes(operation))
        if NOT_MODIFIED in answers:
            operation["parameters"] = [*operation.get("parameters", ()), IF_NONE_MATCH]
        for status, answer in answers.items():
            answer["headers"] = _references(_headers_of(status, operation, answers))
        _add_links(name, answers)
        self._examples.add_to(operation, answers)
        operation["responses"] = {**answers, **self._refusals(kinds_of(name, rule, operation))}

    def _say_whether_a_body_is_needed(self, operation: Operation) -> None:
        """None at all is read as an empty one: what has no field that is required does without."""
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content:
            shape = self._spec.components.schemas[content["schema"]["$ref"].rpartition("/")[2]]
            operation["requestBody"]["required"] = bool(shape.get("required"))

    def _refusals(self, kinds: Iterable[ProblemKind]) -> dict[str, Any]:
        by_status: dict[int, list[ProblemKind]] = defaultdict(list)
        for kind in kinds:
            by_status[kind.status].append(kind)
        return {str(status): self._refusal(status, of_it) for status, of_it in sorted(by_status.items())}

    def _refusal(self, status: int, kinds: list[ProblemKind]) -> dict[str, Any]:
        shapes = [self._shape(kind) for kind in kinds]
        return {
            "description": ", ".join(kind.code for kind in kinds),
            "headers": _references((REQUEST_ID, *OF_STATUS.get(status, ()))),
            "content": {CONTENT_TYPE: {"schema": shapes[0] if len(shapes) == 1 else {"oneOf": shapes}}},
        }

    def _shape(self, kind: ProblemKind) -> dict[str, str]:
        """A reference to the schema of that problem, which is written down when it is first referred to."""
        schemas = self._spec.components.schemas
        if "Problem" not in schemas:
            self._spec.components.schema("Problem", schema=ProblemSchema)
        name = f"{_camel(kind.code)}Problem"
        if name not in schemas:
            self._spec.components.schema(name, _schema_of(kind))
        return {"$ref": f"#/components/schemas/{name}"}


def operation_id(name: str) -> str:
    """`POST /v1/cart/lines` is `postCartLines`, and `{slug}` is `BySlug`: the same for ever, as the path is."""
    method, _, path = name.partition(" ")
    words = re.sub(r"{(\w+)}", r"/by-\1/", path.removeprefix("/v1")).replace("_", "-")
    return method.lower() + _camel(words)


def _camel(words: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"\W+", words))


def _successes(operation: Operation) -> Iterator[tuple[str, Any]]:
    """The answers of the view itself. What its decorators say of refusals is said better by the classes."""
    for status, answer in operation["responses"].items():
        if str(status).isdigit() and int(status) < FIRST_REFUSAL:
            yield str(int(status)), answer


def _headers_of(status: str, operation: Operation, answers: Mapping[str, Any]) -> Iterator[str]:
    yield REQUEST_ID
    if NOT_MODIFIED in answers:
        yield from ("ETag", "Cache-Control", "Cache-Tag")
    if takes_key(operation) and status != NOT_MODIFIED:
        yield REPLAYED
    if operation.get("deprecated"):
        yield from ("Deprecation", "Sunset")


def _references(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _add_links(name: str, answers: Mapping[str, Any]) -> None:
    for status, answer in answers.items():
        if status != NOT_MODIFIED and (links := links_of(name, operation_id)):
            answer["links"] = links


def _schema_of(kind: ProblemKind) -> dict[str, Any]:
    said = {"type": {"const": f"/problems/{kind.code}"}, "status": {"const": kind.status}}
    own = {"type": "object", "properties": said}
    return {"title": kind.title, "allOf": [{"$ref": "#/components/schemas/Problem"}, own]}
