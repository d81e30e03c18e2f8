"""What the worker takes from the queue: deliveries, and nothing else that stands there.

RQ runs whatever function a job names, and calls what it names for afterwards. Whoever may write the queue would
run code in the worker then, beside its secrets. So names in the queue are compared here, and none is imported.
"""

from collections.abc import Callable
from typing import Any, Never

from rq.exceptions import DeserializationError
from rq.job import Job

from core import log
from jobs.deliver import deliver
from jobs.relay import DELIVER

ARGUMENTS = 2
"""A message and the job that is to hear of it, both by name."""


class NotADelivery(Exception):
    """Somebody else than the relay, or a relay of another version, has written into the queue."""


class Delivery(Job):
    """A job as it stands in Redis. Whatever else it says, it is `deliver`, or it fails and nothing is done."""

    def restore(self, raw_data: Any) -> Any:
        """What cannot be read names nothing. RQ would ask for its name outside of the job, and the worker end."""
        super().restore(raw_data)
        try:
            self.func_name  # noqa: B018  # read here for the first time
        except DeserializationError:
            self.data = self.serializer.dumps((None, None, [], {}))

    @property
    def func(self) -> Callable[..., Any]:
        """Raises NotADelivery."""
        if not self._is_one():
            self._refuse()
        return deliver

    @property
    def failure_callback(self) -> None:
        """RQ asks for it also when the job was refused, and when a worker died with the job in its hands."""
        return None

    def send_webhooks(self, *_status: object, **_more: object) -> None:
        """Nobody's address in the queue is called, when the job was refused neither."""

    def _is_one(self) -> bool:
        named = (self.func_name, self.instance, self.kwargs) == (DELIVER, None, {})
        return named and _are_names(self.args) and not self._calls_others()

    def _calls_others(self) -> bool:
        callbacks = (self._success_callback_name, self._failure_callback_name, self._stopped_callback_name)
        return any(callbacks) or bool(self.webhooks)

    def _refuse(self) -> Never:
        log.get(__name__).error("job_refused", queued=self.id)
        raise NotADelivery(self.id)


def _are_names(arguments: object) -> bool:
    return (
        isinstance(arguments, list)
        and len(arguments) == ARGUMENTS
        and all(isinstance(one, str) for one in arguments)
    )
