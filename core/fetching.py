"""Fetching what an address from data names: the port, and what can go wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from core.errors import Invalid, Unavailable


class AddressRefused(Invalid):
    """Nobody was called, or the call was broken off: that address leads where nothing from outside may lead."""

    code = "address-refused"
    title = "That address is not fetched"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, field="url")


class AddressAway(Unavailable):
    code = "address-away"
    title = "That address does not answer"


@dataclass(frozen=True)
class Fetched:
    """A whole answer. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher(Protocol):
    """Whoever calls addresses that somebody typed, imported or sent: each could lead into the house."""

    def fetch(self, url: str) -> Fetched:
        """GET it, and no other address than this. Raises AddressRefused, AddressAway (also for what is not 2xx)."""
        ...
