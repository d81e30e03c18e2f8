"""The secrets of development: random, made once, kept in a file that only its owner reads."""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from dev.errors import CannotStart

STAFF_PASSWORD = "SHOP_DEV_STAFF_PASSWORD"  # noqa: S105 - the name of a variable  # pragma: allowlist secret

RECIPES: Mapping[str, Callable[[], str]] = {
    "SHOP_SECRET_KEY": lambda: secrets.token_hex(32),
    "SHOP_CONSOLE_SECRET_KEY": lambda: secrets.token_hex(32),
    "SHOP_JWT_KEYS": lambda: f"dev1:{secrets.token_hex(32)}",
    "SHOP_STRIPE_API_KEY": lambda: f"sk_test_{secrets.token_hex(24)}",
    "SHOP_STRIPE_PUBLISHABLE_KEY": lambda: f"pk_test_{secrets.token_hex(24)}",
    "SHOP_STRIPE_WEBHOOK_SECRETS": lambda: f"whsec_{secrets.token_hex(24)}",
    "SHOP_CONTENTFUL_DELIVERY_TOKEN": lambda: secrets.token_hex(32),
    "SHOP_CONTENTFUL_PREVIEW_TOKEN": lambda: secrets.token_hex(32),
    "SHOP_CONTENTFUL_WEBHOOK_SECRET": lambda: secrets.token_hex(32),  # Contentful's are 64 characters
    "SHOP_REVALIDATE_SECRET": lambda: secrets.token_hex(32),
    STAFF_PASSWORD: lambda: secrets.token_urlsafe(12),
}


def development_secrets(file: Path) -> dict[str, str]:
    """Every secret of development by its variable: read from *file*, or made and kept there, mode 0600.

    Raises CannotStart when *file* is damaged or cannot be written; a damaged one is left as it is.
    """
    try:
        kept = _read(file)
        made = {name: kept.get(name) or make() for name, make in RECIPES.items()}
        if made != kept:
            _write(file, made)
        elif file.stat().st_mode & 0o077:
            file.chmod(0o600)
    except OSError as error:
        raise CannotStart(
            f"{file} cannot be read and written ({error.strerror}). Make it yours, or free some space."
        ) from error
    return made


def _read(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        raise CannotStart(_damaged(file, "it is not JSON")) from None
    if not isinstance(kept, dict):
        raise CannotStart(_damaged(file, "it is not an object"))
    strange = [name for name in RECIPES if not isinstance(kept.get(name, ""), str)]
    if strange:
        raise CannotStart(_damaged(file, f"{strange[0]} is not a string"))
    return {name: kept[name] for name in RECIPES if name in kept}


def _damaged(file: Path, why: str) -> str:
    return (
        f"{file} is damaged: {why}. Put it back as it was, or delete {file.parent} to begin with a new shop."
    )


def _write(file: Path, made: Mapping[str, str]) -> None:
    """All or nothing: a reader sees the old file or the whole new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(json.dumps(made, indent=2) + "\n")
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
