from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Reply:
    """What came of one call to one replica. A *fault* says why it has not heard; without one it has."""

    milliseconds: int
    status: int | None = None
    fault: str | None = None

    @property
    def heard(self) -> bool:
        return self.fault is None


class Storefront(Protocol):
    """What the shop needs from whoever shows its pages."""

    @property
    def replicas(self) -> Sequence[str]:
        """The address of each of its processes: every one keeps copies of its own. None: nobody shows pages."""
        ...

    def tell(self, replica: str, tags: Sequence[str], version: int) -> Reply:
        """Have that replica drop every copy older than *version* that carries one of the tags.

        Answers within seconds, also when the replica does not. Called from several threads at once.
        """
        ...
