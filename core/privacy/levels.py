"""How much each thing that the shop keeps has to be protected, and what that asks for (ASVS 5.0, 14.1).

Of every field of every document there is one level. Whoever adds a document says here whether anybody may see it; a
field that looks like a secret and stands neither among the secrets nor beside them fails the tests.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mongoengine import Document

from core.privacy.elsewhere import NOT_PERSONAL, STAFF
from core.privacy.holdings import HOLDINGS


@dataclass(frozen=True, eq=False)
class Level:
    """*asks*: what is done for whatever has this level, by what it is about."""

    name: str
    is_what: str
    asks: Mapping[str, str]


def _level(name: str, is_what: str, *asks: str) -> Level:
    return Level(name, is_what, dict(zip(ABOUT, asks, strict=True)))


ABOUT = ("kept as", "sent", "against change", "how long", "logs", "who", "caches")

PUBLIC = _level(
    "public",
    "what pages show to everybody",
    "it is",
    "TLS",
    "rights of staff, each change in the audit",
    "as long as it is of use",
    "may stand there",
    "everybody",
    "kept, and purged when it changes",
)
INTERNAL = _level(
    "internal",
    "stock, books, what has to be done: of no person",
    "it is; the volumes of MongoDB are sealed by whoever runs it",
    "TLS",
    "conditional updates in transactions, invariants",
    "as long as the books",
    "ids and numbers may stand there",
    "staff by role and market, machines by scope",
    "no-store",
)
OF_STAFF = _level(
    "staff",
    "who works here, and what they did",
    INTERNAL.asks["kept as"],
    "TLS",
    "the audit, which nothing deletes",
    "as long as the audit: it proves who did what",
    "a hash",
    "staff by role",
    "no-store",
)
PERSONAL = _level(
    "personal",
    "what says something of a customer (GDPR)",
    INTERNAL.asks["kept as"],
    "TLS; to others only what they need, as core/privacy/elsewhere.py has it",
    INTERNAL.asks["against change"],
    "as its row on the map says; an erasure ends it",
    "never: the id of the account, or a hash",
    "whose it is; staff by role and market, machines by scope",
    "no-store",
)
SECRET = _level(
    "secret",
    "what opens something",
    "a hash, or under a seal: never as it is shown",
    "TLS; to nobody but its holder, once",
    "HMAC or AES-GCM",
    "until it ends, or its owner does",
    "never, not even as a hash",
    "nobody",
    "no-store",
)
LEVELS = (PUBLIC, INTERNAL, OF_STAFF, PERSONAL, SECRET)


@dataclass(frozen=True)
class Form:
    """How a secret is kept, and what that looks like."""

    told: str
    looks: re.Pattern[str]


HASHED = Form("SHA-256 of random bits", re.compile(r"[0-9a-f]{64}"))
SLOWLY = Form("argon2id", re.compile(r"\$argon2id\$\S+"))
SEALED = Form("AES-256-GCM", re.compile(r"[\w-]{40,}=*"))
SALT = Form("random bits that open nothing without the token before", re.compile(r"[0-9a-f]{32}"))

SECRETS: Mapping[str, Mapping[str, Form]] = {
    "ApiKey": {"digest": HASHED},
    "Cart": {"_id": HASHED},
    "Customer": {"password": SLOWLY},
    "Erasure": {"sealed": SEALED},
    "KeptAnswer": {"_id": HASHED, "body": SEALED},
    "MailedLink": {"digest": HASHED},
    "OrderLink": {"_id": HASHED},
    "RefreshToken": {"_id": HASHED, "salt": SALT},
    "Registration": {"password": SLOWLY, "digest": HASHED},
    "StaffMember": {"password": SLOWLY, "factor": SEALED, "recovery": HASHED},
    "TenderAccount": {"code_hash": HASHED},
}
"""By document and field, what opens something, and how it is kept."""
ENDING = frozenset({"Cart", "KeptAnswer", "MailedLink", "OrderLink", "RefreshToken", "Registration"})
"""Those of them that MongoDB forgets by itself when their time is over; the others end with their owner."""
OPENS_NOTHING: Mapping[str, Mapping[str, str]] = {
    "Cart": {"codes": "of promotions, which are told to everybody"},
    "Customer": {"credentials": "a number that grows"},
    "Erasure": {"digest": "whose it was, by scrypt"},
    "MailedLink": {"credentials": "a number"},
    "Market": {"tax_codes": "of kinds of goods"},
    "Payment": {"provider_key": "that a repeated call is one; it opens nothing at Stripe without our key"},
    "Promotion": {"codes": "of promotions, which are told to everybody"},
    "Shipment": {"tracking_code": "personal, on the map"},
    "StaffMember": {
        "first_password_until": "a time",  # pragma: allowlist secret
        "factor_step": "a number of a step of time",
        "factor_ahead": "a number of steps of time",
        "factor_apart": "yes or no",
    },
    "SyncCursor": {"token": "a place in Contentful's list; it opens nothing without the delivery token"},
}
"""What has the name of a secret and is none."""

SHOWN = frozenset(
    (
        "Card",
        "Category",
        "Collection",
        "ContentAsset",
        "ContentEntry",
        "ContentLocale",
        "DeliveryRate",
        "FacetName",
        "Market",
        "Page",
        "PageVersion",
        "PriceHistory",
        "Product",
        "Redirect",
        "RedirectBook",
        "Sitemap",
        "Synonym",
        "Word",
    )
)
"""Documents that hold what pages show, and nothing else."""
OF_THE_HOUSE = frozenset(
    (
        "Allowance",
        "ApiKey",
        "AppliedMigration",
        "BackOrder",
        "Breaker",
        "Build",
        "BuildPart",
        "BuildTurn",
        "Capture",
        "ContentComparison",
        "Difference",
        "Dispute",
        "Erasure",
        "ExpectedDelivery",
        "KeptAnswer",
        "Location",
        "OrderLinkAsk",
        "Promotion",
        "PromotionBook",
        "Purge",
        "Reconciliation",
        "Refund",
        "Replica",
        "Series",
        "SetAside",
        "Slot",
        "SpentErrand",
        "StaffMember",
        "StaffTries",
        "StockItem",
        "StockLevel",
        "StockMove",
        "SyncCursor",
        "TaxQuote",
        "TenderMove",
        "Transfer",
        "UncountedSale",
    )
)
"""Documents that are for staff and machines alone; what customers are found in stands on the map."""
STAFFS = {"ApiKey": ("created_by",), "StaffMember": ("_id", "role", "markets"), "Erasure": ("asked_by",)}
_ON_THE_MAP = {holding.document.__name__: holding for holding in HOLDINGS}


def level_of(document: type[Document], path: str) -> Level:
    """The level of a field, named with dots and `_id`. Raises KeyError for a document that is not on this page."""
    name = document.__name__
    if path in SECRETS.get(name, {}):
        return SECRET
    held = _ON_THE_MAP.get(name)
    if held and any(path == one or path.startswith(f"{one}.") for one in held.fields):
        return PERSONAL
    if path in STAFFS.get(name, ()) or NOT_PERSONAL.get(name, {}).get(path) == STAFF:
        return OF_STAFF
    if name in SHOWN:
        return PUBLIC
    if held is None and name not in OF_THE_HOUSE:
        raise KeyError(name)
    return INTERNAL
