"""The bill of materials of the image, in CycloneDX 1.6: every library of its lock, and the packages of its base."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from core import __version__
from dev.folders import ROOT

LOCK, BILL = ROOT / "requirements.lock", ROOT / "requirements.cdx.json"
PINNED = re.compile(r"^([a-z0-9.-]+)==([^ \\\n;]+)[^\n]*((?:\n +--hash=.*)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
INDEX = "https://pypi.org/simple/"
Json = dict[str, Any]


def main() -> int:
    """Write the bill; or print one with packages; or, with --check, say whether the one that is there is right."""
    parser = argparse.ArgumentParser("python -m dev.bill", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit code 1 where it is behind the lock")
    parser.add_argument(
        "--packages", type=Path, help="what `dpkg-query -W` says in the image; the bill is printed"
    )
    asked = parser.parse_args()
    packages = asked.packages.read_text(encoding="utf-8") if asked.packages else ""
    bill = written(bill_of(LOCK.read_text(encoding="utf-8"), packages))
    if asked.packages:
        sys.stdout.write(bill)
    elif not asked.check:
        BILL.write_text(bill, encoding="utf-8")
    elif not BILL.is_file() or BILL.read_text(encoding="utf-8") != bill:
        print(f"{BILL.name} is behind {LOCK.name}: python -m dev.bill")
        return 1
    else:
        print("bill of materials    ok       every library of the lock")
    return 0


def bill_of(lock: str, packages: str = "") -> Json:
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "quayside", "version": __version__}},
        "components": [*_libraries(lock), *_packages(packages)],
    }


def written(bill: Json) -> str:
    return json.dumps(bill, indent=1) + "\n"


def _libraries(lock: str) -> Iterator[Json]:
    for name, version, rest in PINNED.findall(lock):
        hashes = [{"alg": "SHA-256", "content": one} for one in sorted(HASH.findall(rest))]
        source = {"type": "distribution", "url": f"{INDEX}{name}/", "hashes": hashes}
        yield {**_component(f"pkg:pypi/{name}@{version}", name, version), "externalReferences": [source]}


def _packages(told: str) -> Iterator[Json]:
    """Of lines of a name and a version, as `dpkg-query -W` writes them."""
    for name, _, version in (line.partition("\t") for line in told.splitlines() if line.strip()):
        plain = name.partition(":")[0]
        yield _component(f"pkg:deb/debian/{plain}@{quote(version, safe='')}", plain, version)


def _component(purl: str, name: str, version: str) -> Json:
    return {"type": "library", "bom-ref": purl, "purl": purl, "name": name, "version": version}


if __name__ == "__main__":
    sys.exit(main())
