"""Gift cards and store credit: every move of a balance is one conditional update, with its line in the ledger."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from core import clock
from core.allowances.services import note_given
from core.audit.services import SYSTEM, record
from core.crockford import SHOWN, plain
from core.db import transactional
from core.errors import Invalid
from core.money import MOST_MINOR, known_currency
from core.tenders.codes import hashed, new_code
from core.tenders.errors import CodeTold, NotReplaceable, TenderShort
from core.tenders.models import GIFT_CARD, STORE_CREDIT, MoveKind, TenderAccount, TenderMove
from core.tenders.queries import credit_id, gift_card_named, moves_of, standing, used_among

Parts = Sequence[Mapping[str, object]]
"""`[{account, minor, …}]`, as a payment keeps them."""


@transactional
def issue_gift_card(
    minor: int, currency: str, *, actor: str, expires_at: datetime | None = None
) -> tuple[TenderAccount, str]:
    """A new card with that much on it, and its code, which is told only here. Raises Invalid, SecondPersonNeeded."""
    card = open_gift_card(minor, currency, actor=actor, expires_at=expires_at)
    return card, _draw(card)


@transactional
def open_gift_card(
    minor: int, currency: str, *, actor: str, reason: str | None = None, expires_at: datetime | None = None
) -> TenderAccount:
    """A new card with that much on it, which has no code yet. Raises Invalid, SecondPersonNeeded."""
    _check(minor, currency)
    card: TenderAccount = TenderAccount(
        id=f"gc_{secrets.token_hex(10)}",
        kind=GIFT_CARD,
        currency=currency,
        balance_minor=minor,
        expires_at=expires_at,
        opened_at=clock.now(),
    ).save(force_insert=True)
    _note(card.id, MoveKind.ISSUED, minor, "issued", actor)
    note_given(actor, minor, currency)
    if actor != SYSTEM:
        told = {"minor": minor, "currency": currency, "reason": reason}
        record(actor, "issue_gift_card", f"tender:{card.id}", **told)
    return card


@transactional
def replace_gift_card(card_id: str, *, actor: str, reason: str) -> TenderAccount:
    """A new card with all that is on that one, which is void: for a code that has reached nobody.

    The new one has no code yet, and lasts as long. Its money counts as given once more, as nobody can tell who has
    the first one's code. Raises GiftCardNotFound, NotReplaceable, SecondPersonNeeded.
    """
    gift_card_named(card_id)
    void = TenderAccount.objects.void(card_id)
    if void is None or used_among([card_id]) or (void.expires_at and void.expires_at <= clock.now()):
        raise NotReplaceable
    card = open_gift_card(
        void.balance_minor, void.currency, actor=actor, reason=reason, expires_at=void.expires_at
    )
    _note(card_id, MoveKind.VOIDED, -void.balance_minor, card.id, actor)
    record(actor, "replace_gift_card", f"tender:{card_id}", by=card.id, reason=reason)
    return card


@transactional
def tell_code(card_id: str, *, actor: str) -> str:
    """The code of a card that has none yet: made now, and told only here. Raises CodeTold, also where it is void."""
    card: TenderAccount | None = TenderAccount.objects(
        id=card_id, kind=GIFT_CARD, enabled=True, code_hash=None
    ).first()
    if card is None:
        raise CodeTold
    record(actor, "tell_gift_card_code", f"tender:{card_id}")
    return _draw(card)


@transactional
def grant_credit(  # they are the facts of the grant
    customer_id: str,
    minor: int,
    currency: str,
    *,
    cause: str,
    actor: str,
    reason: str | None = None,
) -> TenderAccount:
    """Put that much on a customer's store credit, once per *cause*. Raises Invalid, SecondPersonNeeded."""
    _check(minor, currency)
    name = credit_id(customer_id, currency)
    facts: dict[str, Any] = {"set_on_insert__kind": STORE_CREDIT, "set_on_insert__customer_id": customer_id}
    facts |= {"set_on_insert__currency": currency, "set_on_insert__enabled": True}
    TenderAccount.objects(id=name).update_one(
        upsert=True, set_on_insert__opened_at=clock.now(), inc__balance_minor=0, **facts
    )
    if TenderMove.objects(id=f"{name}|{cause}|0").first() is None:
        TenderAccount.objects.put(name, minor)
        _note(name, MoveKind.ISSUED, minor, cause, actor)
        note_given(actor, minor, currency)
        if actor != SYSTEM:
            told = {"minor": minor, "currency": currency, "cause": cause, "reason": reason}
            record(actor, "grant_credit", f"tender:{name}", **told)
    account: TenderAccount = TenderAccount.objects(id=name).get()
    return account


@transactional
def take(payment_id: str, cart_id: str, parts: Parts) -> None:
    """Take every part for that attempt, or none; what it has already is not taken again. Raises TenderShort."""
    moves = moves_of(payment_id)
    own = [move for move in moves if move.cause == payment_id]
    for part in parts:
        account, minor = str(part["account"]), int(str(part["minor"]))
        if not minor or standing(account, own) < 0:
            continue
        if not TenderAccount.objects.draw(account, minor):
            raise TenderShort(str(part.get("ending", "")))
        _note(account, MoveKind.TAKEN, -minor, payment_id, SYSTEM, len(moves), cart_id)


@transactional
def give_back(payment_id: str, *, actor: str = SYSTEM) -> None:
    """Give back whatever that attempt still has; safe to repeat. Raises SecondPersonNeeded."""
    moves = moves_of(payment_id)
    for account in sorted({move.account for move in moves}):
        taken = -standing(account, moves)
        if taken > 0:
            cart_id = next(move.cart_id for move in moves if move.account == account)
            TenderAccount.objects.put(account, taken)
            _note(account, MoveKind.GIVEN_BACK, taken, payment_id, actor, len(moves), cart_id)
            _note_given(account, taken, actor)


@transactional
def give_part_back(payment_id: str, minor: int, *, cause: str, actor: str) -> int:
    """Give back so much of what that attempt has, to store credit before gift cards; once per *cause*. How much it
    was: never more than it has. Raises SecondPersonNeeded.
    """
    moves, left = moves_of(payment_id), minor
    own = f"{payment_id}/{cause}"
    if any(move.cause == own for move in moves):
        return 0
    for account in sorted({move.account for move in moves}):
        part = min(left, -standing(account, moves))
        if part > 0:
            cart_id = next(move.cart_id for move in moves if move.account == account)
            TenderAccount.objects.put(account, part)
            _note(account, MoveKind.GIVEN_BACK, part, own, actor, 0, cart_id)
            _note_given(account, part, actor)
            left -= part
    return minor - left


def _draw(card: TenderAccount) -> str:
    """A new code for a card that has none: of two who draw at once one conflicts."""
    code = new_code()
    card.code_hash, card.ending = hashed(code), plain(code)[-SHOWN:]
    without = TenderAccount.objects(id=card.id, code_hash=None)
    if not without.update_one(set__code_hash=card.code_hash, set__ending=card.ending):
        raise CodeTold
    return code


def _note_given(account: str, minor: int, actor: str) -> None:
    if actor != SYSTEM:
        note_given(actor, minor, TenderAccount.objects(id=account).only("currency").get().currency)


def _note(  # they are the members of a line of the ledger
    account: str,
    kind: str,
    minor: int,
    cause: str,
    actor: str,
    turn: int = 0,
    cart_id: str | None = None,
) -> None:
    TenderMove(
        id=f"{account}|{cause}|{turn}",
        account=account,
        kind=kind,
        minor=minor,
        cause=cause,
        cart_id=cart_id,
        actor=actor,
        at=clock.now(),
    ).save(force_insert=True)


def _check(minor: int, currency: str) -> None:
    known_currency(currency, field="currency")
    if not 1 <= minor <= MOST_MINOR:
        raise Invalid("Say how much: at least one of the smallest unit.", field="amount")
