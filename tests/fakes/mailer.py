from core.db import outside_call
from core.mail.ports import MailAway, MailRefused, Message
from tests.fakes.faults import Faults


class FakeMailer:
    """A mail server: it keeps what it was given, under the key it came with."""

    def __init__(self) -> None:
        self.faults = Faults(MailAway("The mail server does not take it."))
        self.sent: list[tuple[str, Message]] = []
        self.refuses: set[str] = set()
        """Recipients that it will never take mail for."""

    @outside_call
    def send(self, message: Message, *, key: str) -> None:
        if message.recipient in self.refuses:
            raise MailRefused("The mail server does not know the recipient (550).")
        with self.faults.around("send"):
            self.sent.append((key, message))

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.sent]

    def to(self, recipient: str) -> list[Message]:
        return [message for _, message in self.sent if message.recipient == recipient]
