from core.db import transactional
from core.listing import sales
from core.listing.events import RecountDue, SalesCountDue, SynonymsChanged
from core.listing.services import refresh
from core.listing.vocabulary import recount
from core.markets.queries import known_markets
from core.orders.events import OrderPaid
from core.orders.queries import order_by_number
from core.outbox.services import announce
from core.storefront import tags
from jobs.schedule_events import WordsReviewDue


@transactional
def review_words(_event: WordsReviewDue) -> None:
    """Every market and language is a job of its own: of a large shop each takes its time."""
    for market in known_markets().values():
        for locale in market.locales:
            announce(RecountDue(market.code, locale))


def count_words(event: RecountDue) -> None:
    recount(event.market, event.locale)


def note_sales(event: OrderPaid) -> None:
    sales.note_sales(line.product_slug for line in order_by_number(event.number).lines)


def count_sales(_event: SalesCountDue) -> None:
    sales.count_sales()


def refresh_searches(_event: SynonymsChanged) -> None:
    """Searches find something else: no page of ours is kept of them, but the storefront has copies."""
    refresh([], [tags.SEARCH])
