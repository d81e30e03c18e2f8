"""Asks OSV, which gathers the advisories of PyPI, npm and GitHub, about every library that a lock file pins.

Exit code 0: nothing is known that is older than the time in which it has to be mended (docs/security.md). 1: one
is. 2: it could not be asked about all of them, which is no answer. It needs a network and is no part of `make check`.
What an image really holds is asked about by `shop advisories`, by the same rules (core/advisories.py).
"""

import argparse
import json
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from core.adapters.osv_feed import OSV, OsvFeed
from core.advisories import PYPI, CannotAsk, Library, told
from dev.check_floors import PINNED
from dev.folders import ROOT

IMAGE: Final = "requirements.lock"
LOCKS: Final = (IMAGE, "requirements-dev.lock", "requirements-checkov.lock", "requirements-semgrep.lock")
CLIENT: Final = Path("clients") / "typescript"


def main() -> int:
    parser = argparse.ArgumentParser("python -m dev.advisories", description=__doc__)
    parser.add_argument("--osv", default=OSV, help="where it is asked (default: %(default)s)")
    asked = parser.parse_args()
    pinned = all_pinned(ROOT)
    try:
        found = OsvFeed(asked.osv).known(sorted(pinned))
    except CannotAsk as trouble:
        print(f"advisories           NOT ASKED  {trouble}", file=sys.stderr)
        return 2
    lines = list(told(found, pinned, datetime.now(UTC), shipped=IMAGE))
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
            found.setdefault(Library(PYPI, name, version), set()).add(lock)
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
        wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        for name, version in wanted["devDependencies"].items():
            yield Library("npm", name, version.lstrip("^~"))


def run() -> int:
    """A fault of ours is no answer either; Python would leave with 1, which means that something is late."""
    try:
        return main()
    except Exception:  # noqa: BLE001  # whatever it is, nobody was asked about
        traceback.print_exc()
        return 2


if __name__ == "__main__":
    sys.exit(run())
