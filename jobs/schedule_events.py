"""What is due at its time: announced by the schedule, worked on like everything else."""

from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class HoldsReviewDue(Event):
    """It is time to give lapsed holds back."""


@dataclass(frozen=True)
class SitemapsReviewDue(Event):
    """It is time to see whether the parts of the sitemaps still fit."""


@dataclass(frozen=True)
class PaymentsReviewDue(Event):
    """It is time to end payments that nobody made, and to ask about those that nobody told us of."""


@dataclass(frozen=True)
class ReconciliationDue(Event):
    """It is time to hold a part of what the payment providers list against the shop's books."""


@dataclass(frozen=True)
class WordsReviewDue(Event):
    """It is time to count the words that products are found by, and to forget those that none has any more."""


@dataclass(frozen=True)
class ErasuresReviewDue(Event):
    """It is time to see whether those who are to be forgotten still have to wait."""
