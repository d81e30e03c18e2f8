"""Stripe's published contract, as data: whether requests are what it takes, and answers what it gives.

The schemas lie outside the project, in `../shared/contracts`, and are read in place. What the types of the
SDK say (`stripe-sdk16-schema.json`, API 2026-10-28.endive) is the truth of today; where they are silent
(deletions, paths without a request type), the older `stripe-openapi.json` (API 2024-04-10) speaks.
"""

import json
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import stripe
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from dev.stripe.parameters import Tree, decode

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "contracts"
SDK_FILE, OPENAPI_FILE = "stripe-sdk16-schema.json", "stripe-openapi.json"

Schema = dict[str, Any]

_FAULT_LENGTH = 300
_FIRST_ERROR = 400
# Newer than the types of the SDK (changelog of API 2026-10-28.endive).
_NEWER_CODES = ("payment_method_types_no_longer_supported",)
_LAST_ERROR = "_payment_intent.PaymentIntent.LastPaymentError"


class NoContracts(FileNotFoundError):
    """The folder with the schemas is not there: a test that needs it says so and skips."""


class ContractBroken(AssertionError):
    """A request or an answer is not what the contract says; lists every fault."""


class Contract:
    """Both documents, read once; every check answers faults in words, none when all is well. Thread-safe."""

    def __init__(self, sdk: Schema, openapi: Schema) -> None:
        self._sdk, self._openapi = sdk, openapi
        self._sdk_defs = {name: _closed(schema) for name, schema in sdk["$defs"].items()}
        self._openapi_defs: Schema = _plain(openapi["components"]["schemas"])
        self._validators: dict[str, Draft202012Validator] = {}

    @classmethod
    def read(cls, folder: Path = FOLDER) -> Self:
        """Raises NoContracts where the folder or one of its files is absent."""
        try:
            return cls(*(json.loads((folder / name).read_text()) for name in (SDK_FILE, OPENAPI_FILE)))
        except FileNotFoundError as error:
            raise NoContracts(f"Stripe's schemas are not in {folder}: {error.filename} is absent") from error

    def request_faults(self, method: str, path: str, tree: Tree) -> list[str]:
        """Faults of the parameters *tree* (as `decode` gives it) of a call to *path*, say `/v1/refunds`."""
        rule = self.rule(method, path)
        if rule is None:
            return [f"{method} {path} is not in the contract"]
        schema, defs = self._request_schema(method, rule)
        validator = self._validator(f"{method} {rule}", schema, defs)
        return _faults(validator, _coerced(tree, schema, defs))

    def answer_faults(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """Faults of an answer, errors included: its shape, and whether the path gives such an object."""
        if status >= _FIRST_ERROR:
            return _faults(self._error_validator, body)
        rule = self.rule(method, path)
        if rule is None:
            return [f"{method} {path} is not in the contract"]
        given = self._kind_given(method, rule)
        if not isinstance(body, dict) or body.get("object") not in given:
            return [f"the answer is not one of: {', '.join(sorted(given))}"]
        return self.object_faults(body)

    def object_faults(self, thing: Mapping[str, Any]) -> list[str]:
        """Faults of one object of the API, of a list with all its items, or of an event with its object."""
        if thing.get("object") == "list":
            return [fault for item in thing["data"] for fault in self.object_faults(item)] + _list_faults(
                thing
            )
        name = thing.get("object", "")
        if thing.get("deleted"):
            return _faults(self._named(f"deleted_{name}", self._openapi_defs), thing)
        if name in self._sdk["resources"]:
            definition = self._sdk["resources"][name]["$ref"].rpartition("/")[2]
            faults = _faults(self._named(definition, self._sdk_defs), thing)
            return faults + (self.object_faults(thing["data"]["object"]) if name == "event" else [])
        if name in self._openapi_defs:
            return _faults(self._named(name, self._openapi_defs), thing)
        return [f"object {name!r} is not in the contract"]

    def rule(self, method: str, path: str) -> str | None:
        """The path with names for its ids, as the documents have it; None when they do not."""
        exact = [rule for rule in self._rules if method.lower() in self._rules[rule]]
        fitting = [rule for rule in exact if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", rule), path)]
        return min(fitting, key=lambda rule: rule.count("{"), default=None)

    @cached_property
    def _rules(self) -> dict[str, set[str]]:
        rules = {rule: set(operations) for rule, operations in self._openapi["paths"].items()}
        for request in self._sdk["requests"]:
            method, _, rule = request.partition(" ")
            rules.setdefault(rule, set()).add(method.lower())
        return rules

    def _request_schema(self, method: str, rule: str) -> tuple[Schema, Schema]:
        """The schema of the parameters, and the definitions it refers to."""
        known = self._sdk["requests"].get(f"{method} {rule}")
        if known:
            return known, self._sdk_defs
        older = self._older_request(self._openapi["paths"][rule][method.lower()])
        return _plain(older), self._openapi_defs

    def _older_request(self, operation: Schema) -> Schema:
        """Parameters of the query and of the form, as one object."""
        query = {it["name"]: it["schema"] for it in operation["parameters"] if it["in"] == "query"}
        form = (
            operation.get("requestBody", {}).get("content", {}).get("application/x-www-form-urlencoded", {})
        )
        body: Schema = form.get("schema", {})
        properties = query | body.get("properties", {})
        required = body.get("required", [])
        shape = {"type": "object", "properties": properties, "required": required}
        return shape | {"additionalProperties": False}

    def _kind_given(self, method: str, rule: str) -> set[str]:
        operation = (
            self._openapi["paths"][rule].get(method.lower()) if rule in self._openapi["paths"] else None
        )
        if not operation:
            return {rule.split("/")[2].removesuffix("s")}
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        if "properties" in schema:
            return set(schema["properties"]["object"]["enum"])
        references = [option["$ref"] for option in schema.get("anyOf", [schema])]
        return {reference.rpartition("/")[2].removeprefix("deleted_") for reference in references}

    @cached_property
    def _error_validator(self) -> Draft202012Validator:
        """Errors have no type of their own in the SDK: its `last_payment_error` is one."""
        error = json.loads(json.dumps(self._sdk_defs[_LAST_ERROR]))
        error["properties"]["code"]["anyOf"][0]["enum"] += _NEWER_CODES
        error["required"] = ["message", "type"]
        shape = {"type": "object", "properties": {"error": error}, "required": ["error"]}
        return self._validator("error", shape | {"additionalProperties": False}, self._sdk_defs)

    def _named(self, definition: str, defs: Schema) -> Draft202012Validator:
        return self._validator(definition, {"$ref": f"#/$defs/{definition}"}, defs)

    def _validator(self, name: str, schema: Schema, defs: Schema) -> Draft202012Validator:
        if name not in self._validators:
            self._validators[name] = Draft202012Validator({"$defs": defs} | schema)
        return self._validators[name]


class CheckedClient(stripe.HTTPClient):
    """An HTTP client for `StripeClient(http_client=…)` that holds what *inner* exchanges against *contract*.

    Faults are added to `violations`; with *strict*, the call that has some raises ContractBroken as well.
    """

    name = "checked"

    def __init__(self, inner: stripe.HTTPClient, contract: Contract, *, strict: bool = True) -> None:
        super().__init__()
        self._inner, self._contract, self._strict = inner, contract, strict
        self.violations: list[str] = []

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **more: Any
    ) -> tuple[Any, int, Mapping[str, str]]:
        path, tree = _asked(url, post_data)
        self._hold(method, path, self._contract.request_faults(method.upper(), path, tree))
        body, status, told = self._inner.request(method, url, headers, post_data, **more)
        self._hold(method, path, self._contract.answer_faults(method.upper(), path, status, json.loads(body)))
        return body, status, told

    def _hold(self, method: str, path: str, faults: list[str]) -> None:
        found = [f"{method.upper()} {path}: {fault}" for fault in faults]
        self.violations += found
        if found and self._strict:
            raise ContractBroken("\n".join(found))


def _asked(url: str, post_data: Any) -> tuple[str, Tree]:
    parts = urlsplit(url)
    form = post_data.decode() if isinstance(post_data, bytes) else post_data or ""
    pairs = [pair for text in (parts.query, form) for pair in parse_qsl(text, keep_blank_values=True)]
    return parts.path, decode(pairs)


def _faults(validator: Draft202012Validator, instance: Any) -> list[str]:
    """One line per fault; of a choice of shapes the best fitting one is explained."""
    return [_line(best_match([error])) for error in validator.iter_errors(instance)]


def _line(error: Any) -> str:
    return f"{error.json_path}: {error.message}"[:_FAULT_LENGTH]


def _list_faults(thing: Mapping[str, Any]) -> list[str]:
    right = isinstance(thing.get("has_more"), bool) and str(thing.get("url", "")).startswith("/v1/")
    return [] if right else ["$: a list has `has_more` and a `url` that begins with /v1/"]


def _coerced(value: Any, schema: Schema, defs: Schema) -> Any:
    """Form text turned into what *schema* wants; what cannot be turned stays, and is found a fault."""
    schema = _resolved(schema, defs)
    options = schema.get("anyOf")
    if options:
        tried = [_coerced(value, option, defs) for option in options]
        fits = (it for option, it in zip(options, tried, strict=True) if _is_valid(it, option, defs))
        return next(fits, tried[-1])
    if not isinstance(value, dict):
        return _coerced_text(value, schema.get("type"))
    if schema.get("type") == "array":
        return [_coerced(item, schema.get("items", {}), defs) for item in value.values()]
    inside = schema.get("properties", {})
    return {key: _coerced(item, inside.get(key, {}), defs) for key, item in value.items()}


def _coerced_text(text: str, kind: str | None) -> str | int | float | bool:
    if kind == "integer" and re.fullmatch(r"-?[0-9]+", text):
        return int(text)
    if kind == "number" and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return float(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def _resolved(schema: Schema, defs: Schema) -> Schema:
    while "$ref" in schema:
        schema = defs[schema["$ref"].rpartition("/")[2]]
    return schema


def _is_valid(instance: Any, schema: Schema, defs: Schema) -> bool:
    return Draft202012Validator({"$defs": defs} | schema).is_valid(instance)


def _closed(schema: Schema) -> Schema:
    """No field that the SDK does not know: a misspelt one in an answer must not pass."""
    return {"additionalProperties": False} | schema if schema.get("properties") else schema


def _plain(schema: Any) -> Any:
    """OpenAPI 3.0 as JSON Schema 2020-12: `nullable` becomes a choice, references point into `$defs`."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _plain(value) for key, value in schema.items() if key != "nullable"}
    if isinstance(plain.get("$ref"), str):
        plain["$ref"] = plain["$ref"].replace("#/components/schemas/", "#/$defs/")
    return {"anyOf": [plain, {"type": "null"}]} if schema.get("nullable") is True else plain
