"""OSV, which gathers the advisories of PyPI, npm, GitHub and others (https://google.github.io/osv.dev/api/).

What it answers may be anything: no redirection is followed, each answer has an end in time and size, and so have all
of them together.
"""

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from core.adapters.bounded import Limits, NoAnswer, ask
from core.advisories import CRITICAL, DAYS, DEBIAN, Advisory, CannotAsk, Library
from core.db import outside_call
from core.openid import is_safe

OSV: Final = "https://api.osv.dev"
LIMITS: Final = Limits(connect=2.0, answer=10.0, most=16 * 2**20)
SECONDS: Final = 300.0
"""For everything that is asked of it."""
AT_ONCE: Final = 500
MOST_PAGES, MOST_ADVISORIES = 100, 2_000
WORDS: Final = {"moderate": "medium"}
ADVISED: Final = ("DSA-", "DLA-")
"""Of Debian's: there is a mended package. What its tracker alone has, nobody can mend yet, or nobody means to."""
NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
"""What an advisory is called: it becomes a part of an address."""


class OsvFeed:
    """At *url*, which is https or on this machine; anything else raises CannotAsk."""

    def __init__(self, url: str = OSV) -> None:
        if not is_safe(url):
            raise CannotAsk(f"{url} is no https address.")
        self._url = url.rstrip("/")

    @outside_call
    def known(self, libraries: Sequence[Library]) -> dict[Library, list[Advisory]]:
        """What is known about each that has an advisory. Raises CannotAsk: no answer is never a good one."""
        until = time.monotonic() + SECONDS
        try:
            return self._known(libraries, until)
        except (KeyError, TypeError, AttributeError) as trouble:
            raise CannotAsk(f"{self._url} answers in another form than it is known to: {trouble!r}") from None

    def _known(self, libraries: Sequence[Library], until: float) -> dict[Library, list[Advisory]]:
        found: dict[Library, set[str]] = {}
        for at in range(0, len(libraries), AT_ONCE):
            found |= self._ids(libraries[at : at + AT_ONCE], until)
        wanted = sorted(set[str]().union(*found.values()))
        if len(wanted) > MOST_ADVISORIES:
            raise CannotAsk(f"{self._url} tells of more than {MOST_ADVISORIES} advisories.")
        records = {one: self._record(one, until) for one in wanted}
        return {library: _advisories(records[one] for one in sorted(ids)) for library, ids in found.items()}

    def _ids(self, libraries: Sequence[Library], until: float) -> dict[Library, set[str]]:
        """Names of advisories by library; of whoever has many, OSV tells them page by page."""
        found: dict[Library, set[str]] = {}
        left = dict.fromkeys(libraries, "")
        for _ in range(MOST_PAGES):
            queries = [_query(library, token) for library, token in left.items()]
            results = self._asked("POST", "/v1/querybatch", until, json={"queries": queries}).get("results")
            if not isinstance(results, list) or len(results) != len(queries):
                raise CannotAsk(f"{self._url} did not answer about each library.")
            page = dict(zip(left, results, strict=True))
            for library, result in page.items():
                if ids := {one["id"] for one in result.get("vulns", []) if _concerns(library, one["id"])}:
                    found.setdefault(library, set()).update(ids)
            left = {one: token for one, result in page.items() if (token := result.get("next_page_token"))}
            if not left:
                return found
        raise CannotAsk(f"{self._url} tells of more than {MOST_PAGES} pages.")

    def _record(self, name: str, until: float) -> Mapping[str, Any]:
        if not NAME.fullmatch(name):
            raise CannotAsk(f"{self._url} tells of an advisory that has no name: {name[:40]!r}")
        return self._asked("GET", f"/v1/vulns/{name}", until)

    def _asked(self, method: str, path: str, until: float, **more: Any) -> Mapping[str, Any]:
        if time.monotonic() > until:
            raise CannotAsk(f"{self._url} takes longer than {SECONDS:.0f} s.")
        try:
            return ask(method, f"{self._url}{path}", LIMITS, **more).plain()
        except NoAnswer as trouble:
            raise CannotAsk(f"{self._url}{path}: {trouble}") from None


def _concerns(library: Library, name: str) -> bool:
    return not library.ecosystem.startswith(DEBIAN) or name.startswith(ADVISED)


def _query(library: Library, token: str) -> dict[str, Any]:
    package = {"name": library.name, "ecosystem": library.ecosystem}
    return {"package": package, "version": library.version, **({"page_token": token} if token else {})}


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
    severities = [one for one in map(_severity, records) if one in DAYS]
    return Advisory(
        frozenset().union(*map(_names, records)),
        min(severities, key=list(DAYS).index, default=CRITICAL),
        min(map(_published, records)),
        str(next((record["summary"] for record in records if record.get("summary")), "")),
    )


def _published(record: Mapping[str, Any]) -> datetime:
    try:
        moment = datetime.fromisoformat(record["published"])
    except (KeyError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise CannotAsk(f"{record['id']} does not say since when it is known.")
    return moment


def _severity(record: Mapping[str, Any]) -> str:
    word = str(record.get("database_specific", {}).get("severity", "")).lower()
    return WORDS.get(word, word)
