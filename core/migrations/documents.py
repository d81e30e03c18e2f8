"""Every document of the shop: what indexes are made for, what a backup holds."""

from mongoengine import Document

from core.allowances.models import Allowance
from core.approvals.models import Approval
from core.audit.models import AuditRecord
from core.breaker import Breaker
from core.carts.models import Cart, CartOwner
from core.catalog.models import Category, Collection, PriceHistory, Product
from core.content.models import (
    ContentAsset,
    ContentComparison,
    ContentEntry,
    ContentLocale,
    SetAside,
    SyncCursor,
)
from core.customers.models import (
    Customer,
    LinkedIdentity,
    MailedLink,
    RefreshToken,
    Registration,
    Session,
    SpentErrand,
)
from core.idempotency.models import KeptAnswer
from core.inbox.models import Receipt
from core.inventory.incoming import ExpectedDelivery
from core.inventory.levels import StockLevel
from core.inventory.models import BackOrder, StockItem, StockMove
from core.inventory.transfers import Transfer
from core.inventory.wishes import RestockWish
from core.invoices.models import Invoice
from core.keys.models import ApiKey
from core.listing.models import Card, FacetName, PageVersion, Synonym, UncountedSale, Word
from core.mail.models import SentMail
from core.markets.models import Location, Market
from core.migrations.models import AppliedMigration
from core.orders.changes import OrderChange
from core.orders.entries import MoneyEntry
from core.orders.links import OrderLink, OrderLinkAsk
from core.orders.models import Order
from core.orders.series import Series
from core.outbox.models import OutboxMessage, Slot
from core.pages.models import Build, BuildPart, BuildTurn, Page, Sitemap
from core.payments.models import Capture, Dispute, PayerAccount, Payment, Refund
from core.payments.reconciliations import Difference, Reconciliation
from core.privacy.models import Erasure
from core.promotions.models import KnownBuyer, Promotion, PromotionBook, PromotionUses
from core.redirects.models import Redirect, RedirectBook
from core.returns.models import Return
from core.shipping.models import DeliveryRate, Shipment
from core.staff.guessing import StaffTries
from core.staff.models import StaffMember
from core.storefront.models import Purge, Replica
from core.tax.models import TaxQuote
from core.tenders.models import TenderAccount, TenderMove
from core.wishlists.models import WishList

DOCUMENTS: tuple[type[Document], ...] = (
    Allowance,
    ApiKey,
    AppliedMigration,
    Approval,
    AuditRecord,
    BackOrder,
    Breaker,
    Build,
    BuildPart,
    BuildTurn,
    Capture,
    Card,
    Cart,
    CartOwner,
    Category,
    Collection,
    ContentAsset,
    ContentComparison,
    ContentEntry,
    ContentLocale,
    Customer,
    DeliveryRate,
    Difference,
    Dispute,
    Erasure,
    ExpectedDelivery,
    FacetName,
    Invoice,
    KeptAnswer,
    KnownBuyer,
    LinkedIdentity,
    Location,
    MailedLink,
    Market,
    MoneyEntry,
    Order,
    OrderChange,
    OrderLink,
    OrderLinkAsk,
    OutboxMessage,
    Page,
    PageVersion,
    PayerAccount,
    Payment,
    PriceHistory,
    Product,
    Promotion,
    PromotionBook,
    PromotionUses,
    Purge,
    Receipt,
    Reconciliation,
    Redirect,
    RedirectBook,
    RefreshToken,
    Refund,
    Registration,
    RestockWish,
    Replica,
    Return,
    SentMail,
    Series,
    Session,
    SetAside,
    Shipment,
    Sitemap,
    Slot,
    SpentErrand,
    StaffMember,
    StaffTries,
    StockItem,
    StockLevel,
    StockMove,
    SyncCursor,
    Synonym,
    TaxQuote,
    Transfer,
    UncountedSale,
    TenderAccount,
    TenderMove,
    WishList,
    Word,
)

WRITTEN_ONCE: tuple[type[Document], ...] = (AuditRecord, MoneyEntry, OrderChange, StockMove, TenderMove)
"""What proves what was done: no process deletes of it. An index can (`expireAfterSeconds`), so a release that has
rights of its own makes none there: their indexes are made with the rights (`core.rights.roles`).
"""
