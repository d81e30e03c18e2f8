"""The TypeScript client is in step with the server, and was written from exactly what lies beside it."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bff.app import create_app
from bff.openapi import document_of
from core import __version__
from core.bootstrap import Shop
from dev.client import FOLDER, document

OUT_OF_STEP = "the client is out of step with the server: run `make client`"
STAMP = re.compile(r"// openapi\.json sha256:([0-9a-f]{64})")


@pytest.fixture
def app(shop: Shop) -> Flask:
    return create_app(shop)


def _package() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    return found


def test_the_committed_document_is_what_the_server_says(app: Flask) -> None:
    client: FlaskClient = app.test_client()
    committed = json.loads((FOLDER / "openapi.json").read_text(encoding="utf-8"))
    said = client.get("/openapi.json").get_json()

    changed = {
        path
        for path in {*committed["paths"], *said["paths"]}
        if committed["paths"].get(path) != said["paths"].get(path)
    }
    assert changed == set(), OUT_OF_STEP
    assert committed == said, OUT_OF_STEP


def test_the_document_is_the_same_whatever_the_settings_are(app: Flask) -> None:
    assert document() == document_of(app) == app.test_client().get("/openapi.json").get_json()


@pytest.mark.parametrize("name", ["schema.d.ts", "operations.ts"])
def test_the_types_were_generated_from_exactly_that_document(name: str) -> None:
    stamped = STAMP.search((FOLDER / "src" / name).read_text(encoding="utf-8"))
    wanted = hashlib.sha256((FOLDER / "openapi.json").read_bytes()).hexdigest()

    assert stamped, name
    assert stamped[1] == wanted, OUT_OF_STEP


def test_what_is_installed_was_compiled_from_exactly_these_sources() -> None:
    found = hashlib.sha256()
    for path in sorted((FOLDER / "src").iterdir(), key=lambda path: path.name):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    sealed = (FOLDER / "lib" / "compiled-from.sha256").read_text().strip()

    assert sealed == found.hexdigest(), OUT_OF_STEP


def test_it_has_the_version_of_the_server() -> None:
    assert _package()["version"] == __version__, OUT_OF_STEP


def test_it_installs_without_a_build_step_and_without_other_packages() -> None:
    """npm links a folder and installs nothing for it: what it needs has to lie in it."""
    package = _package()
    entries = [
        entry
        for way in package["exports"].values()
        for entry in (way if isinstance(way, dict) else {way: way}).values()
    ]

    assert [entry for entry in entries if not (FOLDER / entry).is_file()] == []
    assert "dependencies" not in package
    assert not {"prepare", "preinstall", "install", "postinstall"} & set(package["scripts"])


def test_no_file_of_it_names_a_registry() -> None:
    skipped = {"node_modules"}
    files = [path for path in FOLDER.rglob("*") if path.is_file() and not skipped & {*path.parts}]

    assert [path.name for path in files if b'"resolved"' in path.read_bytes()] == []
    assert not (FOLDER / "package-lock.json").exists()


@pytest.mark.faults
@pytest.mark.timeout(300)
def test_an_example_is_type_checked_against_it(tmp_path: Path) -> None:
    """With TypeScript itself, which npm fetches: what the types allow, and what they refuse."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not on the PATH, so TypeScript cannot be fetched")
    copy = shutil.copytree(FOLDER, tmp_path / "client", ignore=shutil.ignore_patterns("node_modules"))
    fetched = subprocess.run(
        [npm, "install", "--no-package-lock", "--no-audit", "--no-fund"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    if fetched.returncode:
        pytest.skip(f"npm could not fetch TypeScript: {fetched.stderr[-200:]}")
    checked = subprocess.run(
        [npm, "exec", "--offline", "--", "tsc", "-p", "example"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
