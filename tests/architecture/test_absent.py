"""What `docs/asvs.md` calls not ours because it is not there, and what is kept by its absence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCTION = ("admin", "bff", "core", "jobs")
COMMANDS = {"core/cli/processes.py", "core/cli/upkeep.py", "jobs/process.py"}
"""A command of the shop becomes another one of its processes, with arguments of its own; a process becomes itself."""
MADE_UP = {"core/imports/made_up.py"}
JITTER = {"core/carts/services.py", "core/outbox/services.py"}
"""How long somebody waits, which nobody gains by guessing."""
MARKUP_WRITTEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|postMessage"
    r"|[\"']message[\"']|localStorage|sessionStorage|indexedDB|document\.cookie"
)

Files = dict[str, ast.Module]


@pytest.fixture(scope="module")
def files() -> Files:
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
        for package in PRODUCTION
        for path in sorted((ROOT / package).rglob("*.py"))
    }


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def importing(files: Files, *modules: str) -> set[str]:
    return {
        path
        for path, tree in files.items()
        for name in imported(tree)
        if any(name == module or name.startswith(f"{module}.") for module in modules)
    }


def attributes(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What is asked of plain names: `("os", "execv")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr


@pytest.mark.parametrize(
    "modules",
    [
        ("subprocess", "pty", "pexpect"),
        ("ldap", "ldap3"),
        ("lxml", "xml.etree", "xml.dom", "xml.sax.handler", "xml.parsers", "defusedxml"),
        ("pymemcache", "memcache", "pylibmc"),
        ("graphql", "graphene", "strawberry", "ariadne"),
        ("websocket", "websockets", "simple_websocket", "flask_sock", "flask_socketio", "aiortc"),
        ("saml2", "onelogin"),
        ("zipfile", "tarfile", "bz2", "lzma"),
    ],
    ids=lambda modules: modules[0],
)
def test_what_is_not_ours_is_not_there(modules: tuple[str, ...], files: Files) -> None:
    assert importing(files, *modules) == set()


def test_no_request_starts_a_program(files: Files) -> None:
    starting = re.compile(r"exec[lv]|spawn|system|popen|fork|posix_spawn")
    found = {
        path
        for path, tree in files.items()
        for owner, name in attributes(tree)
        if owner == "os" and starting.match(name)
    }

    assert found == COMMANDS


def test_nothing_is_uploaded(files: Files) -> None:
    asked = {path for path, tree in files.items() if ("request", "files") in set(attributes(tree))}
    fields = importing(files, "flask_wtf.file", "wtforms.FileField", "wtforms.MultipleFileField")

    assert asked | fields == set()


def test_no_format_is_made_of_data(files: Files) -> None:
    """What stands before `.format` is written in the code: a text, markup of one, or a constant."""
    strays = [
        f"{path}:{node.lineno}"
        for path, tree in files.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"format", "format_map"}
        and not _is_written(node.value)
    ]

    assert strays == []


def test_chance_that_nobody_may_guess_is_not_of_random(files: Files) -> None:
    assert importing(files, "random") == JITTER | MADE_UP


def test_staff_is_made_by_a_command_alone(files: Files) -> None:
    making = {
        path
        for path, tree in files.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in {"create_staff", "invite_staff"}
    }

    assert making == {"core/cli/upkeep.py"}


def test_the_consoles_script_writes_no_markup() -> None:
    scripts = sorted((ROOT / "admin" / "static").glob("*.js"))
    found = {script.name: MARKUP_WRITTEN.findall(script.read_text()) for script in scripts}

    assert found == {"console.js": []}


def _is_written(text: ast.expr) -> bool:
    if isinstance(text, ast.Call) and ast.unparse(text.func) == "Markup":
        return _is_written(text.args[0])
    if isinstance(text, ast.Subscript):
        text = text.value
    return isinstance(text, ast.Constant) or (isinstance(text, ast.Name) and text.id.isupper())
