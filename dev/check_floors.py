"""Checks that no lock file has a library of a version with a hole that is known. Exit code 1 names those that do."""

import re
import sys
from collections.abc import Iterator

from packaging.version import Version

from dev.folders import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([a-z0-9.-]+)==([^ \\;]+)", re.MULTILINE)
FLOORS = {
    "flask": "3.1.1",  # the order of fallback keys
    "flask-admin": "2.2",
    "gunicorn": "26.1",  # two Host or Content-Type headers, chunks that are cut off
    "joserfc": "1.7.4",  # an empty list of signatures
    "pyjwt": "2.15.0",  # `crit` that nobody understands (CVE-2026-32597, from 2.12.0), and what came after
}
"""The lowest version without an advisory that concerns us. A library that is not in the lock has no hole."""


def main() -> int:
    found = [fault for lock in LOCKS for fault in faults(lock, (ROOT / lock).read_text(encoding="utf-8"))]
    print("\n".join(found) or f"floors               ok       {len(FLOORS)} libraries")
    return 1 if found else 0


def faults(lock: str, text: str) -> Iterator[str]:
    """One line for every library of that lock that is below its floor."""
    for name, version in PINNED.findall(text):
        if name in FLOORS and Version(version) < Version(FLOORS[name]):
            yield f"{lock}: {name} {version} is below {FLOORS[name]}"


if __name__ == "__main__":
    sys.exit(main())
