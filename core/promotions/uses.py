"""Uses of promotions with a limit: claimed for an attempt to pay, given back with it, final when it is paid.

A promotion without a limit is never written.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from mongoengine import NotUniqueError

from core.mailboxes import folded
from core.promotions.errors import PromotionUsedUp
from core.promotions.models import Claim, KnownBuyer, PromotionUses
from core.promotions.queries import newest
from core.promotions.rules import Rule

BUCKETS, WORTH_BUCKETS = 16, 100
"""From that limit on uses are spread, so that buyers do not meet at one document."""


def owners_of(email: str | None, customer_id: str | None) -> list[str]:
    """Under which names a buyer is known: the mailbox (its hash), and the account.

    Two mailboxes that differ in no more than `ß` and `ss` count as one, as they did from the first order on.
    """
    names = [f"e:{hashlib.sha256(folded(email).casefold().encode()).hexdigest()}"] if email else []
    return [*names, f"c:{customer_id}"] if customer_id else names


def claim(payment_id: str, cart_id: str, promotions: Iterable[str], owners: Sequence[str]) -> None:
    """Claim one use of each of those that have a limit, or none; repeating it changes nothing.

    Raises PromotionUsedUp.
    """
    rules = {rule.id: rule for rule in newest().rules if rule.limited}
    one = Claim(payment_id=payment_id, cart_id=cart_id)
    for name in sorted(rules.keys() & set(promotions)):
        if not _claim(rules[name], one, owners):
            release(payment_id)
            raise PromotionUsedUp(name)


def release(payment_id: str) -> None:
    """Give back what that attempt has claimed and not made final; safe to repeat."""
    for uses in PromotionUses.objects.claimed_for(payment_id):
        PromotionUses.objects.give_back(uses, payment_id)


def make_final(payment_id: str) -> None:
    """The attempt is paid: its uses are used; safe to repeat."""
    PromotionUses.objects.make_final(payment_id)


def note_buyer(owners: Iterable[str]) -> None:
    """From now on an order of theirs is not their first."""
    for owner in owners:
        KnownBuyer.objects(id=owner).update_one(set_on_insert__id=owner, upsert=True)


def is_known(owners: Sequence[str]) -> bool:
    return bool(owners) and KnownBuyer.objects(id__in=list(owners)).first() is not None


def used_up(rules: Iterable[Rule], cart_id: str, owners: Sequence[str]) -> frozenset[str]:
    """Those of which that cart can claim no use any more; what it has claimed already counts as free for it."""
    limited = {rule.id: rule for rule in rules if rule.limited}
    if not limited:
        return frozenset()
    found = PromotionUses._get_collection().find(
        {"promotion": {"$in": list(limited)}, "owner": {"$in": [None, *owners]}},
        {"promotion": 1, "owner": 1, "left": 1, "taken": 1, "claims": {"$elemMatch": {"cart_id": cart_id}}},
    )
    rows: dict[str, list[Mapping[str, object]]] = {name: [] for name in limited}
    for row in found:
        rows[row["promotion"]].append(row)
    return frozenset(name for name, rule in limited.items() if not _free(rule, rows[name]))


def open_uses(promotion: str, limit: int | None) -> None:
    """Let a promotion have that many uses in total, those that are taken among them: part of the change of it."""
    buckets = list(PromotionUses.objects(promotion=promotion, owner=None))
    if limit is None:
        return
    known = {str(bucket.id): bucket for bucket in buckets}
    many = _many(limit)
    names = [_bucket(promotion, number) for number in range(many)]
    whole, more = divmod(max(0, limit - sum(bucket.taken for bucket in buckets)), many)
    for number, name in enumerate([*names, *sorted(known.keys() - set(names))]):
        left = whole + int(number < more) if number < many else 0
        fresh = {"set_on_insert__promotion": promotion, "set_on_insert__taken": 0, "set_on_insert__used": 0}
        PromotionUses.objects(id=name).update_one(set__left=left, upsert=True, **fresh)


def uses_of(promotions: Iterable[str]) -> Mapping[str, int]:
    """How many uses of each are taken in total, those that are not final among them."""
    found: Counter[str] = Counter()
    for uses in PromotionUses.objects(promotion__in=list(promotions), owner=None).only("promotion", "taken"):
        found[uses.promotion] += uses.taken
    return found


def faults() -> Iterator[str]:
    """Promotions whose uses are counted wrong, or that were used more often than they may be."""
    for uses in PromotionUses.objects:
        if uses.taken != uses.used + len(uses.claims):
            yield f"promotion {uses.promotion}: taken = used + claimed ({uses.id})"
        if (uses.left or 0) < 0:
            yield f"promotion {uses.promotion}: no less than none is left ({uses.id})"


def _claim(rule: Rule, one: Claim, owners: Sequence[str]) -> bool:
    return (rule.limit is None or _claim_in_total(rule, rule.limit, one)) and all(
        _claim_by(rule, owner, one) for owner in owners
    )


def _claim_in_total(rule: Rule, limit: int, one: Claim) -> bool:
    """In any bucket, beginning with one that follows from the payment; in one only, however often it is tried."""
    mine = PromotionUses.objects.claimed_for(one.payment_id).filter(promotion=rule.id, owner=None)
    if mine.first():
        return True
    many = _many(limit)
    first = crc32(one.payment_id.encode()) % many
    numbers = [(first + step) % many for step in range(many)]
    names = [_bucket(rule.id, number) for number in numbers]
    taken: Iterable[bool] = (PromotionUses.objects.take(name, one, below=None) for name in names)
    return any(taken)


def _claim_by(rule: Rule, owner: str, one: Claim) -> bool:
    most = _most_by_one(rule)
    if most is None:
        return True
    name = f"{rule.id}|{owner}"
    if not PromotionUses.objects.take(name, one, below=most):
        _open_for(name, rule.id, owner)
        return bool(PromotionUses.objects.take(name, one, below=most))
    return True


def _open_for(name: str, promotion: str, owner: str) -> None:
    try:
        PromotionUses.objects(id=name).update_one(
            set_on_insert__promotion=promotion,
            set_on_insert__owner=owner,
            set_on_insert__taken=0,
            set_on_insert__used=0,
            upsert=True,
        )
    except NotUniqueError:  # somebody else has opened it
        return


def _most_by_one(rule: Rule) -> int | None:
    return 1 if rule.first_order else rule.limit_per_customer


def _free(rule: Rule, rows: Sequence[Mapping[str, object]]) -> bool:
    most = _most_by_one(rule)
    by_owner = [row for row in rows if row.get("owner")]
    if most is not None and any(int(str(row["taken"])) >= most and not row.get("claims") for row in by_owner):
        return False
    in_total = [row for row in rows if not row.get("owner")]
    return rule.limit is None or any(row.get("claims") or row.get("left") for row in in_total)


def _many(limit: int) -> int:
    return BUCKETS if limit >= WORTH_BUCKETS else 1


def _bucket(promotion: str, number: int) -> str:
    return f"{promotion}|{number:02}"
