"""What can go wrong with a service over a network: it is away, or it does the work and its answer is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Faults:
    """Switches of one fake. `away` refuses everything; `lose_answers` counts down over the next calls."""

    error: Exception
    away: bool = False
    lose_answers: int = 0
    broken: set[str] = field(default_factory=set)
    """Calls that are refused, by name: `start`, `refund`."""

    @contextmanager
    def around(self, call: str) -> Iterator[None]:
        if self.away or call in self.broken:
            raise self.error
        yield
        if self.lose_answers > 0:
            self.lose_answers -= 1
            raise self.error
