import time
from contextlib import suppress

from core.content.errors import SourceMissing
from core.content.events import ContentSyncDue
from core.content.services import continue_later, sync_page
from core.inbox.events import ContentfulWebhookKept
from core.inbox.models import Receipt
from jobs.context import shop

BUDGET_SECONDS = 12.0


def sync(_event: ContentSyncDue) -> None:
    """Read what has changed, page by page; a long way is walked in several jobs."""
    end = time.monotonic() + BUDGET_SECONDS
    with suppress(SourceMissing):
        while sync_page(shop().content):
            if time.monotonic() > end:
                continue_later()
                return


def sync_after_webhook(event: ContentfulWebhookKept) -> None:
    """A webhook is only a hint: what has changed, the source is asked."""
    receipt = Receipt.objects(id=event.receipt_id).first()
    if receipt is None or receipt.done_at:
        return
    sync(ContentSyncDue())
    Receipt.objects.finish(receipt.id)
