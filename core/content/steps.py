"""The steps of a comparison: each looks at one page of things and says what is wrong and how to put it right."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from core.content.differences import (
    MISSING,
    MISSING_LOCALE,
    ORPHAN,
    STALE,
    TOO_LARGE,
    Finding,
    broken,
    differs,
    links_of,
    misfiled,
    refiled,
    untranslated,
)
from core.content.library import Mirror
from core.content.mirror import KINDS, Row, Told, put, remove, revisions, row_of, rows_at
from core.content.models import ContentComparison, ContentLocale
from core.content.ports import ContentSource, SourceItem
from core.content.services import default_locale, sync
from core.markets.errors import NoMarkets
from core.markets.queries import markets

OURS = 100
LOOKED_UP = 20
"""Things read whole at a time: few, because each may be of megabytes."""
MOST_BYTES = 16 * 2**20
"""Of our own things in one step, whatever their number."""

SYNC_SECONDS = 5.0
LOOK_UP_SECONDS = 5.0
"""After that a step asks for nothing more by name: it has to be over well within the time of a job."""


@dataclass(frozen=True)
class Fix:
    """The row to be, or None for what is to be gone; only as long as ours is still in that revision."""

    kind: str
    id: str
    row: Row | None
    ours: int | None


@dataclass
class Step:
    """What one step has seen, and the place from which the next one of its part goes on; None: it is over.

    *past* is the suspect up to which this one came, where it had no time for more: the next one looks at the same
    place again, and goes on behind it.
    """

    looked_at: int
    place: str | None
    past: str | None = None
    findings: list[Finding] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)


def put_right(fixes: Sequence[Fix]) -> Told:
    """Make those fixes, except where ours has changed since it was looked at."""
    told = Told()
    for kind in KINDS:
        ours = [fix for fix in fixes if fix.kind == kind]
        now = revisions(kind, [fix.id for fix in ours])
        due = [fix for fix in ours if now.get(fix.id) == fix.ours]
        put(kind, [fix.row for fix in due if fix.row is not None], told)
        remove(kind, [fix.id for fix in due if fix.row is None], told)
    return told


def compare_filing(_source: ContentSource, standing: ContentComparison) -> Step:
    """Whether each entry is filed as it would be now: its content type may have changed, or our reading of it."""
    rows, following = _ours("entry", standing.place or "")
    step = Step(len(rows), following)
    default = default_locale()
    for row in rows:
        if better := refiled(row, default):
            step.findings.append(misfiled(row, better))
            step.fixes.append(Fix("entry", row["_id"], better, row["revision"]))
    return step


def compare_source(source: ContentSource, standing: ContentComparison) -> Step:
    """One page of everything the source delivers, beside what is here. Raises what `changes` does."""
    page = source.changes(standing.place, standing.page_size)
    step = Step(len(page.entries) + len(page.assets), None if page.last else page.token)
    suspects = {
        "entry": _suspects("entry", page.entries, standing.started_at),
        "asset": _suspects("asset", page.assets, standing.started_at),
    }
    _verify(source, _behind(standing.past, suspects), step)
    return Step(0, standing.place, step.past, step.findings, step.fixes) if step.past else step


def find_orphans(source: ContentSource, standing: ContentComparison) -> Step:
    """What is here and was not delivered: the source is asked for it by name, and it goes if it is not there."""
    kind, _, after = (standing.place or "entry:").partition(":")
    unmarked = {"_id": {"$gt": after}, "compared_in": {"$ne": standing.started_at}}
    found = KINDS[kind]._get_collection().find(unmarked, ["_id"], hint=[("compared_in", 1), ("_id", 1)])
    ids = [row["_id"] for row in found.sort("_id").limit(LOOKED_UP)]
    following = f"{kind}:{ids[-1]}" if len(ids) == LOOKED_UP else "asset:" if kind == "entry" else None
    step = Step(0, following)
    _verify(source, {kind: ids}, step)
    return step


def compare_words(_source: ContentSource, standing: ContentComparison) -> Step:
    """Languages without words and links that lead nowhere: for the editors, and not for us to repair."""
    rows, following = _ours("entry", standing.place or "")
    step = Step(0, following)
    wanted, known = _languages_sold_in(), {str(locale.code) for locale in ContentLocale.objects}
    if standing.place is None:
        unknown = sorted(wanted - known)
        step.findings += [
            Finding(MISSING_LOCALE, "locale", code, detail="not in the space") for code in unknown
        ]
    chains = {locale: _own_chain(locale) for locale in sorted(wanted & known)}
    for row in rows:
        step.findings += untranslated(row, chains)
    step.findings += broken(rows, _there(rows))
    return step


def _ours(kind: str, after: str) -> tuple[list[Row], str | None]:
    """Some of our things behind that one, and the last of them if there may be more."""
    rows: list[Row] = []
    size = 0
    found = KINDS[kind]._get_collection().find({"_id": {"$gt": after}}, batch_size=LOOKED_UP)
    for row in found.sort("_id").limit(OURS):
        rows.append(row)
        size += len(row["body"])
        if size >= MOST_BYTES or len(rows) == OURS:
            return rows, str(row["_id"])
    return rows, None


def _suspects(kind: str, items: Sequence[SourceItem], started_at: datetime) -> list[str]:
    """The ids of those that are not here as they are there; all of them are marked as delivered."""
    suspects: list[str] = []
    remaining = iter(items)
    while chunk := list(islice(remaining, OURS)):
        ours = {row["_id"]: row for row in rows_at(kind, [item.id for item in chunk])}
        suspects += [item.id for item in chunk if differs(ours.get(item.id), item)]
    delivered = {"_id": {"$in": [item.id for item in items]}}
    KINDS[kind]._get_collection().update_many(delivered, {"$set": {"compared_in": started_at}})
    return suspects


def _behind(past: str | None, suspects: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """Those that earlier steps did not come to, each kind in the order of ids."""
    kind, _, last = (past or "entry:").partition(":")
    if kind == "asset":
        return {"asset": sorted(name for name in suspects["asset"] if name > last)}
    return {
        "entry": sorted(name for name in suspects["entry"] if name > last),
        "asset": sorted(suspects["asset"]),
    }


def _verify(source: ContentSource, suspects: Mapping[str, Sequence[str]], step: Step) -> None:
    """Look at those once more, ours first: what then still differs has drifted, for the source only goes on.

    What was published just now is on its way and no drift, so the mirror is brought into step before. When the time
    is up, *step* says how far this came.
    """
    if not any(suspects.values()):
        return
    sync(source, seconds=SYNC_SECONDS)
    end, default = time.monotonic() + LOOK_UP_SECONDS, default_locale()
    for kind, ids in suspects.items():
        remaining = iter(ids)
        while chunk := list(islice(remaining, LOOKED_UP)):
            if step.past and time.monotonic() >= end:
                return
            ours = {row["_id"]: row for row in rows_at(kind, chunk)}
            theirs = {item.id: item for item in source.look_up(kind, chunk)}
            for name in chunk:
                _judge(kind, name, ours.get(name), theirs.get(name), default, step)
            step.past = f"{kind}:{chunk[-1]}"
    step.past = None


def _judge(
    kind: str, name: str, ours: Row | None, theirs: SourceItem | None, default: str, step: Step
) -> None:
    revision = ours["revision"] if ours else None
    if theirs is None:
        if ours:
            step.findings.append(Finding(ORPHAN, kind, name, detail=f"revision {revision}"))
            step.fixes.append(Fix(kind, name, None, revision))
    elif differs(ours, theirs):
        row = row_of(kind, theirs, default)
        what = TOO_LARGE if row is None else MISSING if ours is None else STALE
        detail = f"revision {revision or 'none'} here, {theirs.revision} there"
        step.findings.append(Finding(what, kind, name, detail=detail))
        if row:
            step.fixes.append(Fix(kind, name, row, revision))


def _languages_sold_in() -> set[str]:
    with suppress(NoMarkets):
        return {locale for market in markets().values() for locale in market.locales}
    return set()


def _own_chain(locale: str) -> list[str]:
    """The language and what stands in for it, without the default one, which stands in for all."""
    default = default_locale()
    return [code for code in Mirror().fallbacks(locale) if code != default or locale == default]


def _there(rows: Sequence[Row]) -> Mapping[str, set[str]]:
    """What is published of all that those entries link to."""
    targets: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for row in rows:
        for _, kind, target in links_of(row):
            targets[kind].add(target)
    return {kind: {row["_id"] for row in rows_at(kind, ids, "_id")} for kind, ids in targets.items()}
