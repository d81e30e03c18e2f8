"""A null of each port that may be left unset: it writes a log line instead of calling anybody."""

from collections.abc import Mapping, Sequence

from core import log
from core.analytics.ports import TrackedEvent
from core.content.errors import BadContentSignature, SourceMissing
from core.content.ports import PAGE, ContentEvent, ContentPage, Draft, SourceItem, SourceLocale
from core.mail.ports import Message
from core.queue import Lane, QueueAway
from core.storefront.ports import Reply


class LogTracker:
    def track(self, event: TrackedEvent) -> None:
        log.get(__name__).info("tracked", what=event.name, message_id=event.message_id)


class LogMailer:
    def send(self, message: Message, *, key: str) -> None:
        log.get(__name__).info("mail_not_sent", key=key, subject=message.subject)


class NoStorefront:
    replicas: Sequence[str] = ()

    def tell(self, replica: str, tags: Sequence[str], version: int) -> Reply:  # noqa: ARG002
        return Reply(0, fault="is no storefront of this shop")


class NoDrafts:
    """Nobody can be asked for what is not published."""

    def draft(self, entry_id: str | None, *, content_types: Sequence[str], slug: str) -> Draft | None:  # noqa: ARG002
        raise SourceMissing


class NoContentSource:
    """Content comes from imports alone."""

    def locales(self) -> list[SourceLocale]:
        raise SourceMissing

    def changes(self, token: str | None, limit: int = PAGE) -> ContentPage:  # noqa: ARG002
        raise SourceMissing

    def look_up(self, kind: str, ids: Sequence[str]) -> list[SourceItem]:  # noqa: ARG002
        raise SourceMissing

    def read_event(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> ContentEvent:  # noqa: ARG002
        raise BadContentSignature("No content source is configured.")


class NoQueue:
    """In a process that rings for nothing, and so is not told where Redis is."""

    def enqueue(self, job: str, arguments: Sequence[str], *, key: str, lane: Lane = Lane.SHOP) -> bool:  # noqa: ARG002
        raise QueueAway("This process rings for no jobs.")

    def depth(self) -> int:
        raise QueueAway("This process rings for no jobs.")
