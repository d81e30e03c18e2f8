"""Who somebody is to the shop: everything by which their traces are found."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from core.carts.models import Cart
from core.customers.models import Customer
from core.mailboxes import NOBODY, folded
from core.orders.models import Order
from core.payments.models import PayerAccount, Payment
from core.returns.models import Return
from core.rows import Query
from core.shipping.models import Shipment

TELLING = ("name", "company", "line1", "line2", "phone")
"""The parts of an address that lead to somebody."""
SHORTEST_WORD = 2
ERASED = "(erased)"
"""What stands where something was."""
NOBODYS_WORDS = {ERASED, NOBODY}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Person:
    """Names of one person's things, and the words by which texts would tell of them.

    What is another account's is not theirs, even where their address stands on it.
    """

    mailboxes: frozenset[str] = frozenset()
    """As `core.mailboxes.folded` writes them."""
    customers: frozenset[str] = frozenset()
    orders: frozenset[str] = frozenset()
    returns: frozenset[str] = frozenset()
    shipments: frozenset[str] = frozenset()
    """`number/position`, as mails about them are named."""
    carts: frozenset[str] = frozenset()
    payments: frozenset[str] = frozenset()
    refs: frozenset[str] = frozenset()
    """Payments as their provider names them."""
    payers: frozenset[str] = frozenset()
    """Themselves, as providers name them."""
    words: frozenset[str] = frozenset()

    def __or__(self, other: Self) -> Self:
        return type(self)(**{part: getattr(self, part) | getattr(other, part) for part in PARTS})

    @property
    def is_known(self) -> bool:
        return any(getattr(self, part) for part in PARTS if part not in ("mailboxes", "words"))

    def as_plain(self) -> dict[str, list[str]]:
        return {part: sorted(names) for part, names in asdict(self).items()}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Iterable[str]]) -> Self:
        return cls(**{part: frozenset(names) for part, names in plain.items() if part in PARTS})

    def spelt(self) -> Query:
        """A condition on an e-mail address: theirs, however it was typed."""
        return {"$in": [re.compile(f"^{re.escape(mailbox)}$", re.IGNORECASE) for mailbox in self.mailboxes]}

    def is_theirs(self, text: str) -> bool:
        """Whether that is one of their addresses or the id of their account."""
        return folded(text) in self.mailboxes or text in self.customers


PARTS = tuple(field.name for field in fields(Person))


def person_of(email: str) -> Person:
    """Whoever reads the mails to that address, as the shop knows them now. Nothing is changed."""
    found = Person(mailboxes=frozenset({folded(email)}), words=frozenset({folded(email)}))
    for more in (_as_customer, _with_orders, _with_carts, _with_payments, _with_what_left):
        found |= more(found)
    return found


def _as_customer(one: Person) -> Person:
    known = list(_rows(Customer, {"email": {"$in": list(one.mailboxes)}}))
    ids = [row["_id"] for row in known]
    payers = _rows(PayerAccount, {"customer_id": {"$in": ids}})
    return Person(
        customers=frozenset(ids),
        payers=frozenset(row["ref"] for row in payers),
        words=_words(row.get("name") for row in known)
        | _words_of(address for row in known for address in row.get("addresses", ())),
    )


def _with_orders(one: Person) -> Person:
    rows = list(_rows(Order, _theirs(one)))
    return Person(
        orders=frozenset(row["number"] for row in rows),
        carts=frozenset(row["cart_id"] for row in rows),
        payments=frozenset(row["payment_id"] for row in rows),
        words=_words(row["email"] for row in rows)
        | _words_of(row[name] for row in rows for name in ("shipping_address", "billing_address")),
    )


def _with_carts(one: Person) -> Person:
    rows = list(_rows(Cart, _theirs(one)))
    addresses = (row.get(name) for row in rows for name in ("shipping_address", "billing_address"))
    return Person(
        carts=frozenset(row["_id"] for row in rows),
        words=_words(row.get("email") for row in rows)
        | _words_of(address for address in addresses if address),
    )


def _with_payments(one: Person) -> Person:
    """Also those that nothing came of, whose carts MongoDB has forgotten."""
    theirs = [
        {"cart_id": {"$in": list(one.carts)}},
        {"number": {"$in": list(one.orders)}},
        {"buyer.customer_id": {"$in": list(one.customers)}},
        {"buyer.email": one.spelt(), "buyer.customer_id": None},
    ]
    rows = list(_rows(Payment, {"$or": theirs}))
    buyers = [row["buyer"] for row in rows]
    return Person(
        payments=frozenset(row["_id"] for row in rows),
        refs=frozenset(row["provider_ref"] for row in rows if row.get("provider_ref")),
        words=_words(buyer.get("email") for buyer in buyers)
        | _words_of(buyer[name] for buyer in buyers for name in ("shipping_address", "billing_address")),
    )


def _with_what_left(one: Person) -> Person:
    ordered = {"order_number": {"$in": list(one.orders)}}
    parcels = list(_rows(Shipment, ordered))
    return Person(
        returns=frozenset(row["number"] for row in _rows(Return, ordered)),
        shipments=frozenset(f"{row['order_number']}/{row.get('position', 1)}" for row in parcels),
        words=_words(row.get("tracking_code") for row in parcels),
    )


def _theirs(one: Person) -> Query:
    """What their account holds, and what nobody's account holds and bears their address."""
    return {
        "$or": [
            {"customer_id": {"$in": list(one.customers)}},
            {"email": one.spelt(), "customer_id": None},
        ]
    }


def _rows(document: Any, query: Query) -> Iterable[Row]:
    found: Iterable[Row] = document._get_collection().find(query)
    return found


def _words_of(addresses: Iterable[Row]) -> frozenset[str]:
    return _words(address.get(part) for address in addresses for part in TELLING)


def _words(texts: Iterable[str | None]) -> frozenset[str]:
    stripped = (text.strip() for text in texts if text)
    return frozenset(text for text in stripped if len(text) >= SHORTEST_WORD) - NOBODYS_WORDS
