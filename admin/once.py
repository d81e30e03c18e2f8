"""A form that moves stock or money does so once, however often it is sent."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request

from admin.forms import OnceForm
from admin.identity import actor
from core.idempotency import services as idempotency
from core.idempotency.services import Answer, answer_id

UNSEEN = ("csrf_token", "key")
ASKED = "asked:"
"""How what was said begins when it waits for a second person (`admin.asking`)."""
ASKED_FOR = (
    "It is more than you may give back or give away alone: it waits for a second person, under Approvals."
)
SENT_BEFORE = "This form was sent before: what it says was done once."


@dataclass(frozen=True)
class Done:
    """What was said when the form was acted on, and whether that was for an earlier sending of it."""

    said: str
    before: bool

    @property
    def asked(self) -> str | None:
        """What waits for a second person, by its name, where it was not done."""
        return self.said.removeprefix(ASKED) if self.said.startswith(ASKED) else None


def once(form: OnceForm, act: Callable[[str], str]) -> Done:
    """Act on a form in one transaction, once for each that was shown; *act* is given a name for what it does.

    The form sent again with other words is another one: whoever went back and changed it means it so. What *act*
    raises leaves the form free to be sent again. Raises StillAtWork, BadKey.
    """
    told = sorted(pair for pair in request.form.items(multi=True) if pair[0] not in UNSEEN)
    name = answer_id(form.key.data or "", f"console {actor()} {request.path} {told}")
    answer, before = idempotency.once(name, b"", lambda: _answer(act(name[:32])))
    return Done(answer.body.decode(), before)


def told(found: object, said: str) -> tuple[str, str]:
    """What a page is to say of what was done, and in which tone: *said*, unless it was done before, or waits."""
    if isinstance(found, Done) and found.asked:
        return ASKED_FOR, "info"
    before = isinstance(found, Done) and found.before
    return (SENT_BEFORE, "info") if before else (said, "success")


def _answer(said: str) -> Answer:
    return Answer(303, "text/plain", said.encode())
