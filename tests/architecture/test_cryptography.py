"""`docs/security.md` has every algorithm with the files that use it, and every secret with its life."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from pydantic import SecretStr

from core.processes import NEEDED_IN_PRODUCTION
from core.settings import Settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text()
HELD = {
    "hmac.new": "HMAC-SHA-256",
    "hmac.digest": "HMAC-SHA-256",
    "seal": "HMAC-SHA-256",
    "seals": "HMAC-SHA-256",
    "JWTManager": "HMAC-SHA-256",
    "Box": "AES-256-GCM",
    "AESGCM": "AES-256-GCM",
    "hashlib.sha256": "SHA-256",
    "hashlib.scrypt": "scrypt",
    "hashlib.blake2b": "BLAKE2b",
    "pyotp.TOTP": "HMAC-SHA-1",
    "PasswordHasher": "argon2id",
    "jwt.decode": "RS256, PS256, ES256, ES384",
    "jws.extract_compact": "RS256, PS256, ES256, ES384",
}
"""What each call does, in the page's words. Whatever else comes of these modules is in nobody's words, and fails."""
MODULES = ("hashlib", "hmac", "Crypto", "Fernet", "jwt", "jws", "jwe")
CALL = re.compile(r"\w+(\.\w+)?")
HARMLESS = {"hmac.compare_digest"}
SECRETS = {
    f"SHOP_{name.upper()}"
    for name, field in Settings.model_fields.items()
    if SecretStr in (field.annotation, *get_args(field.annotation))
} | {"SHOP_OIDC_PROVIDERS"}


def called_in(file: Path) -> Iterator[str]:
    """Calls of cryptography, as they are written (`hmac.digest`, `Box`), and lists of what is called; an HMAC of
    anything else by all its words.
    """
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in ("hmac.new", "hmac.digest") and "sha256" not in ast.unparse(node):
                yield ast.unparse(node)
            elif name in HELD or (CALL.fullmatch(name) and name.partition(".")[0] in MODULES):
                yield name
        elif isinstance(node, ast.Tuple):
            yield from (part.id for part in node.elts if isinstance(part, ast.Name) and part.id in HELD)


def in_the_code() -> set[tuple[str, str]]:
    files = [file for room in ("admin", "bff", "core", "jobs") for file in (ROOT / room).rglob("*.py")]
    return {
        (HELD.get(call, call), str(file.relative_to(ROOT)))
        for file in files
        for call in called_in(file)
        if call not in HARMLESS
    }


def rows(title: str) -> list[list[str]]:
    section = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("| ")]
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in table[1:] if "---" not in line
    ]


def on_the_page() -> set[tuple[str, str]]:
    return {
        (word, file)
        for _, algorithm, _, where in rows("Keys and algorithms")
        for word in set(HELD.values())
        if re.search(rf"(?<![\w-]){word}\b", algorithm)
        for file in re.findall(r"`([\w/.]+\.py)`", where)
    }


def test_the_page_has_every_algorithm_with_every_file_that_uses_it() -> None:
    assert sorted(in_the_code() - on_the_page()) == []
    assert sorted(on_the_page() - in_the_code()) == []


def test_nothing_is_hashed_signed_or_closed_by_what_is_broken_or_home_made() -> None:
    assert {word for word, _ in in_the_code()} == set(HELD.values())


def test_every_secret_has_its_life_on_the_page() -> None:
    told = {row[0].strip("`"): row[1:] for row in rows("The life of a secret")}

    assert set(told) == SECRETS
    assert [name for name, cells in told.items() if len(cells) != 4 or not all(cells)] == []
    assert {f"SHOP_{name.upper()}" for name in NEEDED_IN_PRODUCTION} & SECRETS <= set(told)
