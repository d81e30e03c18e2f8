from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mongoengine import Q

from core import clock
from core.tenders.codes import hashed
from core.tenders.errors import GiftCardNotFound, UnknownGiftCard
from core.tenders.models import GIFT_CARD, STORE_CREDIT, MoveKind, TenderAccount, TenderMove


@dataclass(frozen=True)
class Tender:
    """What a gift card or the store credit pays of a total, and what there is on it; minor units."""

    account: str
    kind: str
    ending: str
    minor: int
    balance_minor: int


def credit_id(customer_id: str, currency: str) -> str:
    return f"credit:{customer_id}:{currency}"


def credits_of(customer_id: str) -> list[TenderAccount]:
    """A customer's store credit, one account for each currency it was ever granted in."""
    found = TenderAccount.objects(customer_id=customer_id, kind=STORE_CREDIT)
    return list(found.order_by("currency"))


def gift_card_of(code: str, currency: str) -> TenderAccount:
    """The card with that code, if it can be used for that currency now. Raises UnknownGiftCard, alike for all."""
    card: TenderAccount | None = TenderAccount.objects(code_hash=hashed(code), currency=currency).first()
    if card is None or not usable(card):
        raise UnknownGiftCard
    return card


def gift_card_named(card_id: str) -> TenderAccount:
    """The card of that id, whether it can be used or not. Raises GiftCardNotFound."""
    card: TenderAccount | None = TenderAccount.objects(id=card_id, kind=GIFT_CARD).first()
    if card is None:
        raise GiftCardNotFound(card_id)
    return card


def issued_with(card_id: str) -> int:
    """What was on a card when it was issued, minor units."""
    return int(TenderMove.objects.get(account=card_id, kind=MoveKind.ISSUED).minor)


def used_among(card_ids: Iterable[str]) -> set[str]:
    """Those of these cards that anybody has ever paid with, also where it has come back: somebody has the code."""
    return set(TenderMove.objects(account__in=list(card_ids), kind=MoveKind.TAKEN).distinct("account"))


def usable(account: TenderAccount) -> bool:
    in_time = account.expires_at is None or account.expires_at > clock.now()
    return bool(account.enabled) and in_time


def tenders_for(
    total_minor: int, currency: str, accounts: Sequence[str], *, cart_id: str | None = None
) -> list[Tender]:
    """What each of these accounts pays of that total, in their order, gift cards before store credit.

    With *cart_id*, what an attempt of that cart has taken counts as still there: for what is shown.
    """
    if not accounts:
        return []
    known = {
        account.id: account for account in TenderAccount.objects(id__in=list(accounts), currency=currency)
    }
    mine = _taken_by(cart_id) if cart_id else Counter()
    found, left = [], total_minor
    for name in sorted(known, key=lambda name: (known[name].kind == STORE_CREDIT, accounts.index(name))):
        account = known[name]
        balance = account.balance_minor + mine[name]
        part = min(left, balance) if usable(account) else 0
        found.append(Tender(name, account.kind, account.ending, part, balance))
        left -= part
    return found


def _taken_by(cart_id: str) -> Counter[str]:
    taken: Counter[str] = Counter()
    for move in TenderMove.objects(cart_id=cart_id):
        taken[move.account] -= move.minor
    return taken


def faults() -> Iterator[str]:
    """Accounts whose balance is not what their ledger adds up to, or is below zero."""
    sums: Counter[str] = Counter()
    for row in TenderMove.objects.aggregate([{"$group": {"_id": "$account", "sum": {"$sum": "$minor"}}}]):
        sums[row["_id"]] = row["sum"]
    for account in TenderAccount.objects:
        if account.balance_minor != sums[account.id]:
            yield f"tender {account.id}: its balance is what its ledger adds up to"
        if account.balance_minor < 0:
            yield f"tender {account.id}: its balance is not below zero"


def moves_of(payment_id: str) -> list[TenderMove]:
    """What that attempt has taken and given back, in whole or (`pay_…/change:…`) in parts."""
    whole, parts = Q(cause=payment_id), Q(cause__startswith=f"{payment_id}/")
    return list(TenderMove.objects(whole | parts))


def still_tendered(payment_id: str) -> int:
    """What tenders have paid by that attempt and have not got back, minor units."""
    return -sum(move.minor for move in moves_of(payment_id))


def standing(account: str, moves: Iterable[TenderMove]) -> int:
    """What those moves have done to that account together."""
    return sum(move.minor for move in moves if move.account == account)
