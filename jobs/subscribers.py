"""Every reaction of the shop to what has happened, on one page."""

from collections.abc import Callable, Mapping
from typing import Any

from core.catalog.events import (
    CatalogueLoaded,
    CategoriesChanged,
    CollectionChanged,
    ManyTimesDue,
    ProductChanged,
    ProductsChanged,
    ProductTimesDue,
)
from core.content.events import (
    ContentChanged,
    ContentComparisonDue,
    ContentReviewDue,
    ContentSyncDue,
)
from core.customers.events import (
    CustomerRegistered,
    EmailChanged,
    EmailProofAsked,
    IdentityLinked,
    PasswordChanged,
    PasswordResetAsked,
    RegistrationAsked,
    SessionStolen,
)
from core.inbox.events import ContentfulWebhookKept, StripeWebhookKept
from core.inventory.events import AvailabilityTurned, BackInStock, RestockWished, SoldOut, StockLow
from core.listing.events import CardsStale, PagesStale, RecountDue, SalesCountDue, SynonymsChanged
from core.markets.events import MarketsChanged
from core.orders.events import (
    OrderCancelled,
    OrderChanged,
    OrderLinkAsked,
    OrderPaid,
    OrderPlaced,
    OrderShipped,
    RefundOwed,
)
from core.outbox.events import Event
from core.pages.events import BuildPartDue, PagesRebuilt
from core.payments.events import (
    CaptureAsked,
    DisputeChanged,
    PaymentQuarantined,
    PaymentRetired,
    RefundDue,
    RefundFailed,
)
from core.privacy.events import ErasureDue
from core.promotions.events import CataloguePricesChanged, PromotionTimesDue
from core.queue import Lane
from core.redirects.events import RedirectsChanged
from core.returns.events import ReturnMoved
from core.shipping.events import ShipmentSent
from core.storefront.events import PurgeRequested, ReplicasBehind
from jobs import (
    accounts,
    analytics,
    catalog,
    content,
    inventory,
    invoices,
    mail,
    orders,
    pages,
    payments,
    privacy,
    promotions,
    redirects,
    search,
    sitemaps,
    storefront,
)
from jobs.schedule_events import (
    ErasuresReviewDue,
    HoldsReviewDue,
    PaymentsReviewDue,
    ReconciliationDue,
    SitemapsReviewDue,
    WordsReviewDue,
)

Job = Callable[[Any], None]

SUBSCRIBERS: Mapping[type[Event], tuple[Job, ...]] = {
    StripeWebhookKept: (payments.settle_webhook,),
    ContentfulWebhookKept: (content.sync_after_webhook,),
    ContentSyncDue: (content.sync,),
    ContentReviewDue: (content.review,),
    ContentComparisonDue: (content.compare,),
    ContentChanged: (pages.refresh_content,),
    ProductChanged: (pages.refresh_product,),
    ProductsChanged: (pages.refresh_products,),
    ProductTimesDue: (catalog.apply_times,),
    CataloguePricesChanged: (promotions.refresh_goods,),
    PromotionTimesDue: (promotions.apply_times,),
    ManyTimesDue: (catalog.apply_many_times,),
    CategoriesChanged: (catalog.reshelve, pages.refresh_categories),
    CollectionChanged: (catalog.gather, pages.refresh_collection),
    CatalogueLoaded: (pages.build_everything,),
    MarketsChanged: (pages.build_everything,),
    BuildPartDue: (pages.go_on_building,),
    CardsStale: (pages.go_on_with_cards,),
    PagesStale: (pages.refresh_pages,),
    SynonymsChanged: (search.refresh_searches,),
    WordsReviewDue: (search.review_words,),
    SalesCountDue: (search.count_sales,),
    RecountDue: (search.count_words,),
    PagesRebuilt: (pages.revalidate, sitemaps.plan_after_build),
    RedirectsChanged: (redirects.tell_storefront,),
    PurgeRequested: (storefront.send_purge,),
    ReplicasBehind: (storefront.catch_up,),
    AvailabilityTurned: (pages.refresh_availability, inventory.review_level),
    SoldOut: (inventory.log_level,),
    StockLow: (inventory.log_level,),
    RestockWished: (inventory.note_wish,),
    BackInStock: (mail.back_in_stock,),
    OrderPlaced: (inventory.keep_goods, mail.order_received, orders.number_order),
    OrderPaid: (
        mail.order_confirmation,
        invoices.invoice_order,
        analytics.order_completed,
        payments.give_up_others,
        promotions.make_uses_final,
        search.note_sales,
    ),
    ShipmentSent: (mail.shipping_notice, payments.capture_parcel),
    OrderShipped: (payments.capture_shipped,),
    OrderLinkAsked: (mail.order_link,),
    OrderChanged: (invoices.invoice_change, payments.capture_edited),
    ReturnMoved: (mail.return_news,),
    OrderCancelled: (payments.give_up_cancelled, mail.order_cancelled, analytics.order_cancelled),
    RefundOwed: (payments.pay_out,),
    PaymentRetired: (inventory.release_goods, promotions.give_parts_back),
    RefundDue: (payments.give_back, inventory.release_goods, promotions.give_parts_back),
    CaptureAsked: (payments.capture_asked,),
    RefundFailed: (payments.report_failed_refund,),
    DisputeChanged: (payments.report_dispute,),
    PaymentQuarantined: (payments.report_quarantine,),
    CustomerRegistered: (mail.welcome,),
    RegistrationAsked: (accounts.registration_link,),
    SessionStolen: (accounts.warn_of_theft,),
    PasswordResetAsked: (accounts.reset_link,),
    PasswordChanged: (accounts.password_changed,),
    EmailProofAsked: (accounts.email_link,),
    EmailChanged: (accounts.email_changed,),
    IdentityLinked: (accounts.identity_linked,),
    SitemapsReviewDue: (sitemaps.plan,),
    HoldsReviewDue: (inventory.release_lapsed, inventory.end_unpaid, inventory.review_watched),
    PaymentsReviewDue: (payments.end_overdue, payments.ask_unsettled, payments.take_unanswered),
    ReconciliationDue: (payments.reconcile,),
    ErasureDue: (privacy.erase,),
    ErasuresReviewDue: (privacy.review,),
}


BULK: frozenset[Job] = frozenset(
    {
        pages.go_on_building,
        content.compare,
        catalog.apply_times,
        catalog.apply_many_times,
        catalog.gather,
        catalog.reshelve,
        privacy.erase,
        privacy.review,
        promotions.apply_times,
        search.count_sales,
        storefront.catch_up,
    }
)
"""Jobs that take long and may wait."""


def lane_of(name: str) -> Lane:
    """Where a job is queued: a payment waits for no page, and a page for no build of everything."""
    job = JOBS.get(name)
    if job in BULK:
        return Lane.BULK
    return Lane.MONEY if job and job.__module__ == payments.__name__ else Lane.SHOP


def name_of(job: Job) -> str:
    return f"{job.__module__}.{job.__qualname__}"


JOBS: Mapping[str, Job] = {name_of(job): job for jobs in SUBSCRIBERS.values() for job in jobs}
"""The only functions that a queue entry can name."""


def jobs_for(event: type[Event]) -> list[str]:
    return [name_of(job) for job in SUBSCRIBERS[event]]
