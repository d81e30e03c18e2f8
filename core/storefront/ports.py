from collections.abc import Sequence
from typing import Protocol

from core.errors import Unavailable


class StorefrontAway(Unavailable):
    code = "storefront-away"
    title = "The storefront does not answer"


class Storefront(Protocol):
    """What the shop needs from whoever shows its pages."""

    def revalidate(self, tags: Sequence[str], version: int) -> None:
        """Have every copy older than *version* that carries one of the tags made anew. Raises StorefrontAway."""
        ...
