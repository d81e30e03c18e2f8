from collections.abc import Sequence

from core.db import outside_call
from core.queue import Lane, QueueAway
from jobs.deliver import deliver
from tests.fakes.faults import Faults


class FakeQueue:
    """The doorbell. It keeps what was rung for until `run`; with `at_once` it runs each ring where it is rung."""

    def __init__(self, *, at_once: bool = False) -> None:
        self.faults = Faults(QueueAway("ConnectionError"))
        self.at_once = at_once
        self.waiting: dict[str, tuple[Lane, str, tuple[str, ...]]] = {}
        self.rung: list[str] = []
        """Every key that was ever rung for, in order."""

    @outside_call
    def enqueue(self, job: str, arguments: Sequence[str], *, key: str, lane: Lane = Lane.SHOP) -> bool:
        with self.faults.around("enqueue"):
            if key in self.waiting:
                return False
            self.waiting[key] = (lane, job, tuple(arguments))
            self.rung.append(key)
        if self.at_once:
            self.run()
        return True

    def depth(self) -> int:
        with self.faults.around("depth"):
            return len(self.waiting)

    def run(self) -> int:
        """Do what waits, lane by lane and in each the oldest first, as a worker does it; how many jobs that were."""
        done = 0
        while self.waiting:
            key = min(self.waiting, key=self._lane_of)
            _, job, arguments = self.waiting.pop(key)
            assert job == "jobs.deliver.deliver", f"{job} is not what a worker runs"
            deliver(*arguments)
            done += 1
        return done

    def _lane_of(self, key: str) -> int:
        return list(Lane).index(self.waiting[key][0])

    def flush(self) -> None:
        """FLUSHALL: everything that waited is forgotten."""
        self.waiting.clear()
