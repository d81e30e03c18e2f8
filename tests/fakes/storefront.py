from collections.abc import Sequence

from core.db import outside_call
from core.storefront.ports import StorefrontAway
from tests.fakes.faults import Faults


class FakeStorefront:
    """A storefront: it writes down which tags were called stale, and from which version on."""

    def __init__(self) -> None:
        self.faults = Faults(StorefrontAway("The storefront does not answer."))
        self.told: list[tuple[frozenset[str], int]] = []

    @outside_call
    def revalidate(self, tags: Sequence[str], version: int) -> None:
        with self.faults.around("revalidate"):
            self.told.append((frozenset(tags), version))

    @property
    def stale(self) -> set[str]:
        """Every tag that was ever called stale."""
        return {tag for tags, _ in self.told for tag in tags}
