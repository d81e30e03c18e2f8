"""The full comparison of the mirror with its source: what has drifted is found and repaired, step by step.

`filing`: is each entry filed as it would be now. `source`: is what the source delivers here, and the same.
`orphans`: is what it did not deliver gone there. `words`: languages and links, for the editors.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta

from bson import ObjectId
from mongoengine import QuerySet

from core import clock
from core.content.differences import Finding
from core.content.errors import AnswerTooLarge, NothingToCompare, SyncTokenRefused
from core.content.events import ContentComparisonDue
from core.content.models import ContentComparison, SyncCursor
from core.content.ports import PAGE, ContentSource
from core.content.services import CURSOR, Progress, patiently, tell
from core.content.steps import Step, compare_filing, compare_source, compare_words, find_orphans, put_right
from core.db import outside_call, transactional
from core.outbox.services import announce, announce_alone

ABANDONED = timedelta(hours=1)
MOST_EXAMPLES = 100
"""Of each kind of finding; all of them are counted."""

PARTS: dict[str, Callable[[ContentSource, ContentComparison], Step]] = {
    "filing": compare_filing,
    "source": compare_source,
    "orphans": find_orphans,
    "words": compare_words,
}
FOLLOWING = {"filing": "source", "source": "orphans", "orphans": "words"}


@transactional
def begin(*, repair: bool = True) -> str:
    """Begin a comparison and have a job go on with it; its id. Raises NothingToCompare before the first sync.

    One that has begun and not yet looked at anything will do as well: many who ask at once get one.
    """
    since = clock.now() - ABANDONED
    waiting = ContentComparison.objects(finished_at=None, step=0, repair=repair, started_at__gt=since).first()
    if waiting is not None:
        return str(waiting.id)
    comparison = _begun(repair=repair)
    announce(ContentComparisonDue(comparison))
    return comparison


def compare(
    source: ContentSource, comparison: str, *, seconds: float, progress: Progress = lambda _: None
) -> bool:
    """Go on with a comparison; False when *seconds* are over and there is more. Raises SourceAway."""
    end = time.monotonic() + seconds
    while patiently(lambda: compare_step(source, comparison, progress), end):
        if time.monotonic() > end:
            return False
    return True


def compare_now(
    source: ContentSource, *, repair: bool, progress: Progress = lambda _: None
) -> ContentComparison:
    """A whole comparison, here and at once: what it found. Raises SourceAway, NothingToCompare."""
    comparison = transactional(_begun)(repair=repair)
    compare(source, comparison, seconds=float("inf"), progress=progress)
    found: ContentComparison = ContentComparison.objects.get(id=ObjectId(comparison))
    return found


def continue_later(comparison: str) -> None:
    announce_alone(ContentComparisonDue(comparison))


@outside_call
def compare_step(source: ContentSource, comparison: str, progress: Progress = lambda _: None) -> bool:
    """Look at one page of things, keep what was found and repair it, both or neither; True when there is more."""
    standing = ContentComparison.objects(id=ObjectId(comparison), finished_at=None).first()
    if standing is None:
        return False
    try:
        step = PARTS[standing.part](source, standing)
    except AnswerTooLarge:
        _start_over(standing, max(1, standing.page_size // 8))
    except SyncTokenRefused:
        _start_over(standing, standing.page_size)
    else:
        _conclude(standing, step)
        progress(step.looked_at)
    return True


def _begun(*, repair: bool) -> str:
    cursor = SyncCursor.objects(id=CURSOR).first()
    if cursor is None or not cursor.filled:
        raise NothingToCompare
    comparison = ContentComparison(repair=repair, started_at=clock.now(), page_size=cursor.page_size or PAGE)
    return str(comparison.save(force_insert=True).id)


def _start_over(standing: ContentComparison, page_size: int) -> None:
    """What has been repaired is in order; what was only found is found again."""
    _standing_still(standing).update_one(
        inc__step=1,
        set__part="filing",
        unset__place=1,
        unset__past=1,
        set__page_size=page_size,
        set__looked_at=0,
        **({} if standing.repair else {"set__counts": {}, "set__examples": []}),
    )


@transactional
def _conclude(standing: ContentComparison, step: Step) -> None:
    """Repair and write down in one; nothing at all when another worker has made this step."""
    stays = step.place is not None or step.past is not None
    part = standing.part if stays else FOLLOWING.get(standing.part)
    moved = _standing_still(standing).update_one(
        inc__step=1,
        set__part=part or standing.part,
        set__place=step.place,
        set__past=step.past,
        set__looked_at=standing.looked_at + step.looked_at,
        set__counts=dict(Counter(standing.counts) + Counter(finding.kind for finding in step.findings)),
        set__examples=_with_more(standing.examples, step.findings),
        set__finished_at=None if part else clock.now(),
    )
    if moved and standing.repair:
        tell(put_right(step.fixes))


def _standing_still(standing: ContentComparison) -> QuerySet:
    return ContentComparison.objects(id=standing.id, step=standing.step)


def _with_more(examples: Iterable[dict[str, str]], findings: Iterable[Finding]) -> list[dict[str, str]]:
    kept = list(examples)
    count = Counter(example["kind"] for example in kept)
    for finding in findings:
        if count[finding.kind] < MOST_EXAMPLES:
            count[finding.kind] += 1
            kept.append(finding.as_json())
    return kept
