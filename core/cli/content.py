"""Commands that look after the mirror of Contentful."""

from pathlib import Path

import click

from core.cli.main import opened, plainly, shop
from core.cli.progress import progress


@shop.group()
def content() -> None:
    """The mirror of Contentful."""


@content.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@plainly
def content_import(file: Path) -> None:
    """Load a Contentful space export; entries with a price become goods."""
    from core.imports import services

    opened()
    with progress("entries, assets and products") as on:
        things, goods = services.import_content(file, on)
    click.echo(f"{things} entries and assets, {goods} products")


@content.command(name="sync")
@click.option("--full", is_flag=True, help="Read everything anew, not only what has changed.")
@plainly
def content_sync(*, full: bool) -> None:
    """Read from Contentful what has changed since the last time."""
    from core.content import services

    source = opened().content
    count = 0

    def counted(more: int) -> None:
        nonlocal count
        count += more
        on(more)

    with progress("entries and assets") as on:
        services.sync(source, full=full, progress=counted)
    click.echo(f"{count} entries and assets read")
