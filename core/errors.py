"""The five kinds of refusal. Every refusal of the shop is one of them, in a class with a stable code.

ShopError
├── NotFound     nothing under that name, or nothing that is yours
├── Conflict     right in itself, but not in the state things are in
├── Invalid      wrong in itself; names the field
├── Forbidden    not allowed to this caller
└── Unavailable  a service that is needed does not answer; try again
"""

from collections.abc import Mapping
from typing import ClassVar


class ShopError(Exception):
    """A refusal with a stable code, safe to show to the person who asked.

    *extra* become members of the problem document (RFC 9457, section 3.2): plain JSON values only.
    """

    code: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, detail: str, **extra: object) -> None:
        super().__init__(detail)
        self.extra: Mapping[str, object] = extra


class NotFound(ShopError):
    """Nothing under that name, or nothing that is the caller's."""


class Conflict(ShopError):
    """Right in itself, but not in the state things are in."""


class Invalid(ShopError):
    """Wrong in itself. *field* is the path of what is wrong, as the caller wrote it."""

    code = "invalid-value"
    title = "A value is not valid"

    def __init__(self, detail: str, *, field: str, **extra: object) -> None:
        super().__init__(detail, errors=[{"field": field, "detail": detail}], **extra)
        self.field = field


class Forbidden(ShopError):
    """Not allowed to this caller."""


class Unavailable(ShopError):
    """A service that is needed does not answer; *retry_after* seconds is when to try again."""

    def __init__(self, detail: str, *, retry_after: int = 3, **extra: object) -> None:
        super().__init__(detail, **extra)
        self.retry_after = retry_after
