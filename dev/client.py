"""Writes the TypeScript client anew from what the server says: `make client`. It needs Node and a network."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bff.app import create_app
from bff.openapi import document_of
from core import __version__
from core.adapters.mongo_search import MongoSearch
from core.adapters.null import LogMailer, LogTracker, NoContentSource, NoStorefront
from core.adapters.rq_queue import RqQueue
from core.adapters.table_carrier import TableCarrier
from core.bootstrap import Shop
from core.settings import Settings

FOLDER = Path(__file__).parents[1] / "clients" / "typescript"
NO_REDIS = "redis://127.0.0.1:1/0"
UNUSED = "an-unused-secret-of-more-than-32-letters"


def main() -> None:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("Node with npm is needed: https://nodejs.org/")
    write(document())
    for step in (["install", "--no-package-lock", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *step], cwd=FOLDER, check=True)


def document() -> dict[str, Any]:
    """The OpenAPI document. It is the same whatever the shop is, so this one has nobody outside and no database."""
    settings = Settings(
        _env_file=None,
        env="test",
        mongodb_uri=SecretStr("mongodb://127.0.0.1:1/"),
        redis_url=SecretStr(NO_REDIS),
        secret_key=SecretStr(UNUSED),
        console_secret_key=SecretStr(UNUSED),
        jwt_keys=SecretStr(f"unused:{UNUSED}"),
    )
    nowhere = Shop(
        settings=settings,
        gateways={},
        content=NoContentSource(),
        carrier=TableCarrier(),
        mailer=LogMailer(),
        tracker=LogTracker(),
        storefront=NoStorefront(),
        jobs=RqQueue(NO_REDIS),
        search=MongoSearch(),
    )
    return document_of(create_app(nowhere))


def write(found: dict[str, Any]) -> None:
    """Document and version of the package; the rest of it Node writes."""
    (FOLDER / "openapi.json").write_text(text_of(found), encoding="utf-8")
    package = FOLDER / "package.json"
    facts = {**json.loads(package.read_text(encoding="utf-8")), "version": __version__}
    package.write_text(text_of(facts, sort=False), encoding="utf-8")


def text_of(found: dict[str, Any], *, sort: bool = True) -> str:
    return json.dumps(found, indent=2, sort_keys=sort, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
