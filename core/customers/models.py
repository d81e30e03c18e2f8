import secrets
from datetime import datetime

from mongoengine import (
    BooleanField,
    DateTimeField,
    Document,
    EmbeddedDocumentField,
    IntField,
    ListField,
    StringField,
)

from core.addresses import Address
from core.documents import collection, expires


class Customer(Document):
    """Somebody with an account. Known everywhere by a random id; the address they sign in with may change."""

    id: str = StringField(primary_key=True)
    email: str = StringField(required=True, unique=True)
    """As `core.mailboxes.folded` writes it: one spelling per mailbox."""
    password: str | None = StringField()
    """None for an account that was opened with a provider, until its owner chooses one by a mailed link."""
    name: str = StringField(required=True, max_length=120)
    group: str | None = StringField()
    """The customer group that prices and promotions may be for."""
    tax_exempt: bool = BooleanField(default=False)
    """Whether somebody has seen the proof that no tax is due."""
    addresses: list[Address] = ListField(EmbeddedDocumentField(Address))
    credentials: int = IntField(default=0)
    """Grows when what was to be mailed or proved before is good no more: with each new password, each new address."""
    email_verified_at: datetime | None = DateTimeField()
    """When somebody proved to read the mails to that address."""
    signed_in_at: datetime | None = DateTimeField()
    disabled_at: datetime | None = DateTimeField()
    """Since when nobody signs in to it; None for everybody else's account."""
    created_at: datetime = DateTimeField(required=True)

    meta = collection("customers")


class Session(Document):
    """A sign-in on one device. While it is there, what was issued in it is good; when it is gone, nothing is."""

    id: str = StringField(primary_key=True)
    customer_id: str = StringField(required=True)
    device: str = StringField(default="")
    """What the device says of itself: its `User-Agent`."""
    identity_id: str | None = StringField()
    """The identity at a provider with which it was begun; none where it was a password."""
    acr: str | None = StringField()
    amr: list[str] = ListField(StringField())
    """How strongly they signed in there, as far as the provider said so (core/customers/ports.py)."""
    authenticated_at: datetime | None = DateTimeField()
    """When they showed who they are there, if the provider said so."""
    started_at: datetime = DateTimeField(required=True)
    proved_at: datetime | None = DateTimeField()
    """When the password was typed in it once more, if that is so (core/customers/fresh.py)."""
    last_used_at: datetime = DateTimeField(required=True)
    ends_at: datetime = DateTimeField(required=True)
    """The end, however often it is used."""
    expires_at: datetime = DateTimeField(required=True)
    """The end, if it is not used again."""

    meta = collection("customer_sessions", ("customer_id", "-last_used_at"), expires("expires_at"))


class RefreshToken(Document):
    """A sign-in that goes on. Only the hash of the token is kept; each is good for one use.

    `family` is its session. `salt` leads from the token to its successor, for whoever has the token.
    """

    id: str = StringField(primary_key=True)
    customer_id: str = StringField(required=True)
    family: str = StringField(required=True)
    used_at: datetime | None = DateTimeField()
    """When it had first led to its successor, so that an answer could be on its way."""
    salt: str | None = StringField()
    expires_at: datetime = DateTimeField(required=True)

    meta = collection("refresh_tokens", "family", "customer_id", expires("expires_at"))


class Registration(Document):
    """An account that somebody wants, until they prove that they read the mails to its address."""

    id: str = StringField(primary_key=True)
    email: str = StringField(required=True)
    password: str = StringField(required=True)
    """As the account will keep it."""
    name: str = StringField(required=True, max_length=120)
    digest: str | None = StringField()
    """Of the token that opens it, once that was mailed."""
    asked_at: datetime = DateTimeField(required=True)
    expires_at: datetime = DateTimeField(required=True)

    meta = collection("registrations", "digest", ("email", "asked_at"), expires("expires_at"))


class MailedLink(Document):
    """The newest link of its purpose that was mailed to a customer. Only the hash of its token is kept."""

    id: str = StringField(primary_key=True)
    """`purpose:customer`: one takes the place of the other."""
    purpose: str = StringField(required=True)
    customer_id: str = StringField(required=True)
    email: str = StringField(required=True)
    """Where it went: whoever brings it reads the mails to that address."""
    credentials: int = IntField(default=0)
    """Its customer's when it was asked for: it is good while they are the same."""
    digest: str = StringField(required=True)
    asked_at: datetime = DateTimeField(required=True)
    used_at: datetime | None = DateTimeField()
    expires_at: datetime = DateTimeField(required=True)

    meta = collection("mailed_links", "digest", expires("expires_at"))


class LinkedIdentity(Document):
    """Somebody at a provider who signs in to an account here. Its id follows from issuer and subject: one account."""

    id: str = StringField(primary_key=True)
    customer_id: str = StringField(required=True)
    provider: str = StringField(required=True)
    """What the settings called the provider then: for people."""
    email: str | None = StringField()
    """What the provider said then: for people. Nobody is found by it."""
    linked_at: datetime = DateTimeField(required=True)

    meta = collection("linked_identities", "customer_id")


class SpentErrand(Document):
    """A way to a provider and back that was gone to its end: nobody goes it twice."""

    id: str = StringField(primary_key=True)
    expires_at: datetime = DateTimeField(required=True)

    meta = collection("spent_errands", expires("expires_at"))


def new_customer_id() -> str:
    return f"cus_{secrets.token_hex(12)}"


def new_registration_id() -> str:
    return f"reg_{secrets.token_hex(12)}"


def new_session_id() -> str:
    return f"ses_{secrets.token_hex(16)}"
