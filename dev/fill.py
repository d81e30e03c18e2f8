"""`python -m dev.fill MARKER`: migrates the database and, when it is empty, loads the sample.

One process for all of it, because starting Python for each command costs a second. The file MARKER is there
while the sample is loading, so that a run which died in the middle is noticed and the loading repeated. The
last line says what was done.
"""

import io
import os
import sys
import time
from pathlib import Path

import click
from mongoengine.connection import get_db

from core import db
from core.cli import shop
from core.settings import settings
from dev.plan import SAMPLE, STAFF_EMAIL
from dev.secrets import STAFF_PASSWORD

SOURCE_SECONDS = 10.0
POLL_SECONDS = 0.1


def main(marker: Path) -> str:
    """Answers what was done; raises what a command raises."""
    db.connect(settings())
    empty = marker.exists() or get_db()["markets"].find_one() is None
    run("migrate")
    if empty:
        marker.touch()
        load_sample()
        marker.unlink()
    run(
        "staff", "create", STAFF_EMAIL, "--role", "owner", "--password-stdin", said=os.environ[STAFF_PASSWORD]
    )
    return "database migrated, sample loaded" if empty else "database migrated"


def load_sample() -> None:
    run("import", "markets", str(SAMPLE / "markets.json"))
    for what in ("categories", "collections"):
        run("import", what, str(SAMPLE / f"{what}.json"))
    run("import", "products", str(SAMPLE / "goods.jsonl"))
    sync_content()
    run("pages", "build", "--processes", "1")


def sync_content() -> None:
    """Read all content from its source, which may still be starting; addresses of pictures are then its own."""
    deadline = time.monotonic() + SOURCE_SECONDS
    while True:
        try:
            run("content", "sync", "--full")
        except click.ClickException:
            if time.monotonic() > deadline:
                raise
            time.sleep(POLL_SECONDS)
        else:
            return


def run(*words: str, said: str = "") -> None:
    """`shop …` in this process, with *said* on its standard input; a refusal ends the process."""
    sys.stdin = io.TextIOWrapper(io.BytesIO(said.encode()))
    code = shop.main(list(words), prog_name="shop", standalone_mode=False)
    if isinstance(code, int) and code:
        sys.exit(f"shop {' '.join(words)} ended with {code}")


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
