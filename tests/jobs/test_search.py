from core.bootstrap import Shop
from core.listing.events import PagesStale, RecountDue, SalesCountDue
from core.listing.models import Card
from core.orders.events import OrderPaid
from core.outbox.models import OutboxMessage
from core.pages.events import PagesRebuilt
from core.storefront import tags
from jobs import search
from jobs.pages import refresh_pages
from jobs.schedule_events import WordsReviewDue
from tests import builders as a


def test_what_is_paid_counts_as_sold_and_makes_no_page_stale(shop: Shop) -> None:
    order = a.paid_order(shop, {"MUG-SAND": 2})
    OutboxMessage.objects.delete()
    search.note_sales(OrderPaid(order.number))
    search.count_sales(SalesCountDue())

    assert {card.sold for card in Card.objects(slug="mug-sand")} == {2}
    assert a.events(PagesStale) == []


def test_every_market_and_language_is_counted_by_a_job_of_its_own(shop: Shop) -> None:
    a.markets()
    a.goods("MUG")
    search.review_words(WordsReviewDue())

    due = a.events(RecountDue)
    assert sorted((event.market, event.locale) for event in due) == [
        ("eu", "de-DE"),
        ("eu", "en-US"),
        ("us", "en-US"),
    ]
    for event in due:
        search.count_words(event)


def test_other_synonyms_reach_whoever_keeps_a_search(shop: Shop) -> None:
    search.refresh_searches(None)  # type: ignore[arg-type]  # it reads nothing of it
    (stale,) = a.events(PagesStale)
    refresh_pages(stale)

    (rebuilt,) = a.events(PagesRebuilt)
    assert rebuilt.tags == [tags.SEARCH]
