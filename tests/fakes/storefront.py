from collections.abc import Sequence
from threading import Lock

from core.db import outside_call
from core.storefront.errors import StorefrontAway
from core.storefront.ports import Reply
from tests.fakes.faults import Faults


class FakeStorefront:
    """A storefront: it writes down which tags were called stale, and from which version on."""

    def __init__(self, *replicas: str) -> None:
        self.replicas = replicas or ("http://storefront.example",)
        self.faults = Faults(StorefrontAway("The storefront does not answer."))
        """A call is refused under the name of its replica, or of every one's: `tell`."""
        self.told: list[tuple[frozenset[str], int]] = []
        self.heard: list[str] = []
        """Which replica each of those calls came to."""
        self._one_at_a_time = Lock()

    @outside_call
    def tell(self, replica: str, tags: Sequence[str], version: int) -> Reply:
        try:
            with self._one_at_a_time, self.faults.around("tell"), self.faults.around(replica):
                self.told.append((frozenset(tags), version))
                self.heard.append(replica)
        except StorefrontAway:
            return Reply(3, fault="does not answer in time")
        return Reply(3, 200)

    @property
    def stale(self) -> set[str]:
        """Every tag that was ever called stale."""
        return {tag for tags, _ in self.told for tag in tags}
