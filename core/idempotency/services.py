"""Answers kept by Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header): in MongoDB, not in a cache."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bson import Binary
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from core import clock
from core.db import transactional
from core.idempotency.errors import BadKey, KeyReused, StillAtWork
from core.idempotency.models import KEEP, LEASE, KeptAnswer
from core.key_ring import KeyRing
from core.rows import inserted, updated
from core.seals import Box, SealBroken

SHORTEST, LONGEST = 16, 255
NAME_LENGTH = 32
"""Half a digest: 128 bits, of which nobody meets another's."""


@dataclass(frozen=True)
class Answer:
    """An answer as it went over the wire."""

    status: int
    content_type: str
    body: bytes


def answer_id(key: str, scope: str) -> str:
    """The secret name of a kept answer; *scope* is operation and caller, so that nobody meets another's key.

    The database sees neither key nor name, only a hash of the name; what was answered is encrypted with
    the name, because answers hold tokens.

    Raises BadKey unless it has 16 to 255 printable characters: shorter ones would collide.
    """
    if not SHORTEST <= len(key) <= LONGEST or not key.isprintable():
        raise BadKey(
            f"Use {SHORTEST} to {LONGEST} printable characters, such as a UUID.", field="Idempotency-Key"
        )
    return hashlib.sha256(f"{scope}\n{key}".encode()).hexdigest()


def request_named(name: str) -> str:
    """What may be written down with what a request did: it tells neither its key nor its name."""
    return _digest(name)[:NAME_LENGTH]


def begin(name: str, request: bytes) -> Answer | None:
    """Claim the key for this request; the kept answer, when it was answered before.

    A claim whose process died is free again after 30 seconds. Raises KeyReused, StillAtWork.
    """
    claim = _claim(name, request)
    try:
        inserted(_answers(), claim)
    except DuplicateKeyError:
        return _earlier(name, claim["fingerprint"])
    return None


def keep(name: str, answer: Answer) -> None:
    updated(_answers(), {"_id": _digest(name)}, {"$set": _sealed(name, answer)})


def told(name: str, request: bytes) -> Answer | None:
    """What was answered under that key already, if anything was. Raises KeyReused, StillAtWork."""
    kept = KeptAnswer.objects(id=_digest(name)).first()
    if kept is None or kept.status is None:
        return None
    return _answer_in(kept, name, _fingerprint(request))


def noted(name: str, request: bytes, answer: Answer, undo: Callable[[], object]) -> tuple[Answer, bool]:
    """Note what was done already; the answer that is everybody's, and whether it was another's before.

    A write less than a claim before the work: for what harms nobody when it is done for nothing. Of several at once
    each does it, and all but one *undo* it; what dies before its note stays behind. Raises KeyReused, StillAtWork.
    """
    claim = _claim(name, request)
    try:
        inserted(_answers(), {**claim, **_sealed(name, answer)})
    except DuplicateKeyError:
        return _instead(name, claim["fingerprint"], answer, undo)
    return answer, False


def once(name: str, request: bytes, act: Callable[[], Answer]) -> tuple[Answer, bool]:
    """Do *act* in one transaction with the note of its answer; that answer, and whether it was done before.

    So however often the request comes, and whatever dies in between, it is done once. What *act* raises frees the
    key. Raises KeyReused, StillAtWork.
    """
    if earlier := begin(name, request):
        return earlier, True
    try:
        return _done(name, act), False
    except BaseException:
        give_up(name)
        raise


@transactional
def _done(name: str, act: Callable[[], Answer]) -> Answer:
    """A claim that somebody took over, because this process was slow, is theirs: then nothing is done here."""
    answer = act()
    mine = {"_id": _digest(name), "status": None}
    if not updated(_answers(), mine, {"$set": _sealed(name, answer)}):
        raise StillAtWork("Look whether it was done before you send it again.")
    return answer


def give_up(name: str) -> None:
    """Free the key: the request came to nothing, and the next try may do better."""
    KeptAnswer.objects(id=_digest(name), status=None).delete()


def _claim(name: str, request: bytes) -> dict[str, Any]:
    now = clock.now()
    return {
        "_id": _digest(name),
        "fingerprint": _fingerprint(request),
        "leased_until": now + LEASE,
        "kept_until": now + KEEP,
    }


def _fingerprint(request: bytes) -> str:
    return hashlib.sha256(request).hexdigest()


def _sealed(name: str, answer: Answer) -> dict[str, Any]:
    return {
        "status": answer.status,
        "content_type": answer.content_type,
        "body": Binary(_box(name).close(answer.body)),
    }


def _answers() -> Collection[dict[str, Any]]:
    """Two writes of every write to the shop go here: the driver alone takes half of MongoEngine's time."""
    kept: Collection[dict[str, Any]] = KeptAnswer._get_collection()
    return kept


def _earlier(name: str, fingerprint: str) -> Answer | None:
    kept = KeptAnswer.objects(id=_digest(name)).first()
    if kept is None:
        raise StillAtWork("Try again in a moment.")
    answer = _answer_in(kept, name, fingerprint)
    if answer is None:
        _take_over(kept)
    return answer


def _answer_in(kept: KeptAnswer, name: str, fingerprint: str) -> Answer | None:
    """None while it is still being worked on. Raises KeyReused, StillAtWork."""
    if kept.fingerprint != fingerprint:
        raise KeyReused("Use a new key for a new request.")
    if kept.status is None:
        return None
    return Answer(kept.status, kept.content_type or "", _opened(name, kept.body or b""))


def _instead(name: str, fingerprint: str, answer: Answer, undo: Callable[[], object]) -> tuple[Answer, bool]:
    """What another has answered under that key; ours where it died before it did."""
    try:
        earlier = _earlier(name, fingerprint)
    except (StillAtWork, KeyReused):
        undo()
        raise
    if earlier is None:
        keep(name, answer)
        return answer, False
    undo()
    return earlier, True


def _take_over(kept: KeptAnswer) -> None:
    now = clock.now()
    taken = KeptAnswer.objects(id=kept.id, status=None, leased_until__lte=now).update_one(
        set__leased_until=now + LEASE
    )
    if not taken:
        raise StillAtWork("Try again in a moment.")


def _digest(name: str) -> str:
    return hashlib.sha256(f"id {name}".encode()).hexdigest()


def _opened(name: str, body: bytes) -> bytes:
    """What was kept by another release, or altered since, is an answer that nobody knows."""
    try:
        return _box(name).open(body)
    except SealBroken:
        raise StillAtWork("Look whether it was done before you send it again.") from None


def _box(name: str) -> Box:
    """Whoever does not know the caller and the key cannot open it: neither is kept."""
    return Box(KeyRing(name), "kept answer")
