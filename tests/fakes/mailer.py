from core.db import outside_call
from core.mail.ports import MailAway, Message
from tests.fakes.faults import Faults


class FakeMailer:
    """A mail server: it keeps what it was given, under the key it came with."""

    def __init__(self) -> None:
        self.faults = Faults(MailAway("The mail server does not take it."))
        self.sent: list[tuple[str, Message]] = []

    @outside_call
    def send(self, message: Message, *, key: str) -> None:
        with self.faults.around("send"):
            self.sent.append((key, message))

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.sent]

    def to(self, recipient: str) -> list[Message]:
        return [message for _, message in self.sent if message.recipient == recipient]
