"""Groups of operations, with what all of them do alike."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import flask_smorest
from marshmallow import Schema

APIDOC = "_apidoc"
"""Where flask-smorest keeps what its decorators have to say in the document."""
Parameter = Mapping[str, Any]


class Blueprint(flask_smorest.Blueprint):
    """flask-smorest's; what reads a request is made once and not for each one, which would copy all its fields."""

    def arguments(self, schema: type[Schema] | Schema, **how: Any) -> Callable[..., Any]:
        """As flask-smorest's, for a class of schemas as well as for one of them."""
        one = schema() if isinstance(schema, type) else schema
        decorate: Callable[..., Any] = super().arguments(one, **how)
        return decorate

    @staticmethod
    def doc(*, parameters: Iterable[Parameter] = (), **said: Any) -> Callable[..., Any]:
        """As flask-smorest's, but *parameters* stand beside those of the schemas, and not in their place."""
        plain: Callable[..., Any] = flask_smorest.Blueprint.doc(**said)

        def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
            documented: Callable[..., Any] = plain(view)
            setattr(documented, APIDOC, with_parameters(getattr(documented, APIDOC), parameters))
            return documented

        return decorate


def with_parameters(said: Mapping[str, Any], parameters: Iterable[Parameter]) -> dict[str, Any]:
    """What is said of a view, and that it takes those as well."""
    arguments: Mapping[str, Any] = said.get("arguments", {})
    together = [*arguments.get("parameters", ()), *parameters]
    return {**said, "arguments": {**arguments, "parameters": together}}
