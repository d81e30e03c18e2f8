"""Parameters as Stripe takes them: form-encoded names such as `shipping[address][city]`, read by kind."""

import re
from collections.abc import Iterable
from typing import Any

from dev.stripe import refusals

Tree = dict[str, Any]

_NAME = re.compile(r"(?P<root>[^\[\]]+)(?P<rest>(\[[^\[\]]*\])*)", re.DOTALL)
_STEP = re.compile(r"\[([^\[\]]*)\]")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")

METADATA_KEYS = 50
METADATA_KEY_LENGTH = 40
METADATA_VALUE_LENGTH = 500


def decode(pairs: Iterable[tuple[str, str]]) -> Tree:
    """A tree of dicts with text at the leaves; `a[0]` and `a[]` become dicts with the keys "0", "1", …

    Whether such a dict is a list only its reader knows: `metadata[7]` is not one. Raises Refusal for a name
    with broken brackets and for one that is text and tree at once.
    """
    tree: Tree = {}
    for name, value in pairs:
        _place(tree, name, value)
    return tree


def _place(tree: Tree, name: str, value: str) -> None:
    found = _NAME.fullmatch(name)
    if not found:
        raise refusals.invalid(f"Invalid parameter name: {name!r} has brackets that do not pair.", name)
    *path, last = [found["root"], *_STEP.findall(found["rest"])]
    for step in path:
        tree = tree.setdefault(step or str(len(tree)), {})
        if not isinstance(tree, dict):
            raise refusals.invalid(f"Invalid parameter: {name!r} is given as text and as an object.", name)
    if isinstance(tree.get(last), dict):
        raise refusals.invalid(f"Invalid parameter: {name!r} is given as text and as an object.", name)
    tree[last or str(len(tree))] = value


class Params:
    """The parameters of one call; every reader raises Refusal naming in full the parameter that is wrong."""

    def __init__(self, tree: Tree, within: str = "") -> None:
        self.tree = tree
        self._within = within

    def __contains__(self, name: str) -> bool:
        return name in self.tree

    def named(self, name: str) -> str:
        return f"{self._within}[{name}]" if self._within else name

    def allow(self, *known: str) -> None:
        """Refuse whatever is not in *known*, as Stripe refuses unknown parameters."""
        for name in self.tree:
            if name not in known and name != "expand":
                raise refusals.invalid(
                    f"Received unknown parameter: {self.named(name)} (or one that is not copied here).",
                    self.named(name),
                    "parameter_unknown",
                )

    def text(self, name: str) -> str | None:
        """None when it is absent; "" when it is given empty, which unsets a value."""
        value = self.tree.get(name)
        if isinstance(value, dict):
            raise refusals.invalid(f"Invalid string: {self.named(name)} is an object.", self.named(name))
        return value

    def need_text(self, name: str) -> str:
        value = self.text(name)
        if value is None:
            raise refusals.missing_parameter(self.named(name))
        if not value:
            said = f"You passed an empty string for {self.named(name)!r}; leave it out or give a value."
            raise refusals.invalid(said, self.named(name), "parameter_invalid_empty")
        return value

    def integer(self, name: str, minimum: int | None = None) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        if not _INTEGER.fullmatch(value):
            raise refusals.invalid(f"Invalid integer: {value}", self.named(name), "parameter_invalid_integer")
        if minimum is not None and int(value) < minimum:
            said = f"Invalid integer: {self.named(name)} must be at least {minimum}, not {value}."
            raise refusals.invalid(said, self.named(name), "parameter_invalid_integer")
        return int(value)

    def need_integer(self, name: str, minimum: int | None = None) -> int:
        value = self.integer(name, minimum)
        if value is None:
            raise refusals.missing_parameter(self.named(name))
        return value

    def boolean(self, name: str, default: bool = False) -> bool:  # noqa: FBT001, FBT002 - a default reads plain
        value = self.text(name)
        if value is None:
            return default
        if value not in ("true", "false"):
            raise refusals.invalid(f"Invalid boolean: {value}", self.named(name))
        return value == "true"

    def choice(self, name: str, allowed: tuple[str, ...]) -> str | None:
        value = self.text(name)
        if value is not None and value not in allowed:
            raise refusals.not_one_of(self.named(name), value, allowed)
        return value

    def branch(self, name: str) -> "Params":
        """The parameters inside *name*; empty when it is absent or unset."""
        value = self.tree.get(name) or {}
        if not isinstance(value, dict):
            raise refusals.invalid(f"Invalid object: {self.named(name)}", self.named(name))
        return Params(value, self.named(name))

    def texts(self, name: str) -> list[str]:
        """The items of a list of texts, in the order given."""
        inside = self.branch(name)
        return [inside.need_text(key) for key in inside.tree]

    def metadata(self, present: dict[str, str]) -> dict[str, str]:
        """*present* with what the call sets in it: an empty value removes a key, an empty text removes all.

        50 keys of 40 characters with values of 500 are allowed (Stripe API reference, "Metadata").
        """
        if self.tree.get("metadata") == "":
            return {}
        given = self.branch("metadata")
        for key in given.tree:
            _require_length(given.named(key), key, METADATA_KEY_LENGTH)
            _require_length(given.named(key), given.text(key) or "", METADATA_VALUE_LENGTH)
        merged = {key: value for key, value in (present | given.tree).items() if value != ""}
        if len(merged) > METADATA_KEYS:
            raise refusals.invalid(f"Metadata can have at most {METADATA_KEYS} keys.", "metadata")
        return merged


def _require_length(param: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise refusals.invalid(f"Invalid metadata: {param} is longer than {longest} characters.", param)
