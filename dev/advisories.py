"""Asks OSV, which gathers the advisories of PyPI, npm and GitHub, about every library that a lock file pins.

Exit code 0: nothing is known that is older than the time in which it has to be mended (docs/security.md). 1: one
is. 2: it could not be asked about all of them, which is no answer. It needs a network and is no part of `make check`.
"""

import argparse
import json
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import requests

from dev.check_floors import PINNED
from dev.folders import ROOT

OSV: Final = "https://api.osv.dev"
IMAGE: Final = "requirements.lock"
LOCKS: Final = (IMAGE, "requirements-dev.lock", "requirements-checkov.lock", "requirements-semgrep.lock")
CLIENT: Final = Path("clients") / "typescript"
AT_ONCE, SECONDS = 500, (5, 30)
MOST_PAGES = 100

CRITICAL: Final = "critical"
DAYS: Final[Mapping[str, int]] = {CRITICAL: 7, "high": 14, "medium": 30, "low": 90}
DAYS_WHERE_IT_IS_REACHED: Final = 2
"""For what is critical and in the image: whether the shop can be reached by it, no advisory says."""
WORDS: Final = {"moderate": "medium"}
NOT_OURS: Final[Mapping[str, str]] = {}
"""Advisories that somebody has read and that do not concern the shop, each with the reason."""


class CannotAsk(Exception):
    """OSV did not answer, or not what it is known to answer."""


@dataclass(frozen=True, order=True)
class Library:
    ecosystem: str
    name: str
    version: str


@dataclass(frozen=True)
class Advisory:
    """*names* are all that it is known by. *severity* is one of DAYS; where nobody says, the worst."""

    names: frozenset[str]
    severity: str
    published: datetime
    summary: str

    def due(self, *, in_the_image: bool) -> datetime:
        reached = in_the_image and self.severity == CRITICAL
        return self.published + timedelta(days=DAYS_WHERE_IT_IS_REACHED if reached else DAYS[self.severity])


def main() -> int:
    parser = argparse.ArgumentParser("python -m dev.advisories", description=__doc__)
    parser.add_argument("--osv", default=OSV, help="where it is asked (default: %(default)s)")
    asked = parser.parse_args()
    pinned = all_pinned(ROOT)
    try:
        found = known(sorted(pinned), asked.osv)
    except CannotAsk as trouble:
        print(f"advisories           NOT ASKED  {trouble}", file=sys.stderr)
        return 2
    lines = list(told(found, pinned, datetime.now(UTC)))
    print(
        "\n".join(line for line, _ in lines)
        or f"advisories           ok       none of {len(pinned)} libraries"
    )
    return 1 if any(is_late for _, is_late in lines) else 0


def all_pinned(root: Path) -> dict[Library, set[str]]:
    """Every library, and the files that pin it."""
    found: dict[Library, set[str]] = {}
    for lock in LOCKS:
        for name, version in PINNED.findall((root / lock).read_text(encoding="utf-8")):
            found.setdefault(Library("PyPI", name, version), set()).add(lock)
    for library in _of_npm(root / CLIENT):
        found.setdefault(library, set()).add(str(CLIENT))
    return found


def _of_npm(folder: Path) -> Iterator[Library]:
    """What the client is made with: as it is installed, and where it is not, as `package.json` has it."""
    installed = folder / "node_modules" / ".package-lock.json"
    if installed.is_file():
        for path, facts in json.loads(installed.read_text(encoding="utf-8"))["packages"].items():
            yield Library("npm", path.rpartition("node_modules/")[2], facts["version"])
    else:
        told = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        for name, version in told["devDependencies"].items():
            yield Library("npm", name, version.lstrip("^~"))


def known(libraries: Sequence[Library], osv: str) -> dict[Library, list[Advisory]]:
    """What is known about each that has an advisory. Raises CannotAsk."""
    try:
        with requests.Session() as session:
            return _known(session, libraries, osv)
    except (KeyError, TypeError, AttributeError) as trouble:
        raise CannotAsk(f"{osv} answers in another form than it is known to: {trouble!r}") from None


def _known(
    session: requests.Session, libraries: Sequence[Library], osv: str
) -> dict[Library, list[Advisory]]:
    found = {}
    for at in range(0, len(libraries), AT_ONCE):
        for library, ids in _ids(session, osv, libraries[at : at + AT_ONCE]).items():
            records = [_asked(session, "GET", f"{osv}/v1/vulns/{one}") for one in sorted(ids)]
            found[library] = _advisories(records)
    return found


def _ids(session: requests.Session, osv: str, libraries: Sequence[Library]) -> dict[Library, set[str]]:
    """Names of advisories by library; of whoever has many, OSV tells them page by page."""
    found: dict[Library, set[str]] = {}
    left = dict.fromkeys(libraries, "")
    for _ in range(MOST_PAGES):
        queries = [_query(library, token) for library, token in left.items()]
        results = _asked(session, "POST", f"{osv}/v1/querybatch", {"queries": queries}).get("results")
        if not isinstance(results, list) or len(results) != len(queries):
            raise CannotAsk(f"{osv} did not answer about each library.")
        told = dict(zip(left, results, strict=True))
        for library, result in told.items():
            if ids := {one["id"] for one in result.get("vulns", [])}:
                found.setdefault(library, set()).update(ids)
        left = {
            library: token for library, result in told.items() if (token := result.get("next_page_token"))
        }
        if not left:
            return found
    raise CannotAsk(f"{osv} tells of more than {MOST_PAGES} pages.")


def _query(library: Library, token: str) -> dict[str, Any]:
    package = {"name": library.name, "ecosystem": library.ecosystem}
    return {"package": package, "version": library.version, **({"page_token": token} if token else {})}


def _asked(session: requests.Session, method: str, url: str, body: object = None) -> dict[str, Any]:
    try:
        answer = session.request(method, url, json=body, timeout=SECONDS, allow_redirects=False)
        told = answer.json()
    except (requests.RequestException, ValueError) as trouble:
        raise CannotAsk(f"{url}: {type(trouble).__name__}") from None
    if answer.status_code != requests.codes.ok or not isinstance(told, dict):
        raise CannotAsk(f"{url}: {answer.status_code}, and no answer that is known")
    return told


def _advisories(records: Iterable[Mapping[str, Any]]) -> list[Advisory]:
    """Several databases tell of one hole: it counts once, from when the first told it, as bad as the worst says."""
    holes: list[list[Mapping[str, Any]]] = []
    for record in records:
        if record.get("withdrawn"):
            continue
        same = [hole for hole in holes if any(_names(record) & _names(other) for other in hole)]
        holes = [hole for hole in holes if hole not in same]
        holes.append([record, *(other for hole in same for other in hole)])
    return [_hole(hole) for hole in holes]


def _names(record: Mapping[str, Any]) -> frozenset[str]:
    return frozenset([record["id"], *record.get("aliases", [])])


def _hole(records: Sequence[Mapping[str, Any]]) -> Advisory:
    try:
        published = min(datetime.fromisoformat(record["published"]) for record in records)
    except (KeyError, ValueError):
        raise CannotAsk(f"{records[0]['id']} does not say since when it is known.") from None
    severities = [one for one in map(_severity, records) if one in DAYS]
    return Advisory(
        frozenset().union(*map(_names, records)),
        min(severities, key=list(DAYS).index, default=CRITICAL),
        published,
        str(next((record["summary"] for record in records if record.get("summary")), "")),
    )


def _severity(record: Mapping[str, Any]) -> str:
    word = str(record.get("database_specific", {}).get("severity", "")).lower()
    return WORDS.get(word, word)


def told(
    found: Mapping[Library, Sequence[Advisory]], pinned: Mapping[Library, set[str]], now: datetime
) -> Iterator[tuple[str, bool]]:
    """A line for each hole that concerns us, and whether its time is over."""
    for library, advisories in sorted(found.items()):
        for one in advisories:
            if one.names & set(NOT_OURS):
                continue
            due = one.due(in_the_image=IMAGE in pinned[library])
            state = "LATE, was" if due < now else "to be"
            where = ", ".join(sorted(pinned[library]))
            yield (
                f"{library.name} {library.version} ({where}): {one.severity}, {state} mended by {due:%Y-%m-%d}: "
                f"{' '.join(sorted(one.names))} {one.summary}".rstrip(),
                due < now,
            )


def run() -> int:
    """A fault of ours is no answer either; Python would leave with 1, which means that something is late."""
    try:
        return main()
    except Exception:  # noqa: BLE001  # whatever it is, nobody was asked about
        traceback.print_exc()
        return 2


if __name__ == "__main__":
    sys.exit(run())
