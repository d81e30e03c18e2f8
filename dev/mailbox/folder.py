"""Mails on disk: one `.eml` file each, the newest kept, the oldest forgotten."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from functools import lru_cache
from pathlib import Path

KEPT_MAILS = 1_000
PARSED_MAILS = 200


@dataclass(frozen=True)
class Attachment:
    name: str
    type: str
    size: int  # bytes


@dataclass(frozen=True)
class Mail:
    """One mail as it was received; *sender* and *recipients* are the envelope's, not the headers'."""

    id: str
    received: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    message_id: str
    text: str | None
    html: str | None
    attachments: tuple[Attachment, ...]


class Folder:
    """The mails in *directory*, at most *size* of them. Safe for several threads of one process."""

    def __init__(self, directory: Path, size: int = KEPT_MAILS) -> None:
        self.directory = directory
        self.size = size
        self._lock = threading.Lock()
        self._last = 0

    def keep(self, sender: str | None, recipients: Sequence[str], content: bytes) -> str:
        """Keep one mail, whole or not at all, forget the oldest ones beyond *size*, and answer its id."""
        trace = [
            f"Return-Path: <{sender or ''}>",
            *(f"Delivered-To: {recipient}" for recipient in recipients),
        ]
        with self._lock:
            # Ids sort by time, also when the clock stands still or steps back.
            self._last = max(time.time_ns(), self._last + 1)
            name = f"{self._last:020d}"
            draft = self.directory / f"{name}.part"
            draft.write_bytes("".join(f"{line}\r\n" for line in trace).encode() + content)
            draft.rename(self.directory / f"{name}.eml")
            for old in self._files()[self.size :]:
                old.unlink(missing_ok=True)
        return name

    def mails(self) -> list[Mail]:
        """Newest first."""
        return [mail for file in self._files() if (mail := self.mail(file.stem))]

    def mail(self, name: str) -> Mail | None:
        content = self.source(name)
        return None if content is None else read_mail(name, content)

    def source(self, name: str) -> bytes | None:
        """The file's bytes; None when there is no such mail."""
        if not (name.isascii() and name.isdigit()):
            return None
        try:
            return (self.directory / f"{name}.eml").read_bytes()
        except OSError:
            return None

    def clear(self) -> int:
        """Forget all mails and answer how many there were."""
        with self._lock:
            files = self._files()
            for file in files:
                file.unlink(missing_ok=True)
        return len(files)

    def _files(self) -> list[Path]:
        return sorted(self.directory.glob("*.eml"), reverse=True)


@lru_cache(maxsize=PARSED_MAILS)
def read_mail(name: str, content: bytes) -> Mail:
    """A mail from the bytes that `Folder.keep` wrote."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return Mail(
        id=name,
        received=datetime.fromtimestamp(int(name) // 1_000 / 1_000_000, UTC),
        sender=str(message["Return-Path"] or "").strip("<>"),
        recipients=tuple(str(recipient) for recipient in message.get_all("Delivered-To", [])),
        subject=str(message["Subject"] or ""),
        message_id=str(message["Message-ID"] or ""),
        text=_text(message.get_body(("plain",))),
        html=_text(message.get_body(("html",))),
        attachments=tuple(_attachment(part) for part in message.iter_attachments()),
    )


def _text(part: MIMEPart | None) -> str | None:
    if part is None:
        return None
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    try:
        return content.decode(part.get_content_charset("utf-8"), "replace").replace("\r\n", "\n")
    except LookupError:  # a charset that nobody has heard of
        return content.decode("utf-8", "replace")


def _attachment(part: MIMEPart) -> Attachment:
    content = part.get_payload(decode=True)
    size = len(content) if isinstance(content, bytes) else 0
    return Attachment(part.get_filename() or "unnamed", part.get_content_type(), size)
