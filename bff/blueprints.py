"""Groups of operations, with what all of them do alike."""

from collections.abc import Callable
from typing import Any

import flask_smorest
from marshmallow import Schema


class Blueprint(flask_smorest.Blueprint):
    """flask-smorest's; what reads a request is made once and not for each one, which would copy all its fields."""

    def arguments(self, schema: type[Schema] | Schema, **how: Any) -> Callable[..., Any]:
        """As flask-smorest's, for a class of schemas as well as for one of them."""
        one = schema() if isinstance(schema, type) else schema
        decorate: Callable[..., Any] = super().arguments(one, **how)
        return decorate
