"""The SMTP side: takes every mail for anybody, unless it was told to refuse."""

import threading
from dataclasses import dataclass

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from dev.mailbox.folder import Folder

LARGEST_MAIL_BYTES = 10 * 2**20
REFUSALS = {451: "451 4.3.0 Try again later, as asked for", 554: "554 5.7.1 Refused, as asked for"}


@dataclass(frozen=True)
class Refusal:
    """The next *left* mails are answered with *code*."""

    left: int = 0
    code: int = 451


class Refusals:
    """How many mails are still to be refused, and how."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refusal = Refusal()

    @property
    def now(self) -> Refusal:
        return self._refusal

    def plan(self, refusal: Refusal) -> None:
        with self._lock:
            self._refusal = refusal

    def take(self) -> str | None:
        """The answer to the mail at hand when it is to be refused."""
        with self._lock:
            left, code = self._refusal.left, self._refusal.code
            self._refusal = Refusal(max(0, left - 1), code)
        return REFUSALS[code] if left else None


class Postman:
    """aiosmtpd's handler."""

    def __init__(self, folder: Folder, refusals: Refusals) -> None:
        self.folder = folder
        self.refusals = refusals

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        if answer := self.refusals.take():
            return answer
        assert isinstance(envelope.content, bytes)
        try:
            name = self.folder.keep(envelope.mail_from, envelope.rcpt_tos, envelope.content)
        except OSError as error:
            return f"452 4.3.1 Cannot be kept ({error.strerror})"
        print(f"kept {name} for {', '.join(envelope.rcpt_tos)}", flush=True)
        return "250 2.0.0 Kept"


def smtp_server(host: str, port: int, folder: Folder, refusals: Refusals) -> Controller:
    """Not yet started; its `start` returns when it serves, its `stop` when it is down."""
    return Controller(
        Postman(folder, refusals),
        hostname=host,
        port=port,
        data_size_limit=LARGEST_MAIL_BYTES,
        ident="Quayside mailbox",
    )
