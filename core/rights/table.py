"""What each process does to each collection, and so all that its user of MongoDB may (ASVS 5.0, 13.2.2).

The tests hold every command that a face, a job or a `shop` command sends against this page (`tests/asking.py`), so
that nothing is missing. What is not here, MongoDB refuses (`core.rights.roles`).
"""

from collections.abc import Mapping
from typing import Final

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
from core.privacy.holdings import HOLDINGS
from core.privacy.models import Erasure
from core.processes import Process
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

ACTIONS: Final[Mapping[str, str]] = {"r": "find", "a": "insert", "c": "update", "d": "remove"}
"""Read, add, change, delete: the letters of this page, and MongoDB's names for them."""

Rights = Mapping[Process, str]


def _may(
    bff: str = "", admin: str = "", worker: str = "", relay: str = "", schedule: str = "", release: str = ""
) -> Rights:
    return {
        "bff": bff,
        "admin": admin,
        "worker": worker,
        "relay": relay,
        "schedule": schedule,
        "release": release,
    }


RIGHTS: Final[Mapping[type[Document], Rights]] = {
    # What was written once. Nobody deletes it, and nobody changes it but an erasure (below).
    AuditRecord: _may(bff="a", admin="ra", worker="ra", release="a"),
    MoneyEntry: _may(bff="ra", admin="ra", worker="ra", release="ra"),
    OrderChange: _may(bff="ra", admin="ra", worker="ra"),
    StockMove: _may(bff="ra", admin="ra", worker="ra", release="ra"),
    TenderMove: _may(bff="ra", admin="ra", worker="ra"),
    # Staff and machines
    Allowance: _may(admin="rac"),
    ApiKey: _may(bff="rc", admin="rac"),
    Approval: _may(admin="rac", worker="r"),
    StaffMember: _may(admin="rac"),
    StaffTries: _may(admin="rac"),
    # Customers
    Customer: _may(bff="rac", admin="rc", worker="r"),
    LinkedIdentity: _may(bff="rad", worker="r"),
    MailedLink: _may(bff="rc", admin="rc", worker="rac"),
    RefreshToken: _may(bff="racd", admin="rd", worker="r"),
    Registration: _may(bff="rad", worker="rc"),
    Session: _may(bff="racd", admin="rd", worker="r"),
    SpentErrand: _may(bff="ra"),
    WishList: _may(bff="racd", worker="r"),
    Erasure: _may(worker="rac"),
    # Carts, orders, money
    Cart: _may(bff="rac", admin="rc", worker="rc"),
    CartOwner: _may(bff="rac", worker="r"),
    Order: _may(bff="rac", admin="rac", worker="rac", release="rc"),
    OrderLink: _may(bff="rd", worker="rac"),
    OrderLinkAsk: _may(bff="rac"),
    Series: _may(worker="rac", release="rac"),
    Invoice: _may(bff="rc", admin="rc", worker="rac"),
    Return: _may(bff="ra", admin="rc", worker="r"),
    Shipment: _may(bff="ra", admin="rac", worker="r", release="rc"),
    Payment: _may(bff="rac", admin="rac", worker="rac", release="rc"),
    PayerAccount: _may(bff="rac", admin="rac", worker="r"),
    Capture: _may(admin="rac", worker="rac"),
    Refund: _may(bff="r", admin="rac", worker="rac"),
    Dispute: _may(admin="rac", worker="rac"),
    Difference: _may(admin="rc", worker="rac"),
    Reconciliation: _may(worker="rac"),
    TaxQuote: _may(bff="rac"),
    TenderAccount: _may(bff="rc", admin="rac", worker="rc"),
    PromotionUses: _may(bff="rac", admin="rac", worker="rac", release="rac"),
    KnownBuyer: _may(bff="r", admin="r", worker="rac", release="rac"),
    # Stock
    StockItem: _may(bff="rac", admin="rac", worker="rac", release="rac"),
    StockLevel: _may(admin="rac", worker="rac"),
    BackOrder: _may(bff="rac", admin="rac", worker="rac", release="r"),
    ExpectedDelivery: _may(admin="rac"),
    Transfer: _may(admin="rac", worker="r"),
    RestockWish: _may(worker="racd"),
    # What is sold, where, and how it is found
    Product: _may(bff="rac", admin="rac", worker="rc", schedule="r", release="rac"),
    PriceHistory: _may(bff="rac", worker="rac", release="rac"),
    Category: _may(bff="rac", admin="r", worker="r", release="rac"),
    Collection: _may(bff="r", worker="r", release="rac"),
    Market: _may(bff="r", admin="r", worker="r", release="rac"),
    Location: _may(bff="r", admin="r", worker="r", release="rac"),
    DeliveryRate: _may(bff="r", admin="r", worker="r", release="racd"),
    Promotion: _may(bff="r", admin="rac", worker="rc", schedule="r", release="rac"),
    PromotionBook: _may(bff="r", admin="rac", worker="r", release="rac"),
    Redirect: _may(bff="racd", admin="racd", worker="r", release="racd"),
    RedirectBook: _may(bff="rac", admin="rac", release="rac"),
    Card: _may(bff="r", worker="rac"),
    FacetName: _may(bff="r", worker="rac"),
    Synonym: _may(bff="r", release="racd"),
    Word: _may(bff="r", worker="rac"),
    UncountedSale: _may(worker="racd", schedule="r"),
    # Contentful's mirror
    ContentAsset: _may(bff="r", admin="r", worker="racd", release="rac"),
    ContentComparison: _may(admin="r", worker="rac"),
    ContentEntry: _may(bff="r", admin="r", worker="racd", release="rac"),
    ContentLocale: _may(bff="r", admin="r", worker="racd", release="racd"),
    SetAside: _may(worker="racd", release="racd"),
    SyncCursor: _may(admin="r", worker="rac"),
    # Pages and who is told of them
    Page: _may(bff="rac", worker="racd"),
    PageVersion: _may(bff="rac", worker="rac"),
    Build: _may(worker="rac"),
    BuildPart: _may(worker="racd"),
    BuildTurn: _may(bff="racd", worker="racd"),
    Sitemap: _may(bff="rac", worker="rac"),
    Purge: _may(admin="ra", worker="rac"),
    Replica: _may(worker="racd", schedule="r"),
    # How work gets on
    OutboxMessage: _may(bff="a", admin="rac", worker="rac", relay="rc", schedule="ra", release="a"),
    Slot: _may(schedule="rac"),
    Receipt: _may(bff="a", admin="r", worker="rc"),
    SentMail: _may(admin="r", worker="rac"),
    KeptAnswer: _may(bff="racd", admin="racd"),
    Breaker: _may(bff="rac", admin="rac", worker="rac"),
    AppliedMigration: _may(release="rac"),
}

FORGETS: Final[Process] = "worker"
"""Who does erasures, and for that may change and delete what `core.privacy.holdings` says."""
DROPS_INDEXES: Final = (BackOrder, Shipment)
"""Collections whose former indexes a migration takes away."""


def rights_of(process: Process) -> Mapping[str, frozenset[str]]:
    """What that process may do, as MongoDB's actions by the name of the collection."""
    told = {document: _actions(rights[process]) for document, rights in RIGHTS.items()}
    if process == FORGETS:
        for holding in HOLDINGS:
            told[holding.document] |= {"find", "remove" if holding.goes else "update"}
    return {document._get_collection_name(): actions for document, actions in told.items() if actions}


def _actions(letters: str) -> frozenset[str]:
    return frozenset(ACTIONS[letter] for letter in letters)
