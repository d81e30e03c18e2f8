from datetime import datetime

from mongoengine import BooleanField, DateTimeField, Document, IntField, QuerySet, StringField

from core.documents import collection

GIFT_CARD, STORE_CREDIT = "gift_card", "store_credit"


class MoveKind:
    ISSUED = "issued"
    """Money was put on it: sold, given, or credited by staff."""
    TAKEN = "taken"
    """An attempt to pay has it, and keeps it once it is paid."""
    GIVEN_BACK = "given_back"
    VOIDED = "voided"
    """What was on a card that another took the place of."""


class AccountQuerySet(QuerySet):
    def draw(self, account: str, minor: int) -> bool:
        """Take that much, if it is there and the account may be used: one conditional update."""
        free = self.filter(id=account, enabled=True, balance_minor__gte=minor)
        return bool(free.update_one(inc__balance_minor=-minor))

    def put(self, account: str, minor: int) -> None:
        self.filter(id=account).update_one(inc__balance_minor=minor)

    def void(self, account: str) -> "TenderAccount | None":
        """Take all of it, so that nobody pays with it any more: the account as it was, None where it is void."""
        found: TenderAccount | None = self.filter(id=account, enabled=True).modify(
            set__enabled=False, set__balance_minor=0
        )
        return found


class TenderAccount(Document):
    """A gift card, or a customer's store credit, in minor units of one currency. Only the query set moves it.

    Of a gift card's code only the hash is kept, and its last characters for people to tell cards apart.
    """

    id: str = StringField(primary_key=True)
    kind: str = StringField(required=True, choices=(GIFT_CARD, STORE_CREDIT))
    code_hash: str | None = StringField()
    ending: str = StringField(default="")
    customer_id: str | None = StringField()
    currency: str = StringField(required=True)
    balance_minor: int = IntField(required=True, default=0)
    enabled: bool = BooleanField(required=True, default=True)
    expires_at: datetime | None = DateTimeField()
    opened_at: datetime = DateTimeField(required=True)

    meta = collection(
        "tender_accounts",
        {"fields": ["code_hash"], "unique": True, "sparse": True},
        "customer_id",
        ("kind", "-opened_at"),
        queryset=AccountQuerySet,
    )


class TenderMove(Document):
    """The ledger: one line for every move of a balance, with its cause. Written once, never changed."""

    id: str = StringField(primary_key=True)
    account: str = StringField(required=True)
    kind: str = StringField(required=True)
    minor: int = IntField(required=True)
    """What it adds to the balance; less than nothing for what is taken."""
    cause: str = StringField(required=True)
    """The attempt to pay; `<attempt>/<what for>` for a part of it that went back; the card that replaces it."""
    cart_id: str | None = StringField()
    actor: str = StringField(required=True)
    at: datetime = DateTimeField(required=True)

    meta = collection("tender_moves", ("account", "at"), "cause", {"fields": ["cart_id"], "sparse": True})
