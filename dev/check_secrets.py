"""Looks for secrets in all that git keeps. Exit code 1 names each place; there is no list of those to put up with.

What only looks like one says so on its line, with `pragma: allowlist secret`. Keys, tokens and what is too random
to be a word are looked for everywhere, also in tests.
"""

import sys
from collections.abc import Iterable, Iterator

from detect_secrets.core.scan import scan_file
from detect_secrets.settings import default_settings

from dev.apart import run
from dev.folders import ROOT

GENERATED = (
    ".lock",
    ".cdx.json",
    "package-lock.json",
    "openapi.json",
    "docs/openapi/v1.json",
    "core/common_passwords.py",
)
NAMED_SO = "Secret Keyword"
EXAMPLES = ("docs/", "k8s/", "tests/")
"""What is called a password there is an example, or the name of one; a test sees that manifests hold none."""


def main() -> int:
    files = [name for name in _kept() if not name.endswith(GENERATED)]
    found = looked_through(files)
    print("\n".join(found) or f"secrets              ok       {len(files)} files")
    return 1 if found else 0


def looked_through(files: Iterable[str]) -> list[str]:
    """Every fault of those files, named from the project's folder."""
    with default_settings():
        return list(dict.fromkeys(fault for name in files for fault in _faults(name)))


def _faults(name: str) -> Iterator[str]:
    for secret in scan_file(str(ROOT / name)):
        if secret.type != NAMED_SO or not name.startswith(EXAMPLES):
            yield f"{name}:{secret.line_number}: {secret.type}"


def _kept() -> list[str]:
    listed = run("git", "ls-files")
    listed.check_returncode()
    return listed.stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
