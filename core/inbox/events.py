from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class WebhookKept(Event):
    """A delivery was verified and kept; its work is still to be done."""

    receipt_id: str


@dataclass(frozen=True)
class StripeWebhookKept(WebhookKept):
    pass


@dataclass(frozen=True)
class ContentfulWebhookKept(WebhookKept):
    pass
