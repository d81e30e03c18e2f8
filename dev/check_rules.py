"""Holds the code against the shop's own rules (`dev/rules`), offline.

Each rule brings an example of what it is to find: one that does not find its example refuses nothing, and is refused.
The exit code is 1 when something is found, or a rule is blind.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import rmtree
from typing import Any

import yaml

from dev import apart
from dev.apart import run
from dev.folders import ROOT

RULES = ROOT / "dev" / "rules"
EXAMPLES = RULES / "examples"
"""Written for one run: rules are told where to look, and they look here too."""
LOOKED_THROUGH = ("admin", "bff", "core", "jobs", "templates", "wsgi.py")
KINDS = {"example": ".py", "example-html": ".html"}


def main() -> int:
    rules = {rule["id"]: rule for file in sorted(RULES.glob("*.yaml")) for rule in _read(file)}
    try:
        found = _looked_through(rules)
    except subprocess.CalledProcessError as error:
        print(error.stderr or error.stdout, file=sys.stderr)
        return 1
    faults = [*_blind(rules, found), *_found(found)]
    print(
        "\n".join(faults)
        or f"rules                ok       {len(rules)} rules, each of which finds its example"
    )
    return 1 if faults else 0


def _read(file: Path) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
    return rules


def _looked_through(rules: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is found in the code and in the examples. Raises CalledProcessError when semgrep cannot tell."""
    EXAMPLES.mkdir(exist_ok=True)
    try:
        for name, rule in rules.items():
            for kind, ending in KINDS.items():
                if example := rule["metadata"].get(kind):
                    (EXAMPLES / f"{name}{ending}").write_text(example, encoding="utf-8")
        options = (
            "--metrics=off",
            "--disable-version-check",
            "--no-git-ignore",
            "--json",
            "--quiet",
            "--strict",
        )
        where = (*LOOKED_THROUGH, str(EXAMPLES.relative_to(ROOT)))
        result = run(str(apart.program("semgrep")), "scan", *options, "--config", str(RULES), *where)
        result.check_returncode()
        report: dict[str, Any] = json.loads(result.stdout)
    finally:
        rmtree(EXAMPLES)
    found: list[dict[str, Any]] = report["results"]
    return found


def _blind(rules: Mapping[str, Any], found: list[dict[str, Any]]) -> Iterator[str]:
    seeing = {
        Path(one["path"]).stem for one in found if _is_example(one) and _name(one) == Path(one["path"]).stem
    }
    for name in sorted(set(rules) - seeing):
        yield f"{name}: does not find its own example"


def _found(found: list[dict[str, Any]]) -> Iterator[str]:
    for one in found:
        if not _is_example(one):
            yield f"{one['path']}:{one['start']['line']}: {_name(one)}: {one['extra']['message']}"


def _is_example(one: Mapping[str, Any]) -> bool:
    return EXAMPLES in (ROOT / one["path"]).parents


def _name(one: Mapping[str, Any]) -> str:
    return str(one["check_id"]).rpartition(".")[2]


if __name__ == "__main__":
    sys.exit(main())
