"""Redirects from and to CSV files: `source,target,permanent`."""

import csv
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Literal

from core.errors import Invalid
from core.files import BadFile, FileModel, csv_rows_of, record_of
from core.redirects.addresses import towards
from core.redirects.queries import every_redirect
from core.redirects.services import Wanted, checked, put_redirects

COLUMNS = ("source", "target", "permanent")
BATCH = 200
Progress = Callable[[int], None]


class RedirectInFile(FileModel):
    source: str
    target: str
    permanent: Literal["yes", "no"] = "yes"


def import_redirects(path: Path, actor: str, progress: Progress = lambda _: None) -> int:
    """Have every source in the file lead to its target; how many there are. Others stay. Safe to repeat.

    The whole file is checked before anything is written, circles through redirects that are there already
    included. Raises BadFile, which names the line and the field.
    """
    places = _read(path)
    wanted = iter(_in_one_step(places))
    while batch := list(islice(wanted, BATCH)):
        put_redirects(batch, actor)
        progress(len(batch))
    return len(places)


def export_redirects(path: Path) -> int:
    """Write all of them to a file that can be imported; how many there are."""
    redirects = list(every_redirect())
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows((one.id, one.target, "yes" if one.permanent else "no") for one in redirects)
    return len(redirects)


def _read(path: Path) -> dict[str, tuple[str, Wanted]]:
    """By source: the place in the file, and what is wanted there."""
    places: dict[str, tuple[str, Wanted]] = {}
    for where, row in csv_rows_of(path, COLUMNS):
        record = record_of(RedirectInFile, _given(row), where=where)
        try:
            wanted = checked(record.source, record.target, permanent=record.permanent == "yes")
        except Invalid as fault:
            raise BadFile(f"{where}: {fault.field}: {fault}", field=fault.field) from None
        if wanted.source in places:
            other = places[wanted.source][0]
            raise BadFile(f"{where}: source: {wanted.source!r} stands in {other} too.", field="source")
        places[wanted.source] = (where, wanted)
    return places


def _given(row: Mapping[str, str]) -> dict[str, str]:
    """An empty cell of `permanent` is no answer; however a spreadsheet writes yes and no, it is read."""
    said = {"true": "yes", "false": "no", "1": "yes", "0": "no"}
    given = dict(row)
    answer = given.pop("permanent", "").strip().lower()
    return {**given, **({"permanent": said.get(answer, answer)} if answer else {})}


def _in_one_step(places: Mapping[str, tuple[str, Wanted]]) -> Iterator[Wanted]:
    """Each with the end that its target leads to, through the file and what is there already. Raises BadFile."""
    targets = {redirect.id: redirect.target for redirect in every_redirect()}
    targets |= {source: wanted.target for source, (_, wanted) in places.items()}
    ends = {source: _end(source, where, targets) for source, (where, _) in places.items()}
    return (Wanted(source, ends[source], wanted.permanent) for source, (_, wanted) in places.items())


def _end(source: str, where: str, targets: Mapping[str, str]) -> str:
    target, passed = targets[source], {source}
    while (step := towards(target)) is not None and step in targets:
        if step in passed:
            raise BadFile(f"{where}: target: {source!r} would lead in a circle.", field="target")
        passed.add(step)
        target = targets[step]
    return target
