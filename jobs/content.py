from contextlib import suppress

from core.content import services
from core.content.errors import SourceMissing
from core.content.events import ContentSyncDue
from core.inbox.events import ContentfulWebhookKept
from core.inbox.models import Receipt
from jobs.context import shop

BUDGET_SECONDS = 12.0


def sync(_event: ContentSyncDue) -> None:
    """Read what has changed, page by page; a long way is walked in several jobs."""
    with suppress(SourceMissing):
        if not services.sync(shop().content, seconds=BUDGET_SECONDS):
            services.continue_later()


def sync_after_webhook(event: ContentfulWebhookKept) -> None:
    """A webhook is only a hint: what has changed, the source is asked, once for many that came together."""
    receipt = Receipt.objects(id=event.receipt_id).first()
    if receipt is None or receipt.done_at:
        return
    if not services.has_seen(receipt.received_at):
        sync(ContentSyncDue())
    Receipt.objects.finish(receipt.id)
