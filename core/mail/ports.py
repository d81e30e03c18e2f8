from dataclasses import dataclass
from typing import Protocol

from core.errors import Invalid, Unavailable


class MailAway(Unavailable):
    code = "mail-away"
    title = "The mail server does not answer"


class MailLater(MailAway):
    """The mail server answers, and wants to be asked again for that mail."""

    code = "mail-later"
    title = "The mail server does not take that mail now"


class MailRefused(Invalid):
    """The mail server will never take it: asking again changes nothing."""

    code = "mail-refused"
    title = "The mail server refuses that mail"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, field="recipient")


@dataclass(frozen=True)
class Message:
    """A mail in both forms; the text alone must do."""

    recipient: str
    subject: str
    text: str
    html: str


class Mailer(Protocol):
    """What the shop needs from whoever carries its mail."""

    def send(self, message: Message, *, key: str) -> None:
        """Hand it over. *key* becomes the Message-ID, so that a repeat can be told.

        Raises MailAway, MailRefused.
        """
        ...
