"""Forgetting somebody: asked for once, waits for what is open, goes on after every crash, and leaves a proof."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import orjson
from mongoengine import NotUniqueError

from core import clock
from core.audit.services import record
from core.db import outside_call, transactional
from core.outbox.services import announce
from core.payments.ports import CardVault
from core.privacy.erasing import erase_from
from core.privacy.errors import NobodyKnown
from core.privacy.events import ErasureDue
from core.privacy.holdings import HOLDINGS
from core.privacy.matters import open_matters
from core.privacy.models import Erasure, ErasureState, digest_of, new_erasure_id
from core.privacy.people import Person, person_of
from core.privacy.queries import erasure_by_id, erasure_under_way, latest_erasure
from core.seals import Box, SealBroken
from core.settings import settings

LOOK_AGAIN = timedelta(minutes=10)
"""Longer than any request or job that knew the person may still be at work."""
WAIT = timedelta(minutes=5)
Progress = Callable[[int], None]


def ask_for_erasure(email: str, *, actor: str, give_up_credit: bool = False) -> Erasure:
    """Have whoever reads the mails to that address forgotten; the same erasure for whoever asks again.

    Somebody who was forgotten before and has left nothing since gets that erasure. Raises NobodyKnown.
    """
    digest = digest_of(email)
    person = person_of(email)
    if earlier := erasure_under_way(digest):
        return earlier
    if not person.is_known and not _left_traces(person):
        return _before(digest)
    with suppress(NotUniqueError):  # somebody else has asked at the same moment
        _ask(digest, person, actor, give_up_credit)
    return erasure_under_way(digest) or _before(digest)


@outside_call
def go_on(
    erasure_id: str,
    vault: CardVault | None,
    *,
    seconds: float = float("inf"),
    on: Progress = lambda _: None,
) -> Erasure:
    """Do what is left of an erasure, at most for so long; the rest is announced. Safe to repeat, and twice at once.

    It waits as long as something is open (`core.privacy.matters`). Raises GatewayAway.
    """
    end = time.monotonic() + seconds
    erasure = erasure_by_id(erasure_id)
    settling = erasure.state == ErasureState.SETTLING
    person = _person(erasure)
    if person is None or (settling and erasure.due_at > clock.now()):
        return erasure
    person |= _known_now(person)
    matters = open_matters(person, credit_given_up=erasure.credit_given_up) + _unreachable(person, vault)
    if matters:
        return _wait(erasure_id, matters)
    _begin(erasure_id, person)
    _close_payers(person, vault)
    for place, holding in enumerate(HOLDINGS[erasure.reached :], start=erasure.reached + 1):
        erase_from(holding, person, erasure_id, on)
        Erasure.objects(id=erasure_id).update_one(set__reached=place)
        if time.monotonic() > end and place < len(HOLDINGS):
            return _later(erasure_id)
    return _finish(erasure_id) if settling else _settle(erasure_id, person)


@transactional
def _ask(digest: str, person: Person, actor: str, give_up_credit: bool) -> None:  # noqa: FBT001
    now = clock.now()
    erasure = Erasure(
        id=new_erasure_id(),
        digest=digest,
        person=person.as_plain(),
        credit_given_up=give_up_credit,
        asked_by=actor,
        asked_at=now,
        due_at=now,
    ).save(force_insert=True)
    record(actor, "erase_person", f"erasure:{erasure.id}", credit_given_up=give_up_credit)
    announce(ErasureDue(erasure.id))


def _before(digest: str) -> Erasure:
    earlier = latest_erasure(digest)
    if earlier is None:
        raise NobodyKnown
    return earlier


def _left_traces(person: Person) -> bool:
    """A wish for goods, a mail, an asking for a link: somebody without account, cart and order leaves those."""
    return any(holding.document._get_collection().find_one(holding.of(person)) for holding in HOLDINGS)


def _known_now(person: Person) -> Person:
    """Orders, carts and payments that have come since they were looked for first."""
    found = Person()
    for mailbox in person.mailboxes:
        found |= person_of(mailbox)
    return found


def _unreachable(person: Person, vault: CardVault | None) -> list[str]:
    return ["the payment provider is not set up"] if person.payers and vault is None else []


@transactional
def _wait(erasure_id: str, matters: list[str]) -> Erasure:
    Erasure.objects(id=erasure_id).update_one(
        set__state=ErasureState.WAITING,
        set__waits_for=matters,
        set__due_at=clock.now() + WAIT,
        set__reached=0,
    )
    return erasure_by_id(erasure_id)


def _begin(erasure_id: str, person: Person) -> None:
    still = Erasure.objects(id=erasure_id, state__in=(ErasureState.WAITING, ErasureState.WORKING))
    still.update_one(
        set__state=ErasureState.WORKING,
        set__person=person.as_plain(),
        set__waits_for=[],
        set__due_at=clock.now() + WAIT,
    )


def _close_payers(person: Person, vault: CardVault | None) -> None:
    if vault is None:
        return
    for payer in sorted(person.payers):
        vault.close_account(payer)


@transactional
def _later(erasure_id: str) -> Erasure:
    announce(ErasureDue(erasure_id))
    return erasure_by_id(erasure_id)


@transactional
def _settle(erasure_id: str, person: Person) -> Erasure:
    """What it knows of the person goes under a seal, and everything is gone through once more after a while."""
    sealed = _box().close(orjson.dumps(person.as_plain()))
    changed = Erasure.objects(id=erasure_id, state=ErasureState.WORKING).update_one(
        set__state=ErasureState.SETTLING,
        set__sealed=sealed,
        unset__person=1,
        set__reached=0,
        set__due_at=clock.now() + LOOK_AGAIN,
        set__done_at=clock.now(),
    )
    if changed:
        announce(ErasureDue(erasure_id), after=LOOK_AGAIN)
    return erasure_by_id(erasure_id)


def _finish(erasure_id: str) -> Erasure:
    Erasure.objects(id=erasure_id, state=ErasureState.SETTLING).update_one(
        set__state=ErasureState.DONE, set__under_way=False, unset__sealed=1, set__done_at=clock.now()
    )
    return erasure_by_id(erasure_id)


def _person(erasure: Erasure) -> Person | None:
    """Whom it is about; None once nothing says so any more."""
    if erasure.person:
        return Person.from_plain(erasure.person)
    try:
        return Person.from_plain(orjson.loads(_box().open(erasure.sealed))) if erasure.sealed else None
    except SealBroken:  # the shop's secret has been changed since: what can be found was found before that
        _finish(erasure.id)
        return None


def _box() -> Box:
    return Box(settings().secret_ring, "erasure")
