"""The map of personal data: what the shop holds of customers, where, why, how long, and what an erasure does to it.

The export and the erasure are made of this page, so that neither can know less than the other. Whatever looks
personal and stands neither here nor on the page beside it (`core.privacy.elsewhere`) fails the tests.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mongoengine import Document

from core.approvals.models import Approval
from core.audit.models import AuditRecord
from core.carts.models import Cart, CartOwner
from core.customers.models import Customer, LinkedIdentity, MailedLink, RefreshToken, Registration, Session
from core.inbox.models import Receipt
from core.inventory.wishes import RestockWish
from core.invoices.models import Invoice
from core.mail.models import SentMail
from core.orders.changes import OrderChange
from core.orders.entries import MoneyEntry
from core.orders.links import OrderLink
from core.orders.models import Order
from core.outbox.models import OutboxMessage
from core.payments.models import PayerAccount, Payment
from core.privacy.fates import (
    BLANKED,
    BUYER,
    COARSE,
    COUNTRY,
    EMPTIED,
    FREED,
    GOES,
    NOBODYS,
    UNSAID,
    Fate,
)
from core.privacy.finding import acts_of, any_of, mails_of, messages_of, owners_in
from core.privacy.people import Person
from core.promotions.models import KnownBuyer, PromotionUses
from core.returns.models import Return
from core.rows import Query
from core.shipping.models import Shipment
from core.tenders.models import STORE_CREDIT, TenderAccount
from core.wishlists.models import WishList

BOOKS = "as long as the books; after an erasure without the person, because tax law wants the sums"


@dataclass(frozen=True)
class Holding:
    """What one collection holds of customers. With *goes* an erasure deletes its documents, else changes *fields*."""

    document: type[Document]
    why: str
    until: str
    of: Callable[[Person], Query]
    fields: Mapping[str, Fate]
    goes: bool = False
    hidden: frozenset[str] = field(default_factory=frozenset)
    """What an export leaves out: hashes of secrets, which say nothing about anybody and help whoever steals them."""

    @property
    def name(self) -> str:
        return str(self.document._get_collection_name())


def _gone(*fields: str) -> Mapping[str, Fate]:
    return dict.fromkeys(fields, GOES)


HOLDINGS: tuple[Holding, ...] = (  # the account first: from then on nothing new begins
    Holding(
        Customer,
        "The account.",
        "until it is erased",
        lambda one: any_of(_id=one.customers),
        _gone("email", "password", "name", "group", "addresses", "tax_exempt"),
        goes=True,
        hidden=frozenset({"password"}),
    ),
    Holding(
        Session,
        "Sign-ins that go on, and the devices they are on.",
        "until they end, 30 days at most",
        lambda one: any_of(customer_id=one.customers),
        _gone("customer_id", "device", "identity_id"),
        goes=True,
    ),
    Holding(
        LinkedIdentity,
        "With which providers somebody signs in, and what those called them.",
        "until it is taken out or the account is erased",
        lambda one: any_of(customer_id=one.customers),
        _gone("customer_id", "email"),
        goes=True,
    ),
    Holding(
        RefreshToken,
        "Hashes of the tokens with which sign-ins go on.",
        "as the sign-in",
        lambda one: any_of(customer_id=one.customers),
        _gone("customer_id"),
        goes=True,
        hidden=frozenset({"_id", "salt"}),
    ),
    Holding(
        MailedLink,
        "Hashes of links to prove an address or to set a password.",
        "an hour",
        lambda one: any_of(customer_id=one.customers),
        _gone("customer_id", "email"),
        goes=True,
        hidden=frozenset({"digest"}),
    ),
    Holding(
        Registration,
        "Accounts that were asked for, until somebody proves that the address is theirs.",
        "an hour",
        lambda one: any_of(email=one.mailboxes),
        _gone("email", "password", "name"),
        goes=True,
        hidden=frozenset({"password", "digest"}),
    ),
    Holding(
        CartOwner,
        "That a customer has claimed a cart.",
        "until the account is erased",
        lambda one: any_of(_id=one.customers),
        _gone("_id"),
        goes=True,
    ),
    Holding(
        Cart,
        "What somebody means to buy, and where it is to go.",
        "60 days after it was touched last",
        lambda one: any_of(_id=one.carts),
        _gone("customer_id", "email", "shipping_address", "billing_address", "lines.note"),
        goes=True,
    ),
    Holding(
        WishList,
        "What a customer keeps in mind, under names of their own.",
        "until the account is erased",
        lambda one: any_of(customer_id=one.customers),
        _gone("customer_id", "name"),
        goes=True,
    ),
    Holding(
        RestockWish,
        "Who wants one mail when something is there again.",
        "until it is sent, half a year at most",
        lambda one: {"$or": [{"mailbox": {"$in": list(one.mailboxes)}}, {"email": one.spelt()}]},
        _gone("email", "mailbox"),
        goes=True,
    ),
    Holding(
        OrderLink,
        "Hashes of links that open an order.",
        "an hour",
        lambda one: any_of(number=one.orders),
        _gone("number"),
        goes=True,
        hidden=frozenset({"_id"}),
    ),
    Holding(
        OutboxMessage,
        "What has happened, for the jobs that have to hear of it: some of it names an address or an account.",
        "14 days; what nobody could work on until somebody looks",
        messages_of,
        _gone("payload"),
        goes=True,
    ),
    Holding(
        KnownBuyer,
        "That somebody has bought before, by a hash.",
        "until they are erased",
        lambda one: any_of(_id=owners_in(one)),
        _gone("_id"),
        goes=True,
    ),
    Holding(
        PromotionUses,
        "How often a buyer, by a hash, has used a promotion that has a limit for each.",
        "until they are erased",
        lambda one: any_of(owner=owners_in(one)),
        _gone("owner"),
        goes=True,
    ),
    Holding(
        PayerAccount,
        "Under which name the payment provider keeps a customer's cards. There the account is deleted first.",
        "until the account is erased",
        lambda one: any_of(customer_id=one.customers),
        _gone("customer_id", "ref"),
        goes=True,
    ),
    # What the books need stays, of nobody.
    Holding(
        Order,
        "The contract.",
        BOOKS,
        lambda one: any_of(number=one.orders),
        {
            "email": NOBODYS,
            "customer_id": GOES,
            "shipping_address": COARSE,
            "billing_address": COARSE,
            "lines.note": GOES,
            "timeline.actor": BUYER,
            "timeline.note": FREED,
        },
    ),
    Holding(
        Payment,
        "Attempts to pay, with all that an order is made of.",
        BOOKS,
        lambda one: any_of(_id=one.payments),
        {
            "buyer.email": NOBODYS,
            "buyer.customer_id": EMPTIED,
            "buyer.shipping_address": COARSE,
            "buyer.billing_address": COARSE,
            "quote.lines.note": EMPTIED,
            "terms.payer": EMPTIED,
            "terms.card": EMPTIED,
            "fault": FREED,
        },
    ),
    Holding(
        MoneyEntry,
        "The money of an order, entry by entry.",
        BOOKS,
        lambda one: any_of(number=one.orders),
        {"actor": BUYER, "reason": FREED},
    ),
    Holding(
        OrderChange,
        "What was changed about an order.",
        BOOKS,
        lambda one: any_of(number=one.orders),
        {"actor": BUYER, "reason": FREED},
    ),
    Holding(
        Invoice,
        "Invoices and credit notes. The picture is drawn anew, without the person, for whoever asks.",
        BOOKS,
        lambda one: any_of(order_number=one.orders),
        {"buyer": COUNTRY, "reason": FREED, "pdf": GOES},
    ),
    Holding(
        Return,
        "Goods that come back, and why.",
        BOOKS,
        lambda one: any_of(order_number=one.orders),
        {"lines.note": GOES, "timeline.actor": BUYER, "timeline.note": FREED},
    ),
    Holding(
        Shipment,
        "Parcels. The carrier shows where one went to whoever knows its code.",
        BOOKS,
        lambda one: any_of(order_number=one.orders),
        {"tracking_code": GOES},
    ),
    Holding(
        TenderAccount,
        "Store credit.",
        BOOKS,
        lambda one: {"kind": STORE_CREDIT, "customer_id": {"$in": list(one.customers)}},
        {"customer_id": GOES},
    ),
    Holding(
        SentMail,
        "That a mail was sent, so that it is not sent twice; its text is not kept.",
        "kept; after an erasure without address and subject",
        mails_of,
        {"recipient": NOBODYS, "subject": BLANKED},
    ),
    Holding(
        Receipt,
        "Webhooks of the payment provider as they came, which name payers.",
        "30 days (`SHOP_INBOX_DAYS`)",
        lambda one: any_of(facts__ref=one.refs, facts__payment_id=one.payments),
        {"body": UNSAID},
    ),
    Holding(
        Approval,
        "What a member of staff wanted to give that takes two, and why.",
        "kept, because it proves who did what; after an erasure without the person's words",
        lambda one: any_of(number=one.orders, customer_id=one.customers),
        {"customer_id": GOES, "reason": FREED, "remark": FREED},
    ),
    Holding(
        AuditRecord,
        "What staff changed about an order or an account, and why.",
        "kept, because it proves who did what; after an erasure without the person's words",
        acts_of,
        {"facts": FREED},
    ),
)
