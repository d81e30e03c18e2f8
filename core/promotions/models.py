from datetime import datetime
from typing import Any

from mongoengine import (
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    ListField,
    QuerySet,
    StringField,
)

from core.documents import collection


class Promotion(Document):
    """A price that is lower under conditions. What its members mean is said in `entries.PromotionInFile`."""

    id: str = StringField(primary_key=True)
    name: str = StringField(required=True)
    names: dict[str, str] = DictField(StringField())
    """By locale, where it is called otherwise than `name`."""
    codes: list[str] = ListField(StringField())
    """As `codes.folded` writes them; without one it applies by itself, and the member is not there."""
    begins: datetime | None = DateTimeField()
    ends: datetime | None = DateTimeField()
    enabled: bool = BooleanField(required=True, default=True)
    markets: list[str] = ListField(StringField())
    groups: list[str] = ListField(StringField())
    priority: int = IntField(required=True, default=0)
    stacking: str = StringField(required=True, default="together")
    on: dict[str, Any] = DictField()
    when: dict[str, Any] = DictField()
    gives: dict[str, Any] = DictField(required=True)
    limit: int | None = IntField(min_value=1)
    limit_per_customer: int | None = IntField(min_value=1)
    in_force_from: datetime | None = DateTimeField()
    """Since when it gives what it gives now, if it does: for the lowest price before a reduction."""
    past: list[dict[str, Any]] = ListField(DictField())
    """What it gave before: its own record then, with `begins` and `ends` as they came to be."""
    next_change_at: datetime | None = DateTimeField()
    """The next instant at which time alone changes prices that pages show."""
    changed_at: datetime = DateTimeField(required=True)

    meta = collection(
        "promotions",
        {"fields": ["codes"], "unique": True, "sparse": True},
        {"fields": ["next_change_at"], "sparse": True},
        ("-priority", "id"),
    )


class PromotionBook(Document):
    """Which edition of all promotions is the newest: a number that grows with every change of one."""

    id: str = StringField(primary_key=True)
    edition: int = IntField(required=True)

    meta: dict[str, Any] = collection("promotion_book")


class Claim(EmbeddedDocument):
    """One use that a payment has claimed and not made final yet."""

    payment_id: str = StringField(required=True)
    cart_id: str = StringField(required=True)


class UsesQuerySet(QuerySet):
    """Each move is one conditional update of one document, so `taken == used + claims` at every instant."""

    def take(self, name: str, claim: Claim, *, below: int | None) -> bool:
        """Take one use there, if there is one left (*below*: if fewer are taken); again it changes nothing."""
        free = self.filter(id=name, claims__payment_id__ne=claim.payment_id)
        if below is None:
            taken = free.filter(left__gt=0).update_one(inc__left=-1, inc__taken=1, push__claims=claim)
        else:
            taken = free.filter(taken__lt=below).update_one(inc__taken=1, push__claims=claim)
        return bool(taken) or self.filter(id=name, claims__payment_id=claim.payment_id).first() is not None

    def give_back(self, uses: "PromotionUses", payment_id: str) -> None:
        more = {} if uses.left is None else {"inc__left": 1}
        self.filter(id=uses.id, claims__payment_id=payment_id).update_one(
            inc__taken=-1, pull__claims__payment_id=payment_id, **more
        )

    def make_final(self, payment_id: str) -> None:
        self.filter(claims__payment_id=payment_id).update(inc__used=1, pull__claims__payment_id=payment_id)

    def claimed_for(self, payment_id: str) -> "UsesQuerySet":
        found: UsesQuerySet = self.filter(claims__payment_id=payment_id)
        return found


class PromotionUses(Document):
    """How often a promotion was used: in total, spread over buckets of which each has so many *left*; or by one
    buyer, whose `owner` says who it is without saying it. Only the query set above moves its numbers.
    """

    id: str = StringField(primary_key=True)
    promotion: str = StringField(required=True)
    owner: str | None = StringField()
    left: int | None = IntField()
    taken: int = IntField(required=True, default=0)
    used: int = IntField(required=True, default=0)
    claims: list[Claim] = ListField(EmbeddedDocumentField(Claim))

    meta = collection("promotion_uses", ("promotion", "owner"), "claims.payment_id", queryset=UsesQuerySet)


class KnownBuyer(Document):
    """Somebody who has an order that is paid, known by the same names as the owner of uses."""

    id: str = StringField(primary_key=True)

    meta: dict[str, Any] = collection("known_buyers")
