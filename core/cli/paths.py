"""Commands about addresses: redirects, and the pack that a storefront is built from."""

from pathlib import Path

import click

from core.cli.data import FILE, import_, progress
from core.cli.main import opened, plainly, shop

NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@import_.command(name="redirects")
@click.argument("file", type=FILE)
@plainly
def import_redirects(file: Path) -> None:
    """Old addresses and where they lead, from CSV: source,target,permanent."""
    from core.audit.services import SYSTEM
    from core.imports import redirects

    opened()
    with progress("redirects") as on:
        count = redirects.import_redirects(file, SYSTEM, on)
    click.echo(f"{count} redirects")


@shop.group()
def export() -> None:
    """Write what the shop knows to a file."""


@export.command(name="redirects")
@click.argument("file", type=NEW_FILE)
@plainly
def export_redirects(file: Path) -> None:
    """Every redirect, as CSV that can be imported."""
    from core.imports import redirects

    opened()
    click.echo(f"{redirects.export_redirects(file)} redirects")
