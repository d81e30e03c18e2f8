"""What of a request is taken no more, and what of an answer is told no more: two documents, shape by shape."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Schema = Mapping[str, Any]
REFERENCE = "#/components/schemas/"
LOWEST = ("minimum", "exclusiveMinimum", "minLength", "minItems")
HIGHEST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
WIDER = {"number": {"integer"}}
"""A number may be a whole one: who takes the one takes the other."""


@dataclass(frozen=True)
class Spot:
    """A place in a document: what it is called, what is said there, and the document, for its references."""

    name: str
    schema: Schema
    document: Mapping[str, Any]
    within: frozenset[str] = field(default_factory=frozenset)
    """Shapes that this place is inside of: a shape that holds itself is looked at once."""

    def at(self, name: str, schema: Schema) -> "Spot":
        return replace(self, name=f"{self.name}{name}", schema=schema)

    @property
    def reference(self) -> str:
        """The shape that is referred to, if need be in a choice with null."""
        found: str = self._chosen.get("$ref", "")
        return found

    @property
    def _chosen(self) -> Schema:
        shapes = [one for one in self.schema.get("anyOf", ()) if one.get("type") != "null"]
        return shapes[0] if len(shapes) == 1 else self.schema

    @property
    def resolved(self) -> "Spot":
        """The shape that is referred to; of a choice with null, the other one."""
        if self.reference:
            shape = self.document["components"]["schemas"][self.reference.removeprefix(REFERENCE)]
            return replace(self, schema=shape, within=self.within | {self.reference}).resolved
        return replace(self, schema=self._chosen)

    @property
    def kinds(self) -> set[str]:
        """The JSON types that fit here; none said is any."""
        if "anyOf" in self.schema:
            return set().union(*(self.at("", one).kinds for one in self.schema["anyOf"]))
        kinds = self.resolved.schema.get("type", [])
        return {kinds} if isinstance(kinds, str) else set(kinds)

    @property
    def is_seen(self) -> bool:
        return self.reference in self.within


def asked_breakages(old: Spot, new: Spot) -> Iterator[str]:
    """What could be sent to that operation, and cannot any more."""
    before, after = _parameters(old), _parameters(new)
    for key, parameter in before.items():
        if key not in after:
            yield f"{old.name}: the {key[0]} parameter {key[1]} is gone"
        else:
            where = f" {key[0]}.{key[1]}"
            yield from _taken(
                old.at(where, parameter.get("schema", {})), new.at(where, after[key].get("schema", {}))
            )
    for key, parameter in after.items():
        if parameter.get("required") and not before.get(key, {}).get("required"):
            yield f"{old.name}: the {key[0]} parameter {key[1]} is required now"
    yield from _sent(old, new)


def _sent(old: Spot, new: Spot) -> Iterator[str]:
    before, after = old.schema.get("requestBody", {}), new.schema.get("requestBody", {})
    if after.get("required") and not before.get("required"):
        yield f"{old.name}: a body is required now"
    for kind, content in before.get("content", {}).items():
        if kind not in after.get("content", {}):
            yield f"{old.name}: a body in {kind} is not taken any more"
            continue
        taken = after["content"][kind]
        yield from _taken(old.at(" body", content["schema"]), new.at(" body", taken["schema"]))


def _parameters(spot: Spot) -> dict[tuple[str, str], Any]:
    return {(one["in"], one["name"]): one for one in spot.schema["parameters"]}


def _taken(old: Spot, new: Spot) -> Iterator[str]:
    """What fitted *old* and does not fit *new*."""
    if old.is_seen:
        return
    lost = {kind for kind in old.kinds if not _covers(new.kinds, kind)}
    if new.kinds and (lost or not old.kinds):
        yield f"{old.name} does not take {' or '.join(sorted(lost)) or 'everything'} any more"
        return
    yield from _values(old.resolved, new.resolved)
    yield from _members_taken(old.resolved, new.resolved)


def _covers(kinds: set[str], kind: str) -> bool:
    return kind in kinds or any(kind in WIDER.get(one, ()) for one in kinds)


def _values(old: Spot, new: Spot) -> Iterator[str]:
    before, after = old.schema, new.schema
    if "enum" in after:
        lost = [str(one) for one in before.get("enum", ["any other value"]) if one not in after["enum"]]
        if lost:
            yield f"{old.name} does not take {', '.join(lost)} any more"
    for names, tighter in ((LOWEST, max), (HIGHEST, min)):
        for name in names:
            if name in after and (name not in before or tighter(before[name], after[name]) != before[name]):
                yield f"{old.name}: {name} is {after[name]} now"
    if after.get("pattern") and after["pattern"] != before.get("pattern"):
        yield f"{old.name} has to match {after['pattern']} now"


def _members_taken(old: Spot, new: Spot) -> Iterator[str]:
    before, after = old.schema.get("properties", {}), new.schema.get("properties", {})
    for name, schema in before.items():
        if name in after:
            yield from _taken(old.at(f".{name}", schema), new.at(f".{name}", after[name]))
        elif new.schema.get("additionalProperties") is False:
            yield f"{old.name}.{name} is refused now"
    for name in sorted(set(new.schema.get("required", ())) - set(old.schema.get("required", ()))):
        yield f"{old.name}.{name} is required now"
    if "items" in old.schema and "items" in new.schema:
        yield from _taken(old.at("[]", old.schema["items"]), new.at("[]", new.schema["items"]))


def told_breakages(old: Spot, new: Spot) -> Iterator[str]:
    """What that operation told, and does not tell any more."""
    for status, answer in old.schema["responses"].items():
        after = new.schema["responses"].get(status)
        if after is None:
            yield f"{old.name} does not say {status} any more"
            continue
        where = f" {status}"
        for header in sorted(set(answer.get("headers", {})) - set(after.get("headers", {}))):
            yield f"{old.name}{where} has no header {header} any more"
        for kind, content in answer.get("content", {}).items():
            if kind not in after.get("content", {}):
                yield f"{old.name}{where} is not told in {kind} any more"
                continue
            told = after["content"][kind]["schema"]
            yield from _problems(old.at(where, content["schema"]), new.at(where, told))
            yield from _told(old.at(where, content["schema"]), new.at(where, told))


def _problems(old: Spot, new: Spot) -> Iterator[str]:
    """Refusals are told apart by their type: one that is gone has another name now, or is never told."""
    for gone in sorted(_choices(old) - _choices(new)):
        yield f"{old.name}: {gone.removeprefix(REFERENCE)} is gone"


def _choices(spot: Spot) -> set[str]:
    shapes = spot.schema.get("oneOf", [spot.schema])
    return {one["$ref"] for one in shapes if one.get("$ref", "").endswith("Problem")}


def _told(old: Spot, new: Spot) -> Iterator[str]:
    """What whoever reads *old* relies on, and *new* does not give."""
    if old.is_seen or "oneOf" in old.schema:
        return
    more = {kind for kind in new.kinds if not _covers(old.kinds, kind)}
    if old.kinds and (more or not new.kinds):
        yield f"{old.name} may be {' or '.join(sorted(more)) or 'anything'} now"
        return
    yield from _members_told(old.resolved, new.resolved)


def _members_told(old: Spot, new: Spot) -> Iterator[str]:
    after = new.schema.get("properties", {})
    for name, schema in old.schema.get("properties", {}).items():
        if name not in after:
            yield f"{old.name}.{name} is gone"
        else:
            yield from _told(old.at(f".{name}", schema), new.at(f".{name}", after[name]))
    for name in sorted(set(old.schema.get("required", ())) - set(new.schema.get("required", ()))):
        if name in after:
            yield f"{old.name}.{name} may be missing now"
    if "items" in old.schema and "items" in new.schema:
        yield from _told(old.at("[]", old.schema["items"]), new.at("[]", new.schema["items"]))
