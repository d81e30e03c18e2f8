"""The answers of Stripe that say no: a status, a type, a code, and the parameter that is wrong."""

from typing import Any


class Refusal(Exception):
    """One refused call.

    *kept* tells that the work had begun, so that the refusal is saved under the call's idempotency key and
    replayed; refusals of the call's own shape are not (Stripe API reference, "Idempotent requests").
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        kept: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.kept = kept
        self.error = {"message": message, "type": kind} | {k: v for k, v in more.items() if v is not None}


def invalid(message: str, param: str | None = None, code: str | None = None) -> Refusal:
    return Refusal(400, message, param=param, code=code)


def not_one_of(param: str, value: str, allowed: tuple[str, ...]) -> Refusal:
    return invalid(f"Invalid {param}: must be one of {', '.join(allowed)}, not {value!r}.", param)


def missing_parameter(param: str) -> Refusal:
    return invalid(f"Missing required param: {param}.", param, "parameter_missing")


def no_such(kind: str, key: str, param: str, status: int = 400) -> Refusal:
    """400 where a parameter names it, 404 where the address does."""
    return Refusal(status, f"No such {kind}: {key!r}", param=param, code="resource_missing")


def refused_by_state(message: str, code: str | None = None, **more: Any) -> Refusal:
    """The call is well formed, but what it is about does not allow it now."""
    return Refusal(400, message, kept=True, code=code, **more)
