"""How a person's documents are found, where it takes more than a name: conditions in MongoDB's words."""

import re
from collections.abc import Iterable

from core.privacy.people import Person
from core.promotions.uses import owners_of
from core.rows import Query
from core.tenders.queries import credit_id

MAILS_ABOUT_ORDERS = ("order_received", "order_confirmation", "order_cancelled")
MAILS_ABOUT_ACCOUNTS = (
    "welcome",
    "reset_link",
    "email_link",
    "identity_linked",
    "password_changed",
    "email_changed",
    "session_stolen",
    "account_exists",
)
STEPS_OF_RETURNS = ("approved", "refused", "inspected")


def any_of(**conditions: Iterable[str]) -> Query:
    """Where one of those fields has one of its values."""
    return {"$or": [{name.replace("__", "."): {"$in": list(values)}} for name, values in conditions.items()]}


def mails_of(person: Person) -> Query:
    """To them, or about what is theirs: their orders may be confirmed to others, their account to a new address."""
    about = [f"{kind}:{number}" for kind in MAILS_ABOUT_ORDERS for number in person.orders]
    about += [f"shipping_notice:{parcel}" for parcel in person.shipments]
    about += [f"return_{step}:{number}" for step in STEPS_OF_RETURNS for number in person.returns]
    kinds = [f"^{kind}:{customer}(?::|$)" for kind in MAILS_ABOUT_ACCOUNTS for customer in person.customers]
    return {"$or": [{"recipient": person.spelt()}, {"_id": {"$in": [*about, *map(re.compile, kinds)]}}]}


def messages_of(person: Person) -> Query:
    told = [{f"payload.{name}": person.spelt()} for name in ("email", "former")]
    return {"$or": [*told, {"payload.customer_id": {"$in": list(person.customers)}}]}


def owners_in(person: Person) -> list[str]:
    mailboxes = [name for mailbox in person.mailboxes for name in owners_of(mailbox, None)]
    return [*mailboxes, *(name for customer in person.customers for name in owners_of(None, customer))]


def acts_of(person: Person) -> Query:
    """Changes that staff made to what is theirs."""
    targets = [f"order:{number}" for number in person.orders]
    targets += [f"customer:{customer}" for customer in person.customers]
    credit = [f"^tender:{re.escape(credit_id(customer, ''))}" for customer in person.customers]
    return {"target": {"$in": [*targets, *map(re.compile, credit)]}}
