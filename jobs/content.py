from contextlib import suppress

from core.content import comparison, services
from core.content.errors import NothingToCompare, SourceMissing
from core.content.events import ContentComparisonDue, ContentReviewDue, ContentSyncDue
from core.inbox.events import ContentfulWebhookKept
from core.inbox.models import Receipt
from jobs.context import shop

BUDGET_SECONDS = 12.0
CONTENT_TYPE = ".ContentType."
"""In the topic of a webhook: what entries look like has changed, which no sync tells of."""


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
    if CONTENT_TYPE in receipt.kind:
        review(ContentReviewDue())
    Receipt.objects.finish(receipt.id)


def review(_event: ContentReviewDue) -> None:
    """Compare the whole mirror with its source, and repair it; before the first sync there is nothing to."""
    with suppress(NothingToCompare):
        comparison.begin()


def compare(event: ContentComparisonDue) -> None:
    """Go on with a comparison; a long one is made in several jobs."""
    with suppress(SourceMissing):
        if not comparison.compare(shop().content, event.comparison, seconds=BUDGET_SECONDS):
            comparison.continue_later(event.comparison)
